"""`ParserTarget`: receives tags and text from a parser and passes them to the handlers.

It keeps the stack of open elements with their end handlers, joins pieces of text, and checks the limits.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.characters import clean
from ofweek_parse.model.rewriting import rewrite_images
from ofweek_parse.reading.html import elements
from ofweek_parse.reading.html.attributes.attribute_texts import missing_from
from ofweek_parse.reading.html.building.block_builder import BlockBuilder, Hidden
from ofweek_parse.reading.html.building.excerpt import is_excerpt_end, mark_at_top
from ofweek_parse.reading.html.handlers.dispatch import handle_start, handle_void
from ofweek_parse.reading.html.handlers.formula_handlers import report_formulas
from ofweek_parse.sentinels import FILLER, LITERAL_AMP, LITERAL_LT

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.diagnostics import Diagnostic
    from ofweek_parse.reading.html.building.block_builder import EndHandler
    from ofweek_parse.reading.limits import Limits

__all__ = ["ParserTarget"]

_Start: TypeAlias = "Callable[[str, Mapping[str, str]], None]"

_SENTINEL: Final = "ofweek-parse-end"

_ADDED: Final = 2  # <html> and <body>, which the parser opens itself
_LONGEST_NAME: Final = 100  # bytes of a name that libxml2 keeps
_SHORT_NAME: Final = 24  # characters that are never so many bytes
_ENDED_BY: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(elements.ENDING_PARAGRAPHS, frozenset({"p"})),
    **dict.fromkeys(("dd", "dt"), frozenset({"dd", "dt", "p"})),
    "li": frozenset({"li", "p"}),
    "a": frozenset({"a"}),
}
"""The elements that a start tag ends."""
_BOUNDARIES: Final = frozenset(
    "applet button caption dir dl html marquee math menu object ol svg table td template th ul".split()
)
"""Elements whose content does not end what they are in."""
_SIGNATURE: Final = Signature([Parameter(name, Parameter.POSITIONAL_ONLY) for name in ("tag", "attributes")])


def _has_ended() -> None:
    """The end handler of an element that has ended before the parser reports it."""


def _with_signature(start: _Start) -> _Start:
    """*start* with its signature at hand: lxml asks for it, and to work it out takes as long as to read a short body."""
    signed = partial(start)
    signed.__signature__ = _SIGNATURE  # type: ignore[attr-defined]
    return signed


class ParserTarget:
    """A parser target that makes blocks.

    Attributes:
        is_complete: Whether the sentinel was met.
        equals: The number of equals signs reported, including those before non-empty values.
        sentinel: A tag to put after the body: if the parser does not report it, something was dropped.
        data: Takes a piece of text.
        start: Takes a start tag.
        swallowed_by: The raw-text element that the sentinel was text in, and the number of its tag, or ``None``.
    """

    def __init__(self, limits: Limits, base_url: str | None, markup: str) -> None:
        self.is_complete: bool = False
        self.equals: int = 0
        self.swallowed_by: tuple[str, int] | None = None
        self._key = os.urandom(8).hex()  # no body can contain the sentinel for it
        self.sentinel: str = f"<{_SENTINEL} id={self._key}>"
        self._limits = limits
        self._deepest = limits.depth + _ADDED
        self._open: list[tuple[str, EndHandler]] = []
        self._text: list[str] = []
        self.data: Callable[[str], None] = self._text.append
        self.start: _Start = _with_signature(self._start)
        # Decoding let no control character through: only a numbered reference brings one in.
        self._must_clean = "&#" in markup or any(mark in markup for mark in (LITERAL_LT, LITERAL_AMP, FILLER))
        self._builder = BlockBuilder(limits, base_url, _cleaned(markup) if self._must_clean else markup)
        # A reference is longer than its character, so that no message is longer than its source.
        self._may_be_long = len(markup) + len(self.sentinel) > limits.token_size

    @property
    def tag_number(self) -> int:
        """The number of tags reported."""
        return self._builder.tag_number

    @property
    def diagnostics(self) -> list[tuple[int, Diagnostic]]:
        """The diagnostics, each with the number of its tag."""
        return self._builder.findings.all()

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        builder = self._builder
        builder.tag_number += 1
        if self._text:
            self._end_text()
        if tag == _SENTINEL and attributes.get("id") == self._key:
            self.is_complete = True
            return
        if attributes:
            self._check_attributes(tag, attributes)
            if self._must_clean:
                attributes = {_cleaned(name): _cleaned(value) for name, value in attributes.items()}
        if isinstance(builder.skipped, Hidden):
            self._end_implied(tag)
        if tag in elements.VOID:
            handle_void(builder, tag, attributes)
            return
        if len(self._open) >= self._deepest:
            raise self._limits.error(
                "depth", "depth", f"<{tag[:40]}> is nested {len(self._open) + 1 - _ADDED:,} levels deep"
            )
        self._open.append((tag, handle_start(builder, tag, attributes)))

    def _end_implied(self, tag: str) -> None:
        """End what a start tag ends in HTML, though not in libxml2 where an element inside it is open.

        Otherwise the visible text behind an unclosed hidden element would be hidden too: ``<p><span hidden>a<p>b``.
        """
        ended = _ENDED_BY.get(tag)
        if ended is None:
            return
        outermost = len(self._open)
        for place in range(len(self._open) - 1, -1, -1):
            name, closer = self._open[place]
            if name in _BOUNDARIES:
                break
            if name in ended and closer is not _has_ended:
                outermost = place
        for place in range(len(self._open) - 1, outermost - 1, -1):
            name, closer = self._open[place]
            self._open[place] = (name, _has_ended)
            if closer is not None:
                closer()

    def end(self, tag: str) -> None:
        """Take an end tag, written or implied."""
        if self._text:
            self._end_text()
        if tag in elements.VOID or (self.is_complete and tag == _SENTINEL):
            return
        while self._open:
            name, closer = self._open.pop()
            if closer is not None:
                closer()
            if name == tag:
                return

    def comment(self, text: str) -> None:
        """Take a comment: it leaves nothing, unless it ends the excerpt."""
        self.equals += text.count("=")
        self._check_token(text, "A comment")
        if is_excerpt_end(text):
            if self._text:
                self._end_text()
            self._builder.end_excerpt()

    def close(self) -> None:
        """Take the end of the input."""

    def finish(self) -> tuple[Block, ...]:
        """The blocks."""
        if self._text:
            self._end_text()
        while self._open:
            _, closer = self._open.pop()
            if closer is not None:
                closer()
        self._builder.end_line()
        report_formulas(self._builder)
        blocks = self._builder.containers[0].finish()
        if pairs := self._builder.better_images:
            better = {id(image): new for image, new in pairs}
            blocks = rewrite_images(blocks, lambda image: better.get(id(image), image))
        self._report_dropped(blocks)
        return mark_at_top(blocks) if self._builder.has_excerpt else blocks

    def _report_dropped(self, blocks: tuple[Block, ...]) -> None:
        builder = self._builder
        if not builder.dropped:  # as mostly
            return
        diagnostics = [diagnostic for _, diagnostic in builder.findings.all()]
        for number, tag, name, value, is_visible in missing_from(blocks, diagnostics, builder.dropped):
            message = f"{value!r}, the {name} of a <{tag[:40]}>, was removed; the article has no field for it."
            builder.report("attribute-lost" if is_visible else "attribute-dropped", message, tag_number=number)

    def release(self) -> None:
        """Release the blocks: lxml keeps its targets in a reference cycle until garbage collection."""
        self._builder.containers.clear()

    def _end_text(self) -> None:
        pieces = self._text
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if not text.isspace():  # as it is between blocks
            text = self._without_sentinel(text)
        if self._must_clean:
            text = _cleaned(text)
        if self._may_be_long:
            self._check_token(text, "A text")
        self._builder.add_text(text)

    def _without_sentinel(self, text: str) -> str:
        """Return *text* without the sentinel, counting its equals signs."""
        if text.endswith(self.sentinel) and self._open and self._open[-1][0] in elements.RAW_TEXT:
            self.swallowed_by = (self._open[-1][0], self._builder.tag_number)
            text = text.removesuffix(self.sentinel)
        self.equals += text.count("=")
        return text

    def _check_attributes(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > self._limits.attributes:
            found = f"<{tag[:40]}> has {len(attributes):,} attributes"
            raise self._limits.error("attributes", "attribute-limit", found)
        for name, value in attributes.items():
            if value:
                self.equals += 1 + value.count("=")
            if len(name) > _SHORT_NAME and len(name.encode()) >= _LONGEST_NAME - 3:
                self._builder.report("name-cut", f"A name that begins with {name[:40]!r} was truncated to 100 bytes.")
            if self._may_be_long:
                self._check_token(value, f"The attribute {name[:40]} of <{tag[:40]}>")

    def _check_token(self, text: str, what: str) -> None:
        if len(text) > self._limits.token_size:
            raise self._limits.error("token_size", "token-limit", f"{what} is {len(text):,} characters long")


def _cleaned(text: str) -> str:
    """Return *text* without placeholder characters and invalid characters."""
    return clean(text.replace(LITERAL_LT, "<").replace(LITERAL_AMP, "&").replace(FILLER, ""))
