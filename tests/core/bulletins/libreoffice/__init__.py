"""Bulletins edited by hand in LibreOffice and forms it saved; ``drawing.py`` tells how they were made."""
