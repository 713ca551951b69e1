"""The texts of an article with which alternative texts are compared, computed on first use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ofweek_parse.normalizers.lines import sole_text
from ofweek_parse.normalizers.matching import TextIndex, fingerprint, key_end, without_spaces
from ofweek_parse.normalizers.places import Places, Written, written_in
from ofweek_parse.normalizers.sentences import SentenceIndex
from ofweek_parse.normalizers.titles import ORIGINAL_TITLE_LABEL, find_original_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofweek_parse.model.article import Article

__all__ = ["ArticleTexts", "is_cut"]

_ELLIPSES: Final = ("…", "..", "。。", "··", "⋯")
_AFTER_ELLIPSIS: Final = " \t\n\u00a0\u3000”’\"'）)］]】」』》"
_SHORTEST_TITLE: Final = 4
_LONG_TITLE: Final = 10
"""From here on no compound word begins with a title, so that a hyphen needs no blank."""
_LONGEST_SUFFIX: Final = 28
_TITLE_END: Final = "[！？。!?…”’》」』\"']{0,4}"
_SUFFIX: Final = re.compile(
    rf"""
    {_TITLE_END}
    (?: \s* [|｜_]+ \s* [^\s|｜].{{0,19}}                       # ｜the site's name
      | (?: \s+ [-–—·•]+ \s* | - \s* ) \S.{{0,19}}              # - the site's name
      | \s* [(（\[【] [^()（）\[\]【】]{{1,20}} [)）\]】]        # (风电周刊)
    )
    """,
    re.VERBOSE,
)
_PICTURE_NUMBER: Final = re.compile(
    rf"""
    {_TITLE_END} \s* [(（\[【]? \s*
    (?: (?: 配?图 | 图片 | 插图 ) \s* \d{{1,3}}                   # 图1
      | 第 \s? \d{{1,3}} \s? [张幅] (?:图片?)?                   # 第1张
      | 图片 | [配组插头题首]图 | 缩略图 | 封面图
    )
    \s* [)）\]】]?
    """,
    re.VERBOSE,
)


def is_cut(text: str) -> bool:
    """Return whether *text* ends in an ellipsis.

    Example:
        >>> is_cut("山谷里的风电场……”"), is_cut("山谷里的风电场。")
        (True, False)
    """
    return text.rstrip(_AFTER_ELLIPSIS).endswith(_ELLIPSES)


class ArticleTexts:
    """The texts of *article*: its title, body and captions.

    Attributes:
        sole_texts: Of each block its text, if that is all there is to it.
    """

    def __init__(self, article: Article) -> None:
        self.sole_texts: list[str | None] = [sole_text(block) for block in article.blocks]
        self._article = article
        self._title: str | None = None
        self._titles: tuple[str, ...] | None = None
        self._written: Written | None = None
        self._plain: Places | None = None
        self._keyed: Places | None = None
        self._body: TextIndex | None = None
        self._sentences: SentenceIndex | None = None
        self._captions: frozenset[str] | None = None
        self._others: TextIndex | None = None

    def is_title(self, key: str) -> bool:
        """Return whether *key* is the title's, or the original title's, any number of times over."""
        return key == self.title or any(key == title * (len(key) // len(title)) for title in self.titles)

    def repeats_title(self, text: str, key: str) -> bool:
        """Return whether *text*, which has this *key*, is the title, its beginning and an ellipsis, or it and a suffix.

        A suffix is the name of the site, or a number in parentheses. A beginning without an ellipsis is a name.
        """
        if self.is_title(key):
            return True
        if is_cut(text) and any(title.startswith(key) for title in self.titles):
            return True
        return any(_SUFFIX.fullmatch(suffix) for suffix in self._suffixes(text, key)) or self.numbers_title(text, key)

    def numbers_title(self, text: str, key: str) -> bool:
        """Return whether *text*, which has this *key*, is the title with the number of a picture, or a word for one."""
        return any(_PICTURE_NUMBER.fullmatch(suffix) for suffix in self._suffixes(text, key))

    def _suffixes(self, text: str, key: str) -> Iterator[str]:
        """Return the text after one of the titles in *text*, if that may be a suffix."""
        for title in self.titles:
            if len(title) >= _SHORTEST_TITLE and key.startswith(title):
                suffix = text[key_end(text, len(title)) :].rstrip()
                if len(suffix) <= _LONGEST_SUFFIX and (len(title) >= _LONG_TITLE or not suffix.startswith("-")):
                    yield suffix

    @property
    def title(self) -> str:
        """The title's key."""
        if self._title is None:
            self._title = fingerprint(self._article.title)
        return self._title

    @property
    def titles(self) -> tuple[str, ...]:
        """The keys of the title and of the original one, as far as there are any."""
        if self._titles is None:
            told = find_original_title(self._article)
            titles = (self._article.original_title, told.title if told else None)
            keys = (self.title, *[fingerprint(title) for title in titles if title])
            self._titles = tuple(dict.fromkeys(filter(None, keys)))
        return self._titles

    @property
    def written(self) -> Written:
        """The texts of the body and its captions."""
        if self._written is None:
            self._written = written_in(self._article.blocks, self.sole_texts)
        return self._written

    @property
    def plain(self) -> Places:
        """The body and its captions, as they are but for spaces."""
        if self._plain is None:
            self._plain = Places(self.written, without_spaces)
        return self._plain

    @property
    def keyed(self) -> Places:
        """The key of the body and its captions."""
        if self._keyed is None:
            self._keyed = Places(self.written, fingerprint)
        return self._keyed

    @property
    def body(self) -> TextIndex:
        """The key of the body and its captions, to be searched."""
        if self._body is None:
            self._body = TextIndex(self.keyed.text)
        return self._body

    @property
    def sentences(self) -> SentenceIndex:
        """The body's sentences, without the captions."""
        if self._sentences is None:
            texts, captions, _ = self.written
            self._sentences = SentenceIndex([text for place, text in enumerate(texts) if place not in captions])
        return self._sentences

    @property
    def captions(self) -> frozenset[str]:
        """The keys of the captions."""
        if self._captions is None:
            texts, captions, _ = self.written
            self._captions = frozenset([fingerprint(texts[place]) for place in captions])
        return self._captions

    @property
    def others(self) -> TextIndex:
        """The titles, with the site's label, and the captions, each a line, to be searched."""
        if self._others is None:
            titles = [ORIGINAL_TITLE_LABEL + title for title in self.titles]
            self._others = TextIndex("\n".join([self.title, *titles, *sorted(self.captions)]))
        return self._others
