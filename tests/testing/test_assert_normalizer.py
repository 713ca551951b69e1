"""`assert_normalizer`: every violated requirement is found, and shown on a small article."""

from __future__ import annotations

import pickle
import random
import sys
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings

import ofweek_parse
from ofweek_parse import (
    AltText,
    Article,
    Cell,
    CodeBlock,
    Diagnostic,
    Figure,
    Heading,
    Image,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
)
from ofweek_parse.testing import articles, assert_normalizer, sample
from ofweek_parse.testing.shrinking import smallest
from ofweek_parse.testing.source_code import as_code
from ofweek_parse.testing.subprocess_check import results_elsewhere
from ofweek_parse.testing.text_loss import lost_text
from tests.making import article, bold, figure, line, link, paragraph

if TYPE_CHECKING:
    from ofweek_parse import Block, Normalizer


def without_rules(given_: Article) -> Article:
    """A good one."""
    return attrs.evolve(given_, blocks=tuple(block for block in given_.blocks if not isinstance(block, Rule)))


def without_quotes(given_: Article) -> Article:
    """One that loses text."""
    return attrs.evolve(given_, blocks=tuple(block for block in given_.blocks if not isinstance(block, Quote)))


def tells_quotes(given_: Article) -> Article:
    """One that drops text and says so."""
    notes = [Diagnostic.of("boilerplate", block.text) for block in given_.blocks if isinstance(block, Quote)]
    return attrs.evolve(without_quotes(given_), diagnostics=(*given_.diagnostics, *notes))


class Counting:
    """One whose results differ from call to call."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, given_: Article) -> Article:
        self.calls += 1
        return attrs.evolve(given_, author=str(self.calls))


class Remembering:
    """One whose results depend on what it has seen."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def __call__(self, given_: Article) -> Article:
        self.seen.add(given_.title)
        return attrs.evolve(given_, categories=tuple(sorted(self.seen)))


class Forgetful:
    """One that is another after pickling."""

    def __init__(self) -> None:
        self.author: str | None = "林小舟"

    def __getstate__(self) -> dict[str, object]:
        return {"author": None}

    def __call__(self, given_: Article) -> Article:
        return attrs.evolve(given_, author=self.author)


def changes_title(given_: Article) -> Article:
    """One that writes into a frozen article."""
    object.__setattr__(given_, "title", "风")
    return given_


def changes_front_matter(given_: Article) -> Article:
    """One that writes into a read-only mapping."""
    front_matter: Any = given_.front_matter
    dict.__setitem__(front_matter, "title", "风")
    return given_


_RESULTS: list[Article] = []


def changes_result(given_: Article) -> Article:
    """One that writes into what it returned before."""
    for before in _RESULTS:
        object.__setattr__(before, "title", "光")
    _RESULTS[:] = [attrs.evolve(given_, title="风")]
    return _RESULTS[0]


def by_chance(given_: Article) -> Article:
    """One that is left to chance."""
    return attrs.evolve(given_, author=str(random.random()))  # noqa: S311


def grows(given_: Article) -> Article:
    """One that goes on and on."""
    return attrs.evolve(given_, title=f"{given_.title}。")


def empties(given_: Article) -> Article:
    """One that leaves empty paragraphs."""
    blocks = (Paragraph(inlines=()) if isinstance(block, Paragraph) else block for block in given_.blocks)
    return attrs.evolve(given_, blocks=tuple(blocks))


def raises(given_: Article) -> Article:
    """One that fails where there are more than three blocks."""
    if len(given_.blocks) > 3:
        raise KeyError(given_.title)
    return given_


def nothing(given_: Article) -> Article:
    """One that returns nothing."""
    return given_.source  # type: ignore[return-value]


def fails_again(given_: Article) -> Article:
    """One that fails on its own results."""
    if given_.author == "林小舟":
        raise ValueError(given_.author)
    return attrs.evolve(given_, author="林小舟")


class TestGood:
    """Normalizers that keep their promises."""

    @pytest.mark.parametrize(
        "normalizer",
        ["alt-text", "boilerplate", "captions", "credits", "original-title", AltText(coverage=0.5), without_rules],
    )
    def test_passes(self, normalizer: str | Normalizer) -> None:
        """Built-in ones that move text, one with options, one's own."""
        assert_normalizer(normalizer)

    def test_named_loss(self) -> None:
        """Text that a diagnostic names is not lost."""
        assert_normalizer(tells_quotes)

    def test_loss_on_purpose(self) -> None:
        """Text may go where the caller says so."""
        assert_normalizer(without_quotes, may_change_text=True)

    @settings(max_examples=10)
    @given(articles())
    def test_articles(self, drawn: Article) -> None:
        """It can be tried on articles of one's own."""
        assert_normalizer("captions", articles=[drawn])


