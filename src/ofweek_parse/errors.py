"""The exceptions of this library.

``reading`` raises `DecodingError`, `FrontMatterError`, `MarkupError` and `LimitError`; the parser raises
`NormalizerError` and `UnknownNormalizerError`; ``writers`` raise `SchemaError` for JSON that is not an article;
`WorkerError` reports posts that crashed a worker.
"""

from __future__ import annotations

from typing import Any

from ofweek_parse.characters import clean

__all__ = [
    "DecodingError",
    "FrontMatterError",
    "LimitError",
    "MarkupError",
    "NormalizerError",
    "OfweekParseError",
    "SchemaError",
    "UnknownNormalizerError",
    "WorkerError",
    "reason",
]


class OfweekParseError(Exception):
    """The base class of all exceptions of this library.

    Attributes:
        message: What is wrong and how to fix it, in a sentence or two.
        code: A stable kebab-case code, as in `Diagnostic`.
        source: The path of the file, or the name passed to `parse`, or ``None``.
        line: The line in the input, starting at 1, or ``None`` if unknown.
        column: The column in that line, in characters starting at 1, or ``None`` if unknown.

    Example:
        >>> str(OfweekParseError("The file is blank.", code="empty-input", source="a.md", line=1, column=1))
        'a.md:1:1: empty-input: The file is blank.'
    """

    def __init__(
        self,
        message: str,
        *,
        code: str = "error",
        source: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.message: str = clean(message)
        super().__init__(self.message)
        self.code = code
        self.source = source
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.source, self.line, self.column) if part is not None)
        return f"{place}: {self.code}: {self.message}" if place else f"{self.code}: {self.message}"

    def __reduce__(self) -> tuple[Any, ...]:
        # Exception.__reduce__ passes `args` only and would lose the keyword-only fields of subclasses.
        return (_restore, (type(self), self.message, self.__dict__.copy()))


def _restore(kind: type[OfweekParseError], message: str, fields: dict[str, Any]) -> OfweekParseError:
    error = kind.__new__(kind, message)
    Exception.__init__(error, message)
    error.__dict__.update(fields)
    return error


class DecodingError(OfweekParseError):
    """The bytes can't be decoded, or the encoding is unknown."""


class FrontMatterError(OfweekParseError):
    """The front matter is missing, truncated, not allowed or invalid.

    Attributes:
        key: The front-matter key concerned, or ``None``.
    """

    def __init__(self, message: str, *, key: str | None = None, **fields: Any) -> None:
        super().__init__(message, **fields)
        self.key = key


class MarkupError(OfweekParseError):
    """The body is empty, or its HTML can't be read completely."""


class LimitError(OfweekParseError):
    """The input exceeds a limit.

    Attributes:
        limit: The name of the field of `Limits`.
        value: The limit.
    """

    def __init__(self, message: str, *, limit: str = "", value: int = 0, **fields: Any) -> None:
        super().__init__(message, **fields)
        self.limit = limit
        self.value = value


class NormalizerError(OfweekParseError):
    """A normalizer failed, did not return an article, or can't be loaded.

    Attributes:
        step: The name of the normalizer.
        distribution: The installed distribution that registered it, or ``None``.
    """

    def __init__(self, message: str, *, step: str = "", distribution: str | None = None, **fields: Any) -> None:
        super().__init__(message, **fields)
        self.step = step
        self.distribution = distribution


class UnknownNormalizerError(NormalizerError):
    """There is no built-in or installed normalizer with this name."""


class SchemaError(OfweekParseError):
    """A dictionary or JSON text is not an article, or has a schema version that this release can't read.

    Attributes:
        path: The path of the invalid value, such as ``blocks[2].image.src``.
    """

    def __init__(self, message: str, *, path: str = "", **fields: Any) -> None:
        super().__init__(message, **fields)
        self.path = path


class WorkerError(OfweekParseError):
    """A worker process crashed (``worker-died``) or ran out of memory (``out-of-memory``) while parsing a post."""


def reason(error: Exception) -> str:
    """Return the message of *error*, to be put into a sentence.

    Example:
        >>> reason(TypeError("title must be text, not int."))
        'title must be text, not int'
    """
    return str(error).rstrip(".")
