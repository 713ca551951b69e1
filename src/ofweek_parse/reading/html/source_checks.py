"""Checks of the source for what no parser reports. Each diagnostic comes with the offset in the body that it is about."""

from __future__ import annotations

import re
from typing import Final

from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes import ATTRIBUTE

__all__ = ["after_end", "doubled_attributes"]

_END: Final = re.compile(r"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s*>")
_NOTHING_MORE: Final = re.compile(r"(?:\s|</(?:div|body|html)\s*>|<!--(?:(?!-->).)*-->)*\Z", re.DOTALL | re.IGNORECASE)
_MARKUP: Final = re.compile(r"<(?:(!--)|([A-Za-z][^\s/>]*))")


def after_end(body: str) -> list[tuple[int, Diagnostic]]:
    """Return a diagnostic where the body continues after the end of the document."""
    end = _END.search(body) if "</" in body else None
    if end is None or _NOTHING_MORE.match(body, end.end()):
        return []
    return [(end.start(), Diagnostic.of("text-after-end", f"The body goes on after {end[0]}; what follows was kept."))]


def doubled_attributes(markup: str) -> list[tuple[int, Diagnostic]]:
    """Return a diagnostic for each attribute that its tag already has; a parser reports the first one only."""
    found: list[tuple[int, Diagnostic]] = []
    place = 0
    while (tag := _MARKUP.search(markup, place)) is not None:
        place = tag.end()
        if tag[1]:
            place = (markup.find("-->", place) + 1 or len(markup)) - 1
            continue
        seen: set[str] = set()
        while (attribute := ATTRIBUTE.match(markup, place)) is not None:
            place = attribute.end()
            name = attribute[1].lower()
            if name in seen:
                value = attribute[2] or attribute[3] or attribute[4] or ""
                message = f"<{tag[2]}> has another {name}, {value!r}; the first counts."
                found.append((attribute.start(1), Diagnostic.of("duplicate-attribute", message)))
            seen.add(name)
        if tag[2].lower() in elements.RAW_TEXT:
            end = re.compile(rf"</{re.escape(tag[2])}", re.IGNORECASE).search(markup, place)
            place = end.start() if end else len(markup)
    return found