class TestBroken:
    """Normalizers that do not."""

    @pytest.mark.parametrize(
        ("normalizer", "message"),
        [
            (Counting(), "Counting is not pure: equal articles gave different results."),
            (by_chance, "by_chance is not pure: equal articles gave different results"),
            (changes_title, "changes_title is not pure: it changed its argument."),
            (changes_front_matter, "is not pure: it changed its argument."),
            (changes_result, "is not pure: it changed an earlier result."),
            (
                Remembering(),
                "Remembering is not pure: its result depends on the articles that it was run on before.",
            ),
            (Forgetful(), "Forgetful behaves differently after pickling."),
            (grows, "grows is not idempotent: it changes its own result."),
            (empties, "empties returned an article that no parser would return: empty Paragraph."),
            (nothing, "nothing returned NoneType; it must return an Article."),
            (fails_again, "fails_again raised ValueError."),
            (without_quotes, "without_quotes lost text. If that is intended, pass may_change_text=True."),
            (lambda given_: given_, "can't be pickled"),
        ],
    )
    def test_caught(self, normalizer: Normalizer, message: str) -> None:
        """It says which promise is broken."""
        with pytest.raises(AssertionError) as caught:
            assert_normalizer(normalizer)
        assert message in str(caught.value)

    def test_smallest(self) -> None:
        """It shows the smallest article, as code, and what was lost of it."""
        with pytest.raises(AssertionError) as caught:
            assert_normalizer(without_quotes)
        assert str(caught.value).splitlines()[2:] == [
            "The smallest article found (from the sample 'every-block'):",
            "",
            "    Article(blocks=(Quote(blocks=(Paragraph(inlines=(Text(text='周'),)),)),))",
            "",
            "Neither in the result nor named in a diagnostic:",
            "",
            "  '周'",
        ]

    def test_cause(self) -> None:
        """What the normalizer raised is the cause, and the article has no more blocks than it takes."""
        with pytest.raises(AssertionError, match=r"raises raised KeyError\.") as caught:
            assert_normalizer(raises)
        assert isinstance(caught.value.__cause__, KeyError)
        assert str(caught.value).count("Paragraph(") + str(caught.value).count("Figure(") == 4

    def test_no_article(self) -> None:
        """Without any article nothing would be tested."""
        with pytest.raises(ValueError, match="no article"):
            assert_normalizer(without_rules, articles=[])

    def test_given_articles(self) -> None:
        """A failure on a given article is shown on a smaller one."""
        with pytest.raises(AssertionError, match=r"Article\(blocks=\(Quote"):
            assert_normalizer(
                without_quotes, articles=[article("风", Quote(blocks=(paragraph("光机"), paragraph("电"))))]
            )


_BY_SET = """
import attrs

def by_set(article):
    words = set("一二三四五六七八九十")
    return attrs.evolve(article, categories=tuple(words))
"""


