"""Recognizing text in which full-width punctuation is not Chinese: URLs, and lines in another script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from ofweek_parse.model.constructors import evolve, make_text
from ofweek_parse.model.inlines import Inline, Text
from ofweek_parse.model.rewriting import rewrite_inlines, rewrite_nested
from ofweek_parse.normalizers.lines import article_text, leaves_of
from ofweek_parse.sentinels import SEAM

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["ascii_lines", "ascii_urls", "latin_width", "may_hold_latin_line"]

Inlines: TypeAlias = "tuple[Inline, ...]"

# Letters and punctuation of East Asia, `SEAM` among them, but for full-width forms, the ideographic space and quotes.
_EAST: Final = re.compile("[\u2e80-\u2fff\u3001-\ua4ff\uac00-\ud7ff\uf900-\ufaff\uff61-\uff9f\U00020000-\U0003ffff]")
_LETTER: Final = re.compile("[A-Za-z]")
_WIDE_MARK: Final = re.compile("[！＆（），：；？｜]")
_ASCII_MARKS: Final = {ord(wide): ord(wide) - 0xFEE0 for wide in "！＆，：；？｜"}
_ASCII_BRACKETS: Final = {"（": "(", "）": ")"}

_URL: Final = re.compile(
    r"""
    (?: (?: https? | ftp ) [:：] // [A-Za-z0-9.-]+           # a scheme and a host
    |   (?<![A-Za-z0-9.-]) www\. [A-Za-z0-9.-]+
    |   (?<![A-Za-z0-9.@-]) (?:[A-Za-z0-9-]{1,63}\.)+ [A-Za-z]{2,24} (?=[/:：])
    )
    (?: [:：] \d{1,5} (?!\d) )?
    (?: [/?？] [A-Za-z0-9.~:/?#\[\]@!$&'()*+,;=%_｛｝！＆（），：；？｜-]* )?
    """,
    re.VERBOSE,
)
_URL_MARKS: Final = re.compile("([！＆，：；？｜])")
# What follows a mark that belongs to a URL. After 'https://a.com/x，' a word is more of the sentence than of the URL.
_URL_GOES_ON: Final = {
    "：": re.compile(r"[A-Za-z0-9/]"),
    "？": re.compile(r"[A-Za-z0-9_.%-]*[=&/]|\d+\Z"),
    "＆": re.compile(r"[A-Za-z0-9]"),
}
_PATH_GOES_ON: Final = re.compile(r"(?!www\.|https?[:：])(?:[A-Za-z0-9_-]*(?:[/=&%#]|\.[a-z])|[0-9]+\Z)")
_URL_BRACKETS: Final = re.compile(r"（([!-~]*)）(?=[!-~])|(?<=_)（([!-~]*)）")


def ascii_urls(text: str) -> str:
    """Return *text* with the full-width punctuation that is part of its URLs as ASCII.

    Example:
        >>> ascii_urls("见https：//example.com/wind？id=3，其中（另见www.example.com）")
        '见https://example.com/wind?id=3，其中（另见www.example.com）'
    """
    return _URL.sub(_ascii_url, text) if _WIDE_MARK.search(text) else text


def _ascii_url(found: re.Match[str]) -> str:
    url = found[0]
    if not _WIDE_MARK.search(url):
        return url
    url = _URL_BRACKETS.sub(lambda pair: f"({pair[1] or pair[2] or ''})", url)
    parts = _URL_MARKS.split(url)
    text = found.string
    ends_blank = not _EAST.match(text, found.end())
    new = [parts[0]]
    for place in range(1, len(parts), 2):
        mark, after = parts[place : place + 2]
        is_last = place + 2 == len(parts)
        goes_on = _URL_GOES_ON.get(mark, _PATH_GOES_ON)
        is_part = goes_on.match(after) and (ends_blank or not is_last or not after.isdecimal())
        new += (chr(ord(mark) - 0xFEE0) if is_part or after.startswith("//") else mark, after)
    return "".join(new)


def latin_width(text: str) -> str:
    """Return *text* with full-width punctuation as ASCII in each line that has Latin letters and no Chinese.

    Brackets change in pairs only. No character is added or removed.

    Example:
        >>> latin_width("Lin， Z．（2021）：1）\\n《风》：Lin，Z．")
        'Lin, Z．(2021):1）\\n《风》：Lin，Z．'
    """
    if not _WIDE_MARK.search(text):
        return text
    if "\n" in text:
        return "\n".join(map(latin_width, text.split("\n")))
    if _EAST.search(text) or not _LETTER.search(text):
        return text
    return _paired(text.translate(_ASCII_MARKS))


def _paired(text: str) -> str:
    """Return *text* with the full-width brackets that have a partner as ASCII."""
    if "（" not in text and "）" not in text:
        return text
    characters = list(text)
    opened: list[int] = []
    for place, character in enumerate(text):
        if character in "(（":
            opened.append(place)
        elif character in ")）" and opened:
            for at in (opened.pop(), place):
                characters[at] = _ASCII_BRACKETS.get(characters[at], characters[at])
    return "".join(characters)


def may_hold_latin_line(text: str) -> bool:
    """Return whether `ascii_lines` may change one of the lines in *text*, which are joined by `SEAM`."""
    lines = text.replace("\n", SEAM).split(SEAM)
    # A comparison recognizes text that begins with a Chinese character.
    return any(_is_wide(line) for line in lines if not "\u3001" <= line < "\uff00")


def _is_wide(line: str) -> bool:
    return not _EAST.search(line) and bool(_WIDE_MARK.search(line) and _LETTER.search(line))


def ascii_lines(article: Article) -> Article:
    """Return *article* with `latin_width` of its title and of each line of its body, however the line is marked up."""
    if not may_hold_latin_line(article_text(article)):
        return article
    blocks = rewrite_inlines(article.blocks, _ascii_line)
    title = latin_width(article.title)
    if blocks is article.blocks and title == article.title:
        return article
    return evolve(article, title=title, blocks=blocks)


def _ascii_line(inlines: Inlines) -> Inlines:
    text = "".join([leaf.text for leaf in leaves_of(inlines)])
    new = latin_width(text)
    if new == text:
        return inlines
    at = 0

    def leaf(inline: Inline) -> Inline:
        nonlocal at
        start, at = at, at + len(inline.text)
        return make_text(text=new[start:at]) if isinstance(inline, Text) else inline

    return rewrite_nested(inlines, leaf)
