"""Print the reference of sources: ``python -m fangpin.rosters > docs/reference/sources.md``."""

import sys

from fangpin.policy import load
from fangpin.rosters.reference import markdown
from fangpin.rosters.sources import sources_of

sys.stdout.write(markdown(sources_of(load("national"))))
