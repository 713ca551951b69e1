"""``alt-text``: keeps the ``alt`` and ``title`` of an image only if they add information.

OFweek's editor copies the whole article into both attributes of every image. Other posts have the title, a file name or
keywords there, or an attribute that is broken by a quotation mark. Other sites write descriptions, which are short and
share words with the body. The rules, in this order, apply to ``alt`` and ``title`` alike:

1. a broken attribute: ``broken``;
2. no text: ``absent``; a file name or an editor's default: ``filename``;
3. the title of the article, possibly truncated or followed by the name of the site: ``repeats-title``;
4. text that also occurs in the body (a configurable share of a long text, a short one whole): ``repeats-body``;
5. the caption of the figure or part of it: ``repeats-caption``; the same text on several images: ``shared``;
6. anything else: ``kept``.

A short text of an image that is read like words (in a line, alone in a table cell, a badge, a formula, an emoji) is
compared with neither the body nor other images.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import is_
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from ofweek_parse.arguments import check_kind
from ofweek_parse.model.blocks import Heading, Paragraph
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.normalizers.alt_names import is_default_name
from ofweek_parse.normalizers.alt_residue import is_cut_sentence, unsaid_passages
from ofweek_parse.normalizers.article_texts import ArticleTexts, is_cut
from ofweek_parse.normalizers.matching import FingerprintedText, Match, titles_in_copy, without_spaces
from ofweek_parse.normalizers.pictures import Place, place_of, rewrite_pictures
from ofweek_parse.normalizers.places import missing_figures, title_places
from ofweek_parse.normalizers.sentences import is_word_border
from ofweek_parse.normalizers.tool_tips import compared, folded, has_attribute_text, with_folded_titles
from ofweek_parse.normalizers.width import ascii_width

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article
    from ofweek_parse.model.inlines import AltVerdict, Image

__all__ = ["AltText"]

ImageTexts: TypeAlias = "tuple[str, str | None, AltVerdict]"
"""An image's ``alt``, ``title`` and ``alt_verdict``."""

_LONG: Final = 60
"""Characters of a key from which on a text is no description."""
_LONG_COPY: Final = 100
_LONG_BEGINNING: Final = 20
"""From here on the beginning of a sentence is a copy that was cut, if it ends where a word does."""
_LONG_CUT: Final = 30
"""From here on it is one wherever it ends."""
_SHORT_BEGINNING: Final = 4
"""The same, for a text with an ellipsis."""
_SHORTEST_TITLE: Final = 4
_QUOTES: Final = re.compile("[\"'＂＇]")


@attrs.frozen
class AltText:
    """The normalizer ``alt-text``.

    Attributes:
        coverage: The fraction of a long ``alt``, from 0 to 1, that must also occur in the body for ``repeats-body``.
    """

    coverage: float = 0.8

    def __attrs_post_init__(self) -> None:
        check_kind("coverage", self.coverage, (int, float), "a number")
        if not 0 <= self.coverage <= 1:
            raise ValueError(f"coverage must be between 0 and 1, not {self.coverage}.")

    def __call__(self, article: Article) -> Article:
        """Return *article* with a verdict on every image, and without alternative texts that repeat it."""
        said = ArticleTexts(article)
        places = [place for place, text in enumerate(said.sole_texts) if text is None]
        if not places:
            return article
        judge = _Judge(article, said, self.coverage)
        blocks = list(article.blocks)
        for place in places:
            block = blocks[place]
            if not isinstance(block, (Paragraph, Heading)) or has_attribute_text(block.inlines):
                blocks[place] = with_folded_titles(rewrite_pictures(block, judge.judged))
        if all(map(is_, blocks, article.blocks)):
            return article
        residue = tuple(dict.fromkeys((*article.alt_residue, *judge.residue())))
        diagnostics = (*article.diagnostics, *judge.lost_figures())
        return evolve(article, blocks=tuple(blocks), alt_residue=residue, diagnostics=diagnostics)


