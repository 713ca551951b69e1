"""What is odd in the HTML of a body and what no parser tells of."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ofweek_parse.reading.html import elements

__all__ = ["Oddity", "after_end", "doubled_attributes"]

_END: Final = re.compile(r"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s*>")
_NOTHING_MORE: Final = re.compile(r"(?:\s|</(?:div|body|html)\s*>|<!--(?:(?!-->).)*-->)*\Z", re.DOTALL | re.IGNORECASE)
_MARKUP: Final = re.compile(r"<(?:(!--)|([A-Za-z][^\s/>]*))")
# Linear in spite of the unclosed quotes: behind one that is never closed stands no other.
_ATTRIBUTE: Final = re.compile(r"""[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")


class Oddity(NamedTuple):
    """Something odd at an offset in the body."""

    code: str
    message: str
    offset: int


def after_end(body: str) -> list[Oddity]:
    """The end of the document, where it goes on behind it."""
    end = _END.search(body) if "</" in body else None
    if end is None or _NOTHING_MORE.match(body, end.end()):
        return []
    return [Oddity("text-after-end", f"The body goes on after {end[0]}; what follows was kept.", end.start())]


def doubled_attributes(markup: str) -> list[Oddity]:
    """The attributes that stand twice in a tag, of which a parser tells the first."""
    found: list[Oddity] = []
    place = 0
    while (tag := _MARKUP.search(markup, place)) is not None:
        place = tag.end()
        if tag[1]:
            place = (markup.find("-->", place) + 1 or len(markup)) - 1
            continue
        seen: set[str] = set()
        while (attribute := _ATTRIBUTE.match(markup, place)) is not None:
            place = attribute.end()
            name = attribute[1].lower()
            if name in seen:
                value = attribute[2] or attribute[3] or attribute[4] or ""
                message = f"<{tag[2]}> has another {name}, {value!r}; the first counts."
                found.append(Oddity("duplicate-attribute", message, attribute.start(1)))
            seen.add(name)
        if tag[2].lower() in elements.RAW_TEXT:
            end = re.compile(rf"</{re.escape(tag[2])}", re.IGNORECASE).search(markup, place)
            place = end.start() if end else len(markup)
    return found
