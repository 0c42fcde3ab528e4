"""SM4 columns: the standard's vectors, the same bytes one by one and in bulk, and no silent nonsense."""

from __future__ import annotations

import pyarrow as pa
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from fangpin_web.access.bulk_cipher import encrypt_column, index_column
from fangpin_web.access.cipher import UndecipherableValue, blind_index, decrypt, encrypt
from fangpin_web.access.keys import KeyProblem, KeyRing, make_keys, read_keys

RING = KeyRing(b"i" * 16, 2, {1: b"a" * 16, 2: b"b" * 16})
OLD_RING = KeyRing(b"i" * 16, 1, {1: b"a" * 16})
NUMBER = "770101199001011234"


def test_the_block_cipher_is_sm4_of_gb_t_32907() -> None:
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    block = Cipher(algorithms.SM4(key), modes.ECB()).encryptor().update(key)  # noqa: S305 - the standard's vector
    assert block.hex() == "681edf34d206965e86b3e94f536e4246"


@given(st.text(max_size=80))
def test_what_goes_in_comes_out(value: str) -> None:
    assert decrypt("phone", encrypt("phone", value, ring=RING), ring=RING) == value


@given(st.lists(st.none() | st.text(max_size=70), max_size=30))
def test_a_column_gets_the_same_bytes_as_its_values_one_by_one(values: list[str | None]) -> None:
    ciphertext, index = encrypt_column("phone", pa.array(values, pa.string()), ring=RING)
    assert ciphertext.to_pylist() == [None if v is None else encrypt("phone", v, ring=RING) for v in values]
    assert index.to_pylist() == [None if v is None else blind_index("phone", v, ring=RING) for v in values]
    assert index_column("phone", pa.chunked_array([values], pa.string()), ring=RING).equals(index)


def test_a_slice_of_a_column_is_encrypted_as_itself() -> None:
    column = pa.array(["x", None, NUMBER, "y" * 16, "", "z" * 40])
    assert encrypt_column("phone", column.slice(2, 3), ring=RING)[0].to_pylist() == [
        encrypt("phone", v, ring=RING) for v in (NUMBER, "y" * 16, "")
    ]


def test_equal_values_are_found_only_within_their_kind() -> None:
    assert blind_index("phone", NUMBER, ring=RING) == blind_index("phone", NUMBER, ring=OLD_RING)
    assert blind_index("phone", NUMBER, ring=RING) != blind_index("document_number", NUMBER, ring=RING)


def test_a_value_of_an_earlier_key_is_still_read_and_found() -> None:
    stored = encrypt("phone", NUMBER, ring=OLD_RING)
    assert stored != encrypt("phone", NUMBER, ring=RING)
    assert decrypt("phone", stored, ring=RING) == NUMBER
    assert stored[2:18] == blind_index("phone", NUMBER, ring=RING)


@pytest.mark.parametrize("place", [0, 1, 2, 17, 18, -1])
def test_a_changed_byte_is_refused(place: int) -> None:
    stored = bytearray(encrypt("phone", NUMBER, ring=RING))
    stored[place] ^= 1
    with pytest.raises(UndecipherableValue, match="cannot be decrypted"):
        decrypt("phone", bytes(stored), ring=RING)


def test_a_value_moved_to_another_kind_of_column_is_refused() -> None:
    with pytest.raises(UndecipherableValue):
        decrypt("phone", encrypt("document_number", NUMBER, ring=RING), ring=RING)


def test_keys_are_made_once_and_for_their_owner_only(tmp_path) -> None:
    assert make_keys(tmp_path) is True
    ring = read_keys(tmp_path, "")
    assert make_keys(tmp_path) is False
    assert read_keys(tmp_path, "") == ring
    assert (tmp_path / "keys" / "fields.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "{}", '{"index": "00", "current": 1, "fields": {"1": "00"}}', "[]"])
def test_a_broken_key_file_is_named(tmp_path, text: str) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "fields.json").write_text(text)
    with pytest.raises(KeyProblem, match=r"fields\.json"):
        read_keys(tmp_path, "")


def test_absent_keys_are_not_made_in_passing(tmp_path) -> None:
    with pytest.raises(KeyProblem, match="no field keys"):
        read_keys(tmp_path, "")
