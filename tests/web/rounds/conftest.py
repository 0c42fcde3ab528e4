"""What is dropped in two rounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.web.rounds.exports import corrected_export, first_export


@pytest.fixture
def exports() -> Callable[[str], bytes]:
    """``first`` and ``second``: the exports of two months."""
    made = {"first": first_export(), "second": corrected_export()}
    return made.__getitem__
