"""A post to its front matter and its body, which is still to be read; by hand where they are plain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ofweek_parse.errors import FrontMatterError
from ofweek_parse.model.front_matter import FrontMatter
from ofweek_parse.reading.frontmatter import split_front_matter
from ofweek_parse.reading.metadata import read_metadata
from ofweek_parse.reading.plain.header import read_plain_header
from ofweek_parse.reading.plain.post import read_plain_text

if TYPE_CHECKING:
    from datetime import tzinfo

    from ofweek_parse.model.diagnostics import Diagnostic
    from ofweek_parse.model.metadata import Metadata
    from ofweek_parse.reading.frontmatter import Split
    from ofweek_parse.reading.limits import Limits
    from ofweek_parse.reading.plain.post import PlainText

__all__ = ["PlainParts", "Post", "open_post"]


class PlainParts(NamedTuple):
    """A plain front matter and the body after it, told apart only as far as anyone asks.

    Attributes:
        plain: The post.
        start: Where the body begins.
    """

    plain: PlainText
    start: int

    @property
    def body(self) -> str:
        """The body as it is written."""
        return self.plain.behind(self.start)

    @property
    def body_line(self) -> int:
        """As `Split.body_line`."""
        return self.plain.written.count("\n", 0, self.start) + 1

    def locate(self, key: str) -> tuple[int, int]:
        """As `Split.locate`."""
        return self._split().locate(key)

    def key_at(self, line: int | None) -> str | None:
        """As `Split.key_at`."""
        return self._split().key_at(line)

    def _split(self) -> Split:
        return split_front_matter(self.plain.written[: self.start], [], lambda _: False)


class Post(NamedTuple):
    """A post with its front matter read.

    Attributes:
        front_matter: The mapping.
        metadata: What that fills.
        notes: What was odd.
        parts: The post in its parts.
        plain: The post, if its body may be read by hand.
        start: Where the body begins in that.
    """

    front_matter: FrontMatter
    metadata: Metadata
    notes: list[Diagnostic]
    parts: Split | PlainParts
    plain: PlainText | None
    start: int


def open_post(source: str | bytes, *, encoding: str | None, default_timezone: tzinfo, limits: Limits) -> Post:
    """The post that *source* is.

    Args:
        source: Bytes, which are decoded, or text.
        encoding: What to try first.
        default_timezone: The zone of a date that names none.
        limits: How much of everything it may hold.

    Raises:
        OfweekParseError: Its characters or its front matter can't be read.
    """
    notes: list[Diagnostic] = []
    text = ""
    plain = None if encoding else read_plain_text(source, limits)
    if plain is None:
        from ofweek_parse.reading.decoding import decode

        text = decode(source, encoding=encoding, limits=limits, notes=notes)
        plain = read_plain_text(text, limits)
    if plain and (found := read_plain_header(plain.written, limits, are_visible=plain.characters.are_visible)):
        items, start = found
        if plain.is_whole_before(start):
            parts = PlainParts(plain, start)
            metadata = read_metadata(items, parts.locate, default_timezone, notes)
            return Post(FrontMatter(items), metadata, notes, parts, plain, start)
    if plain:
        text = plain.behind(0)
    split = split_front_matter(text, notes, lambda header: _composes(header, limits))
    front_matter = _front_matter(split, limits, notes)
    metadata = read_metadata(front_matter, split.locate, default_timezone, notes)
    start = len(text) - len(split.body)
    if plain and not plain.is_whole_before(start):
        plain = None
    return Post(front_matter, metadata, notes, split, plain, start)


def _front_matter(split: Split, limits: Limits, notes: list[Diagnostic]) -> FrontMatter:
    if split.kind is None:
        return FrontMatter()
    size, line = len(split.header), split.header_line
    if size > limits.header_size:
        raise limits.error("header_size", "size-limit", f"The front matter is {size:,} long", line=line, column=1)
    try:
        if split.kind == "yaml":
            from ofweek_parse.reading.header import read_yaml_header

            return read_yaml_header(split.header, line, limits, notes)
        from ofweek_parse.reading.json_header import read_json_header

        return read_json_header(split.header, line, limits, notes)
    except FrontMatterError as error:
        error.key = split.key_at(error.line)
        raise


def _composes(header: str, limits: Limits) -> bool:
    from ofweek_parse.reading.header import composes  # brings PyYAML, which the usual post does without

    return composes(header, limits)
