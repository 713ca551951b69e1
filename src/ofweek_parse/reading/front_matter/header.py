"""Splitting a text into front matter and body, and parsing the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofweek_parse.errors import FrontMatterError
from ofweek_parse.model.front_matter import FrontMatter
from ofweek_parse.reading.front_matter.json import read_json_header
from ofweek_parse.reading.front_matter.splitting import split_front_matter
from ofweek_parse.reading.front_matter.yaml import composes, read_yaml_header

if TYPE_CHECKING:
    from ofweek_parse.model.diagnostics import Diagnostic
    from ofweek_parse.reading.front_matter.splitting import Split
    from ofweek_parse.reading.limits import Limits

__all__ = ["read_front_matter"]


def read_front_matter(text: str, limits: Limits, diagnostics: list[Diagnostic]) -> tuple[Split, FrontMatter]:
    """Return *text* in its parts, and the mapping in its header.

    Raises:
        FrontMatterError: The header is refused.
        LimitError: It is longer or deeper than allowed.
    """
    split = split_front_matter(text, diagnostics, lambda header: composes(header, limits))
    if split.kind is None:
        return split, FrontMatter()
    size, line = len(split.header), split.header_line
    if size > limits.header_size:
        what = f"The front matter is {size:,} characters long"
        raise limits.error("header_size", "size-limit", what, line=line, column=1)
    read = read_yaml_header if split.kind == "yaml" else read_json_header
    try:
        return split, read(split.header, line, limits, diagnostics)
    except FrontMatterError as error:
        error.key = split.key_at(error.line)
        raise
