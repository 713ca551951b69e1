"""``captions`` and ``headings``: what the editor shows only by position and bold type; and opt-in ``boilerplate``."""

from __future__ import annotations

import re
from itertools import islice
from operator import is_
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ofweek_parse.model.blocks import Figure, Heading, Paragraph
from ofweek_parse.model.constructors import evolve, make_heading
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.inlines import Inline, InlineImage, LineBreak, Strong, Text, joined_text
from ofweek_parse.model.rewriting import join_text, rewrite_blocks
from ofweek_parse.model.traversal import WRAPPERS, iter_blocks, iter_inlines
from ofweek_parse.normalizers.credits import credits_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block

__all__ = ["boilerplate", "captions", "headings"]

Blocks: TypeAlias = "tuple[Block, ...]"
Inlines: TypeAlias = "tuple[Inline, ...]"

_MARK: Final = re.compile(
    r"""
    (?: \s* [（(【] )? \s*
    (?: [▲△Δ↑]
    | (?: 图 | 图源 | 图片 | 图片来源 | 数据来源 ) \s* [：:]
    | 图表? \s* \d{1,3} (?:-\d{1,2})? \s* [：:.．、]      # 图1：
    )
    """,
    re.VERBOSE,
)
_LONGEST_CAPTION: Final = 120
_LONGEST_HEADING: Final = 60
_NOT_CLOSING: Final = ("。", "；", "，")
_NUMBER: Final = re.compile(
    r"(?:(?:part|no|chapter)\.? ?)?(?:\d ?\d?|[一二三四五六七八九十]{1,3}) ?[.、．]?", re.IGNORECASE
)
_LONGEST_NUMBER: Final = 14
_LAST: Final = 8
_BOILERPLATE: Final = re.compile(
    r"""
    \W*
    (?: [^，。：:\s]{0,12} (?: 版权 | 免责 | 郑重 | 特别 | 风险 | 法律 )? 声明 \s* [：:] .*
    | .{0,30} (?: 如需 | 如欲 | 欲 | 未经.{0,10} ) 转载 .*
    | .{0,40} (?: 侵权 | 侵删 ) .{0,20} (?: 删除 | 删 | 联系 ) .{0,20}
    | .{0,20} (?: 关注 | 搜索 | 添加 ) .{0,20} (?: 公众号 | 微信号 | 服务号 | 订阅号 ) .{0,40}
    | .{0,20} (?: 长按 | 扫描 | 扫码 | 识别 ) .{0,10} 二维码 .{0,40}
    | .{0,10} 点击 .{0,6} 阅读原文 .{0,20}
    | END | 完
    )
    \W*
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


def captions(article: Article) -> Article:
    """A caption written as a paragraph becomes the caption of the figure before it.

    It is one that is centred, or that starts with a mark: ``▲ △ Δ ↑ 图： 图源： 图片来源： 数据来源：`` (real posts b3, b8,
    e1, e4). Bold lines are headings, and where most paragraphs are centred that says nothing.
    """
    blocks = rewrite_blocks(article.blocks, lambda level: _captioned(level, article))
    return article if blocks is article.blocks else evolve(article, blocks=blocks)


def _centring_tells(article: Article) -> bool:
    """Whether it is out of the ordinary that a paragraph of *article* is centred."""
    paragraphs = [block for block in iter_blocks(article.blocks) if isinstance(block, Paragraph)]
    centred = sum([not _MARK.match(block.text) for block in paragraphs if block.align == "center"])
    rest = (block for block in paragraphs if block.align != "center" and not _MARK.match(block.text))
    others = len(list(islice(rest, max(centred, 4))))  # more of them change nothing
    return others >= centred or centred + others < 4


def _captioned(blocks: Blocks, article: Article) -> Blocks:
    tells: bool | None = None
    new: dict[int, Block | None] = {}
    for place, figure in enumerate(blocks):
        if not isinstance(figure, Figure):
            continue
        caption = list(figure.caption)
        for after in range(place + 1, len(blocks)):
            block = blocks[after]
            if not isinstance(block, Paragraph):
                break
            mark = _caption_mark(block, has_caption=bool(caption))
            if mark == "centred" and tells is None:
                tells = _centring_tells(article)
            if not (mark == "marked" or (mark and tells)):
                break
            if caption:
                caption.append(LineBreak())
            caption += block.inlines
            new[after] = None
        if len(caption) > len(figure.caption):
            new[place] = evolve(figure, caption=tuple(caption))
    if not new:
        return blocks
    return tuple([kept for place, old in enumerate(blocks) if (kept := new.get(place, old)) is not None])


def _caption_mark(block: Paragraph, *, has_caption: bool) -> Literal["marked", "centred", ""]:
    """What makes *block* the caption of the figure before it, which may *have a caption*, if anything does."""
    text = block.text
    if len(text) > _LONGEST_CAPTION:
        return ""
    is_marked = _MARK.match(text)
    if not is_marked and (block.align != "center" or has_caption or _without_bold(block.inlines) is not None):
        return ""
    if any(isinstance(inline, InlineImage) for inline in iter_inlines((block,))):
        return ""
    return "marked" if is_marked else "centred"


def headings(article: Article) -> Article:
    """A paragraph that is one bold run becomes a heading of level 2; a bare number joins the heading after it.

    At most 60 characters, and not with a closing ``。；，`` (real posts 00-seed, b4, e4). Bold credits, and bold text in
    lists, tables and quotes, are no headings. All the numbers right before a heading join it, unless the heading is
    itself a bare number.
    """
    blocks: list[Block] = []
    for block in article.blocks:
        new = (_heading_of(block) or block) if isinstance(block, Paragraph) else block
        if isinstance(new, Heading) and not _number_of(new):
            numbers = _taken_numbers(blocks)
            if numbers:
                new = evolve(new, inlines=join_text((*numbers, *new.inlines)))
        blocks.append(new)
    if len(blocks) == len(article.blocks) and all(map(is_, blocks, article.blocks)):
        return article
    return evolve(article, blocks=tuple(blocks))


def _taken_numbers(blocks: list[Block]) -> list[Inline]:
    """The bare numbers that *blocks* end with, each with a space behind it, taken out of them."""
    numbers: list[Inlines] = []
    while blocks and (number := _number_of(blocks[-1])):
        numbers.append(number)
        blocks.pop()
    return [inline for number in reversed(numbers) for inline in (*number, Text(text=" "))]


def _number_of(block: Block) -> Inlines:
    """The inlines of the bare number that *block* is, or ``()``."""
    if not isinstance(block, (Heading, Paragraph)):
        return ()
    text = block.text
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text.strip()):
        return ()
    if len(block.inlines) == 1 and isinstance(block.inlines[0], Text):
        return (Text(text=text.strip()),)
    return () if any(isinstance(inline, InlineImage) for inline in iter_inlines((block,))) else block.inlines


def _heading_of(block: Paragraph) -> Heading | None:
    """The heading that *block* is, if it is one."""
    first = block.inlines[0] if block.inlines else None
    if type(first) is Text and not first.text.isspace():
        return None  # as of most paragraphs, is quickly told
    inlines = _without_bold(block.inlines)
    if inlines is None:
        return None
    text = joined_text(inlines).strip()
    if not text or len(text) > _LONGEST_HEADING or text.endswith(_NOT_CLOSING) or credits_of(text):
        return None
    return make_heading(level=2, inlines=inlines)


def _without_bold(inlines: Inlines) -> Inlines | None:
    """*inlines* without their bold type, or ``None`` where not all of them are bold text on one line."""
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
            line = Paragraph(inlines=(inline,))
            if any(isinstance(inner, (InlineImage, LineBreak)) for inner in iter_inlines((line,))):
                return None
            plain.extend(inline.inlines)
        elif isinstance(inline, Text) and not inline.text.strip():
            plain.append(inline)
        elif isinstance(inline, WRAPPERS):
            bare = _without_bold(inline.inlines)
            if bare is None:
                return None
            plain.append(evolve(inline, inlines=bare))
        else:
            return None
    return join_text(plain)


def boilerplate(article: Article) -> Article:
    """Disclaimers and promotion among the last eight blocks go, each named by a diagnostic (real posts a2, c1, c2)."""
    return _without_last(article, _is_boilerplate)


def _is_boilerplate(block: Block) -> bool:
    if not isinstance(block, Paragraph) or any(isinstance(inline, InlineImage) for inline in iter_inlines((block,))):
        return False
    return bool(_BOILERPLATE.fullmatch(block.text))


def _without_last(article: Article, unwanted: Callable[[Block], bool]) -> Article:
    blocks = list(article.blocks)
    notes: list[Diagnostic] = []
    others = _LAST
    for index in range(len(blocks) - 1, -1, -1):
        if unwanted(blocks[index]):
            notes.append(Diagnostic.of("boilerplate", f"{blocks.pop(index).text!r} was left out."))
        else:
            others -= 1
            if not others:
                break
    if not notes:
        return article
    return evolve(article, blocks=tuple(blocks), diagnostics=(*article.diagnostics, *reversed(notes)))
