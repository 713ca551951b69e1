"""``captions``: makes paragraphs that describe a figure its caption."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ofweek_parse.model.blocks import ExcerptMark, Figure, Paragraph, Table
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import Inline, LineBreak
from ofweek_parse.model.rewriting import rewrite_blocks
from ofweek_parse.model.traversal import holds_image, iter_blocks
from ofweek_parse.normalizers.credit_lines import credits_of
from ofweek_parse.normalizers.headings import without_bold

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.metadata import CreditRole

__all__ = ["captions"]

Blocks: TypeAlias = "tuple[Block, ...]"

_MARK: Final = re.compile(
    r"""
    (?: \s* [（(【] )? \s*
    (?: [▲△Δ↑] | 图为 | 从左[到至往]右 \s* (?: 依次 | 分别 | [：:] )
    | (?: 图 | 图源 | 图片 | (?: 图片 | 图表 | 数据 | 资料 ) 来源 ) \s* [：:]
    | 图表? \s* \d{1,3} (?:-\d{1,2})? \s* [：:.．、｜|丨]      # 图1：
    )
    """,
    re.VERBOSE,
)
_TITLE: Final = re.compile(
    r"""
    \s* [（(【]? \s*
    (?P<label> 图表 | 图 | 表 ) \s*
    (?: \d{1,3} (?: [-–.．] \d{1,2} )? | [一二三四五六七八九十]{1,3} (?! [^\s：:.．、）)】] ) )
    (?: \s* (?: [：:｜|丨] | [.．、] (?! \s* [\d图表] ) )          # 表1：近三年
    | (?P<loose> [）)】] | \s* \Z | \s+ (?= \w ) | (?= [^\W\d为是中和与及所可给显列展] ) )      # 表1 近三年
    )
    """,
    re.VERBOSE,
)
_TITLE_STARTS: Final = frozenset("图表（(【 \u3000")
_SOURCE: Final = re.compile(
    r"""
    \s* [（(【]? \s*
    (?: (?P<picture> (?: 图源 | (?: 资料 | 数据 | 图片 | 图表 ) 来源 ) \s* [：:／/｜|丨]
        | 图 \s* [／/｜|丨] (?! \s* 文 ) [^。]{1,20} \Z                   # 图/视觉中国
        | 图片 (?: 来自 | 源自 | 来源于? ) [^，,。：:]{2,12} \Z )     # （图片来自网络）
    | (?: 来源 | 信息来源 | 注 | 制图 | 单位 ) \s* [：:／/｜|丨] )
    """,
    re.VERBOSE,
)
_NO_CAPTION: Final = re.compile(
    r"""
    \W* (?: (?: part | no | chapter ) \W* )? (?: \d{1,2} | [一二三四五六七八九十]{1,3} )? \W*    # ▼, * * *, — 01 —
    | \W* (?: the \s+ )? end \W*
    | .{0,12} (?: 关注 (?: 我们 | .{0,12} 公众号 ) | 二维码 ) .{0,20} | \W* 左右滑动 .*
    | (?: [一二三四五六七八九十]{1,3} [、.．] | 第 [\d一二三四五六七八九十]{1,3} (?: 章 | 节 | 部分 ) ) .*      # 一、风从哪里来
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Centred lines that part an article, headings of its parts, and invitations."""

_SENTENCE_END: Final = re.compile(r"[。！？；，!?][”’」』）)]?\s*\Z")
_LONGEST_CAPTION: Final = 120
_OF_PICTURES: Final[frozenset[CreditRole]] = frozenset({"image", "photographer", "source", "other"})
"""The credits that a picture may have for itself."""


def captions(article: Article) -> Article:
    """A caption written as a paragraph becomes the caption of the figure beside it.

    After a figure it is one that is centred, or that starts with a mark: ``▲ △ Δ ↑ 图： 图源： 图片来源： 数据来源： 资料来源：``
    and others (real posts b3, b8, e1, e4). A centred line ``来源：`` comes behind another line of the caption too. Bold lines
    are headings, dividers and invitations no captions, and where most paragraphs are centred that says nothing. Before a
    figure it is a numbered title, ``表1：``, if more of the post's titles with that label have a figure behind them than
    before them (real post f3).
    """
    habits = _Habits(article)
    blocks = rewrite_blocks(article.blocks, lambda level: _captioned(level, habits))
    return article if blocks is article.blocks else evolve(article, blocks=blocks)


class _Habits:
    """The conventions for captions in an article, computed on first use."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._centring_tells: bool | None = None
        self._labels_above: frozenset[str] | None = None

    @property
    def centring_tells(self) -> bool:
        """Whether it is out of the ordinary that a paragraph is centred."""
        if self._centring_tells is None:
            self._centring_tells = _centring_tells(self._article)
        return self._centring_tells

    @property
    def labels_above(self) -> frozenset[str]:
        """The labels whose titles are above their figures."""
        if self._labels_above is None:
            self._labels_above = _labels_above(self._article)
        return self._labels_above


def _labels_above(article: Article) -> frozenset[str]:
    """The labels whose titles are above their figures in *article*."""
    surplus: Counter[str] = Counter()

    def count(blocks: Blocks) -> Blocks:
        for place, figure in _figures(blocks):
            if below := _title_at(blocks, _beside(blocks, place, 1)):
                surplus[below] -= 1
            if label := _caption_label(figure):  # it has its title
                surplus[label] -= 1
            elif above := _title_at(blocks, _beside(blocks, place, -1)):
                surplus[above] += 1
        return blocks

    rewrite_blocks(article.blocks, count)
    return frozenset([label for label, count in surplus.items() if count > 0])


def _figures(blocks: Blocks) -> list[tuple[int, Figure]]:
    return [(place, block) for place, block in enumerate(blocks) if isinstance(block, Figure)]


def _caption_label(figure: Figure) -> str:
    """The label of the numbered title in the caption of *figure*, or ``""``."""
    lines = figure.text.split("\n") if figure.caption else ()
    return next((title["label"] for line in lines if (title := _TITLE.match(line))), "")


def _title_at(blocks: Blocks, place: int) -> str:
    """The label of the numbered title at *place*, or ``""``. One right before a table is the table's."""
    block = blocks[place] if 0 <= place < len(blocks) else None
    if not isinstance(block, Paragraph):
        return ""
    text = block.text
    if text[:1] not in _TITLE_STARTS or len(text) > _LONGEST_CAPTION:
        return ""
    title = _TITLE.match(text)
    if not title or _holds_picture(block) or _is_above_table(blocks, place):
        return ""
    if block.align != "center" and (title["loose"] is not None or _SENTENCE_END.search(text)):
        return ""
    return "" if title["loose"] is not None and text.rstrip().endswith("。") else title["label"]


def _is_above_table(blocks: Blocks, place: int) -> bool:
    after = _beside(blocks, place, 1)
    return after < len(blocks) and isinstance(blocks[after], Table)


def _centring_tells(article: Article) -> bool:
    """Whether it is out of the ordinary that a paragraph of *article* is centred."""
    paragraphs = [block for block in iter_blocks(article.blocks) if isinstance(block, Paragraph)]
    plain = [block for block in paragraphs if not (_MARK.match(block.text) or _TITLE.match(block.text))]
    centred = sum([block.align == "center" for block in plain])
    rest = (block for block in plain if block.align != "center")
    others = len(list(islice(rest, max(centred, 4))))  # more of them change nothing
    return others >= centred or centred + others < 4


def _captioned(blocks: Blocks, habits: _Habits) -> Blocks:
    figures = _figures(blocks)
    if not figures:
        return blocks
    titles = _titles_above(blocks, figures, habits)
    taken = set(titles.values())
    new: dict[int, Block | None] = {}
    for place, figure in figures:
        caption = list(figure.caption)
        title = titles.get(place)
        if title is not None:
            caption = list(_inlines(blocks[title]))
            _add_line(caption, figure.caption)
            new[title] = None
        is_full = bool(figure.caption)
        for after in range(place + 1, len(blocks)):
            block = blocks[after]
            if isinstance(block, ExcerptMark):
                continue
            if not isinstance(block, Paragraph) or after in taken:
                break
            if _is_above_table(blocks, after) and _TITLE.match(block.text):
                break
            mark = _caption_mark(block, is_full=is_full, is_titled=title is not None)
            if not mark or (mark == "centred" and not habits.centring_tells):
                break
            if mark != "marked" and _is_of_article(blocks, after):
                break
            _add_line(caption, block.inlines)
            is_full = True
            new[after] = None
        if len(caption) > len(figure.caption):
            new[place] = evolve(figure, caption=tuple(caption))
    if not new:
        return blocks
    return tuple([kept for place, old in enumerate(blocks) if (kept := new.get(place, old)) is not None])


def _titles_above(blocks: Blocks, figures: list[tuple[int, Figure]], habits: _Habits) -> dict[int, int]:
    """The places of the titles above *figures*, by the places of the figures."""
    labels = {place: label for place, _ in figures if (label := _title_at(blocks, _beside(blocks, place, -1)))}
    if not labels:  # as in most articles
        return {}
    return {
        place: _beside(blocks, place, -1)
        for place, figure in figures
        if labels.get(place) in habits.labels_above and not _caption_label(figure)
    }


def _beside(blocks: Blocks, place: int, step: int) -> int:
    """The place before or after *place*, an excerpt mark aside."""
    beside = place + step
    return beside + step if 0 <= beside < len(blocks) and isinstance(blocks[beside], ExcerptMark) else beside


def _inlines(block: Block) -> tuple[Inline, ...]:
    return block.inlines if isinstance(block, Paragraph) else ()


def _add_line(caption: list[Inline], line: tuple[Inline, ...]) -> None:
    """Add a line to a caption."""
    if caption and line:
        caption.append(LineBreak())
    caption.extend(line)


def _caption_mark(block: Paragraph, *, is_full: bool, is_titled: bool) -> Literal["marked", "centred", "source", ""]:
    """Why *block* is the caption of the figure before it, which may have a line below or its title above already."""
    text = block.text
    if len(text) > _LONGEST_CAPTION or _holds_picture(block):
        return ""
    if _MARK.match(text):
        return "marked"
    if without_bold(block.inlines) is not None:
        return ""
    source = _SOURCE.match(text)
    if block.align != "center":
        return "source" if source and (source["picture"] or (is_titled and not is_full)) else ""
    if _NO_CAPTION.fullmatch(text) or (not source and (is_full or (is_titled and _SENTENCE_END.search(text)))):
        return ""
    return "centred"


def _is_of_article(blocks: Blocks, place: int) -> bool:
    """Whether the line at *place* is a credit of the article: for its text, or with other credits behind it."""
    roles = _credit_roles(blocks[place])
    return bool(roles) and (not roles <= _OF_PICTURES or any(map(_credit_roles, blocks[place + 1 : place + 2])))


def _credit_roles(block: Block) -> set[CreditRole]:
    return {credit.role for credit in credits_of(block.text)} if isinstance(block, Paragraph) else set()


def _holds_picture(block: Paragraph) -> bool:
    return any(map(holds_image, block.inlines))
