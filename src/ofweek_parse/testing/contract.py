"""`assert_normalizer`: checks the requirements for normalizers and shows the smallest article that fails."""

from __future__ import annotations

import pickle
import sys
from typing import TYPE_CHECKING, Any

import attrs

from ofweek_parse.arguments import as_tuple, check_flags, check_kind
from ofweek_parse.model.article import Article
from ofweek_parse.normalizers.lines import article_text
from ofweek_parse.pipeline.registry import resolve
from ofweek_parse.pipeline.steps import Normalizer, Step
from ofweek_parse.testing.differences import abridged, differences
from ofweek_parse.testing.examples import example_articles
from ofweek_parse.testing.invariants import broken_promises
from ofweek_parse.testing.shrinking import smallest
from ofweek_parse.testing.source_code import as_code
from ofweek_parse.testing.subprocess_check import results_elsewhere
from ofweek_parse.testing.text_loss import lost_text
from ofweek_parse.writers.json import to_dict

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["assert_normalizer"]

_DISHONEST = "changes an article for which its `may_change` returns False."


def assert_normalizer(
    normalizer: str | Normalizer, *, articles: Iterable[Article] | None = None, may_change_text: bool = False
) -> None:
    """Check that *normalizer* fulfils the requirements for normalizers.

    It must be

    - pure: it does not change its argument, and its result depends on nothing else;
    - deterministic: equal articles give equal results, also in another process if that can import it;
    - idempotent: it does not change its own result;
    - picklable, and the copy must behave in the same way;
    - valid: the result has no empty parts and no adjacent `Text`;
    - lossless: the text of blocks is kept, moved to another field of `Article`, or named in a diagnostic;
    - consistent: if its ``may_change`` returns ``False``, it changes nothing.

    Args:
        normalizer: A callable, or the name of a built-in or registered normalizer.
        articles: The articles to test it on, in this process only; by default, those of the samples and of generated
            posts, before and after the default normalizers.
        may_change_text: Whether it intentionally removes or rewrites text.

    Raises:
        TypeError: An argument has the wrong type.
        ValueError: *articles* is empty.
        AssertionError: A requirement is not met; the message shows the smallest article found that fails. In a
            Hypothesis test, which searches for it itself, this is the given article.

    Example:
        >>> from ofweek_parse import Article, Rule
        >>> import attrs
        >>> assert_normalizer("captions")
        >>> def with_rule(article: Article) -> Article:
        ...     return attrs.evolve(article, blocks=(*article.blocks, Rule()))
        >>> assert_normalizer(with_rule)
        Traceback (most recent call last):
        AssertionError: with_rule is not idempotent: it changes its own result.
        <BLANKLINE>
        The smallest article found (from an empty article):
        <BLANKLINE>
            Article()
        <BLANKLINE>
        First run -> second run:
        <BLANKLINE>
          blocks[1]: {'type': 'rule'} was added
    """
    __tracebackhide__ = True
    check_flags(may_change_text=may_change_text)
    given = () if articles is None else as_tuple(articles)
    for article in given:
        check_kind("Each of articles", article, Article, "an Article")
    step = resolve((normalizer,))[0]
    trial = _Trial(step, may_change_text)
    tried = list(example_articles()) if articles is None else [("an article given", article) for article in given]
    if not tried:
        raise ValueError("There is no article to test the normalizer on.")
    failure = trial.on_each(tried) or trial.as_copy(elsewhere=articles is None)
    if failure is not None:
        raise AssertionError(failure.message) from failure.cause


@attrs.frozen
class _Failure:
    """The requirement that is not met, and the evidence."""

    promise: str
    shown: str = ""
    cause: Exception | None = None
    message: str = ""


