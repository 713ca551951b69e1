"""The fast path: reads posts of the usual shape several times as fast as the reference path.

`read_fast` returns exactly the result of the reference path, without diagnostics, or declines. It is called only in
``post.py``; without it, every post takes the reference path.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ofweek_parse.characters import SOUND
from ofweek_parse.model.blocks import Block
from ofweek_parse.model.front_matter import FrontMatter
from ofweek_parse.reading.fast.body import BodyReader
from ofweek_parse.reading.fast.header_lines import NO_HEADER, read_fast_header
from ofweek_parse.reading.fast.tags import TagReader
from ofweek_parse.reading.front_matter.splitting import Split
from ofweek_parse.sentinels import COPY

if TYPE_CHECKING:
    from ofweek_parse.reading.limits import Limits

__all__ = ["FastPost", "read_fast"]


class FastPost(NamedTuple):
    """The parts of a post that the fast path could read.

    Attributes:
        split: The post in its parts; without a body where `blocks` has it.
        front_matter: The mapping.
        blocks: The body, or ``None`` where it is for the reference path.
    """

    split: Split
    front_matter: FrontMatter
    blocks: tuple[Block, ...] | None


def read_fast(source: str | bytes, *, base_url: str | None, limits: Limits, is_body: bool = False) -> FastPost | None:
    """Return the parts of *source*, or ``None`` if its characters or front matter need the reference path.

    Args:
        source: A post, or a body alone.
        base_url: The base of relative URLs.
        limits: The limits.
        is_body: Whether it is a body alone.
    """
    if len(source) > min(limits.file_size, limits.token_size):
        return None
    try:
        written, repeated, times = _set_aside(source, COPY) if isinstance(source, str) else _decoded(source)
    except UnicodeDecodeError:
        return None
    is_printable = written.replace("\n", "").isprintable()
    if not (is_printable or SOUND.fullmatch(written)) or written.startswith("\ufeff"):
        return None
    if not (repeated.isprintable() or SOUND.fullmatch(repeated)):
        return None
    header = NO_HEADER if is_body else read_fast_header(written, limits)
    if header is None or (times and COPY in written[: header.end]):
        return None
    body = written[header.end :]
    blocks = None
    if times or not _OTHER_TAG.search(body):  # the site that repeats the text writes nearly none
        tags = TagReader(repeated=repeated.strip(), base_url=base_url)
        blocks = BodyReader(limits, tags, is_printable=is_printable).read(body)
        if tags.repeats != times:
            blocks = None
    body = "" if blocks is not None else body.replace(COPY, repeated) if times else body
    if is_body:
        return FastPost(Split(body=body), FrontMatter(), blocks)
    split = Split(
        prelude=written[: header.start],
        opener="---\n",
        header=written[header.start + 4 : header.end - 4],
        closer="---\n",
        body=body,
        kind="yaml",
    )
    return FastPost(split, FrontMatter(header.items, source=split.header), blocks)


_HEAD: Final = 48  # characters of a repeated text that are looked for
# The commonest of the tags that are refused: to look for them first is cheap, and what was read before one is lost.
_OTHER_TAG: Final = re.compile(r"<(?:blockquote|figure|iframe|input|li|ol|pre|table|ul|video)[\s>]")
_LONG_ALT: Final = re.compile(' alt="[^"]{200}')
_BYTES: Final = "latin-1"  # maps each byte to a character, so that bytes can be searched as text


def _decoded(source: bytes) -> tuple[str, str, int]:
    """Return what `_set_aside` does of *source*, which is UTF-8: what is repeated is decoded once.

    Raises:
        UnicodeDecodeError: It is not UTF-8.
    """
    written, repeated, times = _set_aside(source.decode(_BYTES), COPY.encode().decode(_BYTES))
    return written.encode(_BYTES).decode(), repeated.encode(_BYTES).decode(), times


def _set_aside(source: str, stand_in: str) -> tuple[str, str, int]:
    """Return *source* with *stand_in* for a long repeated alternative text, that text, and the number of copies.

    The site copies the whole article into every image (sample ``whole-article-alt``): once is enough to read it.
    """
    value = _first_long(source)
    if not value or "&" in value or "<" in value:
        return source, "", 0
    parts = _cut(source, value)
    if [part for part in parts if stand_in in part]:
        return source, "", 0
    return stand_in.join(parts), value, len(parts) - 1


def _first_long(source: str) -> str:
    found = _LONG_ALT.search(source)
    if found is None:
        return ""
    start = source.index('"', found.start()) + 1
    end = source.find('"', start)
    return source[start : max(end, start)]


def _cut(source: str, value: str) -> list[str]:
    """Split *source* at the attributes with the value *value*."""
    # Searching for the whole would cost more than reading it; no other quote can be at the compared position.
    head, before, length = '="' + value[:_HEAD], len('="'), len(value)
    parts: list[str] = []
    done = 0
    at = source.find(head)
    while at >= 0:
        start, end = at + before, at + before + length
        if source.startswith(value, start) and source.startswith('"', end):
            parts.append(source[done:start])
            start = done = end
        at = source.find(head, start)
    parts.append(source[done:])
    return parts
