"""``editor-residue``, the opt-in ``cjk-spacing`` and ``ascii-punctuation``, and the default steps on text in one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.constructors import evolve, make_text
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.inlines import Inline, LineBreak, Text
from ofweek_parse.model.traversal import WRAPPERS, iter_lines, rewrite_inlines, rewrite_nested
from ofweek_parse.normalizers.scripts import HAN
from ofweek_parse.normalizers.whitespace import is_tidy, iter_leaves, whitespace
from ofweek_parse.normalizers.width import ascii_width, narrow_texts

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["EDITOR_MARK", "EDITOR_TOKEN", "chinese_commas", "editor_residue", "spaced", "text_steps", "tokens_note"]

Inlines: TypeAlias = "tuple[Inline, ...]"

EDITOR_MARK: Final = "_page_break_tag_"
"""What every editor token ends in."""

EDITOR_TOKEN: Final = f"_(?:ueditor|baidu){EDITOR_MARK}"
"""A regular expression: such a token."""

_TOKEN: Final = re.compile(EDITOR_TOKEN)
_BLANK: Final = re.compile("[\\s\u200b-\u200f\u2060\ufeff]*")
_MOST_LAYERS: Final = 16  # tokens cut in two by tokens: no editor writes so many
# Compiled when first used, since the steps that are opt-in rarely are.
_HAN_THEN_LATIN: Final = f"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])"
_HAN_COMMA: Final = f"(?<=[{HAN}]),(?=[{HAN}])"


def editor_residue(article: Article) -> Article:
    """Editor tokens go, and the blocks that they leave empty.

    OFweek's editor writes ``_ueditor_page_break_tag_`` between paragraphs (real post a2).
    """
    count = 0

    def remove(inline: Inline) -> Inline:
        nonlocal count
        if not isinstance(inline, Text) or EDITOR_MARK not in inline.text:
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
    return evolve(article, blocks=blocks, diagnostics=(*article.diagnostics, tokens_note(count)))


def tokens_note(count: int) -> Diagnostic:
    """That so many editor tokens went."""
    return Diagnostic.of("editor-token", f"{count} editor token(s), _ueditor_page_break_tag_, were left out.")


def _is_blank(inline: Inline) -> bool:
    if isinstance(inline, WRAPPERS):
        return all(map(_is_blank, inline.inlines))
    return isinstance(inline, (Text, LineBreak)) and bool(_BLANK.fullmatch(inline.text))


def text_steps(article: Article) -> Article:
    """What `editor_residue`, `whitespace` and the width step give one after the other, over the whole text at once."""
    texts = _texts(article)
    if any(EDITOR_MARK in text for text in texts):
        article = editor_residue(article)
        texts = _texts(article)
    whole = "|".join(texts)
    if not (whole.isprintable() and " |" not in f"{whole}|" and "| " not in f"|{whole}" and "  " not in whole):
        article = whitespace(article)
        texts = _texts(article)
    elif article.credits or article.title.strip(" ") != article.title or not is_tidy(article.title):
        article = whitespace(article)
    title = ascii_width(article.title)
    credits_ = tuple(evolve(credit, name=ascii_width(credit.name)) for credit in article.credits)
    blocks = article.blocks
    new_texts = narrow_texts(texts)
    if new_texts is not texts:
        changed = {old: make_text(text=new) for old, new in zip(texts, new_texts, strict=True) if new != old}

        def leaf(old: Inline) -> Inline:
            return changed.get(old.text, old) if isinstance(old, Text) else old

        blocks = rewrite_inlines(blocks, lambda inlines: rewrite_nested(inlines, leaf))
    if blocks is article.blocks and title == article.title and credits_ == article.credits:
        return article
    return evolve(article, title=title, blocks=blocks, credits=credits_)


def _texts(article: Article) -> list[str]:
    """The runs of text of *article*, in any order."""
    texts: list[str] = []
    for line in iter_lines(article.blocks):
        for inline in line:
            if type(inline) is Text:
                texts.append(inline.text)
            elif isinstance(inline, WRAPPERS):
                texts.extend([leaf.text for leaf in iter_leaves(inline.inlines) if isinstance(leaf, Text)])
    return texts


def spaced(text: str) -> str:
    """*text* with a space between Han characters and ASCII letters or digits.

    Example:
        >>> spaced("采用LED的第2代")
        '采用 LED 的第 2 代'
    """
    return re.sub(_HAN_THEN_LATIN, " ", text)


def chinese_commas(text: str) -> str:
    """*text* with Chinese commas for the ASCII commas between Han characters (real posts a7, b2).

    Example:
        >>> chinese_commas("从生产来看,一般采用A,B两种")
        '从生产来看，一般采用A,B两种'
    """
    return re.sub(_HAN_COMMA, "，", text)
