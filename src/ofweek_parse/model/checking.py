"""Whether an article is what its types say, all the way down: a step can return anything."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Literal, TypeAlias

import attrs

from ofweek_parse.model.article import Article

__all__ = ["find_fault"]

Check: TypeAlias = "Callable[[Any, str], str]"
"""Takes a value and its path in the article, and returns what is wrong with it, or ``""``."""


def find_fault(article: Article) -> str:
    """Return what is wrong with *article*, with its path, or ``""``.

    Example:
        >>> from ofweek_parse import Paragraph
        >>> find_fault(Article(blocks=(Paragraph(inlines=("a",)),)))
        "blocks[0].inlines[0] is str, which is not one of the model's inlines"
        >>> find_fault(Article(title="a"))
        ''
    """
    try:
        return _fields_check(Article)(article, "")
    except RecursionError:
        return "its blocks are nested too deeply"


@cache
def _check_of(hint: Any) -> Check:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return _union_check(arguments)
    if origin is Literal:
        return lambda value, path: "" if value in arguments else f"{path} is {value!r}, not one of {arguments}"
    if origin is tuple:
        return _tuple_check(_check_of(arguments[0]))
    if origin is not None and issubclass(origin, Mapping):
        return lambda value, path: "" if isinstance(value, Mapping) else _other(value, path, "a mapping")
    if attrs.has(hint):
        return _fields_check(hint)
    if hint is datetime:
        return _time_fault
    if hint is int:
        return lambda value, path: (
            "" if isinstance(value, int) and not isinstance(value, bool) else _other(value, path, "int")
        )
    return lambda value, path: "" if isinstance(value, hint) else _other(value, path, hint.__name__)


def _other(value: object, path: str, expected: str) -> str:
    return f"{path} is {type(value).__name__}, not {expected}"


def _time_fault(value: Any, path: str) -> str:
    if not isinstance(value, datetime):
        return _other(value, path, "datetime")
    return "" if value.tzinfo else f"{path} has no time zone"


def _tuple_check(check: Check) -> Check:
    def tuple_check(value: Any, path: str) -> str:
        if not isinstance(value, tuple):
            return _other(value, path, "a tuple")
        for place, part in enumerate(value):
            if fault := check(part, f"{path}[{place}]"):
                return fault
        return ""

    return tuple_check


def _union_check(hints: tuple[Any, ...]) -> Check:
    kinds = tuple(hint for hint in hints if attrs.has(hint))
    if len(kinds) < 2:
        return _any_check(hints)
    what = "blocks" if any(kind.__name__ == "Paragraph" for kind in kinds) else "inlines"

    def member_check(value: Any, path: str) -> str:
        if not isinstance(value, kinds):
            return f"{path} is {type(value).__name__}, which is not one of the model's {what}"
        return _fields_check(type(value))(value, path)

    return member_check


def _any_check(hints: tuple[Any, ...]) -> Check:
    first = next(hint for hint in hints if hint is not type(None))
    check = _check_of(first)
    return lambda value, path: "" if value is None else check(value, path)


@cache
def _fields_check(kind: type[Any]) -> Check:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in attrs.fields(kind)]

    def fields_check(value: Any, path: str) -> str:
        if not isinstance(value, kind):
            return _other(value, path, kind.__name__)
        for name in names:
            if fault := _check_of(hints[name])(getattr(value, name), f"{path}.{name}" if path else name):
                return fault
        return ""

    return fields_check
