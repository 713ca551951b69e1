"""What an article says, in the forms that alternative texts are held against; the costly ones are made when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofweek_parse.model.blocks import Figure
from ofweek_parse.model.traversal import iter_blocks
from ofweek_parse.normalizers.lines import sole_text
from ofweek_parse.normalizers.matching import TextIndex, fingerprint, without_spaces
from ofweek_parse.normalizers.places import TEXT_BLOCKS, Places
from ofweek_parse.normalizers.titles import find_original_title

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article

__all__ = ["ArticleTexts"]


class ArticleTexts:
    """What *article* says, by its title, its body and its captions.

    Attributes:
        sole_texts: Of each block its text, if that is all there is to it.
    """

    def __init__(self, article: Article) -> None:
        self.sole_texts: list[str | None] = [sole_text(block) for block in article.blocks]
        self._article = article
        self._title: str | None = None
        self._plain: Places | None = None
        self._keyed: Places | None = None
        self._body: TextIndex | None = None
        self._others: TextIndex | None = None

    def is_title(self, key: str) -> bool:
        """Whether *key* is the title's, or that of the title which the body tells, any number of times over."""
        if key == self.title:
            return True
        told = find_original_title(self._article)
        titles = [self.title, fingerprint(told.title)] if told else [self.title]
        return any(title and key == title * (len(key) // len(title)) for title in titles)

    @property
    def title(self) -> str:
        """The title's key."""
        if self._title is None:
            self._title = fingerprint(self._article.title)
        return self._title

    @property
    def plain(self) -> Places:
        """The body as it stands, but for spaces."""
        if self._plain is None:
            self._plain = Places(self._article.blocks, self.sole_texts, without_spaces)
        return self._plain

    @property
    def keyed(self) -> Places:
        """The body's key."""
        if self._keyed is None:
            self._keyed = Places(self._article.blocks, self.sole_texts, fingerprint)
        return self._keyed

    @property
    def body(self) -> TextIndex:
        """The body's key, to be searched."""
        if self._body is None:
            texts = [block.text for block in iter_blocks(self._article.blocks) if isinstance(block, TEXT_BLOCKS)]
            self._body = TextIndex(
                fingerprint("".join(texts))
            )  # one call for the whole text: fingerprints are made character by character
        return self._body

    @property
    def others(self) -> TextIndex:
        """The title and the captions, to be searched."""
        if self._others is None:
            figures = [block for block in iter_blocks(self._article.blocks) if isinstance(block, Figure)]
            captions = [fingerprint(figure.text) for figure in figures if figure.caption]
            self._others = TextIndex("\n".join([self.title, *captions]))
        return self._others
