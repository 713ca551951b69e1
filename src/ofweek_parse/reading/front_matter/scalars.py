"""The values of scalars, for the YAML and JSON parsers of front matter."""

from __future__ import annotations

import re

__all__ = ["typed"]

_INTEGER = re.compile(r"0|-?[1-9]\d{0,17}", re.ASCII)  # 18 digits fit into 64 bits


def typed(text: str) -> str | int | bool | None:
    """Return the value of an unquoted scalar, which is converted only if the conversion is reversible.

    Example:
        >>> typed("true"), typed("12"), typed(""), typed("no"), typed("010"), typed("1.10")
        (True, 12, None, 'no', '010', '1.10')
    """
    if text in {"", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    return int(text) if text[-1].isdigit() and _INTEGER.fullmatch(text) else text
