"""What a number counts that has no noun of its own: the sentence named it before, or says it at the next number.

Of these, 430 were women; between 12 and 15 per cent; the number of widows rose to 25.75 lakh; against a target of 4,300.
"""

from __future__ import annotations

import re

from fangpin.bulletins.english.aside import REACH
from fangpin.bulletins.english.heads import head_of, is_plural, kind_of, last_living, last_noun
from fangpin.bulletins.english.heads import unit_of as unit_of_noun
from fangpin.bulletins.english.money import is_money
from fangpin.bulletins.quantity import PERCENT, POINTS, TIMES, Quantity
from fangpin.bulletins.set_aside import SetAside

ROW = REACH  # characters between the numbers of a row in one sentence
PARAGRAPH = 300  # characters over which a noun is carried on
SHARES = frozenset({PERCENT, POINTS, TIMES})
TIMES_OF_DAY = frozenset({"day", "month", "year", "week", "hour", "minute", "year_of_age"})
_SOME = r"(?:about |some |only |over |nearly |around |almost |just |another |at least |up to |more than |less than |an? (?:total|estimated) (?:of )?)*"
_OF_WHOM = re.compile(rf"\b(?:of|among) (?:whom|which|these|those|them|the rest),?\s+{_SOME}$", re.IGNORECASE)
_OTHERS = re.compile(rf"\b(?:the (?:remaining|other|rest)|(?:a )?further|another|an additional|additional)\s+{_SOME}$", re.IGNORECASE)  # fmt: skip
_OF_THEM = re.compile(
    r"\s+(?:(?:new |more |other )?(?:ones|others)\b|of (?:them|these|those|whom|which)\b|more than the\b|(?:are|is) (?!expected|projected|estimated)|ha(?:d|ve|s)\b|were\b|left\b|joined\b|got\b|received\b|benefit(?:ed|ted)\b|enrolled\b|exited\b|remain(?:s|ed)?\b|live[ds]?\b|belong(?:ed)?\b|came\b|c[ao]me from\b|work(?:ed)?\b|did\b|do\b|will\b|could\b|can\b|per (?:household|family|village|person|school|county|district)\b)",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"\b(?:number|total|share|list|tally|count)s? of(?= )", re.IGNORECASE)
