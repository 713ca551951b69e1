"""``alt-text``: an image's ``alt`` and ``title`` are kept only where they say what nothing else says.

OFweek's editor copies the whole article into both attributes of every image; others put the title there, a file
name, keywords, or break the attribute on a quote. In this order, for ``alt`` and ``title`` alike:

1. broken attributes: ``broken``;
2. nothing: ``absent``; a file name or an editor's default: ``filename``;
3. the article's title: ``repeats-title``;
4. what the body has too, to a settable share: ``repeats-body``;
5. the figure's own caption: ``repeats-caption``; the same on several images: ``shared``;
6. else ``kept``.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from operator import is_
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from ofweek_parse.model.blocks import Figure
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.diagnostics import Diagnostic
from ofweek_parse.model.rewriting import rewrite_images
from ofweek_parse.model.traversal import iter_blocks, iter_images
from ofweek_parse.normalizers.article_texts import ArticleTexts
from ofweek_parse.normalizers.matching import (
    FingerprintedText,
    Match,
    fingerprint,
    titles_in_copy,
    uncovered,
    without_spaces,
)
from ofweek_parse.normalizers.places import title_places
from ofweek_parse.normalizers.width import ascii_width

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.inlines import AltVerdict, Image

__all__ = ["AltText"]

ImageTexts: TypeAlias = "tuple[str, str | None, AltVerdict]"
"""An image's ``alt``, ``title`` and ``alt_verdict``."""

_FILE_NAME: Final = re.compile(r"[^\n。！？；，,：:]{0,80}\.(?i:png|jpe?g|jfif|gif|webp|bmp|svg|tiff?|heic|avif|image)")
_EDITOR_DEFAULT: Final = re.compile(
    r"""
    (?:图片|图像|插图|配图|截图|照片|微信图片|微信截图|企业微信截图|QQ图片|QQ截图|屏幕截图|屏幕快照|未命名|未标题)
        [\s_\-（(]* [\d_\-.:\ 上下午]* [）)]?                       # a Chinese default name, with a number or a time
    | 在这里插入图片描述 | 请输入图片描述 | 图片描述 | 图片说明      # an editor's hint
    | (?: images? | img | pic | picture | photo | figure | screenshot | untitled | dsc | dscn | mmexport
        | wx_camera | wx_article | file | undefined | null )
        [\s_\-(]* [\d_\-.]* \)?                                     # an English one
    | [\d_\-]{4,}                                                   # a number
    | [0-9a-f]{16,} | [0-9a-f]{8} (?:-[0-9a-f]{4}){3} -[0-9a-f]{12} # a hash, a UUID
    """,
    re.IGNORECASE | re.VERBOSE,
)

_PIECE: Final = re.compile(r"\w+")
_LONG_COPY: Final = 100


@attrs.frozen
class AltText:
    """The normalizer ``alt-text``.

    Attributes:
        coverage: The share of an ``alt``'s length, 0 to 1, that the body must have for ``repeats-body``.
    """

    coverage: float = 0.8

    def __call__(self, article: Article) -> Article:
        """*article* with every image judged."""
        said = ArticleTexts(article)
        places = [place for place, text in enumerate(said.sole_texts) if text is None]
        if not places:
            return article
        judge = _Judge(article, said, self.coverage)
        blocks = list(article.blocks)
        for place in places:
            blocks[place] = _judged(blocks[place], judge)
        if all(map(is_, blocks, article.blocks)):
            return article
        residue = (*article.alt_residue, *[text for text in judge.residue() if text not in article.alt_residue])
        diagnostics = (*article.diagnostics, *judge.lost_figures())
        return evolve(article, blocks=tuple(blocks), alt_residue=residue, diagnostics=diagnostics)


def _judged(block: Block, judge: _Judge) -> Block:
    """*block* with its images judged."""
    if isinstance(block, Figure) and not block.caption:
        image = judge.judged(block.image, "")
        return block if image is block.image else evolve(block, image=image)
    if next(iter_images((block,)), None) is None:
        return block
    figures = (inner for inner in iter_blocks((block,)) if isinstance(inner, Figure))
    captions = {id(figure.image): figure.text for figure in figures if figure.caption}
    (rewritten,) = rewrite_images((block,), lambda image: judge.judged(image, captions.get(id(image), "")))
    return rewritten