class _Trial:
    """Runs a normalizer on articles, and remembers what it first made of each."""

    def __init__(self, step: Step, may_change_text: bool) -> None:  # noqa: FBT001 # internal
        self._step = step
        self._name = step.name
        self._function = step.function
        self._may_change_text = may_change_text
        self._articles: list[Article] = []
        self._results: list[dict[str, Any]] = []

    def on_each(self, tried: list[tuple[str, Article]]) -> _Failure | None:
        """The first failure, on the smallest article found."""
        for origin, article in tried:
            failure = self._failure(article, self._results)
            if failure is not None:
                return self._smallest(failure, origin, article)
            self._articles.append(article)
        again = [to_dict(self._function(_copy(article))) for article in reversed(self._articles)]
        return self._other("is not pure: its result depends on the articles that it was run on before.", again[::-1])

    def as_copy(self, *, elsewhere: bool) -> _Failure | None:
        """The failure that shows when it is pickled, and, if *elsewhere*, when the copy runs in another process."""
        try:
            pickled = pickle.dumps(self._function)
            copy: Normalizer = pickle.loads(pickled)  # noqa: S301 # made in the line above
        except Exception as error:  # noqa: BLE001 # whatever it is
            message = (
                f"{self._name} can't be pickled, so it can't be sent to other processes ({error}). "
                "Use a module-level function, or an instance of a module-level class."
            )
            return _Failure("", cause=error, message=message)
        copied = [to_dict(copy(_copy(article))) for article in self._articles]
        if failure := self._other("behaves differently after pickling.", copied):
            return failure
        results = results_elsewhere(pickled, self._articles[::-1]) if elsewhere else None
        if results is None:
            return None
        promise = "is not deterministic: its result differs in another process, where sets and articles are in a different order."
        return self._other(promise, [to_dict(article) for article in results[::-1]])

    def _smallest(self, failure: _Failure, origin: str, article: Article) -> _Failure:
        kept = failure

        def fails(smaller: Article) -> bool:
            nonlocal kept
            new = self._failure(smaller)
            if new is None or new.promise != failure.promise:
                return False
            kept = new
            return True

        if _is_in_hypothesis():
            return self._explained(kept, origin, article, heading="The article")
        found = smallest(article, fails)
        return self._explained(kept, f"from {origin}", found)

    def _explained(
        self, failure: _Failure, origin: str, article: Article, *, heading: str = "The smallest article found"
    ) -> _Failure:
        code = as_code(article, "    ")
        parts = [f"{self._name} {failure.promise}", f"{heading} ({origin}):", f"    {code}", failure.shown]
        return attrs.evolve(failure, message="\n\n".join(filter(None, parts)))

    def _failure(self, article: Article, results: list[dict[str, Any]] | None = None) -> _Failure | None:
        """Return the failure for *article*, if any; the result is added to *results*."""
        given = _copy(article)
        try:
            is_idle = self._step.is_idle(article_text(article))
            after: object = self._function(given)
            if isinstance(after, Article):
                kept = _copy(after)
                again, twice = self._function(_copy(article)), self._function(_copy(after))
        except Exception as error:  # noqa: BLE001 # whatever it is
            return _Failure(f"raised {type(error).__name__}.", f"{type(error).__name__}: {error}", cause=error)
        if not isinstance(after, Article):
            return _Failure(f"returned {type(after).__name__}; it must return an Article.")
        if results is not None:
            results.append(to_dict(kept))
        return (
            _change("is not pure: it changed its argument.", "Before -> after", article, given)
            or _change("is not pure: it changed an earlier result.", "Before -> after", kept, after)
            or _change("is not pure: equal articles gave different results.", "One result -> the other", kept, again)
            or _change(
                "is not idempotent: it changes its own result.",
                "First run -> second run",
                after,
                twice,
            )
            or (_change(_DISHONEST, "Before -> after", article, after) if is_idle else None)
            or self._in_result(article, after)
        )

    def _in_result(self, article: Article, after: Article) -> _Failure | None:
        if (broken := broken_promises(after)) and not broken_promises(article):
            shown = f"It is:\n\n    {as_code(after, '    ')}"
            return _Failure(f"returned an article that no parser would return: {broken[0]}.", shown)
        if not self._may_change_text and (lost := lost_text(article, after)):
            shown = f"Neither in the result nor named in a diagnostic:\n\n{abridged([repr(text) for text in lost])}"
            return _Failure("lost text. If that is intended, pass may_change_text=True.", shown)
        return None

    def _other(self, promise: str, others: list[dict[str, Any]]) -> _Failure | None:
        """The failure of the smallest of the articles of which the results and *others* differ."""
        failing = [
            (len(article.text), number)
            for number, article in enumerate(self._articles)
            if self._results[number] != others[number]
        ]
        if not failing:
            return None
        _, number = min(failing)
        shown = f"One result -> the other:\n\n{abridged(list(differences(self._results[number], others[number])))}"
        return self._explained(_Failure(promise, shown), "of those tried", self._articles[number])


def _is_in_hypothesis() -> bool:
    """Whether a test of Hypothesis is running, which makes articles smaller itself, by running all of this again."""
    hypothesis = sys.modules.get("hypothesis")
    return hypothesis is not None and hypothesis.currently_in_test_context()


def _copy(article: Article) -> Article:
    copy: Article = pickle.loads(pickle.dumps(article))  # noqa: S301 # made here
    return copy


def _change(promise: str, title: str, old: Article, new: Article) -> _Failure | None:
    before, after = to_dict(old), to_dict(new)
    if before == after:
        return None
    return _Failure(promise, f"{title}:\n\n{abridged(list(differences(before, after)))}")
