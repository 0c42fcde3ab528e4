"""Print the data dictionary: ``python -m fangpin.ledgers > docs/reference/ledgers.md``."""

import sys

from fangpin.ledgers import SPECS
from fangpin.ledgers.dictionary import markdown

sys.stdout.write(markdown(SPECS.values()))
