"""How an installation is set up: the environment read once, Django's settings, addresses, entry points."""
