"""The state of reading a body, and the operations on it.

There is a `Line` of inlines and a stack of `Container`. A block element ends the line before it; a finished line is
added to the innermost container. Wrapper elements are unwrapped because they do nothing else. The operations of each
element are in ``handlers/``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.blocks import ExcerptMark, Figure
from ofweek_parse.model.findings import Findings
from ofweek_parse.reading.html.attributes.attribute_texts import Dropped, dropped_from, is_visible
from ofweek_parse.reading.html.attributes.image_sources import source_of
from ofweek_parse.reading.html.attributes.spilled_text import ImageTags
from ofweek_parse.reading.html.attributes.styles import NO_STYLE, Style
from ofweek_parse.reading.html.attributes.urls import absolute_url, is_malformed, without_noise
from ofweek_parse.reading.html.building.containers import BodyBuilder
from ofweek_parse.reading.html.building.figures import FigureBuilder, figures_of, parted
from ofweek_parse.reading.html.building.line import DEEPEST, Line, make_block
from ofweek_parse.reading.html.building.noscript import Event, Neighbour, Noscript
from ofweek_parse.reading.html.messages import short
from ofweek_parse.safe_urls import safe_url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ofweek_parse.model.blocks import Alignment, Block
    from ofweek_parse.model.inlines import Image, Inline
    from ofweek_parse.reading.html.building.containers import Container
    from ofweek_parse.reading.html.building.preformatted import Preformatted
    from ofweek_parse.reading.limits import Limits
    from ofweek_parse.safe_urls import UrlUse

__all__ = ["Attributes", "BlockBuilder", "Drawing", "EndHandler", "Hidden", "Skipped"]

EndHandler: TypeAlias = "Callable[[], None] | None"
"""A function that is called at the end of an element."""

Attributes: TypeAlias = "Mapping[str, str]"
"""The attributes of an element, with names in lower case."""

_TEX_SCRIPT: Final = re.compile(r"<script[^<>]*type\s*=\s*[\"']?\s*math/tex", re.IGNORECASE)
_TABLE_IN_LINK: Final = re.compile(r"<a\b[^<>]*>\s*<table\b", re.IGNORECASE)


class Skipped:
    """The inside of an element that is left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.urls: list[str] = []
        self.is_muted = False

    @property
    def content(self) -> str:
        """The visible text and URLs, as shown in messages."""
        return " ".join([*"".join(self.texts).split(), *self.urls])


class Hidden(Skipped):
    """The inside of an element that is not shown."""


class Drawing:
    """The inside of an ``<svg>``.

    Attributes:
        labels: Its labels, which no browser shows.
        holds_shapes: Whether there is something to see that is no text.
        is_icon: Whether it is small, or meant as decoration.
    """

    def __init__(self, *, is_icon: bool) -> None:
        self.labels: list[str] = []
        self.holds_shapes = False
        self.is_icon = is_icon


