"""Functions shared by the YAML and JSON parsers of front matter."""

from __future__ import annotations

import re

from ofweek_parse.model.diagnostics import Diagnostic

__all__ = ["duplicate_key", "typed"]

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


def duplicate_key(key: str, first: int, second: int) -> Diagnostic:
    """Return the diagnostic that *key* appears in both lines."""
    message = f"The key {key!r} appears in lines {first} and {second}; the first value was kept."
    return Diagnostic.of("duplicate-key", message, line=second, column=1)
