"""Converting the body of a post to blocks, on the reference path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.reading.decoding import LinePositions
from ofweek_parse.reading.html.parsing.recovery import read_whole
from ofweek_parse.reading.html.parsing.source_checks import after_end, doubled_attributes
from ofweek_parse.reading.html.parsing.tag_positions import target_tag_offsets
from ofweek_parse.reading.html.parsing.tokenizer import check_version
from ofweek_parse.reading.html.preprocessing.preprocess import preprocess

if TYPE_CHECKING:
    from ofweek_parse.model.blocks import Block
    from ofweek_parse.reading.html.parsing.parser_target import ParserTarget
    from ofweek_parse.reading.limits import Limits

__all__ = ["read_blocks"]


def read_blocks(
    body: str, line: int, *, base_url: str | None, limits: Limits, diagnostics: list[Diagnostic]
) -> tuple[Block, ...]:
    """Return the blocks of *body*.

    Args:
        body: The HTML.
        line: The line of the file that it begins in.
        base_url: The base of relative URLs, or ``None`` to keep them.
        limits: The limits.
        diagnostics: Gets what was found.

    Raises:
        LimitError: The body is over a limit.
        MarkupError: The libxml2 that lxml was built with is too old to read without loss.
    """
    check_version()
    markup, found = preprocess(body)
    target, markup, unclosed = read_whole(markup, line, base_url, limits)
    blocks = target.finish()
    found += [*unclosed, *after_end(markup), *_with_offsets(target, markup)]
    if markup.count("=") - markup.count('=""') - markup.count("=''") > target.equals:  # one of them was not reported
        found += doubled_attributes(markup, line, limits)
    target.release()
    locate = LinePositions(body if found else "")
    for offset, diagnostic in found:
        here, column = locate(offset)
        diagnostics.append(evolve(diagnostic, line=line - 1 + here, column=column))
    if not blocks:
        diagnostics.append(Diagnostic.of("empty-body", "The body has no text and no images.", line=line, column=1))
    return blocks


def _with_offsets(target: ParserTarget, markup: str) -> list[tuple[int, Diagnostic]]:
    """Return the diagnostics of *target* with their offsets in *markup*."""
    diagnostics = target.diagnostics
    if not diagnostics:
        return []
    offsets = target_tag_offsets(markup, target, {number for number, _ in diagnostics})
    return [(offsets.get(number, len(markup)), diagnostic) for number, diagnostic in diagnostics]
