"""``alt_residue``: what only removed alternative texts said, in whole sentences."""

from __future__ import annotations

import pytest

from ofweek_parse import Parser
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

    @pytest.mark.parametrize(
        ("alt", "residue"),
        [
            ("山谷里的风电场 - 岭南风电", ("岭南风电",)),
            ("山谷里的风电场｜岭南风电", ("岭南风电",)),
            ("山谷里的风电场_岭南风电", ("岭南风电",)),
            ("山谷里的风电场 — 岭南-风电", ("岭南-风电",)),
            ("山谷里的风电场（图2）", ()),
            ("山谷里的…", ()),
        ],
    )
    def test_title(self, alt: str, residue: tuple[str, ...]) -> None:
        """The title's own words are not missing; what is put behind it may be."""
        assert _residue(alt) == residue


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
