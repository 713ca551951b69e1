"""Encoding of articles as plain tuples, lists and strings, for worker processes and pickling.

An object of the model is encoded as a tuple of the number of its class and its fields; a tuple is encoded as a list.
"""

from __future__ import annotations

from datetime import datetime, timezone
from operator import attrgetter
from typing import TYPE_CHECKING, Any, get_args

import attrs

from ofweek_parse.model.blocks import Block, Cell
from ofweek_parse.model.constructors import constructor
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.front_matter import FrontMatter
from ofweek_parse.model.inlines import Image, Inline
from ofweek_parse.model.metadata import Credit, Keyword

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["UnknownClassError", "pack", "unpack"]

_ATOMS = frozenset({str, int, bool, type(None)})
_CLASSES: tuple[type[Any], ...] = (*get_args(Block), *get_args(Inline), Cell, Credit, Diagnostic, Image, Keyword)


class UnknownClassError(TypeError):
    """There is an object of a class that is not packed, such as a user's."""


def pack(value: Any) -> Any:
    """Return *value* packed.

    Raises:
        UnknownClassError: It can't be.

    Example:
        >>> pack(("a", None))
        ['a', None]
    """
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return [pack(part) for part in value]
    if kind in _PACKERS:
        return _PACKERS[kind](value)
    raise UnknownClassError(kind)


def unpack(packed: Any) -> Any:
    """Return what was *packed*.

    Example:
        >>> unpack(["a", None])
        ('a', None)
    """
    kind = type(packed)
    if kind is list:
        return tuple([unpack(part) for part in packed])
    if kind is tuple:
        return _UNPACKERS[packed[0]](*packed)
    return packed


def _packer(number: int, kind: type[Any]) -> Callable[[Any], Any]:
    names = [f"value.{field.name}" for field in attrs.fields(kind)]
    parts = [f"{name} if type({name}) in atoms else pack({name})" for name in names]
    scope = {"atoms": _ATOMS, "pack": pack}
    packer: Callable[[Any], Any] = eval(f"lambda value: ({', '.join([str(number), *parts])},)", scope)  # noqa: S307 # as attrs makes methods
    return packer


def _unpacker(kind: type[Any]) -> Callable[..., Any]:
    names = [field.name for field in attrs.fields(kind)]
    parts = [f"{name}={name} if type({name}) in _atoms else _unpack({name})" for name in names]
    scope = {"_atoms": _ATOMS, "_unpack": unpack, "_make": constructor(kind)}
    unpacker: Callable[..., Any] = eval(f"lambda {', '.join(['_number', *names])}: _make({', '.join(parts)})", scope)  # noqa: S307
    return unpacker


def _pack_front_matter(front_matter: FrontMatter) -> Any:
    return _FRONT_MATTER, {pack(key): pack(value) for key, value in front_matter.items()}, front_matter.source


def _unpack_front_matter(_number: int, items: dict[str, Any], source: str) -> FrontMatter:
    return FrontMatter({key: unpack(value) for key, value in items.items()}, source=source)


def _pack_time(time: datetime) -> Any:
    return _TIME, *_time_values(time)


def _unpack_time(_number: int, *values: int) -> datetime:
    *numbers, fold = values
    return datetime(*numbers, tzinfo=timezone.utc, fold=fold)  # type: ignore[misc,arg-type] # as many as it takes


_FRONT_MATTER, _TIME = -1, -2
_time_values: Callable[[datetime], tuple[int, ...]] = attrgetter(
    *"year month day hour minute second microsecond fold".split()
)
_PACKERS: dict[type[Any], Callable[[Any], Any]] = {
    **{kind: _packer(number, kind) for number, kind in enumerate(_CLASSES)},
    FrontMatter: _pack_front_matter,
    datetime: _pack_time,
}
_UNPACKERS: dict[int, Callable[..., Any]] = {
    **dict(enumerate(map(_unpacker, _CLASSES))),
    _FRONT_MATTER: _unpack_front_matter,
    _TIME: _unpack_time,
}
