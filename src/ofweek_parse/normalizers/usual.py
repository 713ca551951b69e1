"""The default steps over a body that was finished as it was read; see ``as_read.py``."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import attrs

from ofweek_parse.model.article import Keyword
from ofweek_parse.normalizers.alt_text import AltText
from ofweek_parse.normalizers.credits import move_credits
from ofweek_parse.normalizers.registry import BUILT_IN
from ofweek_parse.normalizers.structure import captions, headings
from ofweek_parse.normalizers.titles import original_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import Block
    from ofweek_parse.model.finishing import LinkedWord
    from ofweek_parse.normalizers.registry import Step

__all__ = ["UsualSteps", "usual_steps"]

_FIRST = ("front-matter-text", "placeholder-images", "image-urls", "editor-residue", "whitespace", "width")
_REMOVING = (original_title, move_credits)
_ON_BLOCKS = (*_REMOVING, captions, headings)


@attrs.frozen
class UsualSteps:
    """The default steps, sorted by what is left for them to do.

    Attributes:
        on_fields: Those whose work on the body is done.
        on_blocks: Those that follow; to them a keyword is the same with its link and without.
        others: Those after ``keyword-links``.
    """

    on_fields: tuple[Step, ...]
    on_blocks: tuple[Step, ...]
    others: tuple[Step, ...]

    def __call__(
        self, article: Article, blocks: tuple[Block, ...], linked: Sequence[tuple[Block, list[LinkedWord]]]
    ) -> Article | None:
        """What the steps make of *article* with *blocks*, of which some held keywords that were *linked*.

        ``None`` where a step takes a block with keywords out: what becomes of those, only the steps themselves tell.
        """
        for step in self.on_fields:
            article = step(article)
        words = dict.fromkeys(chain.from_iterable([words for _, words in linked]))
        keywords = [Keyword(text=word, href=url) for word, url in words]
        keywords += [keyword for keyword in article.keywords if keyword not in keywords]
        article = attrs.evolve(article, blocks=blocks, keywords=tuple(keywords))
        without_keywords = set(map(id, blocks)) - {id(block) for block, _ in linked}
        for step in self.on_blocks:
            before, article = article.blocks, step(article)
            if linked and article.blocks is not before and step.function in _REMOVING:
                kept = set(map(id, article.blocks))
                if not without_keywords.issuperset({id(block) for block in before} - kept):
                    return None
        for step in self.others:
            article = step(article)
        return article


def usual_steps(steps: tuple[Step, ...]) -> UsualSteps | None:
    """*steps*, if they begin with the default ones, of which those on whole blocks may be left out."""
    functions = [step.function for step in steps]
    first = len(_FIRST)
    if functions[:first] != [BUILT_IN[name] for name in _FIRST] or BUILT_IN["keyword-links"] not in functions:
        return None
    last = functions.index(BUILT_IN["keyword-links"])
    if not all(function in _ON_BLOCKS or type(function) is AltText for function in functions[first:last]):
        return None
    return UsualSteps(steps[:first], steps[first:last], steps[last + 1 :])
