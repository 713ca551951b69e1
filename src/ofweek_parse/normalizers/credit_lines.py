"""Recognizing lines that consist only of credits."""

from __future__ import annotations

import re
from operator import and_
from typing import TYPE_CHECKING, Final, NamedTuple

from ofweek_parse.model.metadata import Credit, CreditRole

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LABELS", "STARTS", "WORKS", "CreditLine", "credit_line", "credits_of"]

_ROLES: Final[Mapping[CreditRole, str]] = {
    "author": "作者 本文作者 文章作者 原作者 原文作者 文 图/文 文/图 撰文 撰稿 撰稿人 特约撰稿 主笔 供稿 文字 采写 原创",
    "reporter": "记者 实习记者 见习记者 特约记者 首席记者 本报记者 本刊记者 通讯员",
    "editor": "编辑 编 责编 责任编辑 主编 副主编 总编 总编辑 执行主编 执行编辑 值班编辑 实习编辑 特约编辑 本期编辑 本文编辑"
    " 内容编辑 文字编辑 美术编辑 图文编辑 新媒体编辑 采编",
    "translator": "翻译 编译 译者 译",
    "reviewer": "审校 校审 审核 审读 审稿 编审 初审 复审 复核 终审 签发",
    "planner": "策划 总策划",
    "photographer": "摄影 摄",
    "source": "来源 文章来源 本文来源 内容来源 信息来源 原文来源 文章摘自 本文摘自 摘自 转载自 本文转载自 转自",
    "image": "图 图源 图片 图片来源 供图 题图 题图来源 配图 头图",
    "publisher": "出品 出品方 出品人",
    "supervisor": "监制 总监制",
    "layout": "排版",
    "other": "校对 责任校对 美编 统筹 统稿 整理 运营 制图 绘图 设计 视觉 封面 视频 剪辑 后期 制作",
}
"""The labels of each role, as posts write them (real posts a2, a3, a6, b1, b2, b4, e1, f3, f5, f7)."""

_ROLE_OF: Final[Mapping[str, CreditRole]] = {label: role for role, labels in _ROLES.items() for label in labels.split()}

LABELS: Final = frozenset(_ROLE_OF)
"""Every label of a credit."""

_THINGS: Final = frozenset("图 编 译 原创 整理 运营 制图 绘图 设计 视觉 封面 视频 后期 制作".split())
"""Labels that can also name a topic (``设计：叶片采用碳纤维``): before a colon, they are credits only after others."""


def _any_of(shortest: int, longest: int = 9) -> str:
    """A pattern of the labels of so many characters, with longer ones before those that they begin with."""
    labels = [label for label in _ROLE_OF if shortest <= len(label) <= longest]
    return "|".join(sorted(labels, key=len, reverse=True))


