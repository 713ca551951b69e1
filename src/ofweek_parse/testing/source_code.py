"""Articles as Python code, without default values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

__all__ = ["as_code"]

_WIDTH = 100


def as_code(value: object, indent: str = "") -> str:
    """The code that makes *value*, on as many lines as it needs.

    Example:
        >>> from ofweek_parse import Article, Paragraph, Text
        >>> print(as_code(Article(title="风", blocks=(Paragraph(inlines=(Text(text="光"),)),))))
        Article(title='风', blocks=(Paragraph(inlines=(Text(text='光'),)),))
    """
    if isinstance(value, tuple):
        return _call("", [as_code(part, indent + "    ") for part in value], indent, comma=len(value) == 1)
    if isinstance(value, Mapping):
        return repr(dict(value)) if not any(isinstance(part, Mapping) for part in value.values()) else repr(value)
    kind: type[Any] = type(value)
    if not attrs.has(kind):
        return repr(value)
    parts = [
        f"{field.name}={as_code(part, indent + '    ')}"
        for field in attrs.fields(kind)
        if not _is_default(field, part := getattr(value, field.name))
    ]
    return _call(kind.__name__, parts, indent)


def _is_default(field: attrs.Attribute[Any], value: object) -> bool:
    default: Any = field.default
    default = default.factory() if hasattr(default, "factory") else default
    return type(default) is type(value) and default == value


def _call(name: str, parts: list[str], indent: str, *, comma: bool = False) -> str:
    line = f"{name}({', '.join(parts)}{',' if comma else ''})"
    if len(indent) + len(line) <= _WIDTH and "\n" not in line:
        return line
    return f"{name}(\n" + "".join(f"{indent}    {part},\n" for part in parts) + f"{indent})"
