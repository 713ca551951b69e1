"""Every short sequence of the lines that normalizers join, move or convert to another kind of block."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import chain, product
from typing import TYPE_CHECKING

import pytest

from ofweek_parse import DEFAULT_NORMALIZERS, Article, Link
from ofweek_parse.model.traversal import iter_inlines
from ofweek_parse.pipeline.registry import BUILT_IN
from tests.reading_paths import DEFAULT, RAW, check_same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ofweek_parse import Block

pytestmark = pytest.mark.no_cover

TITLE = "风：光"
HEADER = f"---\ntitle: '{TITLE.replace('：', '_')}'\ndate: Mon, 26 Jul 2021 01:29:00 GMT\n---\n\n"
MARKS = "甲乙丙丁戊己"
"""One for each place in a sequence, so that what is lost or doubled is found; a number is a mark of its own."""

KINDS = {
    "number": "<p>{place}</p>",
    "bold number": "<p><strong>{place}</strong></p>",
    "heading": "<h2>第{mark}章</h2>",
    "bold line": "<p><strong>{mark}说风</strong></p>",
    "text": '<p>说的是<span class="hrefStyle"><a href="https://www.example.com/k" target="_blank" title="电">{mark}电</a></span>。</p>',
    "figure": '<p><img src="https://www.example.com/{mark}.png" alt="{mark}号风机" referrerpolicy="no-referrer"></p>',
    "centred line": '<p style="text-align: center;">{mark}叶片</p>',
    "marked line": "<p>▲ {mark}塔筒</p>",
    "credit": "<p>作者：{mark}</p>",
    "original title": f"<p>原文标题：{TITLE}</p>",
}
NUMBERED = ("number", "bold number", "heading", "bold line", "text")
MOVED = frozenset({"credit", "original title"})
"""What leaves the body, so that what stood around it become neighbours."""

STEPS = sorted(set(BUILT_IN) - {"boilerplate"})  # which removes by design, and says so


def _body(kinds: Iterable[str]) -> str:
    return "".join(KINDS[kind].format(place=place, mark=MARKS[place]) for place, kind in enumerate(kinds))


@cache
def _block(kind: str, place: int) -> Block:
    (block,) = RAW.parse(HEADER + KINDS[kind].format(place=place, mark=MARKS[place])).blocks
    return block


def _article(kinds: Iterable[str]) -> Article:
    blocks = tuple(_block(kind, place) for place, kind in enumerate(kinds))
    return Article(title=TITLE.replace("：", "_"), blocks=blocks)


def _sequences(kinds: Iterable[str], longest: int) -> Iterator[tuple[str, ...]]:
    """All of them, the shortest first: the first to fail is a smallest."""
    return chain.from_iterable(product(kinds, repeat=length) for length in range(1, longest + 1))


@cache
def _articles(longest: int) -> list[tuple[tuple[str, ...], Article]]:
    return [(kinds, _article(kinds)) for kinds in _sequences(KINDS, longest)]


def _said(article: Article) -> tuple[str, int]:
    """The marks in all that *article* says, and how many keywords it has, as links or as data."""
    pictures = [part for image in article.images for part in (image.src, image.alt, image.title or "")]
    names = [credit.name for credit in article.credits]
    whole = "".join([*(block.text for block in article.blocks), *pictures, *names, *article.alt_residue])
    marks = "".join(sorted(filter((MARKS + "0123456789").__contains__, whole)))
    links = [inline for inline in iter_inlines(article.blocks) if isinstance(inline, Link) and inline.keyword]
    return marks, len(links) + len(article.keywords)


def _tells_title(article: Article) -> bool:
    return TITLE in (article.title, *(block.text.removeprefix("原文标题：") for block in article.blocks))


def _problem(step: Callable[[Article], Article], before: Article, *, twice: bool = True) -> str:
    """What *step* does wrong to *before*, ``""`` for nothing; run *twice* it must change nothing more."""
    try:
        after = step(before)
        if after is before:
            return ""
        again = step(after) if twice else after
    except Exception as error:  # noqa: BLE001 # whatever it is
        return f"raised {error!r}"
    if _said(after) != _said(before):
        return f"lost or doubled something: {_said(before)} became {_said(after)}"
    if _tells_title(before) and not _tells_title(after):
        return "lost the original title"
    if again != after or again.diagnostics != after.diagnostics:
        return f"is not idempotent: {after.blocks} became {again.blocks}"
    return ""


def _default(article: Article) -> Article:
    for name in DEFAULT_NORMALIZERS:
        article = BUILT_IN[name](article)
    return article


class TestEverySequence:
    """What holds for all sequences of lines up to some length."""

    @pytest.mark.parametrize("name", STEPS)
    def test_alone(self, name: str) -> None:
        """A step by itself never fails, loses or doubles nothing, and run again it changes nothing."""
        for kinds, before in _articles(4 if name in DEFAULT_NORMALIZERS else 3):
            assert not _problem(BUILT_IN[name], before), kinds

    def test_numbers(self) -> None:
        """So do ``headings`` where many numbers and headings stand together."""
        for kinds in _sequences(NUMBERED, 5):
            assert not _problem(BUILT_IN["headings"], _article(kinds)), kinds

    def test_together(self) -> None:
        """So do the default steps, one after the other; run again they change nothing if nothing left the body."""
        for kinds, before in _articles(4):
            assert not _problem(_default, before, twice=MOVED.isdisjoint(kinds)), kinds

    def test_parsed(self) -> None:
        """`parse` gives what the default steps give, on both paths."""
        for kinds in _sequences(KINDS, 3):
            source = f"{HEADER}<div>   \n{_body(kinds)}\n  \n</div>"
            expected = _default(RAW.parse(source))
            assert check_same(source, RAW, DEFAULT)
            assert RAW.parse(source).blocks == _article(kinds).blocks
            assert DEFAULT.parse(source) == expected, kinds

    def test_explained(self) -> None:
        """The changes that `explain` tells lead from the article as read to the one that `parse` gives."""
        for kinds in _sequences(KINDS, 3):
            explanation = DEFAULT.explain(HEADER + _body(kinds))
            blocks = Counter(explanation.raw.blocks)
            for change in chain.from_iterable(step.blocks for step in explanation.steps):
                blocks.subtract(change.before)
                blocks.update(change.after)
            assert +blocks == Counter(explanation.article.blocks), kinds
            assert not -blocks, kinds
