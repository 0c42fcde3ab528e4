"""Tags and filters for templates: icons, vendored files, names in the reader's language, values as written."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fangpin_web.pages import wording
from fangpin_web.pages.purposes import purpose_name

register = template.Library()

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"

register.filter("named", wording.named)
register.filter("amount", wording.amount)
register.filter("yuan", wording.yuan)
register.filter("count", wording.count)
register.filter("day", wording.day)
register.filter("moment", wording.moment)
register.filter("yes_no", wording.yes_no)
register.filter("account_act", wording.account_act)
register.filter("purpose_name", purpose_name)


@cache
def vendor_folder(name: str) -> str:
    """``bootstrap-5.3.9`` for ``bootstrap``; there is one version of each."""
    return next(folder.name for folder in VENDOR.glob(f"{name}-*"))


@register.simple_tag
def vendored(name: str, file: str) -> str:
    """The address of a vendored file, whatever its version."""
    return static(f"vendor/{vendor_folder(name)}/{file}")


@register.simple_tag
def icon(name: str) -> SafeString:
    """One icon of the sprite. Decoration only: the words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        vendored("lucide", "sprite.svg"),
        name,
    )


@register.filter
def known(value: Any) -> Any:
    """The value, or the word unknown where there is none."""
    return wording.unknown() if value is None or value == "" else value


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """``mapping[key]``, or None."""
    return None if mapping is None else mapping.get(key)
