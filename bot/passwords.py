"""Passwords inside URLs: found, so that they stay out of files, and masked, so that nobody sees them."""

from __future__ import annotations

import re

# Up to the last "@": a password that was not quoted may hold any sign.
_IN_AUTHORITY = re.compile(r"(?<=://)(?P<user>[^:/?#]*):.+(?=@)", re.DOTALL)
# Some drivers and servers take it from the query.
_IN_QUERY = re.compile(
    r"(?P<name>[?&](?:key|[^=&#]*(?:password|passwd|pwd|token|secret|api_?key))=)[^&#]+", re.IGNORECASE
)
_MASK = "***"


def holds_password(text: str) -> bool:
    """Say whether `text` is a URL with a password in it."""
    return mask_passwords(text) != text


def mask_passwords(text: str) -> str:
    """Return `text` with `***` in place of each password of a URL."""
    return _IN_QUERY.sub(rf"\g<name>{_MASK}", _IN_AUTHORITY.sub(rf"\g<user>:{_MASK}", text))