class _Judge:
    """Holds an article's images against its text: as it stands first, since most copies are exact, then on its key."""

    def __init__(self, article: Article, said: ArticleTexts, coverage: float) -> None:
        self._article = article
        self._coverage = coverage
        self._said = said
        self._uses: dict[str, int] = {}
        self._keys: dict[str, str] = {}
        self._runs: dict[str, list[Match]] = {}
        self._verdicts: dict[str, AltVerdict] = {}
        self._copies: dict[str, list[int] | None] = {}
        self._removed: dict[str, None] = {}  # an ordered set
        self._judged: dict[tuple[ImageTexts, str], ImageTexts] = {}  # since images often say the same

    def _is_shared(self, key: str) -> bool:
        """Whether several images say what has this *key*."""
        if not self._uses:
            written = [(image.alt, image.title or "") for image in iter_images(self._article.blocks)]
            for (alt, title), images in Counter(written).items():
                for said in {self._key(alt), self._key(title)}:
                    self._uses[said] = self._uses.get(said, 0) + images
        return self._uses[key] > 1

    def judged(self, image: Image, caption: str) -> Image:
        """*image* with its verdict, and without what says nothing new."""
        alt, title = image.alt, image.title
        if not alt and not title:
            return image
        said = (alt, title, image.alt_verdict)
        left = self._judged.get((said, caption))
        if left is None:
            left = self._judged[said, caption] = self._left(*said, caption)
        if left == said:
            return image
        alt, title, verdict = left
        return evolve(image, alt=alt, title=title, alt_verdict=verdict)

    def _left(self, alt: str, written_title: str | None, verdict: AltVerdict, caption: str) -> ImageTexts:
        """What is left of an image's ``alt`` and ``title``, and the verdict."""
        title = written_title or ""
        alt_verdict = self._verdict(alt, caption)
        title_verdict = "broken" if verdict == "broken" else self._verdict(title, caption)
        for text, text_verdict in ((alt, alt_verdict), (title, title_verdict)):
            if text_verdict not in {"kept", "absent", "filename"}:
                self._removed[text] = None
        kept_alt = alt if alt_verdict == "kept" else ""
        kept_title = title if title_verdict == "kept" and self._key(title) != self._key(kept_alt) else None
        if alt or verdict in {"kept", "broken"}:  # else it was judged before
            verdict = "broken" if alt_verdict == "absent" and title_verdict == "broken" else alt_verdict
        return kept_alt, kept_title, verdict

    def _verdict(self, text: str, caption: str) -> AltVerdict:
        if not text:
            return "absent"
        verdict = self._verdicts.get(text)
        if verdict is None:
            verdict = self._verdicts[text] = self._verdict_of(text)
        is_caption = caption and verdict in {"shared", "kept"} and self._key(text) == self._key(caption)
        return "repeats-caption" if is_caption else verdict

    def _verdict_of(self, text: str) -> AltVerdict:
        """What is to be said of *text* on any image, its caption aside."""
        if self._titles_in_copy(text) is not None:
            return "repeats-body"
        if (_FILE_NAME.fullmatch(text) and ". " not in text) or _EDITOR_DEFAULT.fullmatch(text):
            return "filename"
        key = self._key(text)
        if not key:
            return "absent"
        if self._said.is_title(key):
            return "repeats-title"
        if sum(run.end - run.start for run in self._known(text)) >= self._coverage * len(key):
            return "repeats-body"
        return "shared" if self._is_shared(key) else "kept"

    def _titles_in_copy(self, text: str) -> list[int] | None:
        """Where titles stand in *text*, if it is a copy of the body as it stands, and so long that it is nothing else."""
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
        if text not in self._keys:
            self._keys[text] = fingerprint(text)
        return self._keys[text]

    def _known(self, text: str) -> list[Match]:
        if text not in self._runs:
            self._runs[text] = self._said.body.runs(self._key(text), self._said.title)
        return self._runs[text]

    def residue(self) -> list[str]:
        """What the removed texts held and neither body, title nor captions do, each passage once."""
        passages: dict[str, str] = {}
        for text in self._removed:
            if self._titles_in_copy(text) is not None or self._key(text) == self._said.title:
                continue
            keyed = FingerprintedText(text)
            for start, end in uncovered(self._known(text), len(keyed.key)):
                for first, last in uncovered(self._said.others.runs(keyed.key[start:end]), end - start):
                    passage = keyed.passage(start + first, start + last)
                    if not self._is_known(keyed.key[start + first : start + last], passage):
                        passages.setdefault(fingerprint(passage), passage)
        return list(passages.values())

    def _is_known(self, key: str, passage: str) -> bool:
        pieces = [key, *(() if len(key) > 40 else map(fingerprint, _PIECE.findall(passage)))]
        return self._holds(pieces[0]) or (len(pieces) > 1 and all(map(self._holds, pieces[1:])))

    def _holds(self, key: str) -> bool:
        return self._said.body.holds(key) or self._said.others.holds(key)

    def lost_figures(self) -> list[Diagnostic]:
        """Where a copy of the body shows a figure (as the title, standing between paragraphs) that the body lacks."""
        lost: dict[str, Diagnostic] = {}
        for text in self._removed:
            offsets = self._titles_in_copy(text)
            if offsets is not None:
                places = self._said.plain
                titles = [(offset, offset, len(list(group))) for offset, group in groupby(offsets)]
            elif self._key(text) == self._said.title or not any(run.at < 0 for run in self._known(text)):
                continue  # it shows one figure, and not where, or none
            else:
                places = self._said.keyed
                titles = title_places(self._known(text), len(places.text))
            for place, until, count in titles:
                missing = count - places.figures(place, until)
                if missing > 0 and places.is_gap(place) and (where := places.describe(place)) not in lost:
                    message = (
                        f"A copy of the body in an image's alt shows {missing} figure(s) {where}; the body has none."
                    )
                    lost[where] = Diagnostic.of("figure-lost", message)
        return list(lost.values())
