"""``python -m fangpin_web.command`` is ``fangpin``."""

from fangpin_web.command import main

main(prog_name="fangpin")
