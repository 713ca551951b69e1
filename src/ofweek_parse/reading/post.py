"""A post to its front matter and its body, which is still to be read; by hand where they are plain."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ofweek_parse.errors import FrontMatterError
from ofweek_parse.model.article import FrontMatter
from ofweek_parse.reading.decoding import decode
from ofweek_parse.reading.frontmatter import Split, split_front_matter
from ofweek_parse.reading.header import composes, read_yaml_header
from ofweek_parse.reading.json_header import read_json_header
from ofweek_parse.reading.metadata import read_metadata
from ofweek_parse.reading.plain.header import read_plain_header
from ofweek_parse.reading.plain.post import read_plain_text

if TYPE_CHECKING:
    from datetime import tzinfo

    from ofweek_parse.model.diagnostics import Diagnostic
    from ofweek_parse.reading.limits import Limits
    from ofweek_parse.reading.metadata import Metadata
    from ofweek_parse.reading.plain.post import PlainText

__all__ = ["Post", "open_post"]


class Post(NamedTuple):
    """A post with its front matter read.

    Attributes:
        front_matter: The mapping.
        metadata: What that fills.
        notes: What was odd.
        plain: The post, if its body may be read by hand.
        start: Where that begins.
        parts: The post cut into its parts, unless its front matter is plain.
    """

    front_matter: FrontMatter
    metadata: Metadata
    notes: list[Diagnostic]
    plain: PlainText | None
    start: int
    parts: Split | None

    @property
    def split(self) -> Split:
        """What stands before the body, cut into its parts."""
        if self.parts is not None:
            return self.parts
        return _plain_split(self.plain.written[: self.start]) if self.plain else Split()

    @property
    def body_line(self) -> int:
        """The line that the body begins in."""
        if self.parts is not None:
            return self.parts.body_line
        return self.plain.written.count("\n", 0, self.start) + 1 if self.plain else 1

    @property
    def body(self) -> str:
        """The body as it is written."""
        if self.parts is not None:
            return self.parts.body
        return self.plain.behind(self.start) if self.plain else ""


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
    text: str | None = None
    plain = None if encoding else read_plain_text(source, limits)
    if plain is None:
        text = decode(source, encoding=encoding, limits=limits, notes=notes)
        plain = read_plain_text(text, limits)
    if plain and (found := read_plain_header(plain.written, limits)):
        items, start = found
        head = plain.written[:start]
        if plain.begins_with(head):
            metadata = read_metadata(items, lambda key: _plain_split(head).locate(key), default_timezone, notes)
            return Post(FrontMatter(items), metadata, notes, plain, start, None)
    if text is None:
        text = decode(source, encoding=encoding, limits=limits, notes=notes)
    split = split_front_matter(text, notes, lambda header: composes(header, limits))
    front_matter = _front_matter(split, limits, notes)
    metadata = read_metadata(front_matter, split.locate, default_timezone, notes)
    start = len(text) - len(split.body)
    if plain and not plain.begins_with(text[:start]):
        plain = None
    return Post(front_matter, metadata, notes, plain, start, split)


def _front_matter(split: Split, limits: Limits, notes: list[Diagnostic]) -> FrontMatter:
    if split.kind is None:
        return FrontMatter()
    size, line = len(split.header), split.header_line
    if size > limits.header_size:
        raise limits.error("header_size", "size-limit", f"The front matter is {size:,} long", line=line, column=1)
    read = read_yaml_header if split.kind == "yaml" else read_json_header
    try:
        return read(split.header, line, limits, notes)
    except FrontMatterError as error:
        error.key = split.key_at(error.line)
        raise


def _plain_split(head: str) -> Split:
    """The parts of *head*, a plain front matter with its fences."""
    return split_front_matter(head, [], lambda _: False)
