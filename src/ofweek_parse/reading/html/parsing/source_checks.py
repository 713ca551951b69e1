"""Checks of the source for what no parser reports; each diagnostic has an offset in the body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.findings import Findings
from ofweek_parse.reading.decoding import position
from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes.spilled_text import ATTRIBUTE
from ofweek_parse.reading.html.literal_markup.source_tags import SourceReader
from ofweek_parse.reading.html.messages import short

if TYPE_CHECKING:
    from ofweek_parse.reading.limits import Limits

__all__ = ["after_end", "doubled_attributes"]

_OUTERMOST: Final = frozenset({"body", "html"})
_END: Final = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)  # or what looks like one, in an attribute or comment
_NOTHING_MORE: Final = re.compile(
    r"\s* (?: (?: </(?:div|body|html)\s*> | <!-- (?= (.*?-->) ) \1 ) \s* )* \Z", re.DOTALL | re.IGNORECASE | re.VERBOSE
)
_MARKUP: Final = re.compile(r"<(?:(!--)|([A-Za-z][^\s/>]*))")


def after_end(body: str) -> list[tuple[int, Diagnostic]]:
    """Return a diagnostic where the body continues after the end of the document."""
    if _END.search(body) is None:
        return []
    ends = (token for token in SourceReader(body).tokens(0, len(body)) if token.is_end and token.name in _OUTERMOST)
    end = next(ends, None)
    if end is None or _NOTHING_MORE.match(body, end.end):
        return []
    written = body[end.start : end.end]
    return [(end.start, Diagnostic.of("text-after-end", f"There is content after {written}; it was kept."))]


def doubled_attributes(markup: str, line: int, limits: Limits) -> list[tuple[int, Diagnostic]]:
    """Return a diagnostic for each attribute that its tag already has; a parser reports the first one only.

    Args:
        markup: The body.
        line: The line of the file that it begins in.
        limits: How many attributes a tag may have, these included.

    Raises:
        LimitError: A tag has more.
    """
    found: Findings[int] = Findings()
    place = 0
    while (tag := _MARKUP.search(markup, place)) is not None:
        place = tag.end()
        if tag[1]:
            place = (markup.find("-->", place) + 1 or len(markup)) - 1
            continue
        name, count = short(tag[2]), 0
        seen: set[str] = set()
        while (attribute := ATTRIBUTE.match(markup, place)) is not None:
            place = attribute.end()
            count += 1
            key = attribute[1].lower()
            if key in seen:
                value = short(attribute[2] or attribute[3] or attribute[4] or "")
                message = f"<{name}> has a second {short(key)}, {value!r}; the first was used."
                found.add(attribute.start(1), "duplicate-attribute", message)
            seen.add(key)
        if count > limits.attributes:
            row, column = position(markup, tag.start())
            found_many = f"<{name}> has {count:,} attributes"
            raise limits.error("attributes", "attribute-limit", found_many, line=line - 1 + row, column=column)
        if tag[2].lower() in elements.RAW_TEXT:
            end = re.compile(rf"</{re.escape(tag[2])}", re.IGNORECASE).search(markup, place)
            place = end.start() if end else len(markup)
    return found.all()
