"""`Checked`: validation of model objects against the type annotations of their fields, whoever creates them.

The library itself creates most objects with ``constructors``, which validates nothing.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Literal, TypeAlias

import attrs

from ofweek_parse.arguments import check_choice, check_count, check_kind

__all__ = ["Checked"]

Check: TypeAlias = "Callable[[str, Any], None]"
"""Takes the name of a value and the value, and raises where it is wrong."""

_NOUNS: Mapping[type, str] = {str: "text", bool: "true or false"}


class Checked:
    """A class of the model, whose fields are checked when an object is made.

    The parts of a field are checked, not the parts of these, which were checked when they were made.
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        for name, qualified_name, check in _checks(type(self)):  # type: ignore[arg-type] # a class is hashable
            check(qualified_name, getattr(self, name))


@cache
def _checks(kind: type[Any]) -> list[tuple[str, str, Check]]:
    model = next(base for base in kind.__mro__ if Checked in base.__bases__)  # those before it are a user's
    hints = typing.get_type_hints(model)
    return [
        (field.name, f"{model.__name__}.{field.name}", _check_of(hints[field.name], **field.metadata.get("bounds", {})))
        for field in attrs.fields(model)
    ]


def _check_of(hint: Any, **bounds: int) -> Check:
    """Return what checks a value of the type that *hint* is, *bounds* being those of a whole number."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _union_check(arguments, bounds)
    if origin is Literal:
        return lambda name, value: check_choice(name, value, arguments)
    if origin is tuple:
        return _tuple_check(_check_of(arguments[0]))
    if hint is int:
        return lambda name, value: check_count(name, value, **bounds)
    if hint is datetime:
        return _check_time
    kind = origin or hint
    expected = _NOUNS.get(kind, _with_article(kind.__name__))
    return lambda name, value: check_kind(name, value, kind, expected)


def _union_check(hints: tuple[Any, ...], bounds: Mapping[str, int]) -> Check:
    kinds = [hint for hint in hints if hint is not type(None)]
    if len(kinds) > 1:
        expected = "a block" if any(kind.__name__ == "Paragraph" for kind in kinds) else "an inline"
        return lambda name, value: check_kind(name, value, tuple(kinds), expected)
    check = _check_of(kinds[0], **bounds)

    def check_optional(name: str, value: Any) -> None:
        if value is not None:
            check(name, value)

    return check_optional


def _tuple_check(check: Check) -> Check:
    def check_parts(name: str, parts: tuple[Any, ...]) -> None:
        for place, part in enumerate(parts):
            check(f"{name}[{place}]", part)

    return check_parts


def _check_time(name: str, time: Any) -> None:
    check_kind(name, time, datetime, "a datetime")
    if time.tzinfo is None:
        raise ValueError(f"{name} must have a time zone.")


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'AEIOU' else 'a'} {noun}"