_SEPARATOR: Final = r"\s*[：:／/｜|丨∣︱│┃]\s*"
_PAIRS: Final = [label for label in _ROLE_OF if len(label) == 2]
_SPACED: Final = rf"[{''.join([pair[0] for pair in _PAIRS])}]\s+[{''.join([pair[1] for pair in _PAIRS])}]"  # 作 者
_DATE: Final = r"20\d\d (?: \s?[年./-]\s?\d | \d{4} ) | \d{1,2}月\d{1,2}日"
_START: Final = re.compile(rf"(?P<label>{_any_of(1)}|{_SPACED})(?P<separator>{_SEPARATOR})")
_BLANK_START: Final = re.compile(rf"(?P<label>{_any_of(4)})\s+(?=\S)")
_WORD: Final = re.compile(r"[^\W\d_]{2,5}|[A-Za-z]{2,16}")
_BEFORE_BLANK: Final = re.compile(r"([^\s（(【\[]+)\s")
_DATE_AHEAD: Final = re.compile(r"(20\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?(?:\s+\d{1,2}(?:[:：]\d\d){1,2})?)\s+")
_NEXT: Final = re.compile(
    rf"""
      (?P<label> (?: (?<=[\s，,；;、|｜/／]) (?:{_any_of(1)}|{_SPACED}) | (?:{_any_of(2)}) ) (?={_SEPARATOR})
               | (?<=\s) (?:{_any_of(4)}) (?=\s) )
    | (?<=[^\s：:／/｜|丨∣︱│┃][\s，,；;、|｜])                                            # behind a name
      (?: {_DATE} | (?P<other> (?! \w*? (?:{_any_of(2)}) {_SEPARATOR}) [^\W\d_a-zA-Z]{{1,4}} (?= \s* [：:] )
                | (?: ID | QQ | E-?mail | 微信 | 公众号 ) (?= {_SEPARATOR} ) ) )
    | (?<=\s) (?: THE \s+ )? END \b
    | [（(【*※—\s]*
      (?: (?: 如需 | 如欲 | 如要 | 若需 | 欲 ) 转载 | 转载 [请须需]                    # of those who copy it
      | (?: 文[中内] )? 图片 (?: 均 | 皆 | 全部 )? 来[源自]于? 网络 | 图文无关 | 原创 (?: 文章 | 作品 | 内容 ) | ©
      | 未经 (?: 授权 | 许可 | 允许 | 同意 ) | 欢迎 (?: 转载 | 投稿 | 关注 | 分享 )
      | 本文 [为系由仅已未不首版属是所内观只代谨如涉图配部共]                                  # of what it is
      | (?: 版权 | 免责 | 特别 ) 声明 | 版权 (?: 所有 | 归 ) | 声明 [：:] | 如有侵权
      | 投稿 [请至：:、/／|｜邮与及或] | (?: 商务 | 广告 ) 合作                        # of how to write to them
      | 扫码 | 长按 | 关注 (?: 我们 | 公众号 ) | (?: 点击 )? 阅读原文 | (?: END | 完 ) \s* [—）)】] | 全文完
      )
    """,
    re.VERBOSE,
)
"""The end of a name: another label, a date, or a notice, which may follow without a separator (real post f3)."""

WORKS: Final = frozenset("书名 片名 出版社 出版 出版时间 定价 书号 导演 主演 页数".split())
"""Labels of the data of a book or film, of which an author is a part."""

_AFTER_BLANK: Final = re.compile(r"\s*(?:$|20\d\d|发自|发于|发表)")
_LONGEST_LINE: Final = 300
_SENTENCE: Final = re.compile(r"[。！？!?；;]")
_URL: Final = re.compile(r"https?://\S+")
_COUNT: Final = re.compile(r"\d+\s?[名人位]?")
_EDGE: Final = " \t\n\u3000，,；;、"
_BETWEEN: Final = f"{_EDGE}|｜丨∣︱│┃·•"
_BRACKETS_BETWEEN: Final = re.compile(r"[）)】\]]?\s*[（(【\[]\Z")  # 【作者：甲】【编辑：乙】
_BRACKETS: Final = {"（": "）", "(": ")", "【": "】", "[": "]"}
_LONGEST: Final = {"source": 40, "image": 30, "other": 30}
_LONGEST_NAME: Final = 24

STARTS: Final = frozenset({*(label[0] for label in _ROLE_OF), *_BRACKETS, *" \t\n\u3000", "2"})
"""The possible starts of a line of credits: a fast check, since hardly any line is one."""


class CreditLine(NamedTuple):
    """The credits that a text is.

    Attributes:
        credits: The credits.
        start: Where in the text they start; what is before them is a date, or nothing.
        end: Where they end; what is behind them is a notice, or nothing.
    """

    credits: tuple[Credit, ...]
    start: int
    end: int


def credits_of(text: str) -> tuple[Credit, ...]:
    """Return the credits in *text*, or ``()`` if it contains anything else except a notice after them.

    Example:
        >>> [(credit.role, credit.name) for credit in credits_of("作者：随心来源：快科技")]
        [('author', '随心'), ('source', '快科技')]
        >>> credits_of("作者：他在书里说，这样不行。")
        ()
    """
    line = credit_line(text)
    return line.credits if line else ()


