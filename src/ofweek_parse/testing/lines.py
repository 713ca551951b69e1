"""Hypothesis strategies for texts, URLs, images and lines.

The only module that imports Hypothesis; other strategies import it from here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ofweek_parse.model.inlines import Code, Image, InlineImage, LineBreak, Link, Math, Text
from ofweek_parse.model.traversal import WRAPPERS
from ofweek_parse.testing.invariants import as_line, has_text, is_shown
from ofweek_parse.testing.words import FORMULAS, PIECES, SENTENCES, URLS

try:
    from hypothesis import strategies as st
except ImportError as _missing:
    _MESSAGE = "ofweek_parse's strategies need Hypothesis: pip install 'ofweek-parse[testing]'."
    raise ImportError(_MESSAGE) from _missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofweek_parse.model.inlines import AltVerdict, Inline

__all__ = ["inlines", "joined", "pictures", "st", "texts", "urls"]


def joined(parts: Sequence[str], *, least: int = 1, most: int, separator: str = "") -> st.SearchStrategy[str]:
    """From *least* to *most* of *parts*, joined.

    They are drawn as one text, each character of which stands for a part: Hypothesis takes as long for a text as for a
    single item of a list.
    """
    part_of = {chr(code): part for code, part in enumerate(parts, ord("A"))}
    letters = st.text("".join(part_of), min_size=least, max_size=most)
    return letters.map(lambda text: separator.join([part_of[letter] for letter in text]))


@cache
def texts() -> st.SearchStrategy[str]:
    """Texts that are not blank: Han, Latin, digits, full-width forms, punctuation, spaces inside."""
    pieces = joined(PIECES, most=5)
    any_text = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=6)
    return st.one_of(pieces, pieces, st.sampled_from(SENTENCES), any_text).filter(has_text)


urls: st.SearchStrategy[str] = st.sampled_from(URLS)


@cache
def alts() -> st.SearchStrategy[str]:
    """Alternative texts: none, a file name, the body's sentences, anything."""
    copies = joined(SENTENCES, most=3, separator=" ")
    return st.one_of(
        st.just(""), st.sampled_from(("图片1", "1660299405506028395.png", "🍚", "[微笑]")), copies, texts()
    )


@cache
def pictures() -> st.SearchStrategy[Image]:
    """Images as read, before any normalizer: the verdict is whether there is text."""
    size = st.none() | st.integers(1, 2000)
    broken = st.sampled_from((False, False, True))
    return st.builds(_picture, src=urls, alt=alts(), title=st.none() | alts(), width=size, height=size, broken=broken)


def _picture(*, alt: str, title: str | None, broken: bool, **fields: Any) -> Image:
    verdict: AltVerdict = "broken" if broken and title else "kept" if alt or title else "absent"
    return Image(alt=alt, title=title or None, alt_verdict=verdict, **fields)


@cache
def _inline(depth: int, within: str, *, in_link: bool) -> st.SearchStrategy[Inline]:
    text = texts().map(lambda text: Text(text=text))
    leaves: list[st.SearchStrategy[Inline]] = [
        *(text, text),
        texts().map(lambda code: Code(code=code)),
        st.builds(Math, tex=st.sampled_from(FORMULAS), display=st.booleans()),
        st.just(LineBreak()),
        pictures().map(lambda image: InlineImage(image=image)),
    ]
    if not depth:
        return st.one_of(leaves)
    wrappers: list[st.SearchStrategy[Inline]] = [
        st.builds(kind, inlines=_inside(depth - 1, kind.__name__, in_link=in_link))
        for kind in WRAPPERS
        if kind is not Link and kind.__name__ != within
    ]
    if not in_link:
        inside = _inside(depth - 1, "Link", in_link=True)
        title = st.none() | texts()
        wrappers.append(st.builds(Link, href=urls, inlines=inside, title=title, keyword=st.booleans()))
    return st.one_of(*leaves, *wrappers)


@cache
def _inside(depth: int, within: str, *, in_link: bool) -> st.SearchStrategy[tuple[Inline, ...]]:
    inline = _inline(depth, within, in_link=in_link)
    return st.lists(inline, min_size=1, max_size=3).map(as_line).filter(is_shown)


@cache
def inlines() -> st.SearchStrategy[tuple[Inline, ...]]:
    """Lines: inlines that show something, with no empty one and no two `Text` side by side."""
    return _inside(1, "", in_link=False)
