"""The certificate the pages are served with: looked at before the server starts, so that what is wrong is told."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization

_WORDS: dict[str, tuple[str, str]] = {
    "both": ("--tls-cert 和 --tls-key 要一起给。", "Give --tls-cert and --tls-key together."),
    "unreadable": (
        "读不了证书或私钥 {path}：要 PEM 格式，文件对本用户可读。",
        "{path} cannot be read: it must be PEM, and readable for this user.",
    ),
    "pkcs8": (
        "私钥 {path} 要是不加密的 PKCS#8 格式。转换：openssl pkcs8 -topk8 -nocrypt -in {path} -out 新文件.pem",
        (
            "The key {path} must be unencrypted PKCS#8. Convert it: "
            "openssl pkcs8 -topk8 -nocrypt -in {path} -out new.pem"
        ),
    ),
    "not_a_pair": ("证书 {path} 和私钥不是一对。", "The certificate {path} and the key are no pair."),
    "expired": (
        "证书 {path} 已于 {day} 过期。请换新证书。",
        "The certificate {path} ended on {day}. Get a new one.",
    ),
}


class CertificateProblem(Exception):
    """Why the pages cannot be served with this certificate."""

    def __init__(self, kind: str, **details: object) -> None:
        self.kind = kind
        self.zh = _WORDS[kind][0].format(**details)
        super().__init__(_WORDS[kind][1].format(**details))


def check_certificate(certificate: Path | None, key: Path | None, *, now: datetime | None = None) -> None:
    """Raise :class:`CertificateProblem` unless the two are a pair in force; both absent is fine."""
    if certificate is None and key is None:
        return
    if certificate is None or key is None:
        raise CertificateProblem("both")
    try:
        held = x509.load_pem_x509_certificate(certificate.read_bytes())
    except (OSError, ValueError) as error:
        raise CertificateProblem("unreadable", path=certificate) from error
    try:
        words = key.read_bytes()
    except OSError as error:
        raise CertificateProblem("unreadable", path=key) from error
    if b"-----BEGIN PRIVATE KEY-----" not in words:
        raise CertificateProblem("pkcs8", path=key)
    try:
        secret = serialization.load_pem_private_key(words, password=None)
    except ValueError as error:
        raise CertificateProblem("unreadable", path=key) from error
    form = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    if secret.public_key().public_bytes(*form) != held.public_key().public_bytes(*form):
        raise CertificateProblem("not_a_pair", path=certificate)
    if held.not_valid_after_utc <= (now or datetime.now(UTC)):
        raise CertificateProblem("expired", path=certificate, day=held.not_valid_after_utc.date().isoformat())
