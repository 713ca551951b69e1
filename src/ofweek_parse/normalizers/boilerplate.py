"""Opt-in ``boilerplate``: disclaimers and promotion around an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.model.blocks import Paragraph
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.inlines import InlineImage
from ofweek_parse.model.traversal import iter_inlines

if TYPE_CHECKING:
    from collections.abc import Callable

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block

__all__ = ["boilerplate"]

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
