"""Model objects whose fields all have non-default values, generated from the fields."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, Literal, TypeAlias, get_args, get_origin

import attrs

from ofweek_parse import (
    Article,
    Block,
    Cell,
    Credit,
    Diagnostic,
    FrontMatter,
    Image,
    Inline,
    InlineImage,
    Keyword,
    Paragraph,
    Text,
)
from ofweek_parse.writers.json import field_types

CLASSES: tuple[type[Any], ...] = (
    *(Article, Cell, Credit, Diagnostic, Image, Keyword),
    *get_args(Block),
    *get_args(Inline),
)
"""Every class of the model that has fields."""

Values: TypeAlias = Mapping[str, object]
"""What fields hold instead of something made up, by names such as ``Image.src``."""

_VALUES: Values = {"Diagnostic.code": "filled/code"}  # of a field that does not hold any text
_NESTED = {Block: (Paragraph,), Inline: (Text, InlineImage)}  # what blocks hold in blocks, and inlines in inlines


def filled(kind: type[Any], values: Values = types.MappingProxyType({}), inside: tuple[object, ...] = ()) -> Any:
    """An object of *kind*, which stands *inside* something of these unions."""
    values = {**_VALUES, **values}
    numbered = enumerate(field_types(kind).items(), 2)  # type: ignore[arg-type] # a class is hashable
    return kind(
        **{
            name: values.get(f"{kind.__name__}.{name}", _value(hint, f"{kind.__name__}.{name}", number, values, inside))
            for number, (name, hint) in numbered
        }
    )


def _value(hint: Any, name: str, number: int, values: Values, inside: tuple[object, ...]) -> object:
    origin, arguments = get_origin(hint), get_args(hint)
    plain: dict[object, object] = {
        str: name,
        int: number,
        bool: True,
        datetime: datetime(2021, 7, 26, 1, 29, number, tzinfo=timezone.utc),
    }
    if hint in plain:
        return plain[hint]
    if origin is Literal:
        return arguments[-1]
    if origin is tuple:
        return _several(arguments[0], name, number, values, inside)
    if origin in {typing.Union, types.UnionType}:
        return _value(next(part for part in arguments if part is not type(None)), name, number, values, inside)
    if hint is FrontMatter:
        return FrontMatter({"b": ("c", 1, None, True), "a": FrontMatter({"d": name})})
    assert attrs.has(hint), hint
    return filled(hint, values, inside)


def _several(hint: Any, name: str, number: int, values: Values, inside: tuple[object, ...]) -> tuple[object, ...]:
    if hint in (Block, Inline):
        kinds = _NESTED[hint] if hint in inside else get_args(hint)
        return tuple(filled(kind, values, (*inside, hint)) for kind in kinds)
    return (_value(hint, name, number, values, inside),)


EVERYTHING: Article = filled(Article, {"Heading.level": 2})
"""An article with every block and inline of the model, and a value in every field."""


def spelled(value: object) -> str:
    """All that *value* holds, with what takes no part in equality, and the class of each part."""
    kind: type[Any] = type(value)
    name = kind.__qualname__
    if isinstance(value, (tuple, list)):
        return f"{name}({', '.join(map(spelled, value))})"
    if attrs.has(kind):
        fields = (f"{field.name}={spelled(getattr(value, field.name))}" for field in attrs.fields(kind))
        return f"{name}({', '.join(fields)})"
    return f"{name}:{value!r}"
