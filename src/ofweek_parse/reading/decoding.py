"""Decoding bytes to text.

The encoding is the first of these that fits:

1. the one that a byte order mark indicates;
2. the caller's encoding;
3. UTF-8;
4. GB18030 (which includes GBK and GB2312).

If none fits, invalid bytes are replaced by U+FFFD. Line endings become ``\\n``, other white-space control characters
become spaces, and invalid characters become U+FFFD. Each kind is reported once, with the position of the first
occurrence.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from ofweek_parse.characters import CONTROL, NONCHARACTER, REPLACEMENT, SOUND
from ofweek_parse.model.diagnostics import Diagnostic

if TYPE_CHECKING:
    from ofweek_parse.reading.limits import Limits

__all__ = ["LinePositions", "decode", "position"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_NO_TEXT: Final = re.compile(f"[{CONTROL}{NONCHARACTER}]")
_PRIVATE_USE: Final = re.compile("[\ue000-\uf8ff]")
_GBK_CHARACTERS: Final = re.compile(
    rb"((?:[\x00-\x7f]|[\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[0-9][\x81-\xfe][0-9]))+)|\x80", re.DOTALL
)
_GBK_EURO: Final = b"\x80"
_EURO: Final = "€".encode("gb18030")
_NEXT_LINE: Final = "\x85"


def decode(source: str | bytes, *, encoding: str | None, limits: Limits, diagnostics: list[Diagnostic]) -> str:
    """Return the text of *source*, with ``\\n`` as line endings and without invalid characters.

    Raises:
        LimitError: *source* is larger than the limit.
    """
    if len(source) > limits.file_size:
        unit = "characters" if isinstance(source, str) else "bytes"
        raise limits.error("file_size", "size-limit", f"The input is {len(source):,} {unit} long", line=1, column=1)
    text = source if isinstance(source, str) else _text(source, encoding, diagnostics)
    if text.startswith("\ufeff"):
        text = text[1:]
        diagnostics.append(Diagnostic.of("bom", "Leading byte order mark removed.", line=1, column=1))
    return _clean(text, diagnostics)


def position(text: str, offset: int) -> tuple[int, int]:
    """The line and column, both from 1, of the character at *offset* in *text*.

    Example:
        >>> position("ab\\ncd", 4)
        (2, 2)
    """
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class LinePositions:
    """As `position`, for many offsets in one text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def __call__(self, offset: int) -> tuple[int, int]:
        """The line and column, both from 1, of the character at *offset*."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _text(data: bytes, encoding: str | None, diagnostics: list[Diagnostic]) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name) or _damaged(data, name, diagnostics)
    for name in [encoding, "utf-8"] if encoding else ["utf-8"]:
        text = _strict(data, name)
        if text is not None:
            return text
    return _chinese(data, diagnostics)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return str(data, encoding)  # `decode`, compiled, would cut a name at NUL
    except UnicodeError:
        return None


def _chinese(data: bytes, diagnostics: list[Diagnostic]) -> str:
    # Damaged UTF-8 can be valid GB18030 by chance, so what UTF-8 reads almost whole stays UTF-8.
    as_utf8 = data.decode("utf-8", "replace")
    bad = as_utf8.count(REPLACEMENT)
    wide = len(as_utf8) - len(as_utf8.encode("ascii", "ignore")) - bad
    if bad * 2 > wide:
        data = _with_euro(data)
        text = _strict(data, "gb18030")
        if text is not None:
            diagnostics.append(_guessed(text))
            return text
        if data.decode("gb18030", "replace").count(REPLACEMENT) < bad:
            return _damaged(data, "gb18030", diagnostics)
    return _damaged(data, "utf-8", diagnostics)


def _guessed(text: str) -> Diagnostic:
    private = _PRIVATE_USE.search(text)
    if private is None:
        return Diagnostic.of("encoding-guessed", "The bytes are not valid UTF-8; they were decoded as GB18030.")
    message = "The bytes, decoded as GB18030, contain private-use characters and may be Big5; set `encoding` to decide."
    return _after(text[: private.start()], "encoding-doubtful", message)


def _after(before: str, code: str, message: str) -> Diagnostic:
    """Return a diagnostic about what follows *before*, which may have any line endings."""
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    line, column = position(before, len(before))
    return Diagnostic.of(code, message, line=line, column=column)


def _with_euro(data: bytes) -> bytes:
    """Return *data*, GBK or GB18030, with the euro as the latter has it: GBK's single byte is none there."""
    return _GBK_CHARACTERS.sub(lambda match: match[1] or _EURO, data) if _GBK_EURO in data else data


def _damaged(data: bytes, encoding: str, diagnostics: list[Diagnostic]) -> str:
    text = data.decode(encoding, "replace")
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        message = (
            f"Byte {error.start:,} ({data[error.start]:#04x}) is invalid in {encoding}; "
            f"{text.count(REPLACEMENT)} character(s) were replaced by U+FFFD. Set `encoding`, or fix the file."
        )
        diagnostics.append(_after(data[: error.start].decode(encoding, "replace"), "undecodable", message))
    return text


def _clean(text: str, diagnostics: list[Diagnostic]) -> str:
    if SOUND.fullmatch(text):
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            message = "Lone carriage returns were read as line breaks."
            diagnostics.append(_after(text[: text.index("\r")], "eol-cr", message))
            text = text.replace("\r", "\n")
    text = text.replace("\f", " ")  # the same to HTML
    if _NEXT_LINE in text:
        message = "U+0085 was replaced by a space."
        diagnostics.append(_after(text[: text.index(_NEXT_LINE)], "odd-line-break", message))
        text = text.replace(_NEXT_LINE, " ")
    text = _replace(text, _SURROGATE, "undecodable", "a lone surrogate", diagnostics)
    return _replace(text, _NO_TEXT, "control-char", "not a valid character", diagnostics)


def _replace(text: str, pattern: re.Pattern[str], code: str, what: str, diagnostics: list[Diagnostic]) -> str:
    first = pattern.search(text)
    if first is None:
        return text
    replaced, count = pattern.subn(REPLACEMENT, text)
    message = (
        f"U+{ord(first[0]):04X} at offset {first.start():,} is {what}; {count} character(s) were replaced by U+FFFD."
    )
    diagnostics.append(_after(text[: first.start()], code, message))
    return replaced
