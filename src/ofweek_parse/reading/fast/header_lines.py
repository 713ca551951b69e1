"""The front matter on the fast path: `key: value` lines and flat lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ofweek_parse.model.front_matter import FrontMatterValue
from ofweek_parse.reading.front_matter.scalars import typed

if TYPE_CHECKING:
    from ofweek_parse.reading.limits import Limits

__all__ = ["NO_HEADER", "FastHeader", "read_fast_header"]

_FENCE: Final = "---\n"
# A scalar: in single quotes, in double quotes without an escape, or bare and beginning with a letter or digit; with the
# spaces behind it, which a bare one would share with a pattern of their own in every way.
_SCALAR: Final = r"""'[^'\n]*' *|"[^"\\\n]*" *|[A-Za-z0-9\u4e00-\u9fff][^\n:#]*(?::(?=\S)[^\n:#]*){0,99}|"""
_LINE: Final = re.compile(
    rf"^((?:([a-z][a-z_]{{3,40}}):(?: +|(?=\n))|( *- +))({_SCALAR})\n|\n)", re.MULTILINE
)  # whole, key, dash, scalar
# The generator's own form, read at once: the same as line by line.
_WORDS: Final = r"[A-Za-z\u4e00-\u9fff][^\n:#]*"
_GENERATED: Final = re.compile(
    rf"""
    title:[ ]'([^'\n]*)'\n
    categories:[ ]?\n[ ]-[ ]({_WORDS}(?:\n[ ]-[ ]{_WORDS})*)\n
    headimg:[ ]'([^'\n]*)'\n
    author:[ ]({_WORDS})\n
    comments:[ ](true|false)\n
    date:[ ]([A-Z][a-z]{{2}},[ ]\d\d[ ][A-Z][a-z]{{2}}[ ]\d{{4}}[ ]\d\d:\d\d:\d\d[ ]GMT)\n
    thumbnail:[ ]'([^'\n]*)'\n
    """,
    re.ASCII | re.VERBOSE,
)
_NO_KEYS: Final = frozenset({"null", "true", "false"})  # as keys, YAML reads them as other types


class FastHeader(NamedTuple):
    """The items of a front matter, and where in the post it starts and ends, fences included."""

    items: dict[str, FrontMatterValue]
    start: int
    end: int


NO_HEADER: Final = FastHeader({}, 0, 0)
"""The front matter of a body alone."""


def read_fast_header(text: str, limits: Limits) -> FastHeader | None:
    """Return the front matter that *text* begins with, or ``None`` if it is for the reference path."""
    start = 0
    while text.startswith("\n", start):
        start += 1
    end = text.find("\n---\n", start) + 1
    if not text.startswith(_FENCE, start) or not end or end - start > limits.header_size or limits.header_depth < 2:
        return None
    header = text[start + len(_FENCE) : end]
    if not header.replace("\n", "").isprintable():
        return None
    items = _generated_items(header) or _items(header)
    return None if items is None else FastHeader(items, start, end + len(_FENCE))


def _generated_items(header: str) -> dict[str, FrontMatterValue] | None:
    match = _GENERATED.fullmatch(header)
    if match is None:
        return None
    title, categories, headimg, author, comments, date, thumbnail = match.groups()
    return {
        "title": title,
        "categories": tuple([typed(category.rstrip(" ")) for category in categories.split("\n - ")]),
        "headimg": headimg,
        "author": typed(author.rstrip(" ")),
        "comments": comments == "true",
        "date": date,
        "thumbnail": thumbnail,
    }


def _items(header: str) -> dict[str, FrontMatterValue] | None:
    lines = _LINE.findall(header)
    if sum([len(line[0]) for line in lines]) != len(header):
        return None
    items: dict[str, FrontMatterValue] = {}
    lists: dict[str, list[FrontMatterValue]] = {}
    key, indent = "", ""
    takes_list = False
    for _, name, dash, scalar in lines:
        if name:
            key, indent = name, ""
            if key in items or key in _NO_KEYS:
                return None
            items[key] = _value(scalar)
            takes_list = not scalar
        elif dash:
            if not takes_list or not scalar or dash != (indent or dash):
                return None
            indent = dash
            lists.setdefault(key, []).append(_value(scalar))
    for name, values in lists.items():
        items[name] = tuple(values)
    return items or None


def _value(scalar: str) -> FrontMatterValue:
    scalar = scalar.rstrip(" ")
    return scalar[1:-1] if scalar[:1] in {"'", '"'} else typed(scalar)
