"""What may hang in a village: names masked as the place says, nothing forbidden, no count that tells of one family.

>>> from fangpin.notices import leaks
>>> [leak.kind for leak in leaks("张三，13800001234，因病")]
['phone', 'health']
"""

from __future__ import annotations

from fangpin.notices.cells import CannotProtect, Counts, Shown, protect
from fangpin.notices.gate import Leak, NameForm, NoticeRefused, leaks, name_as, refuse_leaks

__all__ = [
    "CannotProtect",
    "Counts",
    "Leak",
    "NameForm",
    "NoticeRefused",
    "Shown",
    "leaks",
    "name_as",
    "protect",
    "refuse_leaks",
]
