"""A certificate that would not serve is said in words before anything starts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from fangpin_web.command.certificates import CertificateProblem, check_certificate

NOW = datetime(2026, 10, 31, tzinfo=UTC)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "fangpin.example")])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(NOW - timedelta(days=1)).not_valid_after(NOW + timedelta(days=30)).sign(key, hashes.SHA256())
    )  # fmt: skip
    (tmp_path / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    write_key(tmp_path / "key.pem", key, serialization.PrivateFormat.PKCS8)
    write_key(tmp_path / "old.pem", key, serialization.PrivateFormat.TraditionalOpenSSL)
    write_key(tmp_path / "other.pem", ec.generate_private_key(ec.SECP256R1()), serialization.PrivateFormat.PKCS8)
    return tmp_path / "cert.pem", tmp_path / "key.pem"


def write_key(path: Path, key: ec.EllipticCurvePrivateKey, form: serialization.PrivateFormat) -> None:
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))


def test_a_pair_in_force_and_none_at_all_are_fine(pair: tuple[Path, Path]) -> None:
    check_certificate(*pair, now=NOW)
    check_certificate(None, None)


@pytest.mark.parametrize(
    ("key", "later", "kind"),
    [
        (None, 0, "both"),
        ("old.pem", 0, "pkcs8"),
        ("other.pem", 0, "not_a_pair"),
        ("absent.pem", 0, "unreadable"),
        ("key.pem", 31, "expired"),
    ],
)
def test_what_is_wrong_is_said(pair: tuple[Path, Path], key: str | None, later: int, kind: str) -> None:
    with pytest.raises(CertificateProblem) as problem:
        check_certificate(pair[0], pair[0].parent / key if key else None, now=NOW + timedelta(days=later))
    assert problem.value.kind == kind
    assert problem.value.zh
