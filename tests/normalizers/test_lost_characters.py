"""``lost-characters``."""

from __future__ import annotations

import pytest

from ofweek_parse import Code, CodeBlock, LineBreak, Quote, parse
from tests.making import article, bold, figure, in_time, link, paragraph, run

HEADER = "---\ntitle: 风\ndate: 2021-07-26\n---\n"


def _lost(text: str) -> list[str]:
    given = article(text)
    after = run("lost-characters", given)
    assert after == given
    assert {(note.code, note.severity) for note in after.diagnostics} <= {("lost-character", "info")}
    return [note.message for note in after.diagnostics]


class TestFound:
    """Question marks that replace another character."""

    @pytest.mark.parametrize(
        ("text", "lost"),
        [
            ("?车速60km/h", "a list mark"),
            ("? 车速60km/h", "a list mark"),
            ("?Wind", "a list mark"),
            ("??车速60km/h", "a list mark"),
            ("占地6m?，高", "²"),
            ("占地6 m?（含塔）", "²"),
            ("减速度5m/s?的条件", "²"),
            ("每m?造价", "²"),
            ("重3g/cm?", "²"),
            ("6m?", "²"),
            ("4 x 10cm?", "²"),
            ("重5kg?，高", "²"),
            ("宽1?m", "μ"),
            ("气温25?C以下", "μ"),
            ("宽1 ?m的导线", "μ"),
        ],
    )
    def test_kinds(self, text: str, lost: str) -> None:
        """At the start of a line, right behind a unit, and between a number and a unit."""
        (message,) = _lost(text)
        assert lost in message
        assert "paragraph 1" in message

    def test_each(self) -> None:
        """Each has a diagnostic of its own, which shows the place."""
        given = article("风", "?塔筒", paragraph("叶片", LineBreak(), "?机舱"), Quote(blocks=(paragraph("占地6m?，"),)))
        messages = [note.message for note in run("lost-characters", given).diagnostics]
        for message, number, words in zip(messages, (2, 3, 4), ("?塔筒", "?机舱", "占地6m?，"), strict=True):
            assert f"paragraph {number} (" in message
            assert words in message

    def test_across_markup(self) -> None:
        """Bold type and links between the characters make no difference, and captions are looked at too."""
        given = article(paragraph(bold("占地6m"), "?，"), paragraph(link("?风")), figure(caption="?塔筒"))
        assert len(run("lost-characters", given).diagnostics) == 3

    def test_again(self) -> None:
        """Nothing is reported twice, and parsing reports it."""
        article_ = parse(f"{HEADER}<p>?车速</p><p>?车速</p>")
        codes = [note.code for note in article_.diagnostics]
        assert codes.count("lost-character") == 2
        assert run("lost-characters", article_) is article_


class TestNotFound:
    """Question marks that may be what they are."""

    @pytest.mark.parametrize(
        "text",
        [
            "风停了?",
            "风?电",
            "UltraWide? 40WP95C",
            "Thunderbolt ? 4认证",
            "Granite?River",
            "?",
            "??",
            "? 2021",
            "高6m?还是7m?",
            "塔有多高，是6m?",
            "塔够不够6m?",
            "你能不能跳6m?",
            "6m? Yes",
            "有6m吗?",
            "Is it 6m? Yes",
            "要5W? 是",
            "2021?m=1",
            "见https://a.example/2021?m",
            "见a.example/x1?m",
            "3A?游戏",
            "4K?电视",
            "第1?more",
            "？车速",
            "6m？，",
        ],
    )
    def test_question(self, text: str) -> None:
        """Between Han, behind a word, in a question or a URL, and the Chinese question mark."""
        assert _lost(text) == []

    def test_code(self) -> None:
        """Code is not looked at."""
        given = article(paragraph(Code(code="?a"), "风"), paragraph("6", Code(code="m?"), "，"), CodeBlock(code="?a"))
        assert run("lost-characters", given) is given

    @pytest.mark.parametrize(
        "unit", ["?", "6m?", "1?m", "a.", "?风\n", "\n", "? ", "https://a.example/?", "6m?，", "/s?"]
    )
    def test_time(self, unit: str) -> None:
        """Any number of question marks take time linear in them."""
        given = article(unit * 20_000)
        with in_time(1):
            run("lost-characters", given)
