"""What every page shares: frame, components, styles, vendored assets, languages, and the gate that admits a role.

The views themselves stand beside their app. Pages are rendered on the server, work without JavaScript,
and ask no other host for anything.
"""
