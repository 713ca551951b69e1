"""``alt_residue``: sentences that occur only in removed alternative texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofweek_parse import Parser
from ofweek_parse.normalizers.matching import fingerprint
from tests.making import article, figure, in_time, run

BODY = (
    "山谷里一共有四十二台风机，它们排成了三行，远看像是种在山上的。去年发电三亿度。",
    "叶片车间",
    "维修工每天清早上山，傍晚才坐缆车下来，一年到头没有几天例外；他们都是本地人。",
)
COPY = "".join(BODY)


def _residue(*alts: str, blocks: tuple[str, ...] = BODY, title: str = "山谷里的风电场") -> tuple[str, ...]:
    figures = [figure(alt, src=f"{number}.png") for number, alt in enumerate(alts)]
    return run("alt-text", article(*blocks, *figures, title=title)).alt_residue


class TestSentences:
    """A sentence is kept whole or not at all."""

    def test_known_middle(self) -> None:
        """A sentence of which the body has the middle stays in one piece, and is there once."""
        alt = "巨型风车亮灯仪式，WT牌系列照明投影机点亮山谷夜空"
        assert _residue(alt, alt, alt, blocks=("活动用的是WT牌系列照明投影机。",)) == (alt,)

    @pytest.mark.parametrize(
        "sentence",
        [
            "山谷里一共有四十二台风机，它们排成了弯弯的四列。",
            "据介绍，他们都是本地人，维修工每天清早上山，傍晚才坐缆车下来。",
            "去年发电三亿度的是哪一座，站长没有说！",
            "“山谷里一共有四十二台风机，”站长这样介绍，“它们排成了三行。”",
        ],
    )
    @pytest.mark.parametrize(("before", "after"), [("", ""), (BODY[0], ""), ("", BODY[2]), (BODY[0], BODY[2])])
    def test_whole(self, sentence: str, before: str, after: str) -> None:
        """So does one that begins or ends like one of the body, wherever it is."""
        assert _residue(f"{COPY}{before}{sentence}{after}") == (sentence,)

    @pytest.mark.parametrize("end", "。！？!?；;\n")
    def test_ends(self, end: str) -> None:
        """Sentences end at full stops, exclamation and question marks, semicolons and line breaks."""
        unsaid = f"摄影记者当天一直等到日落{end}"
        assert _residue(f"{COPY}{unsaid}{BODY[0]}") == (unsaid.strip(),)

    def test_several(self) -> None:
        """Sentences in a row that nothing else has are one passage, others are several; each sentence is there once."""
        first, second, third = "摄影记者当天一直等到日落。", "直升机送来了两箱橘子！", "缆车停在半山腰；"
        assert _residue(f"{COPY * 2}{first}{second}{BODY[0]}{third}{first}") == (first + second, third)
        assert _residue(f"{COPY}{first}", f"{COPY * 2}{first}{second}{BODY[2]}{third}") == (first, second, third)

    @pytest.mark.parametrize(
        ("added", "residue"), [("共两台", ("共两台。",)), ("两台", ()), ("（2）", ()), ("——！——", ()), ("a-b", ())]
    )
    def test_fewest(self, added: str, residue: tuple[str, ...]) -> None:
        """Less than three characters, marks aside, make no sentence one that is missing."""
        assert _residue(f"{COPY}{BODY[0]}{added}。{BODY[2]}") == residue

    def test_number_of_characters_is_of_one_part(self) -> None:
        """Nor do two changes of a character or two in one sentence, far apart."""
        changed = BODY[0].replace("四十二台", "四十三台").replace("种在山上", "种在山下")
        assert _residue(f"{COPY}{changed}{COPY}") == ()

    def test_headings(self) -> None:
        """Headings and titles, after which a copy has only blanks, are no part of the sentence behind them."""
        unsaid = "摄影记者当天一直等到日落。"
        assert _residue(f"{COPY} 叶片车间 山谷里的风电场 {unsaid} 叶片车间 {BODY[2]}") == (unsaid,)

    @pytest.mark.parametrize("sep", [" ", "  ", "\n", ""])
    def test_lines_without_a_mark(self, sep: str) -> None:
        """Nor are lines without a mark, even if a copy has no blank behind them, nor captions."""
        lines = ("本文首发于岭南风电网站", *BODY, "夜里的叶片车间与塔筒")
        unsaid = "摄影记者当天一直等到日落。"
        copy = sep.join([*lines, unsaid, *BODY])
        assert _residue(copy, blocks=lines) == (unsaid,)
        captioned = figure(
            sep.join([*BODY, "图：岭南的山谷与风机", "山谷 近景", unsaid]), caption="图：岭南的山谷与风机"
        )
        if sep:
            given_article = article(*BODY, captioned, figure(caption="山谷 近景", src="b.png"))
            assert run("alt-text", given_article).alt_residue == (unsaid,)

    def test_lines_that_go_on(self) -> None:
        """A sentence that begins or ends like a line without a mark is whole."""
        line = "夜里的叶片车间与塔筒"
        for unsaid in (f"{line}是空的。", f"摄影记者拍下了{line}。", "The blade shop at night is empty."):
            blocks = (line, "The blade shop at night", *BODY)
            assert _residue(f"{COPY} {unsaid} {COPY}", blocks=blocks) == (unsaid,)

    def test_number(self) -> None:
        """The number in front of a sentence is a part of it."""
        unsaid = "5.4.1. 如果风停了，叶片也就不转了。"
        assert _residue(f"{COPY} {unsaid} {COPY}", blocks=("5.4.1. 如果风大。", *BODY)) == (unsaid,)

    def test_short_lines_apart(self) -> None:
        """Lines that are too short to be found, and not next to each other in the body, are not missing."""
        assert _residue(f"{COPY} 塔筒 叶根 {COPY}", blocks=("塔筒", *BODY, "叶根")) == ()

    def test_original_title(self) -> None:
        """The site's line with the original title is not missing in what has left the body."""
        post = (
            f"<p>{COPY}</p><p>原文标题 : 叶片说了：算</p><p><img src='a.png' alt='{COPY} 原文标题 : 叶片说了：算'></p>"
        )
        assert Parser().parse(f"---\ntitle: 叶片说了_算\n---\n{post}").alt_residue == ()

    def test_editor_tokens(self) -> None:
        """Nor are the tokens of OFweek's editor."""
        mark = "_ueditor_page_break_tag_"
        unsaid = "摄影记者当天一直等到日落。"
        assert _residue(f"{BODY[0]}{mark}{BODY[1]} {mark} {BODY[2]}{mark}{unsaid}") == (unsaid,)

    def test_blanks(self) -> None:
        """Other words before a blank are."""
        unsaid = "夜里的叶片车间 摄影记者当天一直等到日落。"
        assert _residue(f"{COPY}{unsaid}{BODY[2]}") == (unsaid,)

    def test_short_text(self) -> None:
        """A removed short text is kept whole as well."""
        alt = "风电场的夜班，摄影：林小舟"
        assert _residue(alt, alt) == (alt,)

    def test_breaking_off(self) -> None:
        """Where a long copy breaks off inside a sentence, what is glued to it is no part of that sentence."""
        unsaid = "摄影记者当天一直等到日落。"
        assert _residue(f"{COPY[:-14]}{unsaid}") == (unsaid,)

    @pytest.mark.parametrize(("old", "new"), [("坐缆车下来", "乘小火车下来"), ("清早上山", "清早扛着工具上山")])
    def test_going_on(self, old: str, new: str) -> None:
        """Where it goes on behind a few other words, it has not broken off: that sentence is whole."""
        changed = BODY[2].replace(old, new)
        assert _residue(f"{BODY[0]} {BODY[1]} {changed} {COPY}") == (changed.removesuffix("他们都是本地人。"),)

    def test_going_on_from_the_beginning_of_a_sentence(self) -> None:
        """So it is where the copy then has the sentence that this one begins like."""
        changed = "维修工每天清早上山的说法并不准确。"
        assert _residue(f"{BODY[0]} {BODY[1]} {changed} {BODY[2]}") == (changed,)

    def test_beginning_alike(self) -> None:
        """A sentence behind a copy that was cut is whole even if it begins like what was cut off."""
        unsaid = "维修工的小屋亮着灯。"
        assert _residue(f"{COPY}{BODY[0]}{unsaid}", blocks=(*BODY, BODY[0], BODY[2])) == (unsaid,)

    def test_cut_in_another(self) -> None:
        """Of a sentence that another text has cut short only the whole is kept, wherever they are."""
        unsaid = "摄影记者当天一直等到日落。"
        assert _residue(f"{COPY}{unsaid[:-3]}", f"{COPY}{unsaid}") == (unsaid,)
        assert _residue(f"{COPY}{unsaid}{COPY}{unsaid[:-1]}") == (unsaid,)
        assert _residue(f"{COPY}{unsaid[:-3]}。", f"{COPY}{unsaid}") == (f"{unsaid[:-3]}。", unsaid)
        assert _residue(f"{COPY}摄影：林小", f"{COPY}摄影：林小舟") == ("摄影：林小", "摄影：林小舟")

    def test_words_of_the_body(self) -> None:
        """A sentence is missing even if the article has each of its words."""
        blocks = (
            "We measured the blades twice.",
            "The old road was closed, so we walked on the ridge. Nobody minded it.",
        )
        unsaid = "We measured the old road twice."
        assert _residue(f"{' '.join(blocks)} {unsaid}", blocks=blocks) == (unsaid,)
        assert _residue("风电，储能", "风电，储能", blocks=("风电和储能",)) == ("风电，储能",)

    @pytest.mark.parametrize(
        ("alt", "residue"),
        [
            ("山谷里的风电场 - 岭南风电", ("岭南风电",)),
            ("山谷里的风电场｜岭南风电", ("岭南风电",)),
            ("山谷里的风电场_岭南风电", ("岭南风电",)),
            ("山谷里的风电场 — 岭南-风电", ("岭南-风电",)),
            ("山谷里的风电场（图2）", ()),
            ("山谷里的风电场 图112", ()),
            ("山谷里的风电场第2张图片", ()),
            ("山谷里的风电场 封面图", ()),
            ("山谷里的…", ()),
        ],
    )
    def test_title(self, alt: str, residue: tuple[str, ...]) -> None:
        """The title's own words are not missing; what is put behind it may be."""
        assert _residue(alt) == residue


