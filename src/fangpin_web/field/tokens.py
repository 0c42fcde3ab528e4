"""The word in the QR code of a paper form: which household, sealed so that none can be made up."""

from __future__ import annotations

from django.conf import settings
from django.core import signing

from fangpin_web.field.problems import FieldProblem

_SALT = "fangpin.field.paper"


def token_of(household_id: int) -> str:
    """Some forty characters; names nobody."""
    return signing.Signer(salt=_SALT, sep=".").sign(str(household_id))


def household_of(token: str) -> int:
    """The household's key; the whole address of the code may be given. Raises :class:`FieldProblem`."""
    word = token.strip().rstrip("/").rsplit("/", 1)[-1]
    try:
        return int(signing.Signer(salt=_SALT, sep=".").unsign(word))
    except (signing.BadSignature, ValueError) as strange:
        raise FieldProblem("strange_token") from strange


def address_of(household_id: int) -> str:
    """What the code holds: scanned with a phone it opens the page that takes the photo."""
    return f"{settings.FANGPIN.public_url}/field/paper/{token_of(household_id)}"
