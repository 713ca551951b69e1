"""``restored-title``: restores characters that the generator replaced by ``_``, from the article."""

from __future__ import annotations

import pytest

from ofweek_parse import Article, Keyword, parse
from ofweek_parse.model.constructors import evolve
from tests.making import article, figure, in_time, link, paragraph, run


def restored(title: str, *texts: str) -> str:
    """What becomes of *title* over paragraphs of *texts*."""
    return run("restored-title", article(*texts, title=title)).title


class TestPairs:
    """Quotation marks and brackets."""

    @pytest.mark.parametrize(
        ("title", "text", "expected"),
        [
            ("_利空_风电场？", "这就是“利空”的由来。", "“利空”风电场？"),
            ("山谷的_风_与_光_之争", "说的是“风”，也是“光”。", "山谷的“风”与“光”之争"),
            ("_2022_山谷风电年报", "见[2022]号文件。", "[2022]山谷风电年报"),
            ("山谷里的_歌_", "风机唱“歌”了。", "山谷里的“歌”"),
            ("读_风电_有感", "书名是<风电>的那本。", "读<风电>有感"),
            ("说说_长叶片，短塔筒_的道理", "何为“长叶片，短塔筒”？", "说说“长叶片，短塔筒”的道理"),
        ],
    )
    def test_restored(self, title: str, text: str, expected: str) -> None:
        """They come back around words that the text has in them, at the edges too."""
        assert restored(title, text) == expected

    @pytest.mark.parametrize(
        ("title", "texts"),
        [
            ("_利空_风电场？", ["这是利空。"]),
            ("_利空_风电场？", ["说是“利空的消息”。"]),
            ("风电_利空", ["风电“利空”来了。"]),
            ("“半句_的风", ["风电“半句”的风。"]),
            ("_风_与_光_之争", ["先有“风”，再有“光”，后有“与”。"]),
            ("_风_光_", ["“风”和“光”"]),
            ("_利空_风电场", ["“利空”，也写作[利空]。"]),
            ("_利空_风电场", ["“利空”在文件名里是_利空_。"]),
            ("__风电场", ["“”"]),
        ],
        ids=[
            "no pair",
            "more in it",
            "half",
            "open already",
            "two readings",
            "shared",
            "disagreement",
            "held",
            "empty",
        ],
    )
    def test_stays(self, title: str, texts: list[str]) -> None:
        """Nothing comes back where the text has no such pair, or leaves two readings."""
        assert restored(title, *texts) == title


class TestSingle:
    """Other characters."""

    @pytest.mark.parametrize(
        ("title", "text", "expected"),
        [
            ("14_28nm制程的风机", "采用14／28nm制程。", "14/28nm制程的风机"),
            ("时速130 km_h！风机动车", "时速90 km/h以上。", "时速130 km/h！风机动车"),
            ("又一家加码Mini_Micro LED", "布局Mini/Micro LED。", "又一家加码Mini/Micro LED"),
            ("山谷年会_风电与储能", "主题为“山谷年会：风电与储能”。", "山谷年会:风电与储能"),
            ("谁来接盘_山谷风电怎么办", "谁来接盘？山谷里的人都在问。", "谁来接盘?山谷风电怎么办"),
            ("风电_光伏_储能怎么选", "风电/光伏/储能，各有所长。", "风电/光伏/储能怎么选"),
            ("看_风电/光伏_这一对", "说的是“风电/光伏”。", "看“风电/光伏”这一对"),
            ("A_B测试在山谷", "先做A/B测试。", "A/B测试在山谷"),
            ("看_A_B测试_的山谷", "做了“A/B测试”，A/B测试。", "看“A/B测试”的山谷"),
        ],
    )
    def test_restored(self, title: str, text: str, expected: str) -> None:
        """They come back where the text has the same on both sides, whatever the width; one by one."""
        assert restored(title, text) == expected

    @pytest.mark.parametrize(
        ("title", "texts"),
        [
            ("14_28nm制程的风机", ["2014/28nm的尺寸"]),
            ("14_28nm制程的风机", ["14/28nmx的尺寸"]),
            ("风电_光伏之争", ["水电/光伏"]),
            ("风电_光伏之争", ["风电/光热"]),
            ("风电_光伏之争", ["风电、光伏", "风电-光伏"]),
            ("风电_光伏之争", ["风电/光伏", "风电|光伏"]),
            ("风电_光伏之争", ["风电/光伏", "风电_光伏"]),
            ("read_write.lua在哪里", ["oltp_read_write.lua", "read_write.lua"]),
            ("山谷风电的增长点？_", ["增长点？？"]),
            ("_山谷风电的增长点", ["？山谷风电的"]),
            ("风_光互补的山谷", ["看看风/光互补吧"]),
            ("比分5_5，山谷的赛事", ["评了5/5。"]),
        ],
        ids=[
            *(
                "longer number",
                "longer word",
                "left",
                "right",
                "no such character",
                "disagreement",
                "held beside",
                "held",
            ),
            *("end", "start", "one character", "one digit"),
        ],
    )
    def test_stays(self, title: str, texts: list[str]) -> None:
        """Nothing comes back with one side only, without the whole word, or where places disagree."""
        assert restored(title, *texts) == title

    @pytest.mark.parametrize("sign", list(":/\\?*|"))
    def test_each(self, sign: str) -> None:
        """Each character comes back that the generator replaces."""
        assert restored("风电_光伏之争", f"先看风电{sign}光伏。") == f"风电{sign}光伏之争"

    @pytest.mark.parametrize("sign", list("-+~、，。· "))
    def test_others(self, sign: str) -> None:
        """Others are not what the generator replaced."""
        assert restored("风电_光伏之争", f"先看风电{sign}光伏。") == "风电_光伏之争"


