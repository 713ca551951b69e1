"""``editor-residue``, and the optional ``cjk-spacing`` and ``ascii-punctuation``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.characters import BLANK, HAN
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.inlines import Inline, LineBreak, Text
from ofweek_parse.model.rewriting import rewrite_inlines, rewrite_nested
from ofweek_parse.model.traversal import WRAPPERS
from ofweek_parse.normalizers.questions import asks
from ofweek_parse.normalizers.urls import URL_IN_TEXT

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["chinese_punctuation", "editor_residue", "may_hold_editor_token", "spaced", "without_editor_tokens"]

Inlines: TypeAlias = "tuple[Inline, ...]"

_MARK: Final = "_page_break_tag_"
_TOKEN: Final = re.compile(f"_(?:ueditor|baidu){_MARK}")
_MOST_LAYERS: Final = 16  # tokens cut in two by tokens: no editor writes so many
# Compiled when first used, since the steps that are opt-in rarely are.
_HAN_THEN_LATIN: Final = f"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])"
# A run of marks is matched whole, so that none of its characters is looked at again.
_MARKS: Final = r"(?P<marks>[,;:?!]+)(?P<space>\ ?)"
_BEHIND_HAN: Final = f"[{HAN}》」』】）]"
_OPERATOR: Final = r"[=/\\(]|[)DPp](?![a-z])"  # or the rest of an emoticon
_BEFORE_HAN: Final = f"[{HAN}《「『【（]"
_CHINESE_OF: Final = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


def editor_residue(article: Article) -> Article:
    """Editor tokens go, and the blocks that they leave empty.

    OFweek's editor writes ``_ueditor_page_break_tag_`` between paragraphs (real post a2).
    """
    count = 0

    def remove(inline: Inline) -> Inline:
        nonlocal count
        if not isinstance(inline, Text) or _MARK not in inline.text:
            return inline
        text, times = without_editor_tokens(inline.text)
        count += times
        return Text(text=text)

    def line(inlines: Inlines) -> Inlines:
        new = rewrite_nested(inlines, remove)
        return () if new is not inlines and all(_is_blank(inline) for inline in new) else new

    blocks = rewrite_inlines(article.blocks, line)
    if not count:
        return article
    diagnostic = Diagnostic.of("editor-token", f"{count} editor token(s), _ueditor_page_break_tag_, were removed.")
    return evolve(article, blocks=blocks, diagnostics=(*article.diagnostics, diagnostic))


def without_editor_tokens(text: str) -> tuple[str, int]:
    """Return *text* without editor tokens, and their number.

    Example:
        >>> without_editor_tokens("风_ueditor_page_break_tag_机")
        ('风机', 1)
    """
    count = 0
    for _ in range(_MOST_LAYERS if _MARK in text else 0):
        text, times = _TOKEN.subn("", text)
        count += times
        if not times:
            break
    return text, count


def may_hold_editor_token(text: str) -> bool:
    """Return whether *text* may contain an editor token."""
    return _MARK in text


def _is_blank(inline: Inline) -> bool:
    if isinstance(inline, WRAPPERS):
        return all(map(_is_blank, inline.inlines))
    return isinstance(inline, (Text, LineBreak)) and bool(BLANK.fullmatch(inline.text))


def spaced(text: str) -> str:
    """Return *text* with a space between Han characters and ASCII letters or digits.

    Example:
        >>> spaced("采用LED的第2代")
        '采用 LED 的第 2 代'
    """
    return re.sub(_HAN_THEN_LATIN, " ", text)


def chinese_punctuation(text: str) -> str:
    """Return *text* with Chinese punctuation for the ASCII ``, ; : ? !`` beside Han characters (real posts a7, b2).

    URLs are kept, and so is a ``?`` that does not end a question. A space after such a mark is removed.

    Example:
        >>> chinese_punctuation("从生产来看,一般用A,B两种: AMD,占50%,同比持平;见https://example.com/?a,b!")
        '从生产来看，一般用A,B两种：AMD，占50%，同比持平；见https://example.com/?a,b!'
    """
    if not any(mark in text for mark in _CHINESE_OF):
        return text
    return re.compile(f"{URL_IN_TEXT.pattern}|{_MARKS}", re.VERBOSE).sub(_chinese_marks, text)


def _chinese_marks(found: re.Match[str]) -> str:
    marks = found["marks"]
    if marks is None or (marks == "?" and _may_be_lost(found.string, found.start())):
        return found[0]
    text, start, end = found.string, *found.span("marks")
    before = text[start - 1 : start]
    if re.match(_BEHIND_HAN, before) and not re.match(_OPERATOR, text[end : end + 2]):
        space = ""
    elif re.match(_BEFORE_HAN, text[end : end + 1]):
        space = found["space"]
    elif (
        found["space"]
        and not {"?", "!"}.intersection(marks)
        and re.match(r"[\w%)]", before)
        and re.match(f"[{HAN}]", text[found.end() : found.end() + 1])
    ):
        space = ""
    else:
        return found[0]
    return "".join([_CHINESE_OF[mark] for mark in marks]) + space


def _may_be_lost(text: str, place: int) -> bool:
    """Whether the ``?`` at *place* may replace a character that the site lost, as in ``续航?程`` (real posts f8, f9)."""
    return bool(re.match(f"[{HAN}]", text[place + 1 : place + 2])) and not asks(text, place)