ENGLISH = (
    "The blades arrived by ship in early spring. Nobody had seen anything so long.",
    "Dr. Lin measured 68.5 metres from root to tip, e.g. with a laser. Then the rain came.",
)


class TestEnglish:
    """Sentences that end in a full stop."""

    @pytest.mark.parametrize(
        "unsaid",
        [
            "Photo by Ana Ruiz.",
            "Mr. Lee from St. Gallen drew the chart.",
            "The photo (by J. Ruiz) cost 1.5 dollars, i.e. nothing.",
            "“We waited all day.”",
            "Who knows?",
            "Node.js 18 ran the site.",
            "See https://www.example.com/ferry?day=7&port=2 for more.",
        ],
    )
    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_sentence(self, unsaid: str, place: int) -> None:
        """One that only the alternative text has is kept whole, and its neighbours are not."""
        copy = " ".join([*ENGLISH[:place], unsaid, *ENGLISH[place:], *ENGLISH])
        assert _residue(copy, blocks=ENGLISH) == (unsaid,)

    def test_behind_an_ellipsis(self) -> None:
        """So is one behind a copy that breaks off, even if it begins like what was cut off."""
        for dots in ("...", "…"):
            copy = f"{' '.join(ENGLISH)[:-15]}{dots} Then read on."
            assert _residue(copy, blocks=ENGLISH) == ("Then read on.",)