class TestElsewhere:
    """What shows in another process only."""

    def test_order_of_sets(self, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where the order of a set gets into the result."""
        (tmp_path / "by_set_steps.py").write_text(_BY_SET, "utf-8")  # type: ignore[operator]
        monkeypatch.syspath_prepend(tmp_path)
        import by_set_steps  # type: ignore[import-not-found]

        with pytest.raises(AssertionError, match="by_set is not deterministic: its result differs in another process"):
            assert_normalizer(by_set_steps.by_set)

    def test_no_way_to_tell(self) -> None:
        """Where the normalizer can't be had there, nothing is told."""
        assert results_elsewhere(pickle.dumps(without_rules).replace(b"without_rules", b"without_rulez"), []) is None


class TestLosses:
    """Which text is lost."""

    def test_kept(self) -> None:
        """Text that moved, or that is in a diagnostic, is not lost."""
        before = article("风机四十二台", "作者：林小舟", title="光")
        after = Article(title="光", blocks=before.blocks[:1])
        assert lost_text(before, after) == ["作者：林小舟"]
        assert lost_text(before, attrs.evolve(after, author="作者 林小舟")) == []
        note = Diagnostic.of("boilerplate", "'作者：林小舟' was left out.")
        assert lost_text(before, attrs.evolve(after, diagnostics=(note,))) == []

    def test_was_elsewhere_before(self) -> None:
        """That a title says the same is no excuse."""
        assert lost_text(article("风", title="风"), Article(title="风")) == ["风"]

    def test_twice(self) -> None:
        """A text that stood twice and stands once is lost once."""
        assert lost_text(article("风", "风"), article("风")) == ["风"]

    def test_into_alt(self) -> None:
        """A caption may become alternative text."""
        assert lost_text(article(figure(caption="风机下线")), article(figure("风机下线"))) == []


class TestSmallest:
    """Smaller articles."""

    def test_everything_goes(self) -> None:
        """Where everything fails nothing is left."""
        assert smallest(sample("every-block").article, lambda _: True) == Article()

    @pytest.mark.parametrize("word", ["浇水脚本", "最后", "should_water", "番茄", "老周", "最左边"])
    def test_one_word(self, word: str) -> None:
        """One word is left of any block, a heading's, an item's, a cell's, a quotation's, a caption's, or of code."""
        found = smallest(sample("every-block").article, lambda one: word in one.text)
        assert found.text == word
        assert len(found.blocks) == 1

    @pytest.mark.parametrize(
        ("block", "left"),
        [
            (
                ListBlock(items=((paragraph("风机"), Rule()), (paragraph("光"),))),
                ListBlock(items=((paragraph("风"),),)),
            ),
            (Quote(blocks=(paragraph("光"), paragraph("风机"))), Quote(blocks=(paragraph("风"),))),
            (
                Table(rows=((Cell(),), (Cell(blocks=(paragraph("风"),)),))),
                Table(rows=((Cell(blocks=(paragraph("风"),)),),)),
            ),
            (Heading(level=2, inlines=line("光", bold("的风机"))), Heading(level=2, inlines=line("风"))),
            (paragraph(link(bold("光", "风机"), "。"), align="left"), paragraph("风")),
            (
                figure("光", "电", caption="风机"),
                Figure(image=Image(src="a.png", alt_verdict="kept"), caption=line("风")),
            ),
            (CodeBlock(code="光风", language="c"), CodeBlock(code="风", language="c")),
        ],
    )
    def test_of_a_kind(self, block: Block, left: Block) -> None:
        """Of one block, what is left is of its kind, and plain."""
        before = Article(title="电机", blocks=(Rule(), block))
        found = smallest(before, lambda one: "风" in one.text and isinstance(one.blocks[-1], type(block)))
        assert attrs.evolve(found, blocks=()) == Article()
        assert found.blocks == (left,)

    def test_title(self) -> None:
        """A title shrinks too."""
        assert smallest(Article(title="光风电"), lambda one: "风" in one.title) == Article(title="风")

    def test_ends(self) -> None:
        """It ends after so many attempts."""
        asked: list[Article] = []

        def fails(one: Article) -> bool:
            asked.append(one)
            return len(asked) % 2 == 0

        smallest(sample("every-block").article, fails, attempts=7)
        assert len(asked) == 7


class TestCode:
    """Articles as code."""

    @pytest.mark.parametrize("name", ["every-block", "invalid-yaml", "alt-verdicts"])
    def test_makes_the_same(self, name: str) -> None:
        """The code makes the article."""
        given_ = sample(name).article
        names = {name: getattr(ofweek_parse, name) for name in ofweek_parse.__all__}
        assert eval(as_code(given_), {**names, "datetime": sys.modules["datetime"]}) == given_  # noqa: S307

    def test_short(self) -> None:
        """What stands at its default is left out."""
        assert as_code(Article(blocks=(paragraph("风"),))) == "Article(blocks=(Paragraph(inlines=(Text(text='风'),)),))"
        assert as_code(Text(text="风")) == "Text(text='风')"


class TestInHypothesis:
    """In a test of Hypothesis, which makes a failing article smaller itself, it is not done twice."""

    def test_calls(self) -> None:
        """Each article is tried a few times, and the failure tells of a small one."""
        tried: list[int] = []
        runs = 0

        def breaks(given_: Article) -> Article:
            nonlocal runs
            runs += 1
            return attrs.evolve(given_, blocks=()) if "风" in given_.text else given_

        @settings(max_examples=50, database=None)
        @given(articles())
        def check(given_: Article) -> None:
            nonlocal runs
            text = Paragraph(inlines=(Text(text="风"),))
            runs = 0
            try:
                assert_normalizer(breaks, articles=[attrs.evolve(given_, blocks=(*given_.blocks, text))])
            finally:
                tried.append(runs)

        with pytest.raises(AssertionError, match=r"lost text.*\n\nThe article \(an article given\):") as caught:
            check()
        assert max(tried) <= 5
        assert len(str(caught.value)) < 1_000
