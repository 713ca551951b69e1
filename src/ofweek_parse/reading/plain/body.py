"""The generator's plain HTML, read by hand: paragraphs and headings of text, bold type, links and pictures, in wrappers.

Only what the readers of all HTML (``markup.py`` and those it drives) take in the same way without anything to note.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.model.constructors import make_figure
from ofweek_parse.model.inlines import Emphasis, InlineImage, Link, Strong, Subscript, Superscript
from ofweek_parse.reading.lines import SPACE, figures_of, make_block
from ofweek_parse.reading.oddities import after_end
from ofweek_parse.reading.plain.attributes import ATTRIBUTES, PlainAttributes
from ofweek_parse.reading.plain.line import MANY, Mark, NotPlainError, PlainLine
from ofweek_parse.reading.plain.references import are_plain_references
from ofweek_parse.reading.plain.texts import finished_texts, is_folded, make_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ofweek_parse.model.blocks import Alignment, Block
    from ofweek_parse.model.finishing import Finishing, LinkedWord
    from ofweek_parse.reading.characters import Characters
    from ofweek_parse.reading.limits import Limits
    from ofweek_parse.reading.plain.texts import TextLine

__all__ = ["PlainBody"]

# A paragraph or heading with what it holds, a tag of a wrapper, or a comment.
_BLOCK: Final = re.compile(
    rf"(?:<(p|h[1-6]){ATTRIBUTES}>([^<]*(?:(?=</\1>)|(?:<(?!/?(?:p|h[1-6])[\s>])[^<]*)*))</\1>"
    rf"|<(/?)(article|center|div|section){ATTRIBUTES}>|<!--(?!-?>)([^-]*(?:-(?!-)[^-]*)*-->))"
)
_LEVELS: Final[Mapping[str, int]] = {"p": 0, "h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_DEEPEST: Final = 3 * MANY  # wrappers, a paragraph and inlines do not go so deep
_BLOCK_PARTS: Final = 8  # of a split: its groups and the text behind it
# A keyword link as the site inserts it, at once since there are many; else any tag.
_KEYWORD_START: Final = r'<span class="hrefStyle"><a href="(https?://[!#-%\'-;=?-Z^-z|~]+)" target="_blank" title='
_KEYWORD_END: Final = r">([^<&]+)</a></span>"
_KEYWORD: Final = re.compile(rf'{_KEYWORD_START}"[^"<&]*"{_KEYWORD_END}')
_KEYWORD_PARTS: Final = 3
_KEYWORD_TAGS: Final = 4
_JOINT: Final = "\ua4d1"  # between a keyword and what is around it: a Lisu letter, so in no Chinese text
_INLINE: Final = re.compile(rf'(?:{_KEYWORD_START}"([^"<&]*)"{_KEYWORD_END}|<(/?)([a-z]+){ATTRIBUTES}[ \t\n\f]*/?>)')
_INLINE_PARTS: Final = 7
_IMAGE: Final = re.compile(rf"<img{ATTRIBUTES}[ \t\n\f]*/?>")
_BREAKS: Final = re.compile(r"(?:<br ?/?>[ \t\n\f]*){2,}")
_FIRST_BREAK: Final = re.compile(r"\A[ \t\n\f]*<br ?/?>")
_LAST_BREAK: Final = re.compile(r"<br ?/?>[ \t\n\f]*\Z")
_BOLD: Final = re.compile(r"[ \t\n\f]*<strong>([^<]*)</strong>[ \t\n\f]*")
_WHOLE: Final = re.compile(rf"\s*<(strong|span){ATTRIBUTES}>(.*)</\1>\s*", re.DOTALL)
_DISSOLVED: Final = frozenset("abbr big del font ins label mark s small strike u".split())
_MARKS: Final[Mapping[str, Mark]] = {
    "b": Strong,
    "em": Emphasis,
    "i": Emphasis,
    "strong": Strong,
    "sub": Subscript,
    "sup": Superscript,
}


class PlainBody:
    """Reads one body.

    Attributes:
        keywords: What was a keyword link, with the block that it stood in; only if texts are finished.
    """

    def __init__(
        self, limits: Limits, attributes: PlainAttributes, characters: Characters, finishing: Finishing | None
    ) -> None:
        self.keywords: list[tuple[Block, list[LinkedWord]]] = []
        self._limits = limits
        self._attributes = attributes
        self._are_visible = characters.are_visible
        self._finishing = finishing
        self._lines: list[TextLine] = []  # those that are text
        self._written: list[str] = []  # their texts
        self._others: list[tuple[int, Block]] = []  # the other blocks, and how many such lines stand before each
        # Lines in which words were linked: how many others with keywords stand before, which line, and the URLs.
        self._linked: list[tuple[int, int, list[str]]] = []

    def read(self, body: str) -> tuple[Block, ...] | None:
        """The blocks of *body*, or ``None`` if it is not plain."""
        limits = self._limits
        if limits.depth < _DEEPEST or limits.attributes < MANY or not are_plain_references(body):
            return None
        try:
            self._read_blocks(body)
            blocks = self._with_texts()
        except NotPlainError:
            return None
        return blocks if 0 < len(blocks) <= limits.blocks else None

    def _with_texts(self) -> tuple[Block, ...]:
        """The blocks, with those for the lines that are text."""
        finishing = self._finishing
        texts = list(finished_texts(self._written, finishing, are_visible=self._are_visible))
        if finishing and finishing.left_out:
            left_out = [line for line, text in enumerate(texts) if finishing.is_left_out(text)]
            if len(left_out) != finishing.left_out:
                raise NotPlainError  # some stand elsewhere
            for line in left_out:
                texts[line] = ""
        words: list[list[LinkedWord]] = []
        for _, line, urls in self._linked:
            parts = texts[line].split(_JOINT)
            texts[line] = "".join(parts)
            words.append(list(zip(parts[1::2], urls, strict=True)))
        made = make_lines(self._lines, texts)
        for (others, line, _), keywords in zip(reversed(self._linked), reversed(words), strict=True):
            if block := made[line]:
                self.keywords.insert(others, (block, keywords))
        blocks: list[Block | None] = []
        done = 0
        for before, block in self._others:
            blocks += made[done:before]
            blocks.append(block)
            done = before
        blocks += made[done:]
        return tuple(filter(None, blocks))

    def _read_blocks(self, body: str) -> None:
        wrappers: list[tuple[str, Alignment | None]] = []  # with the alignment around each
        inherited: Alignment | None = None
        style_of, style_as_before = self._attributes.style, self._attributes.styles.get
        add_line, add_text_line, add_text = self._add_line, self._lines.append, self._written.append
        parts = iter(_BLOCK.split(body))
        if (text := next(parts)).strip(SPACE):
            add_line(text, None, 0)
        blocks = zip(*[parts] * _BLOCK_PARTS, strict=True)
        for tag, attributes, inside, closes, wrapper, wrapper_attributes, comment, text in blocks:
            if tag:
                style = style_as_before(attributes) or style_of(attributes)
                if "<" in inside:
                    add_line(inside, style.align or inherited, _LEVELS[tag])
                else:
                    add_text(inside)
                    add_text_line((style.align or inherited, _LEVELS[tag], False))
            elif comment:
                if after_end(comment) or text.strip(SPACE):
                    raise NotPlainError  # the line goes on behind it
            elif closes:
                opened, inherited = wrappers.pop() if wrappers else ("", None)
                if opened != wrapper or wrapper_attributes:
                    raise NotPlainError
            else:
                if len(wrappers) > MANY:
                    raise NotPlainError
                wrappers.append((wrapper, inherited))
                align = style_of(wrapper_attributes).align
                inherited = "center" if wrapper == "center" else align or inherited
            if text and text.strip(SPACE):
                add_line(text, inherited, 0)
        if wrappers:
            raise NotPlainError

    def _add_line(self, written: str, align: Alignment | None, level: int) -> None:
        """Add the blocks that *written*, text and inline elements, comes to."""
        if "<" not in written:
            self._add_text(written, (align, level, False))
        elif (bare := written.strip()).startswith("<img ") and (image := self._attributes.usual_image(bare)):
            self._add_block(make_figure(image=image))
        elif bare == "<br>":
            return
        elif bare.startswith("<strong>") and (bold := _BOLD.fullmatch(written)):
            self._add_text(bold[1], (align, level, True))
        elif "<br" in written and not level and (pieces := _without_breaks(written)) != [written]:
            for piece in pieces:
                self._add_line(piece, align, 0)
        elif not (self._finishing and "<span" in written and self._add_linked(written, align, level)):
            self._add_marked_up(written, align, level)

    def _add_text(self, written: str, line: TextLine) -> None:
        self._written.append(written)
        self._lines.append(line)

    def _add_block(self, block: Block) -> None:
        self._others.append((len(self._lines), block))

    def _add_linked(self, written: str, align: Alignment | None, level: int) -> bool:
        """Add the block of *written* if that is text and keyword links with no odd space: text, since they go.

        Bold type or a span may be around it all.
        """
        whole = _WHOLE.fullmatch(written)
        is_bold = False
        if whole and not (style := self._attributes.style(whole[2])).is_keyword:
            is_bold = whole[1] == "strong" or style.is_bold
            written = whole[3]
        parts = _KEYWORD.split(written)
        if len(parts) // _KEYWORD_PARTS * _KEYWORD_TAGS != written.count("<") or _JOINT in written:
            return False
        urls = parts[1::_KEYWORD_PARTS]
        del parts[1::_KEYWORD_PARTS]
        text = "".join(parts)
        read = html.unescape(text) if "&" in text else text
        if not is_folded(read, self._are_visible and read == text):
            return False
        if [word for word in parts[1::2] if word.strip(" ") != word] or not self._attributes.are_absolute(urls):
            return False
        if urls:
            self._linked.append((len(self.keywords), len(self._written), urls))
        self._add_text(_JOINT.join(parts), (align, level, is_bold))
        return True

    def _add_marked_up(self, written: str, align: Alignment | None, level: int) -> None:
        if image := _IMAGE.fullmatch(written.strip(SPACE)):
            self._add_block(make_figure(image=self._attributes.image(image[1])))
            return
        line = PlainLine()
        parts = iter(_INLINE.split(written))
        line.add_text(next(parts))
        tags = 0
        for href, title, word, closes, tag, attributes, text in zip(*[parts] * _INLINE_PARTS, strict=True):
            tags += 1 if tag else _KEYWORD_TAGS
            if href:
                if not self._attributes.are_absolute([href]):
                    raise NotPlainError
                line.add_keyword(href, title, word)
            elif closes:
                line.close(tag)
            elif tag == "br":
                if attributes:
                    raise NotPlainError
                if line.ends_at_break() and not level:
                    self._add_blocks(line, written, align, 0)
                    line = PlainLine()
            else:
                self._open(line, tag, attributes)
            if text:
                line.add_text(text)
        if tags != written.count("<"):
            raise NotPlainError
        self._add_blocks(line, written, align, level)

    def _add_blocks(self, line: PlainLine, written: str, align: Alignment | None, level: int) -> None:
        inlines, holds_image = line.finish()
        if holds_image and (figures := figures_of(inlines)):
            for figure in figures:
                self._add_block(figure)
            return
        keywords: list[LinkedWord] = []
        if inlines and self._finishing:
            inlines, keywords = self._finishing.line(inlines, written)
        if inlines:
            block = make_block(inlines, align, level)
            self._add_block(block)
            if keywords:
                self.keywords.append((block, keywords))

    def _open(self, line: PlainLine, tag: str, attributes: str) -> None:
        if tag in _MARKS:
            self._attributes.style(attributes)
            line.open(tag, _MARKS[tag])
        elif tag == "img":
            line.add_image(InlineImage(image=self._attributes.image(attributes)))
        elif tag == "span":
            style = self._attributes.style(attributes)
            kind = Strong if style.is_bold and not style.is_keyword else None
            line.open(tag, kind, is_keyword=style.is_keyword)
        elif tag in _DISSOLVED:
            self._attributes.style(attributes)
            line.open(tag, None)
        elif tag == "a":
            link = self._attributes.link(attributes)
            line.open("a", Link if link else None, link=link)
        else:
            raise NotPlainError


def _without_breaks(written: str) -> list[str]:
    """*written* without the breaks at its ends, and cut where several stand together: there a paragraph ends."""
    first, *others = _BREAKS.split(written)
    pieces = [_FIRST_BREAK.sub("", first), *others]
    pieces[-1] = _LAST_BREAK.sub("", pieces[-1])
    return pieces
