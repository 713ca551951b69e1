"""Reading a post: front matter, metadata and blocks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from ofweek_parse.errors import FrontMatterError, NormalizerError
from ofweek_parse.model.blocks import Block
from ofweek_parse.model.diagnostics import DIAGNOSTIC_CODES, Diagnostic
from ofweek_parse.model.findings import capped
from ofweek_parse.model.front_matter import FrontMatter
from ofweek_parse.model.metadata import Metadata
from ofweek_parse.reading.fast.fast_path import read_fast
from ofweek_parse.reading.front_matter.fields import read_fields
from ofweek_parse.reading.front_matter.splitting import Split

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from ofweek_parse.dates import DateOrder
    from ofweek_parse.reading.limits import Limits

__all__ = ["REFERENCE_VARIABLE", "Post", "raise_first", "read_post"]

REFERENCE_VARIABLE = "OFWEEK_PARSE_REFERENCE"
"""The variable of the environment that sends every post down the reference path, if it is set and not empty."""


class Post(NamedTuple):
    """A post as read.

    Attributes:
        split: The post in its parts, for places in it.
        front_matter: All keys of the front matter with their original values.
        metadata: The fields that the front matter fills.
        blocks: The body.
        diagnostics: The diagnostics, in the order in which they were found.
    """

    split: Split
    front_matter: FrontMatter
    metadata: Metadata
    blocks: tuple[Block, ...]
    diagnostics: list[Diagnostic]


def read_post(  # noqa: PLR0913 - the settings of a parser
    source: str | bytes,
    *,
    front_matter: FrontMatter | None,
    encoding: str | None,
    default_timezone: tzinfo,
    date_order: DateOrder | None,
    base_url: str | None,
    limits: Limits,
) -> Post:
    """Return the parts of the post in *source*.

    Args:
        source: Bytes, which are decoded, or text.
        front_matter: The front matter, where *source* is a body without one; else ``None``.
        encoding: The encoding to try first.
        default_timezone: The time zone of dates without one.
        date_order: The order of year, month and day in ambiguous dates.
        base_url: The base of relative URLs, or ``None`` to keep them.
        limits: The limits.

    Raises:
        OfweekParseError: The post can't be parsed.
    """
    diagnostics: list[Diagnostic] = []
    blocks = None
    is_body = front_matter is not None
    is_usual = encoding is None and not os.environ.get(REFERENCE_VARIABLE)
    if is_usual and (fast := read_fast(source, base_url=base_url, limits=limits, is_body=is_body)):
        split, header, blocks = fast
    else:
        from ofweek_parse.reading.decoding import decode
        from ofweek_parse.reading.front_matter.header import read_front_matter  # brings PyYAML

        text = decode(source, encoding=encoding, limits=limits, diagnostics=diagnostics)
        split, header = (Split(body=text), FrontMatter()) if is_body else read_front_matter(text, limits, diagnostics)
    front_matter = header if front_matter is None else front_matter
    if "updated" in front_matter:
        from ofweek_parse.reading.front_matter.sources import with_zoned_updated

        front_matter = with_zoned_updated(front_matter, default_timezone, date_order)
    metadata = read_fields(
        front_matter,
        split.locate,
        default_timezone,
        diagnostics,
        date_order=date_order,
        is_complete=not is_body,
    )
    if blocks is None:
        from ofweek_parse.reading.html.blocks import read_blocks  # brings lxml
        from ofweek_parse.reading.markdown_body import note_markdown

        if not is_body:
            note_markdown(split.body, split.body_line, diagnostics)
        blocks = read_blocks(split.body, split.body_line, base_url=base_url, limits=limits, diagnostics=diagnostics)
    return Post(split, front_matter, metadata, blocks, list(capped(diagnostics)))


def raise_first(diagnostics: Iterable[Diagnostic], split: Split) -> None:
    """Raise the first of *diagnostics* that is a warning or an error, as the exception of its code.

    Args:
        diagnostics: The diagnostics of a post.
        split: The post in its parts, for the key that an error in the front matter is at.
    """
    for note in diagnostics:
        if note.severity == "info":
            continue
        kind = DIAGNOSTIC_CODES[note.code].error if note.code in DIAGNOSTIC_CODES else NormalizerError
        error = kind(note.message, code=note.code, line=note.line, column=note.column)
        if isinstance(error, FrontMatterError):
            error.key = split.key_at(note.line)
        raise error
