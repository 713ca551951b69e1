"""The generator's plain front matter, read by hand: `key: value` lines and one level of lists.

Only what YAML reads in the same way, without anything to note; see ``header.py`` for all the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofweek_parse.model.article import FrontMatter
from ofweek_parse.reading.values import typed

if TYPE_CHECKING:
    from ofweek_parse.model.article import FrontMatterValue
    from ofweek_parse.reading.limits import Limits

__all__ = ["read_plain_header"]

_FENCE = "---\n"
# A scalar: in single quotes, in double quotes without an escape, or bare and beginning with a letter or digit.
_SCALAR = r"""'[^'\n]*'|"[^"\\\n]*"|[A-Za-z0-9\u4e00-\u9fff](?:[^\n:#]|:(?=[^\s]))*|"""
_LINE = re.compile(rf"(?:(?P<key>[a-z][a-z_]{{3,}}):(?: +|(?=\n))|(?P<dash> *- +))(?P<scalar>{_SCALAR}) *\n|\n")
_NO_KEYS = frozenset({"null", "true", "false"})  # as a key, YAML takes them for something else


def read_plain_header(text: str, limits: Limits) -> tuple[FrontMatter, int] | None:
    """The front matter that *text* begins with and where the body begins, or ``None`` if it is not plain."""
    start = 0
    while text.startswith("\n", start):
        start += 1
    end = text.find("\n---\n", start)
    if not text.startswith(_FENCE, start) or end < 0 or end - start > limits.header_size or limits.header_depth < 2:
        return None
    header = text[start + len(_FENCE) : end + 1]
    if not header.replace("\n", "").isprintable():
        return None
    items = _items(header)
    return None if items is None else (FrontMatter(items), end + 1 + len(_FENCE))


def _items(header: str) -> dict[str, FrontMatterValue] | None:
    items: dict[str, FrontMatterValue] = {}
    lists: dict[str, list[FrontMatterValue]] = {}
    key, dash, here = "", "", 0
    takes_list = False
    while here < len(header):
        line = _LINE.match(header, here)
        if line is None:
            return None
        here = line.end()
        if line["key"]:
            key, dash = line["key"], ""
            if key in items or key in _NO_KEYS:
                return None
            items[key] = _value(line["scalar"])
            takes_list = not line["scalar"]
        elif line["dash"]:
            if not takes_list or not line["scalar"] or line["dash"] != (dash or line["dash"]):
                return None
            dash = line["dash"]
            lists.setdefault(key, []).append(_value(line["scalar"]))
    for name, values in lists.items():
        items[name] = tuple(values)
    return items or None


def _value(scalar: str) -> FrontMatterValue:
    if scalar[:1] in {"'", '"'}:
        return scalar[1:-1]
    return typed(scalar.rstrip(" "))