class _Judge:
    """Compares the images of an article with its text: exactly first, since most copies are exact, then by keys."""

    def __init__(self, article: Article, said: ArticleTexts, coverage: float) -> None:
        self._article = article
        self._coverage = coverage
        self._said = said
        self._removed: dict[str, AltVerdict] = {}
        self._sources: dict[str, list[str]] | None = None
        self._keyed: dict[str, FingerprintedText] = {}
        self._runs: dict[str, list[Match]] = {}
        self._verdicts: dict[tuple[str, bool], AltVerdict] = {}
        self._copies: dict[str, list[int] | None] = {}
        self._judged: dict[tuple[ImageTexts, Place], ImageTexts] = {}  # since images often have the same text

    def judged(self, image: Image, place: Place) -> Image:
        """Return *image* with its verdict, and without texts that add no information."""
        alt, title = image.alt, image.title
        if not alt and not title:
            return image
        said = (alt, title, image.alt_verdict)
        place = place_of(image, place)
        left = self._judged.get((said, place))
        if left is None:
            left = self._judged[said, place] = self._left(*said, place)
        if left == said:
            return image
        alt, title, verdict = left
        return evolve(image, alt=alt, title=title, alt_verdict=verdict)

    def _left(self, alt: str, written_title: str | None, verdict: AltVerdict, place: Place) -> ImageTexts:
        """Return the remaining ``alt`` and ``title`` of an image, and the verdict."""
        title = written_title or ""
        # Of the texts of an image with a broken attribute, the one with the quotation mark that ended it spilled.
        spilled = filter(_QUOTES.search, (title, alt)) if verdict == "broken" else ()
        broken = next(iter(spilled), None)
        alt_verdict = "broken" if alt == broken else "kept" if alt and place.is_symbol else self._verdict(alt, place)
        title_verdict = "broken" if title == broken else self._verdict(title, place)
        verdicts: tuple[tuple[str, AltVerdict], ...] = ((alt, alt_verdict), (title, title_verdict))
        for text, text_verdict in verdicts:
            if text_verdict not in {"kept", "absent", "filename"}:
                self._removed[compared(text)] = text_verdict
        kept_alt = folded(alt) if alt_verdict == "kept" else ""
        kept_title = folded(title) if title_verdict == "kept" and self._key(title) != self._key(kept_alt) else None
        if alt or verdict in {"kept", "broken"}:  # else it was judged before
            verdict = "broken" if alt_verdict == "absent" and verdict == "broken" else alt_verdict
        return kept_alt, kept_title, verdict

    def _verdict(self, text: str, place: Place) -> AltVerdict:
        if not (text := compared(text)):
            return "absent"
        verdict = self._verdicts.get((text, place.is_content))
        if verdict is None:
            verdict = self._verdicts[text, place.is_content] = self._verdict_of(text, is_content=place.is_content)
        if place.caption and self._may_be_caption(text, verdict) and self._is_part(text, place.caption):
            return "repeats-caption"
        return verdict

    def _verdict_of(self, text: str, *, is_content: bool) -> AltVerdict:
        """Return the verdict on *text*, regardless of its caption."""
        if self._titles_in_copy(text) is not None:
            return "repeats-body"
        if is_default_name(text := folded(text)):
            return "filename"
        key = self._key(text)
        is_long = len(key) >= _LONG
        if not key:
            return "kept" if is_content else "absent"  # formulas and emoticons are made of marks
        if self._said.repeats_title(text, key):
            return "repeats-title"
        if is_content and not is_long:
            return "kept"
        if self._is_covered(text) if is_long else self._is_sentence(text):
            return "repeats-body"
        return "shared" if self._is_shared(key) else "kept"

    def _is_covered(self, text: str) -> bool:
        """Whether the body has the share of *text* that makes it a copy."""
        return sum(run.end - run.start for run in self._known(text)) >= self._coverage * len(self._key(text))

    def _is_sentence(self, text: str) -> bool:
        """Whether *text* is whole sentences of the body, or the beginning of one that was cut."""
        key, title = self._key(text), self._said.title
        if len(title) >= _SHORTEST_TITLE and title in key:  # it occurs in place of the figures
            key = key.replace(title, "")
        sentences = self._said.sentences
        is_marked = is_cut(text)
        is_cut_anywhere = is_marked or len(key) >= _LONG_CUT
        is_beginning = len(key) >= (_SHORT_BEGINNING if is_marked else _LONG_BEGINNING)
        if sentences.is_whole(key) or (is_beginning and sentences.is_begun(key, at_word=not is_cut_anywhere)):
            return True
        return self._holds_sentence(text)

    def _holds_sentence(self, text: str) -> bool:
        """Whether whole sentences of the body are the share of *text* that makes it a copy, set off from the rest."""
        key = self._key(text)
        least = max(self._coverage * len(key), 1)
        keyed = self._with_key(text)
        for run in self._known(text):
            if run.at < 0 or run.end - run.start < least:
                continue
            starts = [place for place in range(run.start, run.end) if keyed.is_set_off(place)]
            ends = [place for place in range(run.end, run.start, -1) if keyed.is_set_off(place)]
            for start in starts:
                for end in ends:
                    if end - start >= least and self._said.sentences.is_whole(key[start:end]):
                        return True
        return False

    def _is_shared(self, key: str) -> bool:
        """Whether several figures have a text with this *key*: different pictures, if it is short."""
        if self._sources is None:
            self._sources = self._sources_by_key()
        sources = self._sources.get(key, ())
        return len(sources) > 1 and (len(key) >= _LONG or len(set(sources)) > 1)

    def _sources_by_key(self) -> dict[str, list[str]]:
        """The URLs of the pictures that have a text with each key; of short texts, without those that are content."""
        sources: dict[str, list[str]] = {}

        def count(image: Image, place: Place) -> Image:
            is_content = place_of(image, place).is_content
            for key in {self._key(compared(text)) for text in (image.alt, image.title or "")}:
                if len(key) >= _LONG or not is_content:
                    sources.setdefault(key, []).append(image.src)
            return image

        for block in self._article.blocks:
            rewrite_pictures(block, count)
        return sources

    def _may_be_caption(self, text: str, verdict: AltVerdict) -> bool:
        """Whether *verdict* leaves the question open: long texts are looked for in the body and the captions at once."""
        return verdict in {"shared", "kept"} or (verdict == "repeats-body" and len(self._key(text)) >= _LONG)

    def _is_part(self, text: str, caption: str) -> bool:
        """Whether *caption* contains *text* as whole words."""
        key, whole = self._key(text), self._with_key(caption)
        at = whole.key.find(key) if key else -1
        while at >= 0:
            start, end = whole.offsets[at], whole.offsets[at + len(key) - 1] + 1
            if is_word_border(caption, start) and is_word_border(caption, end):
                return True
            at = whole.key.find(key, at + len(key))
        return False

    def _titles_in_copy(self, text: str) -> list[int] | None:
        """Return the positions of titles in *text*, if it is an exact and sufficiently long copy of the body."""
        if len(text) <= _LONG_COPY or text == self._article.title:
            return None
        if text not in self._copies:
            self._copies[text] = self._titles_in(text)
        return self._copies[text]

    def _titles_in(self, text: str) -> list[int] | None:
        body, title = self._said.plain.text, without_spaces(self._article.title)
        offsets = titles_in_copy(without_spaces(text), body, title)
        if offsets is None and (tidy := "".join(ascii_width(text).split())) != text:
            return titles_in_copy(tidy, body, title)
        return offsets

    def _key(self, text: str) -> str:
        return self._with_key(text).key

    def _with_key(self, text: str) -> FingerprintedText:
        if text not in self._keyed:
            self._keyed[text] = FingerprintedText(text)
        return self._keyed[text]

    def _known(self, text: str) -> list[Match]:
        """The parts of the key of *text* that the body has."""
        if text not in self._runs:
            self._runs[text] = self._said.body.runs(self._key(text), self._said.title)
        return self._runs[text]

    def residue(self) -> list[str]:
        """Return the sentences of removed texts that occur in neither body, title nor captions, each once."""
        seen: set[str] = set()
        passages: list[str] = []
        for text in self._removed:
            if self._titles_in_copy(text) is None and not self._said.numbers_title(text, self._key(text)):
                passages += unsaid_passages(self._with_key(text), self._known(text), self._said, seen)
        sentences = sorted(seen)
        distinct = {self._key(passage): passage for passage in passages}
        return [passage for passage in distinct.values() if not is_cut_sentence(passage, sentences)]

    def lost_figures(self) -> list[Diagnostic]:
        """Return diagnostics of figures that a copy of the body shows (as the title) and the body lacks."""
        lost: dict[str, int] = {}
        for text, verdict in self._removed.items():
            offsets = self._titles_in_copy(text)
            if offsets is not None:
                places = self._said.plain
                titles = [(offset, offset, len(list(group))) for offset, group in groupby(offsets)]
            elif verdict not in {"repeats-body", "broken"} or not any(run.at < 0 for run in self._known(text)):
                continue
            else:
                places = self._said.keyed
                titles = title_places(self._known(text), len(places.text))
            for where, count in missing_figures(places, titles):
                lost.setdefault(where, count)
        message = "A copy of the body in an image's alt shows {} figure(s) {}, which the body lacks."
        return [Diagnostic.of("figure-lost", message.format(count, where)) for where, count in lost.items()]
