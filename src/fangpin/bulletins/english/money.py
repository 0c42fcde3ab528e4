"""Sums of money in an English text: which currency, and per whom: Rs 1.20 lakh per house, 450 yuan a month."""

from __future__ import annotations

import re
from functools import cache

from fangpin.bulletins.english.heads import last_living
from fangpin.bulletins.words import english

_PER = re.compile(
    r"\s*(?:/-\s*)?(?:per|a|an|each|every|/|for each|for every)\s*(?:(?:eligible|poor|rural|beneficiary|participating|registered|adult|child)\s+)?"
    r"(?P<per>person|head|capita|household|family|month|individual|member|woman|child|worker|beneficiary|recipient|farmer|student|pupil|pensioner|patient|villager)\b",
    re.IGNORECASE,
)
_MONTHLY = re.compile(r"\s*(?:/-\s*)?(?:monthly|every month)\b", re.IGNORECASE)
_EACH = re.compile(r"\s+each\b(?!\s+(?:household|family|village|year|month))", re.IGNORECASE)
_INCOME_OF = re.compile(
    r"\bincomes? of (?:[a-z-]+ ){0,4}(?:farmers|people|residents|villagers|herders|migrants|workers)\b",
    re.IGNORECASE,
)
_INCOME = re.compile(  # an annual income of 2,300 yuan is somebody's
    r"\b(?P<house>(?:household|family)[’']?s? )?(?:annual |net |disposable |average |yearly |combined |(?P<month>monthly ))*incomes? (?:line |standard |threshold )?(?:of|was|is|reached|rose to|exceed(?:ed|ing)|below|above|under|over|at|to|from)\s(?:about |over |nearly |some |more than |less than |only |just )?$",
    re.IGNORECASE,
)
_CAPITA = re.compile(
    r"\bper[- ](?:capita|head|person)\b|\baverage\s+(?:annual\s+)?(?:net\s+|disposable\s+)?income\s+of\s+(?!households)",
    re.IGNORECASE,
)
_SLASH = re.compile(r"\s?/[-=]")
_CLAUSE = 100  # characters before a sum
_NEARBY = 2000  # characters
_KINDS = {"household": "household", "family": "household", "month": "month"}


def money_of(text: str, start: int, end: int, *, sign: str | None, scaled: bool) -> tuple[str, int] | None:
    """The unit of the sum whose number stands from ``start`` to ``end`` behind ``sign``; None where it is no money."""
    behind = _behind().match(text, end)
    slash = _SLASH.match(text, end) if not sign and not behind else None
    if slash is not None:
        return _currency_nearby(text, start), slash.end()
    if not sign and not behind:
        return None
    stop = behind.end() if behind else end
    currency = (behind.lastgroup if behind else None) or _currency(sign or "")
    whom, stop = _per(text, stop)
    whom = whom or _of_income(text, start, scaled=scaled, yuan=currency == "CNY")
    return (f"{currency}_per_{whom}" if whom else currency), stop


def _per(text: str, stop: int) -> tuple[str | None, int]:
    """What stands behind a sum says per whom: a month, per household, each."""
    if per := _PER.match(text, stop):
        return _KINDS.get(per["per"].lower(), "person"), per.end()
    if monthly := _MONTHLY.match(text, stop):
        return "month", monthly.end()
    if _EACH.match(text, stop) is None:
        return None, stop
    return last_living(re.split(r"[.;]\s", text[max(0, stop - _CLAUSE) : stop])[-1]) or "person", stop


def _of_income(text: str, start: int, *, scaled: bool, yuan: bool) -> str | None:
    """Whose income the clause before a sum speaks of; of yuan an income is a person's where nobody else is named."""
    income = _INCOME.search(text[max(0, start - _CLAUSE) : start]) if yuan and not scaled else None
    if income is not None:
        return "month" if income["month"] else "household" if income["house"] else "person"
    clause = re.split(r"(?<!U\.S)[.;](?=\s)", text[max(0, start - 2 * _CLAUSE) : start])[-1]
    return "person" if _CAPITA.search(clause) or (_INCOME_OF.search(clause) and not scaled) else None


def _currency_nearby(text: str, start: int) -> str:
    """1,200/-: of the currency that the text names before; rupees where it names none."""
    named = [
        one.name
        for one in english().currencies
        if re.search(rf"(?<![A-Za-z])(?:{one.before})\s?\d", text[max(0, start - _NEARBY) : start])
    ]
    return named[-1] if named else "INR"


def is_money(text: str, end: int) -> bool:
    """Whether a currency stands behind a number."""
    return _behind().match(text, end) is not None


@cache
def _behind() -> re.Pattern[str]:
    behind = "|".join(f"(?P<{one.name}>{one.behind})" for one in english().currencies)
    return re.compile(rf"[\s-]*(?:{behind})\b", re.IGNORECASE)


def _currency(sign: str) -> str:
    return next(one.name for one in english().currencies if re.fullmatch(one.before, sign.strip(), re.IGNORECASE))