class BlockBuilder:
    """The state of reading a body.

    Attributes:
        style: The style of the element that begins.
        picture_source: In a ``<picture>`` before its image, the URL of its first source, ``""`` before that; else ``None``.
        ruby_text: The reading in ruby that is open.
        noscript: The element of that name that is being collected.
        neighbour: The image that was read last, with nothing to see behind it so far.
        better_images: Images that were read, each with what its copy made of it.
        dropped: Attributes that may have no field in the article.
        has_excerpt: Whether the end of the excerpt was met.
        formula_copies: Duplicates of formulas, each with the number of its tag.
        drawn_formulas: The tags of formulas that a script drew, whose TeX has not been met.
        images: The attributes of images that `has_image` has not yet looked into.
        image_count: How many images were read.
        block_count: How many blocks were made.
        drawing_count: How many drawings were removed.
        empty_link: The last link without content, with the number of its tag.
        image_tags: The tags of images in the source.
    """

    def __init__(self, limits: Limits, base_url: str | None, markup: str) -> None:
        self.findings: Findings[int] = Findings()  # with the number of the tag that each is about
        self.tag_number: int = 0
        self.line: Line = Line()
        self.containers: list[Container] = [BodyBuilder()]
        self.alignments: list[Alignment | None] = [None]
        self.heading_level: int = 0
        self.is_caption: bool = False
        self.keyword_depth: int = 0
        self.noscript: Noscript | None = None
        self.noscript_depth: int = 0
        self.neighbour: Neighbour | None = None
        self.better_images: list[tuple[Image, Image]] = []
        self.drawing: Drawing | None = None
        self.picture_source: str | None = None
        self.dropped: list[Dropped] = []
        self.preformatted: Preformatted | None = None
        self.languages: list[str] = []  # of code, as the elements around it name them
        self.skipped: Skipped | None = None
        self.ruby_text: object | None = None
        self.style: Style = NO_STYLE
        self.media: dict[str, str] | None = None
        self.images: list[Mapping[str, str]] = []
        self.image_count: int = 0
        self.block_count: int = 0
        self.drawing_count: int = 0
        self.empty_link: tuple[int, str] = (-1, "")
        self.image_tags: ImageTags = ImageTags(markup)
        self.has_excerpt: bool = False
        self.display_depth: int = 0
        self.formula_copies: list[tuple[int, str]] = []
        self.drawn_formulas: list[int] = []
        self._mark_is_due = False
        self._has_tex_scripts: bool | None = None
        self._markup = markup
        self._limits = limits
        self._base_url = base_url
        self._has_tables_in_links: bool | None = None
        self._image_urls: set[str] = set()

    def add_text(self, text: str) -> None:
        """Add a piece of text to the current target."""
        if self.noscript is not None:
            self.noscript.add(Event(self.tag_number, "", {}, text))
            return
        if self.neighbour is not None and not text.isspace():
            self.neighbour = None
        if self.skipped is not None:
            if not self.skipped.is_muted:
                self.skipped.texts.append(text)
        elif self.preformatted is not None:
            self.preformatted.add_text(text)
        else:
            self.line.add_text(text)

    def end_line(self) -> None:
        """Make a block of the line, if there is anything in it."""
        line = self.line
        if line.is_untouched:
            return
        holds_image = line.holds_image
        inlines = line.take()
        if not inlines:
            return
        figures = figures_of(inlines) if holds_image else None
        if self.is_caption and not figures and self._add_caption(inlines, holds_image=holds_image):
            return
        for block in figures or (self._leaf(inlines),):
            self.add(block)
        if self._mark_is_due:
            self._add_mark()

    def _add_caption(self, inlines: tuple[Inline, ...], *, holds_image: bool) -> bool:
        """Take a line of a caption; false, and nothing is taken, where there is no picture that it belongs to."""
        container = self.containers[-1]
        if not holds_image or isinstance(container, FigureBuilder):
            return container.add_caption(inlines)
        for part in parted(inlines):
            if isinstance(part, Figure):
                self.add(part)
            elif not container.add_caption(part):
                self.add(self._leaf(part))
        return True

    def _leaf(self, inlines: tuple[Inline, ...]) -> Block:
        return make_block(inlines, self.alignments[-1], self.heading_level)

    def add(self, block: Block) -> None:
        """Take a block to the innermost container."""
        self.block_count += 1
        if self.block_count > self._limits.blocks:
            raise self._limits.error("blocks", "block-limit", f"The body has {self.block_count:,} blocks")
        if not isinstance(block, Figure):
            self.neighbour = None
        self.containers[-1].add(block)

    def end_excerpt(self) -> None:
        """End the excerpt of the post: here, or in the middle of a line or between items or rows, at the next end of those."""
        if self.noscript is not None or self.has_excerpt or self.skipped is not None or self.preformatted is not None:
            return
        self.has_excerpt = self._mark_is_due = True
        if self.line.is_blank and isinstance(self.containers[-1], BodyBuilder):
            self._add_mark()

    def _add_mark(self) -> None:
        self._mark_is_due = False
        self.add(ExcerptMark())

    def end_block(self) -> None:
        """End a block element."""
        self.end_line()
        self.alignments.pop()

    def start_container(self, container: Container) -> EndHandler:
        """Enter *container*; if that would be too deep, its content is added to the enclosing one."""
        if len(self.containers) > DEEPEST:
            if "nesting-flattened" not in self.findings:
                message = f"Lists, quotes and tables nested more than {DEEPEST} levels deep were unwrapped."
                self.report("nesting-flattened", message)
            return self.end_line
        self.containers.append(container)
        return self.end_container

    def end_container(self) -> None:
        """Come out of the innermost container."""
        self.end_line()
        ended = self.containers.pop()
        if not isinstance(ended, FigureBuilder):
            self.neighbour = None
        for block in ended.finish():
            self.containers[-1].add(block)
        if self._mark_is_due:
            self._add_mark()

    def report(self, code: str, message: str, *, tag_number: int | None = None) -> None:
        """Add a diagnostic about the tag of that number, by default the one that is being read."""
        self.findings.add(tag_number or self.tag_number, code, message)

    def report_hidden(self, text: str, *, tag_number: int | None = None) -> None:
        """Report that *text*, if there is any, is not shown and was removed."""
        if text:
            self.report("hidden-content", f"{text!r} is hidden and was removed.", tag_number=tag_number)

    @property
    def has_tex_scripts(self) -> bool:
        """Whether MathJax left the TeX of its formulas in the body."""
        if self._has_tex_scripts is None:
            self._has_tex_scripts = bool(_TEX_SCRIPT.search(self._markup))
        return self._has_tex_scripts

    @property
    def has_tables_in_links(self) -> bool:
        """Whether a link begins right before a table; the parser ends such a link at once."""
        if self._has_tables_in_links is None:
            self._has_tables_in_links = bool(_TABLE_IN_LINK.search(self._markup))
        return self._has_tables_in_links

    def note_attributes(
        self,
        tag: str,
        attributes: Mapping[str, str],
        *,
        is_shown: bool,
        is_seen: bool | None = None,
        tag_number: int | None = None,
    ) -> None:
        """Remember the *attributes* of an element that have no field.

        *is_shown*: whether it is in the article; *is_seen*: whether it is visible on the page, by default the same.
        """
        is_seen = (is_shown if is_seen is None else is_seen) and self.drawing is None
        for name, value in dropped_from(tag, attributes, is_shown=is_shown):
            visible = is_seen and is_visible(tag, name, attributes)
            self.dropped.append(Dropped(tag_number or self.tag_number, tag, name, value, visible))

    def has_image(self, url: str) -> bool:
        """Whether one of `images` names *url*."""
        while self.images:
            attributes = self.images.pop()
            self._image_urls |= {attributes[name] for name in attributes if name == "src" or name.startswith("data-")}
            self._image_urls.add(source_of(attributes))
        return url in self._image_urls

    def url(self, url: str, of: str, use: UrlUse, *, tag_number: int | None = None) -> str:
        """Return *url*, absolute if there is a base URL; report it if it is unsafe or invalid."""
        url = absolute_url(without_noise(url), self._base_url)
        if safe_url(url, use) is None:
            message = f"The URL {short(url)!r} of {of} has an unsafe scheme; writers leave it out."
            self.report("unsafe-url", message, tag_number=tag_number)
        elif is_malformed(url):
            message = f"The URL {short(url)!r} of {of} is invalid; it was kept unchanged."
            self.report("malformed-url", message, tag_number=tag_number)
        return url
