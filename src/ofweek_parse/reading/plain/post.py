"""A post in the generator's plain shape, read by hand: the usual case, many times as fast as the readers for all cases.

What it gives is what ``decoding.py`` and ``markup.py`` give without a diagnostic; whatever is out of the ordinary is left
to them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, AnyStr, NamedTuple

from ofweek_parse.reading.characters import SOUND, characters_of
from ofweek_parse.reading.plain.attributes import PlainAttributes
from ofweek_parse.reading.plain.body import PlainBody

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.diagnostics import Diagnostic
    from ofweek_parse.model.finishing import FinishingOf, LinkedWord
    from ofweek_parse.reading.characters import Characters
    from ofweek_parse.reading.limits import Limits

__all__ = ["PlainBlocks", "PlainText", "read_plain_blocks", "read_plain_text"]

_HEAD = 48
# The commonest of the tags that are not plain: to look for them first is cheap, and what was read before one is lost.
_OTHER_TAG = re.compile(r"<(?:blockquote|figure|iframe|input|li|ol|pre|table|ul|video)[\s>]")


class PlainText(NamedTuple):
    """A post with nothing to mend in its characters.

    Attributes:
        written: The post, with stand-ins for a repeated alternative text.
        repeated: That text.
        times: How often it stands there.
        characters: What the post is made of.
    """

    written: str
    repeated: str
    times: int
    characters: Characters

    def is_whole_before(self, end: int) -> bool:
        """Whether no stand-in stands before *end*."""
        return not self.times or self.written.find(_STAND_IN, 0, end) < 0

    def behind(self, end: int) -> str:
        """The post from *end* on, where no stand-in stands before."""
        rest = self.written[end:]
        return rest.replace(_STAND_IN, self.repeated) if self.times else rest


class PlainBlocks(NamedTuple):
    """What a plain body holds.

    Attributes:
        blocks: The body.
        keywords: What was a keyword link, with the block that it stood in, or ``None`` where texts and
            images are as the file has them.
        notes: What was found as they were finished.
    """

    blocks: tuple[Block, ...]
    keywords: list[tuple[Block, list[LinkedWord]]] | None = None
    notes: tuple[Diagnostic, ...] = ()


class _Marks(NamedTuple):
    """What the search for repeated alternative texts looks for, as ``str`` or ``bytes``.

    Attributes:
        stand_in: What it puts in their place.
        rare: What that begins with: quickly looked for.
    """

    long_alt: Any
    equals: Any
    quote: Any
    reference: Any
    tag: Any
    stand_in: Any
    rare: Any


_LONG_ALT = r' alt="[^"]{200}'
_STAND_IN = "\ua4d2"  # a Lisu letter, so in no Chinese text
_TEXT = _Marks(re.compile(_LONG_ALT), '="', '"', "&", "<", _STAND_IN, _STAND_IN)
_BYTES = _Marks(re.compile(_LONG_ALT.encode()), b'="', b'"', b"&", b"<", _STAND_IN.encode(), _STAND_IN.encode()[:1])


def read_plain_text(source: str | bytes, limits: Limits) -> PlainText | None:
    """*source* as text, or ``None`` if decoding has something to mend or to tell of."""
    if len(source) > min(limits.file_size, limits.token_size):
        return None
    if isinstance(source, str):
        written, repeated, times = _set_aside(source, _TEXT)
    else:
        rest, value, times = _set_aside(source, _BYTES)
        try:
            written, repeated = rest.decode(), value.decode()
        except UnicodeDecodeError:
            return None
    characters = characters_of(written)
    if not characters.are_sound or written.startswith("\ufeff"):
        return None
    if not (repeated.isprintable() or SOUND.fullmatch(repeated)):
        return None
    return PlainText(written, repeated, times, characters)


def read_plain_blocks(
    text: PlainText, start: int, limits: Limits, *, base_url: str | None = None, finishing_of: FinishingOf | None = None
) -> PlainBlocks | None:
    """The body, which begins at *start*, or ``None`` if it is not plain.

    *finishing_of* tells what is to be done with the texts and images of a body as they are read, if that can be told.
    """
    written = text.written[start:]
    if not text.times and _OTHER_TAG.search(written):  # the site that repeats the text writes nearly none
        return None
    finishing = finishing_of(written, text.characters.are_narrow) if finishing_of else None
    attributes = PlainAttributes(
        stand_in=_STAND_IN,
        repeated=text.repeated.strip(),
        base_url=base_url,
        real_url=finishing.image_url if finishing else None,
    )
    body = PlainBody(limits, attributes, text.characters, finishing)
    blocks = body.read(written)
    if blocks is None or attributes.repeats != text.times:
        return None
    return PlainBlocks(blocks, body.keywords, finishing.notes) if finishing else PlainBlocks(blocks)


def _set_aside(source: AnyStr, marks: _Marks) -> tuple[AnyStr, AnyStr, int]:
    """*source* with stand-ins for a long alternative text that stands in it several times, that text, and how often.

    The site copies the whole article into every image (sample ``whole-article-alt``): once is enough to read it.
    """
    value = _first_long(source, marks)
    nothing = source[:0]
    if not value or marks.reference in value or marks.tag in value:
        return source, nothing, 0
    parts = _cut(source, value, marks)
    if [part for part in parts if marks.rare in part]:
        return source, nothing, 0
    return marks.stand_in.join(parts), value, len(parts) - 1


def _first_long(source: AnyStr, marks: _Marks) -> AnyStr:
    found = marks.long_alt.search(source)
    if found is None:
        return source[:0]
    start = source.index(marks.quote, found.start()) + 1
    end = source.find(marks.quote, start)
    return source[start : max(end, start)]


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
