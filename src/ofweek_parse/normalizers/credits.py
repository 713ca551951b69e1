"""``credits``: who wrote, edited and supplied the article, from the lines that say only that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.model.blocks import Paragraph
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.inlines import InlineImage, Link
from ofweek_parse.model.metadata import Credit, CreditRole
from ofweek_parse.model.traversal import iter_inlines
from ofweek_parse.normalizers.keywords import keywords_of
from ofweek_parse.normalizers.lines import sole_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block

__all__ = ["credits_of", "move_credits"]

_FIRST: Final = 3
_LAST: Final = 8

_ROLES: Final[Mapping[CreditRole, str]] = {
    "author": "作者 本文作者 原作者 文 撰文 撰稿 文字 采写",
    "reporter": "记者",
    "editor": "编辑 责编 责任编辑 主编",
    "translator": "翻译 编译",
    "reviewer": "审校 审核 编审",
    "planner": "策划",
    "photographer": "摄影",
    "source": "来源 文章来源 本文来源 内容来源 信息来源 原文来源 文章摘自 本文摘自 摘自 转载自 转自",
    "image": "图 图源 图片 图片来源 题图 题图来源 配图 头图",
    "publisher": "出品 出品方 出品人",
    "supervisor": "监制 总监制",
    "layout": "排版",
    "other": "校对 美编 统筹 运营 制图 设计 视频 剪辑",
}
"""The labels of each role, as posts write them (real posts a2, a3, a6, b1, b2, b4, e1)."""

_ROLE_OF: Final[Mapping[str, CreditRole]] = {label: role for role, labels in _ROLES.items() for label in labels.split()}
_LABELS: Final = "|".join(sorted(_ROLE_OF, key=len, reverse=True))
_LONG_LABELS: Final = "|".join(sorted((label for label in _ROLE_OF if len(label) > 1), key=len, reverse=True))
_SEPARATOR: Final = r"\s*[：:／/｜|丨∣︱]\s*"
_START: Final = re.compile(rf"(?:(?P<label>{_LABELS})|(?P<spaced>作\s+者|编\s+辑|来\s+源))(?P<separator>{_SEPARATOR})")
_STARTS: Final = frozenset(label[0] for label in _ROLE_OF)
_NEXT: Final = re.compile(rf"(?:(?<=[\s，,；;|｜])(?:{_LABELS})|(?:{_LONG_LABELS}))(?={_SEPARATOR})")
_LONGEST_LINE: Final = 300
_SENTENCE: Final = re.compile(r"[。！？!?；;]")
_EDGE: Final = " \t\n\u3000，,；;、"
_BRACKETS: Final = {"（": "）", "(": ")", "【": "】", "[": "]"}
_LONGEST: Final = {"source": 40, "image": 30, "other": 30}
_LONGEST_NAME: Final = 24


def credits_of(text: str) -> tuple[Credit, ...]:
    """The credits that *text* is, ``()`` if it is or holds anything else.

    Example:
        >>> [(credit.role, credit.name) for credit in credits_of("作者：随心来源：快科技")]
        [('author', '随心'), ('source', '快科技')]
        >>> credits_of("作者：他在书里说，这样不行。")
        ()
    """
    if len(text) > _LONGEST_LINE or not _may_start(text):
        return ()
    found: list[Credit] = []
    for line in text.split("\n"):
        credits_ = _line_credits(_bare(line.strip()))
        if not credits_:
            return ()
        found.extend(credits_)
    return tuple(found)


def _may_start(text: str) -> bool:
    """Whether *text* may start with a label, in brackets or not: quickly told, since nearly none does."""
    first = text[:1]
    return first in _STARTS or not first.isalnum()


def _bare(line: str) -> str:
    return line[1:-1].strip() if line and _BRACKETS.get(line[0]) == line[-1] else line


def _line_credits(line: str) -> list[Credit]:
    found: list[Credit] = []
    while line:
        start = _START.match(line)
        if start is None:
            return []
        label = start["label"] or "".join(start["spaced"].split())
        if label == "图" and start["separator"].strip() in {"：", ":"}:
            return []  # the mark of a caption
        rest = line[start.end() :]
        following = _NEXT.search(rest)
        name = (rest[: following.start()] if following else rest).strip(_EDGE)
        role = _ROLE_OF[label]
        if not _is_name(name, role):
            return []
        found.append(Credit(role=role, name=name, label=label))
        line = rest[following.start() :].lstrip(_EDGE + "|｜") if following else ""
    return found


def _is_name(name: str, role: CreditRole) -> bool:
    if not name or _SENTENCE.search(name):
        return False
    return len(name) <= _LONGEST.get(role, _LONGEST_NAME) or bool(re.fullmatch(r"https?://\S+", name))


def move_credits(article: Article) -> Article:
    """Whole credit paragraphs near the start and the end move to `Article.credits`.

    Only among the first three and the last eight blocks (credits themselves not counted), and only where the
    paragraph says nothing else: a sentence that merely starts with 来源 or 作者 stays.
    """
    blocks = article.blocks
    indexes = range(len(blocks))
    credited = {**_credited(blocks, indexes, _FIRST), **_credited(blocks, reversed(indexes), _LAST)}
    if not credited:
        return article
    places = sorted(credited)
    moved = [blocks[place] for place in places]
    keywords = keywords_of(moved)
    return evolve(
        article,
        blocks=tuple([block for place, block in enumerate(blocks) if place not in credited]),
        credits=(*article.credits, *[credit for place in places for credit in credited[place]]),
        keywords=tuple(dict.fromkeys((*article.keywords, *keywords))) if keywords else article.keywords,
    )


def _credited(blocks: tuple[Block, ...], indexes: Iterable[int], others: int) -> dict[int, tuple[Credit, ...]]:
    """The credits of the blocks that come before so many *others*."""
    found: dict[int, tuple[Credit, ...]] = {}
    for index in indexes:
        block = blocks[index]
        if isinstance(block, Paragraph) and _may_start(block.text) and (credits_ := _paragraph_credits(block)):
            found[index] = credits_
        else:
            others -= 1
            if not others:
                break
    return found


def _paragraph_credits(block: Paragraph) -> tuple[Credit, ...]:
    credits_ = credits_of(block.text)
    if not credits_ or sole_text(block) is not None:
        return credits_
    inlines = tuple(iter_inlines((block,)))
    if any(isinstance(inline, InlineImage) for inline in inlines):
        return ()
    linked = [
        (inline.text.strip(), inline.href) for inline in inlines if isinstance(inline, Link) and not inline.keyword
    ]
    links = dict(linked)
    if len(links) < len(linked) or set(links) - {credit.name for credit in credits_}:
        return ()  # a link on more or less than a name, or two on one, would be lost
    return tuple(evolve(credit, href=links.get(credit.name)) for credit in credits_) if links else credits_
