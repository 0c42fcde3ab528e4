"""What looks like a number in an English text and counts nothing: dates, document numbers, labels, telephones."""

from __future__ import annotations

import re

from fangpin.bulletins.set_aside import SetAside, Why

_YEAR = r"(?:19|20)\d{2}"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_SCALED = r"(?!\s*(?:lakh|crore|million|billion|thousand|per ?cent|percent|%))"
_LABELS = (
    "No|Nos|Art|Articles?|Sections?|Chapters?|Tables?|Figures?|Annex(?:ure)?|Pages?|Phase|Circular|Document|Paragraphs?|Paras?|Clauses?"
    "|Rules?|Regulations?|Resolution|Notification|Order|Bill|Decree|Decision|Question|Volume|Vol|Issue|Appendix|Box|Chart|Exhibit|Plot|Room"
    "|Gate|Platform|Route|Highway|Flight|Ward|Serial|Sl|Ref|Code|PIN|Boxes|Footnote|Note|Item|Objective|Outcome|Output|Target|Indicator"
)
_NUMBER_WORD = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_PATTERNS: tuple[tuple[Why, str], ...] = (
    (Why.DATE, rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:[–-]|to|and)\s*\d{{1,2}}(?:st|nd|rd|th)?)?\s+(?:of\s+)?(?:{_MONTHS})\b\.?(?:,?\s+{_YEAR})?\b|\b(?:{_MONTHS})\.?\s+\d{{1,2}}(?!,\d{{3}}|\d)(?:st|nd|rd|th)?(?:\s*(?:[–-]|to|and)\s*\d{{1,2}}(?!,?\d))?(?:,?\s+{_YEAR})?\b(?!\s*(?:households|people|%))|\b(?:{_MONTHS})\.?,?\s+{_YEAR}\b"),
    (Why.DATE, rf"\b{_YEAR}\s*[–/-]\s*(?:(?:19|20)?\d{{2}})\b(?!,\d)|\b(?i:FY|fiscal year|financial year|year|in|since|until|end|end-|mid-|during)\s*{_YEAR}\b(?:\s*[–/-]\s*(?:\d{{4}}|\d{{2}})\b)?(?![,.]\d)|\b(?i:of|by|from|to|and|through|between)\s*{_YEAR}\b(?:\s*[–/-]\s*(?:\d{{4}}|\d{{2}})\b)?(?![,.]\d)(?!\s+(?:[a-z-]+\s+)?(?:households|families|people|persons|children|women|villages|farmers|students|houses|beneficiaries|km|hectares|tonnes|yuan|rupees)\b)|\b{_YEAR}(?='s|\b(?![,.]?\d)(?:\s+(?:annual|targets?|plan|budget|census|list|figure|level|survey|round|season|floods?|drought|report|edition|baseline)))|\b{_YEAR}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}-(?:{_MONTHS})-(?:19|20)?\d{{2}}\b"),
    (Why.DATE, rf"\b(?:FY|Q[1-4]|H[12])\s?-?[’']?\d{{2}}(?:\s?[-–/]\s?\d{{2}})?\b(?![,.]\d)|\bQ[1-4]\b|\b0\d/\d{{2}}\b(?!/)|\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)?\d{{2}}\b|\b(?:{_YEAR[:-5]}\d|\d)0s\b|\bmid-\d0s\b"),
    (Why.ORDINAL, rf"\b\d+(?:st|nd|rd|th)\b|\b(?:{_LABELS}|pages?|sections?|chapter|tables?|annex|articles?|clauses?|paragraphs?|schedule)(?:\.\s*|\s+(?:No\.?\s*)?)\d+(?:[./]\d+)*[A-Z]?\b(?:\(\w+\))*(?!,\d{{3}})(?:\s*(?:,|and|to|[–-])\s*\d+(?:\.\d+)*\b(?!\s+[a-z]))*(?:\s*(?:of|\[)\s*(?:{_YEAR}\]?|\d+\b))?|\b[Pp]{{1,2}}\.\s?\d+(?:[–-]\d+)?\b"),
    (Why.ORDINAL, rf"\b(?<!-)[Tt]op[- ](?:\d+|three|five|ten|twenty|hundred)\b{_SCALED}|\b[Rr]ank(?:ed|s|ing)?\s+(?:at\s+)?\d+\b|(?<=\d )\((?:{_NUMBER_WORD})\)|(?i:(?<=one |two |ten |six )|(?<=four |five |nine )|(?<=three |seven |eight |forty |fifty |sixty )|(?<=twelve |eleven |twenty |thirty |eighty |ninety )|(?<=fifteen |seventy ))\(\d+\)"),
    (Why.DOCUMENT_NUMBER, r"\b(?!(?:RMB|CNY|USD|INR|HK|US)\b)[A-Z][A-Za-z]{0,9}-\d+\b(?![,.]\d)(?!-(?:day|year|month))|\b(?!Rs|Tk|KSh)[A-Z][A-Za-z.]*/[\w./()-]*\d[\w./()-]*"),
    (Why.LIST_NUMBER, r"^\s*(?:\(?\d{1,2}[.)]|\(?[ivx]{1,4}\))\s|^\s*\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?\s+(?=[A-Z])" + _SCALED + r"|(?<=[.;:,] )\(\d{1,2}\)(?=\s+[a-z])|\[\d{1,3}(?:,\s?\d{1,3})*\]"),
    (Why.TIME, r"\b\d{1,2}:\d{2}\b(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}(?:\.\d{2})?\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b|o[’']clock)"),
    (Why.FILE_NAME, r"https?://\S+|www\.\S+|[\w.\-]{1,64}@[\w.\-]{1,64}"),
    (Why.TELEPHONE, r"\b(?:Tel|Phone|Fax|Hotline|Mobile|WhatsApp)[.:]?\s*[+\d][\d\s\-]{5,}|(?<![\d.,])0\d{5,}\b|(?<![\d,.])\+\d{1,3}[\s-]?\d[\d\s-]{6,}|\b(?:[Hh]elpline|[Hh]otline|[Dd]ial|[Tt]oll-free)s?(?: (?:no\.?|number|at|on))*[ :(“\"]*\d{3,5}\b(?![,.]\d| ?[a-z])"),
)  # fmt: skip
_LOST = re.compile(r"[?�□]+[,.]?[?�□]*\d[\d,]*|\d[\d,]*[?�□]+[\d,]+")
_COMPILED = tuple((why, re.compile(pattern, re.MULTILINE)) for why, pattern in _PATTERNS)
RATIO = re.compile(r"\bratios?\b[^.;\n]*$", re.IGNORECASE)
REACH = 60  # characters of a sentence in which a ratio is announced


def set_aside_english(text: str) -> list[SetAside]:
    """Dates, ordinals, labels, list numbers and addresses of an English text, in reading order."""
    found = [
        SetAside(*match.span(), why)
        for why, pattern in (*_COMPILED, (Why.DAMAGED, _LOST))
        for match in pattern.finditer(text)
        if why is not Why.TIME or not RATIO.search(text[max(0, match.start() - REACH) : match.start()])
    ]
    kept: list[SetAside] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
