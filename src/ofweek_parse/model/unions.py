"""The error for a class that is neither a `Block` nor an `Inline`."""

from __future__ import annotations

from typing import NoReturn

__all__ = ["assert_never"]


def assert_never(value: NoReturn) -> NoReturn:
    """Raise an error that names the class of *value*; a type checker verifies that no class of the union gets here.

    Raises:
        TypeError: Always, because a skipped class would be lost.
    """
    message = f"{type(value).__qualname__} is not a class of this library's model."
    raise TypeError(message)
