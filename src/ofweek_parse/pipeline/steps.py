"""`Pipeline`: runs normalizers on an article, and explains what each of them changed.

Only the pipeline decides whether a normalizer runs: one with ``may_change`` is skipped if that returns ``False``. It
does not know which normalizers exist, or their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import attrs

from ofweek_parse.errors import NormalizerError, reason
from ofweek_parse.model.article import Article
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.findings import capped
from ofweek_parse.normalizers.lines import article_text
from ofweek_parse.pipeline.explaining import Explanation, StepChange, step_change

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Normalizer", "Pipeline", "Step"]

Normalizer: TypeAlias = "Callable[[Article], Article]"
"""A function from `Article` to `Article` that is pure, idempotent, deterministic and picklable.

A normalizer that depends only on text may have a method ``may_change(text: str) -> bool``. It receives the title, the
names of the credits and the lines of the body as one string; if it returns ``False``, the normalizer is skipped.
"""


def _declared(step: Step) -> Callable[[str], bool] | None:
    return getattr(step.function, "may_change", None)


@attrs.frozen(kw_only=True)
class Step:
    """A normalizer with the name that messages call it by.

    Attributes:
        name: The name.
        function: The normalizer.
        distribution: The distribution of a plugin, or ``None``.
        may_change: The declaration of the normalizer: whether it may change an article with this text, or ``None``.
    """

    name: str
    function: Normalizer
    distribution: str | None = None
    may_change: Callable[[str], bool] | None = attrs.field(
        default=attrs.Factory(_declared, takes_self=True), init=False, repr=False, eq=False
    )

    def __call__(self, article: Article) -> Article:
        """Return what the normalizer makes of *article*.

        Raises:
            NormalizerError: The normalizer raised, or returned something else than a valid article.
        """
        try:
            result: object = self.function(article)
        except Exception as error:
            raise self._failed(error) from error
        if not isinstance(result, Article):
            message = f"{self._who} returned {type(result).__name__}; it must return an Article."
            raise self._error(message, "normalizer-result")
        return _with_capped(result)

    def is_idle(self, text: str) -> bool:
        """Return whether the normalizer declares that it changes no article with this *text*.

        Raises:
            NormalizerError: Its ``may_change`` raised.
        """
        try:
            return self.may_change is not None and not self.may_change(text)
        except Exception as error:
            raise self._failed(error) from error

    @property
    def _who(self) -> str:
        return f"The normalizer {self.name!r}" + (f" of {self.distribution}" if self.distribution else "")

    def _failed(self, error: Exception) -> NormalizerError:
        message = f"{self._who} raised {type(error).__name__}: {reason(error)}. Fix it, or remove it from the pipeline."
        return self._error(message, "normalizer-failed")

    def _error(self, message: str, code: str) -> NormalizerError:
        return NormalizerError(message, code=code, step=self.name, distribution=self.distribution)


def _with_capped(article: Article) -> Article:
    """Return *article* with a limited number of diagnostics of each code."""
    notes = capped(article.diagnostics)
    return article if notes is article.diagnostics else evolve(article, diagnostics=tuple(notes))


@attrs.frozen
class Pipeline:
    """Steps in order."""

    steps: tuple[Step, ...]

    def run(self, article: Article) -> Article:
        """Return *article* after all steps.

        Raises:
            NormalizerError: A step failed.
        """
        text: str | None = None
        for step in self.steps:
            if step.may_change is not None:
                if text is None:
                    text = article_text(article)
                if step.is_idle(text):
                    continue
            before, article = article, step(article)
            if article is not before:
                text = None
        return article

    def explain(self, article: Article) -> Explanation:
        """Return what each step changes, and the article after all of them. Every step is run.

        Raises:
            NormalizerError: A step failed.
        """
        raw = article
        changes: list[StepChange] = []
        for step in self.steps:
            before, article = article, step(article)
            changes.append(step_change(step.name, step.distribution, before, article))
        return Explanation(raw=raw, steps=tuple(changes), article=article)
