"""``editor-residue``, ``whitespace`` and ``width``, and the opt-in ``cjk-spacing`` and ``ascii-punctuation``."""

from __future__ import annotations

import re
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.inlines import Inline, LineBreak, Text
from ofweek_parse.model.traversal import WRAPPERS, iter_lines, rewrite_inlines, rewrite_nested
from ofweek_parse.normalizers.lifting import TextNormalizer
from ofweek_parse.normalizers.scripts import HAN, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
_FULL_WIDTH = "\uff02-\uff07\uff0a\uff0b\uff0d-\uff19\uff1c-\uff1e\uff20-\uff5d"
_NARROW = re.compile(
    f"[^{_FULL_WIDTH}]*"
)  # to match what there is takes a third of the time of searching what there is not
_NARROW_AND_WIDE = re.compile(f"([^{_FULL_WIDTH}]*)([{_FULL_WIDTH}]*)")
_TO_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5E)}
_ASCII_OF = {chr(wide): chr(narrow) for wide, narrow in _TO_ASCII.items()}  # most stand alone
# What these begin with is looked for first, what must stand before it is looked at only then: many times as fast.
_GROUPED = re.compile(r"\d(?<![\d.]\d)(?<!\d，\d)\d{0,2}(?:，\d{3})+(?!，?\d)", re.ASCII)
_RATIO = re.compile(r"：(?<=\d：)(?=\d)", re.ASCII)
_TILDE = re.compile(r"～(?:(?<=[A-Za-z0-9]～)|(?=[A-Za-z0-9]))")

# Between texts that are looked at as one: a Lisu letter, so no part of anything that is looked for, and in no Chinese text.
_SEAM = "\ua4d0"

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
    narrow = _narrowed(text)
    return _with_ascii_marks([narrow], narrow)[0]


def _narrowed(text: str) -> str:
    """*text* with ASCII for the full-width forms that are never Chinese punctuation."""
    if _NARROW.fullmatch(text):
        return text
    found = _NARROW_AND_WIDE.findall(text)
    return "".join([narrow + (_ASCII_OF.get(wide) or wide.translate(_TO_ASCII)) for narrow, wide in found])


def _with_ascii_marks(texts: list[str], whole: str) -> list[str]:
    """*texts*, which are *whole*, with ASCII for full-width marks that are no Chinese punctuation where they stand."""
    for mark, replaced in _MARKS:
        if mark.search(whole):
            texts = [replaced(text) if mark.search(text) else text for text in texts]
    return texts


def _grouped(text: str) -> str:
    return _GROUPED.sub(lambda number: number[0].replace("，", ","), text)


# Each mark where it may have to go, written so that it begins with a character that is quickly found, and what makes it go.
_MARKS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile("，(?<=[0-9]，)[0-9]{3}"), _grouped),
    (re.compile("：(?<=[0-9]：)[0-9]"), partial(_RATIO.sub, ":")),
    (re.compile("～"), partial(_TILDE.sub, "~")),
)


def text_steps(article: Article) -> Article:
    """What `editor_residue`, `whitespace` and the width step give one after the other, over the whole text at once."""
    texts = _texts(article)
    whole = _SEAM.join(texts)
    if "_page_break_tag_" in whole or whole.count(_SEAM) >= len(texts) > 0:
        return TextNormalizer(ascii_width)(whitespace(editor_residue(article)))
    if not _is_tidy(whole) or whole[:1] == " " or whole[-1:] == " " or f" {_SEAM}" in whole or f"{_SEAM} " in whole:
        article = whitespace(article)
        texts = _texts(article)
        whole = _SEAM.join(texts)
    elif article.credits or article.title.strip(" ") != article.title or not _is_tidy(article.title):
        article = whitespace(article)
    narrow = _narrowed(whole)
    title = ascii_width(article.title)
    credits_ = tuple(attrs.evolve(credit, name=ascii_width(credit.name)) for credit in article.credits)
    blocks = article.blocks
    new_texts = _with_ascii_marks(narrow.split(_SEAM), narrow) if texts else []
    if new_texts != texts:
        changed = {old: Text(text=new) for old, new in zip(texts, new_texts, strict=True) if new != old}

        def line(inlines: Inlines) -> Inlines:
            if len(inlines) == 1 and isinstance(only := inlines[0], Text):
                return (new,) if (new := changed.get(only.text)) else inlines
            return rewrite_nested(inlines, leaf)

        def leaf(old: Inline) -> Inline:
            return changed.get(old.text, old) if isinstance(old, Text) else old

        blocks = rewrite_inlines(blocks, line)
    if blocks is article.blocks and title == article.title and credits_ == article.credits:
        return article
    return attrs.evolve(article, title=title, blocks=blocks, credits=credits_)


def _texts(article: Article) -> list[str]:
    """The runs of text of *article*, in any order."""
    texts: list[str] = []
    for line in iter_lines(article.blocks):
        for inline in line:
            if type(inline) is Text:
                texts.append(inline.text)
            elif isinstance(inline, WRAPPERS):
                texts.extend([leaf.text for leaf in _leaves(inline.inlines) if isinstance(leaf, Text)])
    return texts


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