_REACHED = re.compile(
    r"\b(?:touch(?:ed|es)|reach(?:ed|es)|hit|cross(?:ed|es)|r(?:o|i)se to|stood at|f(?:e|a)ll to|pass(?:ed)?|at|to|is|was)\s+$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:reduced|fell|fallen|dropped|declined|decreased|shrunk|r[oi]sen?|rose|grown|grew|increased|climbed|went|gone|up|down|came|come) (?:down |up )?(?:from|to|by) $",
    re.IGNORECASE,
)
_AMOUNT_OF = re.compile(
    r"\b(?:amount|expenditure|cost|allocation|outlay|funds?|spending|investment)s? of (?:about |over |nearly )?$|\b(?:worth|valued at|amounting to|costing|costs?|to the tune of) (?:about |over |nearly |some )?$",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\b(?:of|among) the\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\bnumber(?:s|ed)?\s+(?:over |about |some |around |nearly |almost |more than |just )*$")
_THINGS_OF = re.compile(r"\b([a-z]{3,}s) of (?:about |some |over |more than |nearly )?$")
_EMPLOYED = re.compile(
    r"\b(?:employment|employed|enroll?ment|membership|turnout|number who|population)\b", re.IGNORECASE
)
_OUT_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the\s+)?[\w-]+[’']s\s+|the\s+|its\s+|their\s+|an?\s+(?:total|planned|estimated)\s+(?:of\s+)?|the\s+(?:estimated|planned|targeted|total)\s+|all\s+)*(?:\d[\d,.]*|(?:the )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)\b)", re.IGNORECASE)  # fmt: skip
_BEFELL = re.compile(
    r"\s+(?:people\s+)?(?:(?:were|was|have been|had been)\s+)?"
    r"(?:killed|injured|dead|wounded|missing|displaced|rescued|evacuated|hospitali[sz]ed|trained|employed|graduated)\b",
    re.IGNORECASE,
)
_DEALT_WITH = re.compile(r"\s+(?:ha(?:s|ve) been |were |are |was )?(?!based\b|related\b|compared\b)[a-z]{3,}ed\b")
_GROUP_OF = re.compile(
    rf"\b(?:batch|group|cohort|class|team|crowd|staff|population|membership|work ?force|enroll?ment|audience|intake|family|household) of {_SOME}$",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    rf"\b(?:(?:up |down )?from|compared (?:to|with)|(?:as )?against|versus|vs\.?|instead of|rather than|than|(?:total|number|tally|count|figure) to|(?:target|goal|aim|total|average|peak|high|low|ceiling|maximum|minimum) of|(?:increased|decreased|reduced|rose|fell|grew|went up|dropped|declined|expanded|climbed|cut|jumped) (?:further )?(?:to|by)|reach(?:ed|ing)?)\s+{_SOME}(?:a target of )?$",
    re.IGNORECASE,
)  # fmt: skip


def unit_elsewhere(text: str, one: SetAside, *, scaled: bool) -> str | None:
    """The unit of a number without a noun of its own, from the words around it."""
    if _BEFELL.match(text, one.end) or is_group(text, one.start):
        return "person"
    if not scaled and not text[one.start].isdigit():
        return _of_a_total(text, one)
    return (
        _of_a_line(text, one)
        or unit_before_brackets(text, one)
        or _of_a_label(text, one)
        or _named_before(text, one, scaled=scaled)
        or _of_a_total(text, one)
        or _of_a_scale(text, one)
    )


def is_group(text: str, start: int) -> bool:
    """A staff of 40, a population of 1,860: the group says that persons are counted."""
    return _GROUP_OF.search(text[max(0, start - 40) : start]) is not None


_SCALED = re.compile(
    r"\b(?:coefficient|index|HDI|scores?|ratio|multiplier|factor|elasticity|rating)\b[^;\n]*$", re.IGNORECASE
)
_AGED = re.compile(
    r"\bage(?:[ds]|s? of)? (?:over |under |above |below |between )?(?:\w+ ?(?:to|and|[-–]) ?)?$"
    r"|\b(?:children|girls|boys|infants|adults) (?:under|over|below|above) (?:the age of )?$",
    re.IGNORECASE,
)


def _of_a_scale(text: str, one: SetAside) -> str | None:
    """The coefficient fell to 0.38; persons aged 68: what stands before says on which scale."""
    before = text[max(0, one.start - ROW) : one.start]
    if "." in text[one.start : one.end] and _SCALED.search(before):
        return TIMES
    return "year_of_age" if _AGED.search(before) else None


_LINE_OF_NUMBERS = re.compile(r"[\d,. \t|]+")


def _of_a_line(text: str, one: SetAside) -> str | None:
    """A line that begins with nothing but numbers, below a sentence that says the number of what follows."""
    first = text.rfind("\n", 0, one.start) + 1
    if not _LINE_OF_NUMBERS.fullmatch(text[first : one.end]):
        return None
    above = text[max(0, first - PARAGRAPH) : first]
    told = list(_NUMBER_OF.finditer(above))
    return _unit_at(above, told[-1].end()) if told else None


def _unit_at(text: str, end: int) -> str | None:
    head = head_of(text, end)
    return head.unit if head else None


def _named_before(text: str, one: SetAside, *, scaled: bool) -> str | None:
    """The number of beneficiaries rose to 58.01 lakh: the sentence has said what is counted."""
    sentence = re.split(r"[.;]\s|\n", text[max(0, one.start - PARAGRAPH) : one.start])[-1]
    told = list(_NUMBER_OF.finditer(sentence))
    if scaled and _AMOUNT_OF.search(sentence):
        return "INR" if re.match(r"\S+\s+(?:lakh|lac|crore|cr)", text[one.start : one.start + 30]) else None
    if not scaled:
        return _named_before_digits(sentence, grouped="," in text[one.start : one.end])
    if told and (unit := _unit_at(sentence, told[-1].end())) is not None:
        return unit
    if (unit := last_living(re.split(r"\d", sentence)[-1])) is not None:
        return unit  # Widows on the rolls go up from 25.75 lakh
    return "person" if _EMPLOYED.search(sentence) else None


def _named_before_digits(sentence: str, *, grouped: bool) -> str | None:
    """Deliveries of 41,463; households touched 23,91,500; of the beneficiaries 2,47,300 are …"""
    if not re.search(r"\d", sentence) and (unit := _of_the_first(sentence, grouped=grouped)) is not None:
        return unit
    if grouped and _REACHED.search(sentence):
        return last_living(re.split(r"\d", sentence)[-1])
    if _NUMBERED.search(sentence):
        return last_noun(sentence)  # our projects now number over 20
    things = _THINGS_OF.search(sentence) if grouped else None
    return (unit_of_noun(things[1]) or kind_of(things[1])) if things is not None else None


def _of_the_first(sentence: str, *, grouped: bool) -> str | None:
    """What the first number of a sentence counts, whose words before it name one thing only."""
    if grouped and _EMPLOYED.search(sentence):
        return "person"  # membership has fallen from 6,000
    told = list(_NUMBER_OF.finditer(sentence))
    if told and (grouped or _REACHED.search(sentence)) and (unit := _unit_at(sentence, told[-1].end())) is not None:
        return unit  # the number of SHGs formed in these years is 21,540
    if _OF_THE.search(sentence) and not (grouped and _REACHED.search(sentence)):
        return last_living(sentence)
    changed = _CHANGED.search(sentence) is not None  # such households have been reduced from 2,461
    return last_living(sentence) or last_noun(sentence) if changed else None


def _of_a_total(text: str, one: SetAside) -> str | None:
    """22 out of 25 programmes: part and whole are of one kind."""
    whole = _OUT_OF.match(text, one.end)
    return _unit_at(text, whole.end()) if whole else None


_AND_MORE = re.compile(
    r"(?:\s+\x00+,?|,)?\s+(?:[a-z-]+\s+)?(?:and|or|to|and by)\s+(?:about |some |another |over |nearly )?|\s?[-–/]\s?|,\s+(?:and\s+)?", re.IGNORECASE
)  # fmt: skip
_PURE_RANGE = re.compile(r"(?:\s+\x00+,?)?\s+(?:to|and|or)\s+(?:about |over |nearly )?|\s?[-–/]\s?", re.IGNORECASE)


def shares_unit_with_next(text: str, end: int, behind: int) -> bool:
    """200,000 direct and 1.3 million indirect beneficiaries; 12, 15 and 18 villages: what both count is said behind."""
    return _AND_MORE.fullmatch(text, end, behind) is not None


def is_range(text: str, end: int, behind: int) -> bool:
    """Whether nothing but to, and, or, a dash stands between two numbers: 35 to 40 per cent."""
    return _PURE_RANGE.fullmatch(text, end, behind) is not None


def takes_next(text: str, unit: str, between: tuple[int, int], behind_end: int, *, grouped: bool) -> bool:
    """Whether the number before one of ``unit`` may be of that unit: money only in ranges, a share only if small."""
    if unit == PERCENT or unit in SHARES:
        return not grouped and _AND_MORE.fullmatch(text, *between) is not None
    if is_money(text, behind_end) or unit.isupper() or "_per_" in unit:
        return is_range(text, *between)
    return True


_ROW = re.compile(r"^[^.\n]{1,60}[;,]\s+(?:and\s+|while\s+)?$")
_IN_A_PLACE = re.compile(r"\s+in\s+[A-Z]")  # 4,470 households in Kajuru; 8,032 in Gwari
_FOR_SOME = re.compile(r"\s+(?:for|in|among) [a-z]+(?:\s+and\s+)?", re.IGNORECASE)  # 65 years for men and 62 for women
_UP_TO = re.compile(r"(?:\s+(?:\x00+|per [a-z]+|a [a-z]+|in [a-z]+|for [a-z]+),?){0,2}\s+to\s+(?:about |over |nearly |around )?", re.IGNORECASE)  # fmt: skip
_BETWEEN = re.compile(r"\s+and\s+", re.IGNORECASE)


def goes_on_from(text: str, before: Quantity, one: SetAside) -> bool:
    """65 years for men and 62 for women; from 25 tonnes in 2015 to 84; 12 per cent against 8.5."""
    between = text[before.end : one.start]
    if _FOR_SOME.fullmatch(between) is not None and _FOR_SOME.match(text, one.end) is not None:
        return True
    large = re.search(r"[,a-z]", text[one.start : one.end], re.IGNORECASE) is not None
    if before.unit in SHARES | TIMES_OF_DAY and large:
        return False
    if _UP_TO.fullmatch(between) is not None:
        return True
    if _BETWEEN.fullmatch(between) and re.search(r"\bbetween\s+$", text[max(0, before.start - 12) : before.start]):
        return True
    near = len(between) < ROW and re.search(r"[.;](?:\s|$)|\n", between) is None
    return near and _AGAINST.search(text[max(0, one.start - ROW) : one.start]) is not None


_CHANGE_OF = re.compile(
    r"\b(?:increase|decrease|rise|fall|decline|drop|addition) of (?:about |over |nearly )?$", re.IGNORECASE
)


def goes_on(text: str, last: Quantity, one: SetAside, *, scaled: bool) -> bool:
    """Uttar Pradesh (38 crore): a large number without a noun goes on with what the paragraph counted before it."""
    between = text[last.end : one.start]
    same = re.search(r"[.]\s|\n", between) is None
    row = _ROW.search(between) and _IN_A_PLACE.match(text, one.end)
    listed = "," in text[one.start : one.end] and same and len(between) < ROW
    beside = text[max(0, one.start - ROW) : one.start]
    return (
        bool(row)
        or listed
        or of_them(text, one.start, one.end)
        or _OTHERS.search(beside) is not None
        or is_listed(text, last, one)
        or _CHANGE_OF.search(beside) is not None
        or (len(between) < ROW and same and bool(_DEALT_WITH.match(text, one.end)))
        or (same and len(between) < PARAGRAPH and _AGAINST.search(beside) is not None)
        or (scaled and "\n\n" not in between and len(between) < PARAGRAPH)
    )


def of_them(text: str, start: int, end: int) -> bool:
    """of whom 6,120 had …; 6,870 of them: what is counted was said before."""
    return is_of_whom(text, start) or is_said_of_them(text, end)


def is_of_whom(text: str, start: int) -> bool:
    """of whom 6,120: the number is of what was counted right before."""
    return _OF_WHOM.search(text[max(0, start - ROW) : start]) is not None


_CLOSED = re.compile(r"(?: ?[Nn]os?\.)?[),]")
_IN_BRACKETS = re.compile(r"(?:\b(?P<words>(?:[A-Za-z-]+ ){0,2}[A-Za-z-]+) )\($")


def unit_before_brackets(text: str, one: SetAside) -> str | None:
    """Wheelchair users (1,164): what is counted stands before the brackets."""
    if not _CLOSED.match(text, one.end):
        return None
    told = _IN_BRACKETS.search(text[max(0, one.start - ROW) : one.start])
    if told is None:
        return None
    last = told["words"].split()[-1]
    return last_noun(told["words"]) or ("person" if is_plural(last) and kind_of(last) == "person" else None)


_LABEL = re.compile(r"(?:^|[\n•►*–-]|\. )\s*(?P<words>[A-Za-z][A-Za-z/ -]{2,48}):\s*$")


def _of_a_label(text: str, one: SetAside) -> str | None:
    """School dropouts: 0: what is counted stands before the colon."""
    told = _LABEL.search(text[max(0, one.start - ROW) : one.start])
    if told is None:
        return None
    words = re.split(r" (?:per|in|of|to) ", told["words"])[0]
    return last_noun(words) or (kind_of(words) if is_plural(words.split()[-1]) else None)


_IN_OR_FROM = re.compile(
    r"\s+(?:in|from|at|for|under|through|by|via|on|among|with|to (?!\d|about|some|over|nearly))\b|[,;.)]|\s+\x00"
)
_LISTED = re.compile(r"(?:,|;|\band|\bwhile|\bwith|\bbut|\bplus)\s+(?:only |just |another |some |about )?$")


def is_listed(text: str, last: Quantity, one: SetAside) -> bool:
    """234 households in the county seat and 256 in towns."""
    between = text[last.end : one.start]
    same = len(between) < ROW and re.search(r"[.;:]\s|\n|\(", between) is None
    return same and bool(_IN_OR_FROM.match(text, one.end)) and _LISTED.search(between) is not None


def is_compared(text: str, start: int) -> bool:
    """Against a target of 4,300; up from 2,100: the number is held against the one before."""
    return _AGAINST.search(text[max(0, start - ROW) : start]) is not None


def is_said_of_them(text: str, end: int) -> bool:
    """6,870 of them; 430 were …"""
    return _OF_THEM.match(text, end) is not None
