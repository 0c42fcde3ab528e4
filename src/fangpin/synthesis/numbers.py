"""Numbers that look like people's and belong to nobody.

Document numbers start with 770101: no province has the digits 77. Phones start with 154, which no
operator has been given. Household codes are twelve digits of the village and a serial from 9001 up.
"""

from __future__ import annotations

from datetime import date

NOWHERE = "770101"
UNALLOTTED = "15400"

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def check_character(first_seventeen: str) -> str:
    """The eighteenth character by GB 11643-1999."""
    return _CHECKS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_seventeen, strict=True)) % 11]


PER_DAY = 440


def document_number(born_on: date, serial: int, *, male: bool) -> str:
    """A valid number of the given birthday; ``serial`` (0 to 439) tells apart those born on one day.

    Order numbers start at 101 and keep clear of whole hundreds: a number that ends in 000 would look
    as if a spreadsheet had cut it.
    """
    if not 0 <= serial < PER_DAY:
        raise ValueError(f"a document number tells {PER_DAY} persons of a sex and birthday apart, not {serial + 1}")
    order = 102 + 2 * serial + 2 * (serial // 49) - (1 if male else 0)
    stem = f"{NOWHERE}{born_on:%Y%m%d}{order:03d}"
    return stem + check_character(stem)


def old_number(number: str) -> str:
    """The fifteen digits the person had before 1999: no century, no check character."""
    return number[:6] + number[8:17]


def truncated_number(number: str) -> str:
    """What a spreadsheet makes of a number it takes for a quantity: fifteen digits, then zeros."""
    return number[:15] + "0" * (len(number) - 15)


def miscounted_number(number: str) -> str:
    """The number with a wrong check character."""
    wrong = _CHECKS[(_CHECKS.index(number[17]) + 1) % 11]
    return number[:17] + wrong


def disability_number(number: str, category: int, grade: int, *, reissue: int = 0) -> str:
    """Twenty characters: document number, category 1 to 7, grade 1 to 4; two more when re-issued."""
    return f"{number}{category}{grade}" + (f"B{reissue}" if reissue else "")


def phone(serial: int) -> str:
    return f"{UNALLOTTED}{serial % 1_000_000:06d}"


def household_code(village_code: str, serial: int) -> str:
    """``serial`` counts from 1 within the village."""
    return f"{village_code}9{serial:03d}"
