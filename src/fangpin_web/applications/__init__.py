"""Self-application (自主申报): letters from a public page or the province's list become clues with their own clock.

The public page is off until the county switches it on, needs no account, and reveals nothing: neither whether somebody
is known nor what was found, only how far the letter is, to who holds its number.
"""
