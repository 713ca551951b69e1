"""Recovery from unclosed markup, after which libxml2 would drop everything.

It is detected by a sentinel tag after the body that the parser target never receives. Then the ``<`` of the culprit is
treated as text, and the body is read again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofweek_parse.errors import LimitError
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.reading.decoding import position
from ofweek_parse.reading.html.parsing.parser_target import ParserTarget
from ofweek_parse.reading.html.parsing.tag_positions import tag_offsets, unclosed_at
from ofweek_parse.reading.html.parsing.tokenizer import tokenize
from ofweek_parse.sentinels import LITERAL_LT

if TYPE_CHECKING:
    from ofweek_parse.reading.limits import Limits

__all__ = ["read_whole"]

_RETRIES = 3


def read_whole(
    markup: str, line: int, base_url: str | None, limits: Limits
) -> tuple[ParserTarget, str, list[tuple[int, Diagnostic]]]:
    """Return a target that has seen all of *markup*, *markup* as it was read in the end, and what was never closed."""
    unclosed: list[tuple[int, Diagnostic]] = []
    while True:
        target = ParserTarget(limits, base_url, markup)
        try:
            tokenize(markup, target)
        except LimitError as error:
            offset = tag_offsets(markup, {target.tag_number}).get(target.tag_number, len(markup))
            here, error.column = position(markup, offset)
            error.line = line - 1 + here
            raise
        if target.is_complete:
            return target, markup, unclosed
        if target.swallowed_by is not None:
            tag, number = target.swallowed_by
            offset = tag_offsets(markup, {number}).get(number, 0)
            repaired = markup[:offset] + _without_raw_text(markup[offset:], tag)
        else:
            offset = unclosed_at(markup)
            repaired = markup[:offset] + markup[offset:].replace("<", LITERAL_LT, 1 if len(unclosed) < _RETRIES else -1)
        message = f"{markup[offset : offset + 40]!r} is never closed; the content after it was kept."
        unclosed.append((offset, Diagnostic.of("unclosed-markup", message)))
        if repaired == markup:
            return target, markup, unclosed
        markup = repaired


def _without_raw_text(markup: str, tag: str) -> str:
    """Return *markup*, which starts with a raw-text tag that is never closed, so that what follows is read.

    Nor are the later tags of that name closed. A frame stays one without content.
    """
    if tag != "iframe":
        return re.sub(rf"<(?={tag}\b)", LITERAL_LT, markup, flags=re.IGNORECASE)
    frames = re.compile(r"(?P<outer><[a-z][^<>]*)?<iframe\b(?P<rest>[^>]*)(?P<end>>|\Z)", re.IGNORECASE)
    return frames.sub(lambda frame: f"{frame['outer'] or ''}<embed {frame['rest']}{frame['end']}", markup)
