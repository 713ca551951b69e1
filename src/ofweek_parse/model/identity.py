"""The content hash of an article."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timezone
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["content_hash"]

_ATOMS = frozenset({int, bool, type(None)})


def content_hash(content: tuple[object, ...]) -> str:
    """Return 64 hexadecimal digits that identify *content*, ignoring differences in white space.

    Example:
        >>> content_hash(("a  b", 1)) == content_hash(("a b", 1))
        True
    """
    canonical = json.dumps(_canonical(content), ensure_ascii=True, check_circular=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def _canonical(value: Any) -> object:
    kind: Any = type(value)
    if kind is str:
        return " ".join(value.split())
    if kind in _ATOMS:
        return value
    if kind is tuple:
        return list(map(_canonical, value))
    if values_of := _values_of(kind):
        return [kind.__name__, *map(_canonical, values_of(value))]
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).isoformat()
    usual: tuple[Any, ...] = (str, int, tuple)
    base = next(base for base in usual if isinstance(value, base))  # of a class of the caller's
    return _canonical(base(value))


@cache
def _values_of(kind: type[Any]) -> Callable[[Any], tuple[object, ...]] | None:
    """Return a function for the fields of an object of the model, or ``None`` for anything else."""
    if not attrs.has(kind):
        return None
    names = [field.name for field in attrs.fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple([getattr(value, name) for name in names])