OTHERS = (
    "摄影记者当天一直等到日落。",
    "直升机送来了两箱橘子！",
    "缆车停在半山腰；",
    "山谷里一共有四十二台风机，全是新的。",
    "Photo by Ana Ruiz.",
    "The blades arrived late.",
    "责任编辑：周小海\n",
)


@given(
    st.lists(st.sampled_from((*BODY, *ENGLISH)), min_size=3, unique=True),
    st.lists(
        st.tuples(st.lists(st.sampled_from(("", "", "", *OTHERS)), min_size=6, max_size=6), st.integers(1, 2)),
        min_size=1,
        max_size=3,
    ),
)
def test_every_sentence_once(body: list[str], copies: list[tuple[list[str], int]]) -> None:
    """Whatever sentences copies have between those of the body, each is there once, and nothing else."""
    alts = [
        " ".join([*[f"{known} {new}" for known, new in zip(body, news, strict=False)] * times, *body * 9])
        for news, times in copies
    ]
    added = {new for news, _ in copies for new in news[: len(body)] if new}
    residue = _residue(*alts, blocks=tuple(body))
    assert sorted(fingerprint("".join(residue))) == sorted("".join(map(fingerprint, added)))
    assert all(sum(new.strip() in passage for passage in residue) == 1 for new in added)


class TestTime:
    """Long texts with many sentences."""

    @pytest.mark.parametrize("sentence", ["甲乙丙丁。", "甲 ", "。", "甲乙丙丁戊己庚辛壬癸 叶片车间 。"])
    def test_many(self, sentence: str) -> None:
        """Thousands of sentences that the body lacks are found at once."""
        alt = "".join(f"{sentence}{number:x}" for number in range(20_000))
        with in_time(4):
            _residue(alt, alt, blocks=("叶片车间", "正文"))


def test_through_the_parser() -> None:
    """The residue of a post, from its file."""
    post = (
        f'---\ntitle: 山谷\n---\n<p>{BODY[0]}</p><p><img src="a.png" alt="{BODY[0] * 2}站长说，去年发电三亿度。"></p>'
    )
    assert Parser().parse(post).alt_residue == ("站长说，去年发电三亿度。",)
