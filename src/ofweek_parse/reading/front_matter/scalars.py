"""The values of scalars, for the YAML and JSON parsers of front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ofweek_parse.errors import LimitError
    from ofweek_parse.reading.limits import Limits

__all__ = ["too_deep", "typed"]

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


def too_deep(limits: Limits, line: int, column: int) -> LimitError:
    """Return the error that lists and mappings are nested more deeply than *limits* allow."""
    return limits.error("header_depth", "depth", "The front matter is nested too deeply", line=line, column=column)
