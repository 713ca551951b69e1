"""``headings``: recognizes headings that are marked only by bold type."""

from __future__ import annotations

import re
from collections import Counter
from operator import is_
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.blocks import Block, Heading, Paragraph
from ofweek_parse.model.constructors import evolve, make_heading
from ofweek_parse.model.inlines import Inline, InlineImage, LineBreak, Strong, Text, joined_text
from ofweek_parse.model.rewriting import join_text
from ofweek_parse.model.traversal import WRAPPERS, holds_image, inlines_of
from ofweek_parse.normalizers.credit_lines import credits_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofweek_parse.model.article import Article

__all__ = ["headings", "without_bold"]

Blocks: TypeAlias = "tuple[Block, ...]"
Inlines: TypeAlias = "tuple[Inline, ...]"

_LONGEST_HEADING: Final = 60
_LOWEST_LEVEL: Final = 6
_NOT_CLOSING: Final = ("。", "；", "，")
_SENTENCE_END: Final = re.compile(r"(?:[。；，！!]|…+)[”’」』）)]?\Z")
_LABEL: Final = re.compile(r"([^：:，。；？！\s][^：:，。；？！]{0,11})[：:]\s*(?=\S)")
_ENUMERATED: Final = re.compile(
    r"\W?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[、.．)）]|第[\d一二三四五六七八九十]"
)
_VALUE: Final = re.compile(r"[约近超逾+＋\-−¥￥$]?\s*\d")
_NUMBER: Final = re.compile(
    r"(?:(?:part|no|chapter)\.? ?)?(?:\d ?\d?|[一二三四五六七八九十]{1,3}) ?[.、．]?", re.IGNORECASE
)
_LONGEST_NUMBER: Final = 14
_AROUND_NUMBER: Final = " \t\n—–-/|｜·•#*"
_DIVIDER: Final = re.compile(r"\W*(?:(?:the\s+)?end\W*|(?:全文)?完\W*)?", re.IGNORECASE)


def headings(article: Article) -> Article:
    """A paragraph that is one bold run becomes a heading; a bare number joins the heading after it.

    At most 60 characters, and not with a closing ``。；，`` (real posts 00-seed, b4, e4). Bold credits, bold text in lists,
    tables and quotes, dividers such as ``—END—``, comments that share a label of which one is a sentence (real post f4),
    and figures of the form ``2月装机：22754台`` right below a heading are no headings. The level is one below the last
    heading before it that the post itself has (real post t7), or 2. All the numbers right before a heading join it, unless
    the heading is itself a bare number, or is of a deeper level in the post itself.
    """
    bold = _bold_lines(article.blocks)
    if not bold and Heading not in set(map(type, article.blocks)):
        return article
    comments = _comment_labels(bold.values()) if len(bold) > 1 else frozenset()
    blocks: list[Block] = []
    levels: list[int] = []  # of those of them that are headings in the post itself, else 0
    nearest = 1
    may_be_data = False  # whether the line before is a heading, or data below one
    for index, block in enumerate(article.blocks):
        own = block.level if isinstance(block, Heading) else 0
        nearest = own or nearest
        new, is_data = block, False
        if inlines := bold.get(index):
            text = joined_text(inlines).strip()
            is_data = may_be_data and _is_data(text)
            if not is_data and _label(text) not in comments and _is_heading(text):
                new = make_heading(level=min(nearest + 1, _LOWEST_LEVEL), inlines=inlines)
        is_number = isinstance(new, Heading) and bool(_number_of(new))
        if isinstance(new, Heading) and not is_number:
            new = _with_numbers(new, blocks, levels, own)
        blocks.append(new)
        levels.append(own)
        may_be_data = is_data or (isinstance(new, Heading) and not is_number)
    if len(blocks) == len(article.blocks) and all(map(is_, blocks, article.blocks)):
        return article
    return evolve(article, blocks=tuple(blocks))


def _bold_lines(blocks: Blocks) -> dict[int, Inlines]:
    """The inlines, without bold type, of the paragraphs that are bold as a whole, by their places."""
    found: dict[int, Inlines] = {}
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        first = block.inlines[0] if block.inlines else None
        if type(first) is Text and not first.text.isspace():
            continue  # a fast check that excludes most paragraphs
        inlines = without_bold(block.inlines)
        if inlines:
            found[place] = inlines
    return found


def _comment_labels(lines: Iterable[Inlines]) -> frozenset[str]:
    """The labels that several of the bold *lines* share, if one of these ends like a sentence."""
    counts: Counter[str] = Counter()
    sentences: set[str] = set()
    for inlines in lines:
        text = joined_text(inlines).strip()
        label = _label(text)
        counts[label] += 1
        if _SENTENCE_END.search(text) or len(text) > _LONGEST_HEADING:
            sentences.add(label)
    return frozenset(label for label in sentences if label and counts[label] > 1)


def _label(text: str) -> str:
    label = _LABEL.match(text)
    return label[1].rstrip() if label else ""


def _is_data(text: str) -> bool:
    """Whether *text* is a label with a number as its value, not an item of an enumeration."""
    label = _LABEL.match(text)
    return bool(label and _VALUE.match(text, label.end()) and not _ENUMERATED.match(text))


def _is_heading(text: str) -> bool:
    if len(text) > _LONGEST_HEADING or text.endswith(_NOT_CLOSING):
        return False
    return not _DIVIDER.fullmatch(text) and not credits_of(text)


def _with_numbers(heading: Heading, blocks: list[Block], levels: list[int], own: int) -> Heading:
    """Return *heading* with the bare numbers at the end of *blocks*, which are removed from *blocks*.

    *own*: whether the post has it as a heading of that level, rather than a bold line; *levels*: the levels of *blocks*.
    """
    numbers: list[Inlines] = []
    level = heading.level
    while blocks and (number := _number_of(blocks[-1])):
        if 0 < levels[-1] < level:
            if own:
                break
            level = levels[-1]
        numbers.append(number)
        blocks.pop()
        levels.pop()
    if not numbers:
        return heading
    first = [inline for number in reversed(numbers) for inline in (*number, Text(text=" "))]
    return evolve(heading, level=level, inlines=join_text((*first, *heading.inlines)))


def _number_of(block: Block) -> Inlines:
    """The inlines of the bare number that *block* is, or ``()``."""
    if not isinstance(block, (Heading, Paragraph)):
        return ()
    text = block.text
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text.strip(_AROUND_NUMBER)):
        return ()
    if len(block.inlines) == 1 and isinstance(block.inlines[0], Text):
        return (Text(text=text.strip()),)
    return () if any(map(holds_image, block.inlines)) else block.inlines


def without_bold(inlines: Inlines) -> Inlines | None:
    """Return *inlines* without their bold type, or ``None`` where not all of them are bold text on one line."""
    if (
        len(inlines) == 1
        and type(only := inlines[0]) is Strong
        and len(only.inlines) == 1
        and type(only.inlines[0]) is Text
    ):
        return only.inlines
    plain: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Strong):
            if any(isinstance(inner, (InlineImage, LineBreak)) for inner in inlines_of(inline.inlines)):
                return None
            plain.extend(inline.inlines)
        elif isinstance(inline, Text) and not inline.text.strip():
            plain.append(inline)
        elif isinstance(inline, WRAPPERS):
            bare = without_bold(inline.inlines)
            if bare is None:
                return None
            plain.append(evolve(inline, inlines=bare))
        else:
            return None
    return join_text(plain)
