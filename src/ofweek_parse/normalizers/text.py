"""``editor-residue``, ``whitespace`` and ``width``, and the opt-in ``cjk-spacing`` and ``ascii-punctuation``."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ofweek_parse.model.blocks import Inline, LineBreak, Text
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.traversal import WRAPPERS, iter_lines, join_text, rewrite_inlines, rewrite_nested
from ofweek_parse.normalizers.lifting import TextNormalizer
from ofweek_parse.normalizers.scripts import HAN, WIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.model.article import Article

__all__ = ["ascii_width", "chinese_commas", "editor_residue", "spaced", "text_steps", "whitespace"]

Inlines: TypeAlias = "tuple[Inline, ...]"

_TOKEN = re.compile(r"_(?:ueditor|baidu)_page_break_tag_")
_MOST_LAYERS = 16  # tokens cut in two by tokens: no editor writes so many
_BLANK = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*")

# U+200C and U+200D join letters and emoji, and go only where they join nothing.
_SPACE = re.compile(f"(?:[\\s\u200b\u2060\ufeff]|(?<![^\\s{WIDE}])[\u200c\u200d]|[\u200c\u200d](?![^\\s{WIDE}]))+")
_ODD_SPACE = re.compile("[^\\S ]|[\u200b-\u200d\u2060\ufeff]|  ")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]+")
_WIDE = re.compile(f"[{WIDE}]")

# The full-width forms of ASCII, except ！（），：；？ which are Chinese punctuation, and ～ which may be.
_FULL_WIDTH = re.compile("[\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5d]")
_FULL_WIDTH_RUN = re.compile(f"{_FULL_WIDTH.pattern}+")  # a search for it takes thrice as long
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5E)}
_MARK_BESIDE = re.compile("[0-9][，：]")
_GROUPED = re.compile(r"(?<![\d.])(?<!\d，)\d{1,3}(?:，\d{3})+(?!，?\d)", re.ASCII)
_RATIO = re.compile(r"(?<=\d)：(?=\d)", re.ASCII)
_TILDE = re.compile(r"(?<=[A-Za-z0-9])～|～(?=[A-Za-z0-9])")

_SEAM = "一"  # between texts that are looked at as one: no part of anything that is looked for

_HAN_THEN_LATIN = re.compile(f"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])")
_HAN_COMMA = re.compile(f"(?<=[{HAN}]),(?=[{HAN}])")


def editor_residue(article: Article) -> Article:
    """Editor tokens go, and the blocks that they leave empty.

    OFweek's editor writes ``_ueditor_page_break_tag_`` between paragraphs (real post a2).
    """
    count = 0

    def remove(inline: Inline) -> Inline:
        nonlocal count
        if not isinstance(inline, Text) or "_page_break_tag_" not in inline.text:
            return inline
        text = inline.text
        for _ in range(_MOST_LAYERS):
            text, times = _TOKEN.subn("", text)
            count += times
            if not times:
                break
        return Text(text=text)

    def line(inlines: Inlines) -> Inlines:
        new = rewrite_nested(inlines, remove)
        return () if new is not inlines and all(_is_blank(inline) for inline in new) else new

    blocks = rewrite_inlines(article.blocks, line)
    if not count:
        return article
    note = Diagnostic.of("editor-token", f"{count} editor token(s), _ueditor_page_break_tag_, were left out.")
    return attrs.evolve(article, blocks=blocks, diagnostics=(*article.diagnostics, note))


def _is_blank(inline: Inline) -> bool:
    if isinstance(inline, WRAPPERS):
        return all(map(_is_blank, inline.inlines))
    return isinstance(inline, (Text, LineBreak)) and bool(_BLANK.fullmatch(inline.text))


def whitespace(article: Article) -> Article:
    """White space folds to one space; block ends are trimmed.

    U+00A0, U+3000 (real post c2) and runs of space become one space; zero-width characters go. A line break between
    two Chinese characters or punctuation marks is no space, since the file was wrapped there (real post s4).
    Code is untouched.
    """
    blocks = rewrite_inlines(article.blocks, _folded)
    title = _fold(article.title, "", "")
    credits_ = tuple(attrs.evolve(credit, name=_fold(credit.name, "", "")) for credit in article.credits)
    if blocks is article.blocks and title == article.title and credits_ == article.credits:
        return article
    return attrs.evolve(article, title=title, blocks=blocks, credits=credits_)


def _folded(inlines: Inlines) -> Inlines:
    leaves = list(_leaves(inlines))
    if not any(map(_is_odd, leaves)) and not _has_loose_ends(leaves):
        return inlines
    before = ""
    new: list[Inline] = []
    for index, leaf in enumerate(leaves):
        if isinstance(leaf, Text):
            folded = _fold(leaf.text, before, _first_after(leaves, index))
            new.append(Text(text=folded))
            before = folded[-1:] or before
        else:
            new.append(leaf)
            before = "" if isinstance(leaf, LineBreak) else "x"
    rest = iter(new)
    return rewrite_nested(inlines, lambda _old: next(rest))


def _leaves(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, WRAPPERS):
            yield from _leaves(inline.inlines)
        else:
            yield inline


def _is_odd(leaf: Inline) -> bool:
    return isinstance(leaf, Text) and not _is_tidy(leaf.text)


def _is_tidy(text: str) -> bool:
    """Whether the white space inside *text* is single spaces; what is printable has no other."""
    return "  " not in text and (text.isprintable() or not _ODD_SPACE.search(text))


def _has_loose_ends(leaves: list[Inline]) -> bool:
    """Whether a space stands at an end of the line, beside a break or beside another space."""
    before = ""
    for leaf in leaves:
        text = leaf.text if isinstance(leaf, Text) else "" if isinstance(leaf, LineBreak) else "x"
        if text.startswith(" ") and before in {"", " "}:
            return True
        if not text and before == " ":
            return True
        before = text[-1:]
    return before == " "


def _first_after(leaves: list[Inline], index: int) -> str:
    """The first character to be seen after the leaf at *index*; ``""`` at the end of the line."""
    for leaf in islice(leaves, index + 1, None):
        if isinstance(leaf, LineBreak):
            return ""
        if not isinstance(leaf, Text):
            return "x"
        text = _SPACE.sub("", leaf.text)
        if text:
            return text[0]
    return ""


def _fold(text: str, before: str, after: str) -> str:
    """*text* with its white space folded, where *before* and *after* are the characters beside it."""
    if before == after == "" and _is_tidy(text):
        return text.strip(" ")

    def space(run: re.Match[str]) -> str:
        left = text[run.start() - 1] if run.start() else before
        right = text[run.end()] if run.end() < len(text) else after
        if left in {"", " "} or not right or _INVISIBLE.fullmatch(run[0]):
            return ""
        return "" if "\n" in run[0] and _WIDE.match(left) and _WIDE.match(right) else " "

    return _SPACE.sub(space, text)


def ascii_width(text: str) -> str:
    """*text* with full-width ASCII forms as ASCII, except those that are Chinese punctuation.

    ``！（），：；？`` stay; a ``，`` inside a grouped number and a ``：`` between digits do not, and ``～`` goes only beside
    an ASCII letter or digit (real posts a1, c1, e2, e3).

    Example:
        >>> ascii_width("０．８W，８８．４２％；８９，９３５辆，2021，100家，５０：５０")
        '0.8W，88.42%；89,935辆，2021，100家，50:50'
    """
    if _FULL_WIDTH.search(text):
        text = _FULL_WIDTH_RUN.sub(_narrow, text)
    if _has_marks(text):
        text = _GROUPED.sub(lambda number: number[0].replace("，", ","), text)
        text = _TILDE.sub("~", _RATIO.sub(":", text))
    return text


def _has_marks(text: str) -> bool:
    """Whether there may be full-width marks that are not Chinese punctuation where they stand."""
    return "～" in text or bool(_MARK_BESIDE.search(text))


def _narrow(run: re.Match[str]) -> str:
    return run[0].translate(_TO_ASCII)


def text_steps(article: Article) -> Article:
    """What `editor_residue`, `whitespace` and the width step give one after the other, in one pass."""
    every = _SEAM.join([leaf.text for line in iter_lines(article.blocks) for leaf in _leaves(line)])
    if "_page_break_tag_" in every:
        return TextNormalizer(ascii_width)(whitespace(editor_residue(article)))
    is_tidy, has_marks = _is_tidy(every), _has_marks(every)

    def line(inlines: Inlines) -> Inlines:
        if is_tidy and len(inlines) == 1 and isinstance(only := inlines[0], Text):
            text = only.text
            if text[:1] != " " != text[-1:]:
                if not has_marks and not _FULL_WIDTH.search(text):
                    return inlines
                narrow = ascii_width(text)
                return inlines if narrow == text else (Text(text=narrow),)
        folded = _folded(inlines)
        return rewrite_nested(folded if folded is inlines else join_text(folded), _narrow_text)

    blocks = rewrite_inlines(article.blocks, line)
    title = ascii_width(_fold(article.title, "", ""))
    credits_ = tuple(attrs.evolve(credit, name=ascii_width(_fold(credit.name, "", ""))) for credit in article.credits)
    if blocks is article.blocks and title == article.title and credits_ == article.credits:
        return article
    return attrs.evolve(article, title=title, blocks=blocks, credits=credits_)


def _narrow_text(inline: Inline) -> Inline:
    if not isinstance(inline, Text):
        return inline
    text = ascii_width(inline.text)
    return inline if text == inline.text else Text(text=text)


def spaced(text: str) -> str:
    """*text* with a space between Han characters and ASCII letters or digits.

    Example:
        >>> spaced("采用LED的第2代")
        '采用 LED 的第 2 代'
    """
    return _HAN_THEN_LATIN.sub(" ", text)


def chinese_commas(text: str) -> str:
    """*text* with Chinese commas for the ASCII commas between Han characters (real posts a7, b2).

    Example:
        >>> chinese_commas("从生产来看,一般采用A,B两种")
        '从生产来看，一般采用A,B两种'
    """
    return _HAN_COMMA.sub("，", text)
