"""Validation of arguments, with messages that say what is expected."""

from __future__ import annotations

import os
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = [
    "SEQUENCE",
    "as_path",
    "as_tuple",
    "check_callable",
    "check_choice",
    "check_count",
    "check_flags",
    "check_kind",
    "check_source",
]

T = TypeVar("T")

SEQUENCE: Final = {"sequence": True}
"""The metadata of a field that accepts any sequence and stores a tuple."""


def as_tuple(parts: Iterable[T], expected: str = "a sequence") -> tuple[T, ...]:
    """Return *parts* as a tuple.

    Raises:
        TypeError: They are one text, have no order of their own, or are nothing that has parts.

    Example:
        >>> as_tuple(["width", "captions"])
        ('width', 'captions')
        >>> as_tuple("width")
        Traceback (most recent call last):
        TypeError: Expected a sequence, not a single str: write ['width'].
    """
    if type(parts) is tuple:
        return parts
    if isinstance(parts, (str, bytes)):
        raise TypeError(f"Expected {expected}, not a single {type(parts).__name__}: write [{parts!r:.60}].")
    if not hasattr(parts, "__iter__") or isinstance(parts, (AbstractSet, Mapping)):
        raise TypeError(f"Expected {expected}, not {type(parts).__name__}.")
    return tuple(parts)


def as_path(name: str, path: object) -> str:
    """Return the path that the argument *name* is, as text.

    Raises:
        TypeError: It is no path.

    Example:
        >>> as_path("path", 3)
        Traceback (most recent call last):
        TypeError: path must be a path, a str or a pathlib.Path, not int.
    """
    text = os.fspath(path) if isinstance(path, os.PathLike) else path
    check_kind(name, text, str, "a path, a str or a pathlib.Path")
    return str(text)


def check_kind(name: str, value: object, kind: type | tuple[type, ...], expected: str) -> None:
    """Check that the argument *name* is of a *kind*.

    Raises:
        TypeError: It is not what is *expected*, in words.

    Example:
        >>> check_kind("title", 3, str, "text")
        Traceback (most recent call last):
        TypeError: title must be text, not int.
    """
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be {expected}, not {type(value).__name__}.")


def check_flags(**flags: object) -> None:
    """Check that each of the arguments is true or false.

    Raises:
        TypeError: One is something else, such as a title for ``title``.

    Example:
        >>> check_flags(title=True, page="no")
        Traceback (most recent call last):
        TypeError: page must be true or false, not str.
    """
    for name, flag in flags.items():
        check_kind(name, flag, bool, "true or false")


def check_callable(name: str, value: object) -> None:
    """Check that the argument *name* can be called.

    Raises:
        TypeError: It can't.

    Example:
        >>> check_callable("function", "width")
        Traceback (most recent call last):
        TypeError: function must be a callable, not str.
    """
    if not callable(value):
        raise TypeError(f"{name} must be a callable, not {type(value).__name__}.")


def check_choice(name: str, value: object, choices: Collection[str]) -> None:
    """Check that the argument *name* is one of *choices*.

    Raises:
        ValueError: It is none of them.

    Example:
        >>> check_choice("body", "pdf", ("html", "markdown"))
        Traceback (most recent call last):
        ValueError: body must be 'html' or 'markdown', not 'pdf'.
    """
    if value not in choices:
        *first, last = map(repr, choices)
        raise ValueError(f"{name} must be {', '.join(first)} or {last}, not {value!r}.")


def check_count(name: str, value: object, *, least: int | None = None, most: int | None = None) -> None:
    """Check that the argument *name* is a whole number, from *least* to *most* where these are given.

    Raises:
        TypeError: It is no whole number.
        ValueError: It is smaller or larger.

    Example:
        >>> check_count("jobs", 0, least=1)
        Traceback (most recent call last):
        ValueError: jobs must be 1 or more, not 0.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} must be a whole number, not {type(value).__name__}.")
    if (least is not None and value < least) or (most is not None and value > most):
        expected = f"{least:,} or more" if most is None else f"from {least:,} to {most:,}"
        raise ValueError(f"{name} must be {expected}, not {value:,}.")


def check_source(source: object) -> None:
    """Check that *source* is what a post is given as.

    Raises:
        TypeError: It is not.

    Example:
        >>> check_source(["a.md"])
        Traceback (most recent call last):
        TypeError: A post must be str or bytes, not list.
    """
    if not isinstance(source, (str, bytes)):
        advice = "; use parse_file for a file" if isinstance(source, os.PathLike) else ""
        raise TypeError(f"A post must be str or bytes, not {type(source).__name__}{advice}.")