def credit_line(text: str, before: tuple[Credit, ...] = ()) -> CreditLine | None:
    """The credits that *text* is, and where a notice begins behind them; ``None`` if it is anything else.

    Behind a line of credits, those *before*, ``图：`` and ``设计：`` are labels too; elsewhere they mark a caption or a topic.

    Example:
        >>> line = credit_line("编辑：阿远如需转载，请留言")
        >>> line.credits[0].name, line.end
        ('阿远', 5)
    """
    if len(text) > _LONGEST_LINE or text[:1] not in STARTS:
        return None
    text = _with_colons(text)
    found = [*before]
    date = _DATE_AHEAD.match(text)
    start, begin = (date.end(1), date.end()) if date else (0, 0)
    for line in text[begin:].split("\n"):
        end = _read_line(line, found)
        if end < 0:
            is_notice = len(found) > len(before) and (notice := _NEXT.match(line)) and not notice["label"]
            return CreditLine(tuple(found[len(before) :]), start, begin) if is_notice else None
        begin += end
        if end < len(line):
            break
        begin += 1
    return CreditLine(tuple(found[len(before) :]), start, min(begin, len(text)))


def _with_colons(text: str) -> str:
    """Return *text* with a colon behind each label, if it is two labels or more with names: ``记者 林舟 通讯员 周海``."""
    words = text.strip("（(【[]】)）").split()
    labels = [word in LABELS for word in words]
    if sum(labels) < 2 or not labels[0] or labels[-1] or any(map(and_, labels, labels[1:])):
        return text
    if not all(map(_WORD.fullmatch, words)):
        return text
    return _BEFORE_BLANK.sub(lambda word: f"{word[1]}：" if word[1] in LABELS else word[0], text)


def _read_line(line: str, found: list[Credit]) -> int:
    """Add the credits of *line* to *found*; return where they end, -1 if it is no line of credits."""
    bare = line.strip()
    if bare and _BRACKETS.get(bare[0]) == bare[-1]:
        inside = bare[1:-1].strip()
        return len(line) if inside and _read(inside, 0, found) == len(inside) else -1
    return _read(line, len(line) - len(line.lstrip()), found)


def _read(line: str, at: int, found: list[Credit]) -> int:
    credits_: list[Credit] = []
    while at < len(line):
        start = _START.match(line, at)
        has_blank = start is None
        start = start or _BLANK_START.match(line, at)
        if start is None:
            return -1
        label = "".join(start["label"].split())
        role = _ROLE_OF.get(label)
        if role is None:
            return -1
        if label in _THINGS and start["separator"].strip() in {"：", ":"} and not (credits_ or found):
            return -1
        following = _NEXT.search(line, start.end())
        if following and following["other"] in WORKS:
            return -1
        end = following.start() if following else len(line)
        if has_blank:  # the name is one word
            word = next(iter(line[start.end() : end].split(maxsplit=1)), "")
            if not word or "，" in word or not _AFTER_BLANK.match(line, start.end() + len(word), end):
                return -1
            is_rest = start.end() + len(word) < len(line[:end].rstrip())
            end = start.end() + len(word) if is_rest else end
        else:
            word, is_rest = _stripped(line[start.end() : end]), False
        if not _is_name(word, role):
            return -1
        credits_.append(Credit(role=role, name=word, label=label))
        if is_rest or (following and not following["label"]):
            break
        at = end
        while at < len(line) and line[at] in _BETWEEN:
            at += 1
    else:
        end = len(line)
    found += credits_
    return end if credits_ else -1


def _stripped(name: str) -> str:
    """Return *name* without what is between it and the next label."""
    name = _BRACKETS_BETWEEN.sub("", name.strip(_BETWEEN)).rstrip()
    if _BRACKETS.keys().isdisjoint(name):
        name = name.rstrip("）)】]")  # 编辑：甲（图片来源：乙）
    return name if "://" in name else name.rstrip(f"/／{_BETWEEN}")


def _is_name(name: str, role: CreditRole) -> bool:
    words = _URL.sub("", name)
    if not name or _SENTENCE.search(words) or _COUNT.fullmatch(name):
        return False
    return len(words) <= _LONGEST.get(role, _LONGEST_NAME)
