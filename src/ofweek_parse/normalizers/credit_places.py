"""Deciding which lines of credits are credits of the article.

Credits are at the start and the end of a post, mostly in groups. In between, the same labels belong to data: books in a
list, an event, the turns of an interview.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, groupby
from typing import TYPE_CHECKING, Final

from ofweek_parse.model.blocks import Figure, Paragraph
from ofweek_parse.normalizers.credit_lines import LABELS, WORKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.metadata import Credit

__all__ = ["own_places"]

_FIRST: Final = 3
_LAST: Final = 8
_LONG: Final = 30
"""Shorter lines are leads, dates and headings, which come between credits and the rest."""

_LABELLED: Final = re.compile(r"(?P<label>[^\W\d_](?:\s?[^\W\d_]){0,7})(?<![说道称示问])\s*[：:]\s*[^\s“‘\"「『]")
"""A line with a label, and no speech: ``林小舟说：“…”``."""

_DATUM: Final = re.compile(r"[^。！？!?；;]{1,40}")
_BESIDE: Final = (
    *(label for label in LABELS if len(label) > 1),  # 本期编辑
    *"邮箱 电话 热线 方式 地址 公众号 微信 微信号 微博 读者群 交流群 社群 QQ群 网址 网站 官网 链接 客服 联系人 合作 投稿 扫码 关注".split(),
    *"标题 首发 转载 声明 注 备注 导读 导语 摘要 编者按 关键词 标签 分类号 资料 文献".split(),
    *"字数 阅读时间 发布时间 发布日期 更新时间".split(),
)
"""Ends of labels of lines that come beside credits and make no data of them."""

_TURN: Final = re.compile(r"记者\s*[：:]")


def own_places(
    blocks: Sequence[Block],
    found: Mapping[int, Sequence[Credit]],
    rests: Mapping[int, Block],
    known: Iterable[str | None],
) -> list[int]:
    """The places of *blocks* whose credits, *found* there, are the article's own.

    Args:
        blocks: The body.
        found: The credits that a block is, by its place, in order.
        rests: The rest of such a block without them, by its place.
        known: The labels of credits that the article has already.
    """
    runs = _runs(found)
    labels = [{credit.label for place in run for credit in found[place]} for run in runs]
    is_data = _data(blocks, found, runs)
    is_outer = [False] * len(runs)
    for places, others in ((range(len(blocks)), _FIRST), (range(len(blocks))[::-1], _LAST)):
        near = _near(blocks, found, rests, places, others)
        inside = [number for number, run in enumerate(runs) if run.start in near]
        times = Counter(chain.from_iterable(labels[number] for number in inside))
        for number in inside:
            is_outer[number] = True
            is_data[number] |= any(times[label] > 1 for label in labels[number])  # as of the entries of a list
    own = {number for number, outer in enumerate(is_outer) if outer and not is_data[number]}
    inner = [
        number
        for number, run in enumerate(runs)
        if not is_outer[number] and (len(run) > 1 or len(found[run.start]) > 1)
    ]
    if len(inner) == 1 and not is_data[inner[0]]:
        others_labels = set(known).union(*(labels[number] for number in own))
        if others_labels.isdisjoint(labels[inner[0]]):
            own.add(inner[0])
    return [place for number in sorted(own) for place in runs[number]]


def _runs(found: Iterable[int]) -> list[range]:
    """The places *found* that follow one another."""
    runs: list[range] = []
    for place in found:
        if runs and runs[-1].stop == place:
            runs[-1] = range(runs[-1].start, place + 1)
        else:
            runs.append(range(place, place + 1))
    return runs


def _near(
    blocks: Sequence[Block],
    found: Mapping[int, object],
    rests: Mapping[int, Block],
    places: Iterable[int],
    others: int,
) -> set[int]:
    """The places of *found* that come before so many *others*, which are no figures, dates, leads or other short lines."""
    near: set[int] = set()
    for place in places:
        block = rests.get(place) if place in found else blocks[place]
        if block is not None and not isinstance(block, Figure) and len(block.text) >= _LONG:
            others -= 1
            if not others:
                break
        if place in found:
            near.add(place)
    return near


def _data(blocks: Sequence[Block], found: Mapping[int, Sequence[Credit]], runs: Sequence[range]) -> list[bool]:
    """Of each of *runs*, whether it is part of data: beside lines with other labels, or the turns of an interview.

    At the head and the end, others are the time and the address, unless they are more than the credits.
    """
    is_data: list[bool] = []
    group, labels, is_edge = range(0), set[str](), True
    others = [place for place, block in enumerate(blocks) if place not in found and not isinstance(block, Figure)]
    for run in runs:
        if run.start not in group:
            group = _group(blocks, found, run)
            labels = {_other_label(blocks[place]) for place in group if place not in found}
            own = {credit.label for place in group if place in found for credit in found[place]}
            is_edge = not labels or (
                len(labels) <= len(own)
                and (group.start <= others[0] or others[-1] < group.stop)  # nothing else is outside
            )
        is_data.append(not is_edge or not WORKS.isdisjoint(labels) or _comes_back(found, run))
    reporting = [
        number
        for number, run in enumerate(runs)
        if any(credit.role == "reporter" for place in run for credit in found[place])
    ]
    if reporting and (turns := sum(map(_is_turn, blocks))):
        for number in reporting:
            beside = (runs[number].start - 1, runs[number].stop)
            is_data[number] |= turns > 1 or any(_answer(blocks, place) for place in beside)
    return is_data


def _comes_back(found: Mapping[int, Sequence[Credit]], run: range) -> bool:
    """Whether a label of *run* is repeated after another one, as in a list of works."""
    labels = [label for label, _ in groupby(credit.label for place in run for credit in found[place])]
    return len(set(labels)) < len(labels)


def _is_turn(block: Block) -> bool:
    return isinstance(block, Paragraph) and _TURN.match(block.text) is not None


def _group(blocks: Sequence[Block], found: Mapping[int, object], run: range) -> range:
    """The *run* with the lines before and behind it that have labels too."""
    start, stop = run.start, run.stop
    while start > 0 and (start - 1 in found or _other_label(blocks[start - 1])):
        start -= 1
    while stop < len(blocks) and (stop in found or _other_label(blocks[stop])):
        stop += 1
    return range(start, stop)


def _answer(blocks: Sequence[Block], place: int) -> str:
    return _other_label(blocks[place], is_datum=False) if 0 <= place < len(blocks) else ""


def _other_label(block: Block, *, is_datum: bool = True) -> str:
    """The label of *block*, if it is a line with a label that no credit has; and a datum, which is short and no sentence."""
    if not isinstance(block, Paragraph):
        return ""
    text = block.text
    match = _LABELLED.match(text)
    if match is None or (is_datum and not _DATUM.fullmatch(text)):
        return ""
    label = "".join(match["label"].split())
    return "" if label in LABELS or label.endswith(_BESIDE) else label
