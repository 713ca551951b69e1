"""The default steps over a body that was finished as it was read; see ``as_read.py``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ofweek_parse.model.constructors import evolve, make_keyword
from ofweek_parse.normalizers.alt_text import AltText
from ofweek_parse.normalizers.credits import move_credits
from ofweek_parse.normalizers.front_matter import plain_text, real_url
from ofweek_parse.normalizers.registry import BUILT_IN
from ofweek_parse.normalizers.structure import captions, headings
from ofweek_parse.normalizers.titles import original_title
from ofweek_parse.normalizers.urls import own_url
from ofweek_parse.normalizers.whitespace import fold
from ofweek_parse.normalizers.width import ascii_width

if TYPE_CHECKING:
    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.finishing import LinkedWord
    from ofweek_parse.model.metadata import Metadata
    from ofweek_parse.normalizers.registry import Step

__all__ = ["Linked", "UsualSteps", "finished_metadata", "usual_steps"]

Linked: TypeAlias = "list[tuple[Block, list[LinkedWord]]]"
"""Blocks that held keywords, with these."""

_FIRST = ("front-matter-text", "placeholder-images", "image-urls", "editor-residue", "whitespace", "width")
_REMOVING = (original_title, move_credits)
_ON_BLOCKS = (*_REMOVING, captions, headings)


@attrs.frozen
class UsualSteps:
    """The default steps, sorted by what is left for them to do.

    Attributes:
        on_blocks: Those on whole blocks; to them a keyword is the same with its link and without.
        others: Those after ``keyword-links``.
    """

    on_blocks: tuple[Step, ...]
    others: tuple[Step, ...]

    def __call__(self, article: Article, linked: Linked) -> Article | None:
        """What the steps make of *article*, finished so far, of whose blocks some held keywords that were *linked*.

        ``None`` where a step takes a block with keywords out: what becomes of those, only the steps themselves tell.
        """
        blocks = article.blocks
        for step in self.on_blocks:
            before, article = article.blocks, step(article)
            if linked and article.blocks is not before and step.function in _REMOVING:
                removed = set(map(id, before)).difference(map(id, article.blocks))
                with_keywords = [id(block) for block, _ in linked]
                if removed.intersection(with_keywords) or removed.difference(map(id, blocks)):
                    return None
        for step in self.others:
            article = step(article)
        return article


def finished_metadata(metadata: Metadata, linked: Linked) -> Metadata:
    """What the steps on texts and images, and ``keyword-links``, make of *metadata*, where words were *linked* in the body."""
    finished = metadata.copy()
    author, headimg = metadata["author"], metadata["headimg"]
    finished["title"] = _text(plain_text(metadata["title"]))
    finished["author"] = None if author is None else plain_text(author)
    finished["categories"] = tuple([text for category in metadata["categories"] if (text := plain_text(category))])
    finished["headimg"] = own = _url(headimg)
    finished["thumbnail"] = own if metadata["thumbnail"] == headimg else _url(metadata["thumbnail"])
    if metadata["credits"]:
        finished["credits"] = tuple([evolve(credit, name=_text(credit.name)) for credit in metadata["credits"]])
    if linked:
        words = dict.fromkeys(chain.from_iterable([words for _, words in linked]))
        keywords = tuple([make_keyword(text=word, href=url) for word, url in words])
        known = metadata["keywords"]
        finished["keywords"] = tuple(dict.fromkeys((*keywords, *known))) if known else keywords
    return finished


def _text(text: str) -> str:
    return ascii_width(fold(text, "", ""))


def _url(url: str | None) -> str | None:
    real = None if url is None else real_url(plain_text(url))
    return None if real is None else own_url(real)


def usual_steps(steps: tuple[Step, ...]) -> UsualSteps | None:
    """*steps*, if they begin with the default ones, of which those on whole blocks may be left out."""
    functions = [step.function for step in steps]
    first = len(_FIRST)
    if functions[:first] != [BUILT_IN[name] for name in _FIRST] or BUILT_IN["keyword-links"] not in functions:
        return None
    last = functions.index(BUILT_IN["keyword-links"])
    if not all(function in _ON_BLOCKS or type(function) is AltText for function in functions[first:last]):
        return None
    return UsualSteps(steps[first:last], steps[last + 1 :])
