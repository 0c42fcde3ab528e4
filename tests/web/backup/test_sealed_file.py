"""The encrypted file: what was written comes back, and nothing else is ever given."""

from __future__ import annotations

import io

import pytest

from fangpin_web.backup.problems import BackupProblem
from fangpin_web.backup.sealed_file import BLOCK, TAG, SealedReader, SealedWriter, read_about

PASSPHRASE = "four unrelated words"
CHEAP = 2**4  # scrypt is slow on purpose; not here


def sealed(content: bytes) -> bytes:
    file = io.BytesIO()
    writer = SealedWriter(file, passphrase=PASSPHRASE, about={"place": "gejiu"}, cost=CHEAP)
    for at in range(0, len(content), 700_001):
        writer.write(content[at : at + 700_001])
    writer.close()
    return file.getvalue()


def opened(stored: bytes, passphrase: str = PASSPHRASE) -> bytes:
    reader = SealedReader(io.BytesIO(stored), passphrase=passphrase, name="b")
    found = bytearray()
    while not reader.ended():
        found += reader.read(1)
        found += reader._open[reader._at :]
        reader._at = len(reader._open)
    return bytes(found)


def refusal(stored: bytes, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(BackupProblem) as refused:
        opened(stored, passphrase)
    assert refused.value.both["zh"]
    return refused.value.kind


@pytest.fixture(scope="module")
def content() -> bytes:
    return bytes(range(256)) * (BLOCK // 256 * 2) + b"and a last block"


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK])
def test_every_length_comes_back(size: int) -> None:
    assert opened(sealed(b"x" * size)) == b"x" * size


def test_the_head_says_which_backup_it_is_and_nothing_of_the_content(content: bytes) -> None:
    stored = sealed(content)
    assert read_about(io.BytesIO(stored), "b")["place"] == "gejiu"
    assert content[:64] not in stored


def test_another_passphrase_is_told_from_damage(content: bytes) -> None:
    assert refusal(sealed(content), "five unrelated words") == "wrong_passphrase"


def test_a_changed_byte_anywhere_is_noticed(content: bytes) -> None:
    stored = sealed(content)
    body = stored.index(b"\n", stored.index(b"}\n") + 2) + 1
    for place in (body, body + BLOCK, body + BLOCK + TAG + 5, len(stored) - TAG, len(stored) - 1):
        changed = bytearray(stored)
        changed[place] ^= 1
        assert refusal(bytes(changed)) == "altered", place
    assert refusal(stored.replace(b"gejiu", b"jeigu", 1)) == "wrong_passphrase"


def test_a_file_cut_short_is_noticed_also_between_two_blocks(content: bytes) -> None:
    stored = sealed(content)
    body = stored.index(b"\n", stored.index(b"}\n") + 2) + 1
    for end in (len(stored) - 1, body + 2 * (BLOCK + TAG), body + BLOCK + TAG, body + 1000, body):
        assert refusal(stored[:end]) in {"cut_short", "altered"}, end
    assert refusal(stored[: body + BLOCK + TAG]) == "cut_short"


def test_blocks_cannot_change_places(content: bytes) -> None:
    stored = sealed(content)
    body = stored.index(b"\n", stored.index(b"}\n") + 2) + 1
    one, two = (stored[body + at * (BLOCK + TAG) :][: BLOCK + TAG] for at in (0, 1))
    assert refusal(stored[:body] + two + one + stored[body + 2 * (BLOCK + TAG) :]) == "altered"


@pytest.mark.parametrize("stored", [b"", b"PK\x03\x04", b"fangpin backup 1\n{}\n", b"fangpin backup 2\n{}\n\n"])
def test_another_kind_of_file_is_refused(stored: bytes) -> None:
    assert refusal(stored) == "not_a_backup"


def test_a_file_cannot_make_us_take_all_memory() -> None:
    assert refusal(sealed(b"").replace(b'"n": 16', b'"n": 1073741824')) == "not_a_backup"
