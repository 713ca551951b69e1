"""The requirements for normalizers, checked for all built-in ones."""

from __future__ import annotations

import copy
import pickle
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from ofweek_parse import DEFAULT_NORMALIZERS, Article, Block, Code, CodeBlock, Figure, ListBlock, Quote, Table, to_dict
from ofweek_parse.model.traversal import iter_blocks, iter_inlines
from ofweek_parse.normalizers.credit_lines import credits_of
from ofweek_parse.pipeline.registry import BUILT_IN
from ofweek_parse.testing import articles
from ofweek_parse.testing.invariants import broken_promises
from tests.making import run

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKENS = re.compile(r"_(?:ueditor|baidu)_page_break_tag_|原文标题")

any_article = settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow],
)


def _key(text: str) -> str:
    normal = unicodedata.normalize("NFKC", text)
    return "".join(character for character in normal if character.isalnum())


def _leaves(article: Article) -> Iterator[str]:
    for block in iter_blocks(article.blocks):
        if not isinstance(block, (ListBlock, Quote, Table)):
            yield block.text


def _said(article: Article) -> str:
    """All that *article* says anywhere, as one key."""
    notes = (note.message for note in article.diagnostics)
    names = (credit.name for credit in article.credits)
    words = (keyword.text for keyword in article.keywords)
    texts = [*_leaves(article), article.title, *names, *words, *article.alt_residue, *notes]
    return _key(_TOKENS.sub("", " ".join(texts)))  # code keeps its tokens


class TestEveryBuiltIn:
    """What holds for each."""

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_picklable(self, name: str) -> None:
        """It can be sent to another process, and does there what it does here."""
        again = pickle.loads(pickle.dumps(BUILT_IN[name]))  # noqa: S301
        assert again == BUILT_IN[name]

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_empty(self, name: str) -> None:
        """An empty article stays the very object that it is, or an equal one."""
        assert run(name, Article()) == Article()


class TestAllOfThem:
    """What holds for each, tried on the same articles."""

    @any_article
    @given(articles())
    def test_idempotent(self, article: Article) -> None:
        """Run again it changes nothing, diagnostics included."""
        for name in BUILT_IN:
            once = run(name, article)
            assert to_dict(run(name, once)) == to_dict(once)

    @any_article
    @given(articles())
    def test_pure(self, article: Article) -> None:
        """It gives the same for equal articles, and leaves its own as it was."""
        for name in BUILT_IN:
            before = copy.deepcopy(article)
            assert to_dict(run(name, article)) == to_dict(run(name, before))
            assert to_dict(article) == to_dict(before)

    @any_article
    @given(articles())
    def test_promises(self, article: Article) -> None:
        """What the model promises of articles still holds."""
        for name in BUILT_IN:
            assert broken_promises(article) == []
            assert broken_promises(run(name, article)) == []

    @any_article
    @given(articles())
    def test_text(self, article: Article) -> None:
        """All the text is still there: in the body, the title, the credits, the keywords or a diagnostic."""
        for name in BUILT_IN:
            said = _said(run(name, article))
            for text in _leaves(article):
                kept = [_key(_TOKENS.sub("", written)) for written in (text, repr(text))]
                assert any(each in said for each in kept) or credits_of(text)

    @any_article
    @given(articles())
    def test_images(self, article: Article) -> None:
        """Every image is still there, in order, with the URL that the file gave it."""
        for name in BUILT_IN:
            given_urls = [image.original_src or image.src for image in article.images]
            assert [image.original_src or image.src for image in run(name, article).images] == given_urls

    @any_article
    @given(articles())
    def test_elsewhere(self, article: Article) -> None:
        """Front matter, author of the file, time and source are no normalizer's business; nothing noted goes."""
        for name in BUILT_IN:
            after = run(name, article)
            assert (after.front_matter, after.published, after.comments) == (
                article.front_matter,
                article.published,
                article.comments,
            )
            assert after.source == article.source
            assert after.diagnostics[: len(article.diagnostics)] == article.diagnostics


def _holds_code(block: Block) -> bool:
    """Whether *block* holds code, whose white space no step touches."""
    blocks, inlines = iter_blocks((block,)), iter_inlines((block,))
    return any(isinstance(part, (Code, CodeBlock)) for part in (*blocks, *inlines))


class TestTogether:
    """The default steps, one after another."""

    @any_article
    @given(articles())
    def test_never_raise(self, article: Article) -> None:
        """Whatever one step leaves, the next can take, and every promise holds in the end."""
        for name in DEFAULT_NORMALIZERS:
            article = run(name, article)
        assert broken_promises(article) == []
        trimmed = [block for block in article.blocks if not isinstance(block, Figure) and not _holds_code(block)]
        assert [block.text for block in trimmed] == [block.text.strip() for block in trimmed]
