"""Lines of text, keyword links and bold text, which are most lines with elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.model.constructors import make_link, make_text
from ofweek_parse.reading.fast.tags import KEYWORD_LINK
from ofweek_parse.reading.html.building.marks import MARKS
from ofweek_parse.reading.html.elements import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse.model.inlines import Inline

__all__ = ["read_flat_line"]

_MARK_TAGS: Final = "|".join(sorted(tag for tag, role in ROLES.items() if role in MARKS and role != "code"))
_ELEMENT: Final = re.compile(rf"{KEYWORD_LINK} | <({_MARK_TAGS})>([^<]+)</\4>", re.VERBOSE)
_PARTS: Final = 6  # of a split: its groups and the text behind it


def read_flat_line(written: str, web_url: Callable[[str], str]) -> tuple[Inline, ...] | None:
    """Return the inlines of a printable line, or ``None`` if it has other elements or white space to collapse.

    Args:
        written: The line.
        web_url: Checks the URL of a link.
    """
    if "&" in written or "  " in written or " <" in written or "> " in written or "\n" in written:
        return None
    parts = iter(_ELEMENT.split(written.strip(" ")))
    text = next(parts)
    inlines: list[Inline] = [make_text(text=text)] if text else []
    for href, title, word, mark, marked, behind in zip(*[parts] * _PARTS, strict=True):
        if "<" in behind:
            return None
        inside = (make_text(text=word or marked),)
        if word:
            inlines.append(make_link(href=web_url(href), inlines=inside, title=title.strip() or None, keyword=True))
        else:
            inlines += MARKS[ROLES[mark]](inside)
        if behind:
            inlines.append(make_text(text=behind))
    return None if "<" in text else tuple(inlines)
