"""A post in the generator's plain shape, read by hand: the usual case, many times as fast as the readers for all cases.

What it gives is what ``frontmatter.py``, ``header.py`` and ``markup.py`` give without a diagnostic; whatever is out of
the ordinary is left to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, AnyStr, NamedTuple

from ofweek_parse.reading.characters import characters_of
from ofweek_parse.reading.plain.attributes import PlainAttributes
from ofweek_parse.reading.plain.body import PlainBody
from ofweek_parse.reading.plain.header import read_plain_header

if TYPE_CHECKING:
    from ofweek_parse.model.article import FrontMatterValue
    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.finishing import FinishingOf, LinkedWord
    from ofweek_parse.reading.limits import Limits

__all__ = ["Plain", "read_plain"]

_LONG = 200
_HEAD = 24


class Plain(NamedTuple):
    """What a plain post holds.

    Attributes:
        header: The items of the front matter.
        blocks: The body.
        body_line: The line that the body begins in.
        keywords: What was a keyword link, with the block that it stood in, or ``None`` where texts and
            images are as the file has them.
    """

    header: dict[str, FrontMatterValue]
    blocks: tuple[Block, ...]
    body_line: int
    keywords: list[tuple[Block, list[LinkedWord]]] | None


class _Marks(NamedTuple):
    """What the search for repeated alternative texts looks for and what it puts in their place, as ``str`` or ``bytes``."""

    alt: Any
    equals: Any
    quote: Any
    reference: Any
    tag: Any
    stand_in: Any


_TEXT = _Marks(' alt="', '="', '"', "&", "<", "[[ofweek-parse: the same again]]")
_BYTES = _Marks(*(mark.encode() for mark in _TEXT))


def read_plain(source: str | bytes, limits: Limits, finishing_of: FinishingOf | None = None) -> Plain | None:
    """What *source* holds, or ``None`` if it is not plain.

    *finishing_of* tells what is to be done with the texts and images of a body as they are read, if that can be told.
    """
    if len(source) > min(limits.file_size, limits.token_size):
        return None
    if isinstance(source, str):
        text, repeated, times = _set_aside(source, _TEXT)
    else:
        rest, value, times = _set_aside(source, _BYTES)
        try:
            text, repeated = rest.decode(), value.decode()
        except UnicodeDecodeError:
            return None
    characters = characters_of(text)
    if not (characters.are_sound and characters_of(repeated).are_sound):
        return None
    found = read_plain_header(text, limits)
    if found is None:
        return None
    header, end = found
    written = text[end:]
    finishing = finishing_of(written, characters.are_narrow) if finishing_of else None
    attributes = PlainAttributes(
        stand_in=_TEXT.stand_in, repeated=repeated.strip(), url=finishing.image_url if finishing else None
    )
    body = PlainBody(limits, attributes, characters, finishing)
    blocks = body.read(written)
    if blocks is None or attributes.repeats != times:
        return None
    return Plain(header, blocks, text.count("\n", 0, end) + 1, body.keywords if finishing else None)


def _set_aside(source: AnyStr, marks: _Marks) -> tuple[AnyStr, AnyStr, int]:
    """*source* with stand-ins for a long alternative text that stands in it several times, that text, and how often.

    The site copies the whole article into every image (sample ``whole-article-alt``): once is enough to read it.
    """
    value = _first_long(source, marks)
    nothing = source[:0]
    if not value or marks.reference in value or marks.tag in value or marks.stand_in in value:
        return source, nothing, 0
    parts = _cut(source, value, marks)
    times = len(parts) - 1
    rest = marks.stand_in.join(parts)
    return (rest, value, times) if rest.count(marks.stand_in) == times else (source, nothing, 0)


def _first_long(source: AnyStr, marks: _Marks) -> AnyStr:
    at = source.find(marks.alt)
    while at >= 0:
        start = at + len(marks.alt)
        end = source.find(marks.quote, start)
        if end - start > _LONG:
            return source[start:end]
        at = source.find(marks.alt, start)
    return source[:0]


def _cut(source: AnyStr, value: AnyStr, marks: _Marks) -> list[AnyStr]:
    """*source* cut where *value* stands as an attribute's value."""
    # To look for the whole would cost more than to read it; no other quote can stand where it is compared.
    head, before, length = marks.equals + value[:_HEAD], len(marks.equals), len(value)
    parts: list[AnyStr] = []
    done = 0
    at = source.find(head)
    while at >= 0:
        start, end = at + before, at + before + length
        if source.startswith(value, start) and source.startswith(marks.quote, end):
            parts.append(source[done:start])
            start = done = end
        at = source.find(head, start)
    parts.append(source[done:])
    return parts