class TestPlaces:
    """Where the article shows it."""

    def test_alternative_text(self) -> None:
        """In an alternative text that is the title but for the ``_``, at its edges too, against what the body has."""
        given = article(figure("“利空”风电场，谁来接盘？?"), "也叫[利空]。", title="_利空_风电场，谁来接盘？_")
        assert run("restored-title", given).title == "“利空”风电场，谁来接盘？?"

    def test_half_in_alternative_text(self) -> None:
        """A quotation mark without its partner does not come back from there either."""
        given = article(figure("“利空风电场/谁来"), title="_利空风电场_谁来")
        assert run("restored-title", given).title == "_利空风电场/谁来"

    @pytest.mark.parametrize("others", [("利空_风电/光伏",), ("利空:风电/光伏", "利空/风电/光伏")])
    def test_alternative_texts_that_disagree(self, others: tuple[str, ...]) -> None:
        """Where such texts have a ``_`` themselves, or differ, it stays, whatever the body has."""
        given = article(*map(figure, others), "利空/风电", title="利空_风电_光伏")
        assert run("restored-title", given).title == "利空_风电/光伏"

    def test_copy_of_the_body(self) -> None:
        """In a copy of the body, with the title between its paragraphs."""
        given = article(figure("第一段。 山谷年会：风电之夜 第二段。"), title="山谷年会_风电之夜")
        assert run("restored-title", given).title == "山谷年会:风电之夜"

    @pytest.mark.parametrize(
        "shown",
        [
            article(figure(caption="风电/光伏")),
            evolve(article("正文"), keywords=(Keyword(text="山谷风电/光伏", href="/k"),)),
            evolve(article("正文"), original_title="湖边的雨，山谷风电/光伏之争"),
            article(paragraph("看", link("风电", keyword=True), "/光伏")),
        ],
        ids=["caption", "keyword", "original title", "across a link"],
    )
    def test_elsewhere(self, shown: Article) -> None:
        """In captions, in keywords, in a longer original title and across a link."""
        assert run("restored-title", evolve(shown, title="山谷风电_光伏之争")).title == "山谷风电/光伏之争"

    def test_not_across_paragraphs(self) -> None:
        """Two paragraphs are no neighbours."""
        assert restored("风电_光伏之争", "看风电/", "光伏") == "风电_光伏之争"

    def test_before_alternative_texts_go(self) -> None:
        """By default it finds what is taken out of the article later."""
        body = '<p>山谷里的风。</p><p><img src="a.png" alt="“利空”风电场：谁来接盘"></p>'
        assert parse(f"---\ntitle: _利空_风电场_谁来接盘\n---\n{body}").title == "“利空”风电场:谁来接盘"


class TestNote:
    """What is said of it."""

    def test_diagnostic(self) -> None:
        """It is a guess, named as such."""
        (note,) = run("restored-title", article("“利空”", title="_利空_风电")).diagnostics
        assert (note.code, note.severity) == ("title-restored", "info")
        assert "“利空”风电" in note.message

    def test_nothing(self) -> None:
        """Without a ``_`` the article is the very same."""
        given = article("“利空”", title="利空风电")
        assert run("restored-title", given) is given

    @pytest.mark.parametrize("text", ["a" * 100_000, "aa/aa" * 20_000, "/" * 100_000, "“aa”" * 25_000])
    @pytest.mark.parametrize("title", ["aa_aa" * 15 + "_b", "_aa" * 16, "_" * 5_000])
    def test_time(self, title: str, text: str) -> None:
        """A title that is all ``_`` over a long hostile text takes no time."""
        with in_time(1):
            restored(title, text)
