"""What a check of data quality found, in a form that two rounds can be compared by, without names and numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

FINDINGS = pa.schema(
    [
        pa.field("fingerprint", pa.string(), nullable=False),  # rule and subject; the same in every round
        pa.field("rule", pa.string(), nullable=False),
        pa.field("group", pa.string(), nullable=False),
        pa.field("severity", pa.string(), nullable=False),
        pa.field("subject", pa.string(), nullable=False),  # household | person | area
        pa.field("answer", pa.string(), nullable=False),  # yes | unknown
        pa.field("source", pa.string(), nullable=False),
        pa.field("file", pa.string(), nullable=False),
        pa.field("sheet_no", pa.int32(), nullable=False),
        pa.field("row_no", pa.int32(), nullable=False),
        pa.field("county", pa.string()),
        pa.field("township", pa.string()),
        pa.field("village", pa.string()),
        pa.field("household_code", pa.string()),
        pa.field("subject_key", pa.string(), nullable=False),  # hashed for a person, else the code or the place
        pa.field("document_key", pa.string()),  # hashed document number, as document_key() gives it
        pa.field("cells", pa.list_(pa.string()), nullable=False),  # ids of the fields that are wrong
        pa.field("basis", pa.string(), nullable=False),
        pa.field("round", pa.string()),  # new | repeated, against the findings of the round before
    ]
)
ENDED = (*FINDINGS, pa.field("ended", pa.string(), nullable=False))  # corrected | not_in_file | not_checked
EXEMPTED = (*FINDINGS, pa.field("exemption", pa.int64(), nullable=False))  # its place among the exemptions given


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityFindings:
    """What is wrong in the files, what was excused, and what is no longer wrong.

    ``findings`` (:data:`FINDINGS`) every yes, and the unknowns of rules that ask for a visit, sorted by
    township, village, household, row and rule. ``exempted`` are findings that an exemption in force on
    ``as_of`` excuses, with its number. ``ended`` are findings of the round before that are not found
    now, with why. ``tallies``: per rule and place, rows screened and their yes, no and unknown;
    exemptions are not taken off there. ``rows`` is how many rows each source gave.
    """

    findings: pa.Table
    exempted: pa.Table
    ended: pa.Table
    tallies: pa.Table
    rows: dict[str, int]
    as_of: date
    policy_hash: str


def document_key(number: str | None, *, secret: bytes = b"") -> str | None:
    """A document number as findings carry it: its first 18 characters hashed under the secret of the installation."""
    from fangpin.identity import read_document_number

    read = read_document_number(number)
    return _hashed(("document", read.join_key or read.normal), secret) if read.join_key or read.normal else None


def document_keys(numbers: Iterable[str | None], secret: bytes) -> list[str | None]:
    """As :func:`document_key`, of numbers already made normal."""
    return [_hashed(("document", number), secret) if number else None for number in numbers]


def person_keys(
    person_nos: Iterable[str | None],
    codes: Iterable[str | None],
    numbers: Iterable[str | None],
    names: Iterable[str | None],
    secret: bytes,
) -> list[str]:
    """Who a row is about, in every round: the register's own person number, else the household with number or name.

    Rows that would be the same person are told apart by their order.
    """
    seen: dict[tuple[str, ...], int] = {}
    keys = []
    for person_no, code, number, name in zip(person_nos, codes, numbers, names, strict=True):
        key = ("no", person_no) if person_no else ("of", code or "", number or f"name:{name or ''}")
        again = seen[key] = seen.get(key, 0) + 1
        keys.append(_hashed((*key, str(again)), secret))
    return keys


def fingerprints(rules: Iterable[str], subject_keys: Iterable[str]) -> list[str]:
    """One for each rule and subject; nothing of the answer is in it, so that a changed amount stays one finding."""
    return [_hashed((rule, key), b"") for rule, key in zip(rules, subject_keys, strict=True)]


def _hashed(parts: tuple[str | None, ...], secret: bytes) -> str:
    text = "\x1f".join(part or "" for part in parts).encode()
    return hashlib.blake2b(text, digest_size=16, key=hashlib.sha256(secret).digest()).hexdigest()


def compared(
    findings: pa.Table, exempted: pa.Table, before: pa.Table, *, subjects: pa.Array, silent: Iterable[str]
) -> tuple[pa.Table, pa.Table]:
    """The findings marked new or repeated, and those of the round before that ended.

    ``subjects`` are the keys of all subjects in the files; ``silent`` the rules that could answer no row.
    """
    known = before["fingerprint"].combine_chunks()
    repeated = pc.is_in(findings["fingerprint"], known)
    place = findings.column_names.index("round")
    marks = pc.if_else(repeated, "repeated", "new").cast(pa.string())
    findings = findings.set_column(place, FINDINGS.field("round"), marks)
    now = pa.concat_arrays([findings["fingerprint"].combine_chunks(), exempted["fingerprint"].combine_chunks()])
    ended = before.select(FINDINGS.names).filter(pc.invert(pc.is_in(before["fingerprint"], now)))
    there = pc.is_in(ended["subject_key"], subjects)
    asked = pc.invert(pc.is_in(ended["rule"], pa.array(list(silent), pa.string())))
    why = pc.if_else(there, pc.if_else(asked, "corrected", "not_checked"), "not_in_file")
    return findings, ended.append_column(pa.field("ended", pa.string(), nullable=False), why)
