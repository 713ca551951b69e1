"""The lines of front matter that can be written back unchanged, because Hexo reads them in the same way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofweek_parse.dates import parse_date
from ofweek_parse.model.front_matter import FrontMatter, as_text, source_of
from ofweek_parse.reading.front_matter.lines import Entry, Stray, entries

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from ofweek_parse.dates import DateOrder

__all__ = ["with_source", "with_zoned_updated"]

_FENCE = re.compile(r"^(?:---|;;;)", re.MULTILINE)
_GLUED_COMMENT = re.compile(  # which libyaml reads, and Hexo 8 refuses
    r"""[:-][ ]+(?:'[^'\n]*'|"[^"\n]*"|[|>][-+\d]*|\[[^]\n]*\]|\{[^}\n]*\})\#""", re.ASCII | re.VERBOSE
)


def with_source(front_matter: FrontMatter, header: str, line: int, odd_lines: Iterable[int]) -> FrontMatter:
    """Return *front_matter* with its source: the lines of *header* that Hexo reads in the same way.

    Args:
        front_matter: The parsed front matter.
        header: The text it was read from.
        line: The line of the file that it begins in.
        odd_lines: The lines that Hexo reads otherwise.
    """
    rows = header.removesuffix("\n").split("\n")
    odd, left_out = bytearray(len(rows) + 1), bytearray(len(rows))  # a directive at the very end is no row any more
    for place in odd_lines:
        odd[place - line] = True
    keys = []
    for entry in entries(rows, line):
        lines = (entry.text,) if isinstance(entry, Stray) else entry.lines
        first, end = entry.line - line, entry.line - line + len(lines)
        is_odd = any(odd[first:end])
        if isinstance(entry, Stray) and not is_odd:
            return front_matter  # part of a text over several lines, in which keys can't be recognized
        if is_odd or any(map(_GLUED_COMMENT.search, lines)):
            left_out[first:end] = b"\1" * len(lines)
        elif isinstance(entry, Entry):
            keys.append(entry.key)
    # The last line may lack its end in a file.
    source = "".join([f"{row}\n" for row, is_left_out in zip(rows, left_out, strict=True) if not is_left_out])
    # A text over several lines may hide or contain a key.
    kept = set(keys)
    is_whole = keys == [key for key in front_matter if key in kept] and (any(odd) or len(kept) == len(front_matter))
    return FrontMatter(front_matter, source="" if not is_whole or _FENCE.search(source) else source)


def with_zoned_updated(front_matter: FrontMatter, zone: tzinfo, order: DateOrder | None) -> FrontMatter:
    """Return *front_matter* with a time in the source of ``updated`` that does not depend on *zone* and *order*.

    No field has it, so that this is the last place that knows them.
    """
    text = as_text(front_matter["updated"]) or ""
    time = parse_date(text, zone, order)
    if time is None or time == parse_date(text):
        return front_matter
    written = f"updated: '{time.isoformat().replace('+00:00', 'Z')}'\n"
    found = source_of(front_matter).entries.get("updated")
    if found is None:
        return FrontMatter(front_matter, source=written + front_matter.source)
    lines = re.compile(f"^{re.escape(found.lines)}", re.MULTILINE)
    return FrontMatter(front_matter, source=lines.sub(written, front_matter.source, count=1))
