"""`Literals`: what looks like markup and is text, as the scan found it; marking it in the source, and diagnostics."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.reading.html.messages import in_all
from ofweek_parse.reading.html.replacing import replaced
from ofweek_parse.sentinels import LITERAL_LT

if TYPE_CHECKING:
    from ofweek_parse.reading.html.literal_markup.source_tags import Token

__all__ = ["Literals"]

_QUOTED: Final = re.compile(r"<[^<>\n]{0,40}>?")


class Literals:
    """What a scan found in one body.

    Attributes:
        in_prose: The offset of each ``<`` of a tag that is text.
        unclosed: The offset of each ``<`` of what is never closed.
        scripts: The offset of each script or style sheet between words, which is markup.
        in_code: Tokens that are source code.
        whole: Tokens of prose that are text to their end.
        renamed: Other names for tags, by the offsets of their names.
    """

    def __init__(self) -> None:
        self.in_prose: list[int] = []
        self.unclosed: list[int] = []
        self.scripts: list[int] = []
        self.in_code: list[Token] = []
        self.whole: list[Token] = []
        self.renamed: dict[int, str] = {}

    def marked(self, body: str) -> str:
        """Return *body* with `LITERAL_LT` for each ``<`` that is text, and other names for tags."""
        changed = dict.fromkeys([*self.in_prose, *self.unclosed], LITERAL_LT)
        for token in [*self.in_code, *self.whole]:
            changed[token.start] = body[token.start : token.end].replace("<", LITERAL_LT)
        changed.update(self.renamed)
        places = sorted(changed)
        return replaced(body, ((start, start + len(changed[start]), changed[start]) for start in places))

    def diagnostics(self, body: str) -> list[tuple[int, Diagnostic]]:
        """Return diagnostics with their offsets: for each kind the first, with their number."""
        found: list[tuple[int, Diagnostic]] = []
        for code, places, what in (
            ("unclosed-markup", self.unclosed, "is never closed; it was read as text"),
            ("literal-markup", self.in_prose, "is not markup; it was read as text"),
            ("script-in-text", self.scripts, "is between words; it was removed with its content"),
            ("source-in-code", [token.start for token in self.in_code], "is part of the code; it was read as text"),
        ):
            if places:
                first = min(places)
                quoted = _QUOTED.match(body, first)
                found.append((first, Diagnostic.of(code, f"{quoted and quoted[0]!r} {what}{in_all(len(places))}.")))
        return found
