"""``editor-residue``, ``whitespace``, ``width``, ``cjk-spacing`` and ``ascii-punctuation``."""

from __future__ import annotations

import attrs
import pytest

from ofweek_parse import Code, CodeBlock, Credit, LineBreak, ListBlock, Quote
from ofweek_parse.normalizers.text import chinese_punctuation, spaced
from ofweek_parse.normalizers.width import ascii_width
from tests.making import article, bold, figure, in_time, link, paragraph, run

TOKEN = "_ueditor_page_break_tag_"  # noqa: S105


class TestEditorResidue:
    """Editor tokens."""

    def test_tokens(self) -> None:
        """Tokens go from the text, and one diagnostic counts them."""
        after = run("editor-residue", article(f"一{TOKEN}二{TOKEN}", figure(caption=f"图{TOKEN}")))
        assert after.text == "一二\n\n图"
        assert [(note.code, note.message[:2]) for note in after.diagnostics] == [("editor-token", "3 ")]

    def test_empty_blocks(self) -> None:
        """Blocks that held nothing else go, from quotes and lists too."""
        empty = paragraph(TOKEN)
        given = article("一", empty, Quote(blocks=(empty,)), ListBlock(items=((empty,), (paragraph("二"),))))
        assert run("editor-residue", given).blocks == (paragraph("一"), ListBlock(items=((paragraph("二"),),)))

    def test_others(self) -> None:
        """Without a token the article stays the very same."""
        given = article("一_二", CodeBlock(code=TOKEN))
        assert run("editor-residue", given) is given

    def test_blank_beside_bold(self) -> None:
        """A block left with nothing but a space goes, whatever held the token."""
        assert run("editor-residue", article(paragraph(bold(TOKEN), " "))).blocks == ()

    def test_nested_tokens(self) -> None:
        """No token is left where one stood inside another."""
        assert run("editor-residue", article(f"一_ueditor_{TOKEN}page_break_tag_")).text == "一"


class TestWhitespace:
    """White space."""

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("a\u00a0b", "a b"),
            ("a\u3000\u3000b", "a b"),
            ("a \t\n b", "a b"),
            ("\u3000\u3000一二 ", "一二"),
            ("一\u200b二\ufeff三\u2060", "一二三"),
            ("一\n二", "一二"),
            ("一，\n二", "一，二"),
            ("一\n  二", "一二"),
            ("一 二", "一 二"),
            ("one\ntwo", "one two"),
            ("一\ntwo", "一 two"),
            ("👩\u200d💻", "👩\u200d💻"),
        ],
    )
    def test_text(self, before: str, after: str) -> None:
        """Runs fold to one space, ends are trimmed, a line break between Chinese characters is no space."""
        assert run("whitespace", article(before)).text == after
        assert run("whitespace", article(title=before)).title == after

    def test_across_inlines(self) -> None:
        """Runs that reach over bold type and links fold as well."""
        given = article(paragraph(" a ", bold(" b "), " c\n", link("\u3000d ")))
        assert run("whitespace", given).blocks == (paragraph("a ", bold("b "), "c ", link("d")),)

    def test_beside_breaks(self) -> None:
        """No space stands beside a line break."""
        given = article(paragraph("a ", LineBreak(), "\u3000b"))
        assert run("whitespace", given).text == "a\nb"

    def test_code(self) -> None:
        """Code keeps its spaces."""
        given = article(paragraph("x", Code(code="a  b\u00a0")), CodeBlock(code="  if a:\n\t\u3000b"))
        assert run("whitespace", given) is given

    def test_blank(self) -> None:
        """A paragraph of white space alone goes."""
        assert run("whitespace", article("\u3000\u00a0", "一", paragraph(bold(" \u200b")))).blocks == (paragraph("一"),)

    def test_credits(self) -> None:
        """The names of credits are folded too."""
        given = attrs.evolve(article(), credits=(Credit(role="author", name="\u3000林  小舟 "),))
        assert [credit.name for credit in run("whitespace", given).credits] == ["林 小舟"]


class TestWidth:
    """Full-width forms."""

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("0．8W", "0.8W"),
            ("88．42％", "88.42%"),
            ("business－critical", "business-critical"),
            ("oltp＿read＿write．lua", "oltp_read_write.lua"),
            ("８９，９３５", "89,935"),
            ("89，935辆", "89,935辆"),
            ("1，234，567", "1,234,567"),
            ("50：50", "50:50"),
            ("５０：５０", "50:50"),
            ("10～20", "10~20"),
            ("A～", "A~"),
            ("＂＃＄％＇＊＋－．／＜＝＞＠［＼］＾＿｀｛｝", "\"#$%'*+-./<=>@[\\]^_`{}"),
            ("R＆D", "R&D"),
            ("A＆风", "A&风"),
            ("ＡＺａｚ０９", "AZaz09"),
        ],
    )
    def test_becomes_ascii(self, before: str, after: str) -> None:
        """Full-width ASCII forms become ASCII, a comma in a grouped number and a colon between digits included."""
        assert ascii_width(before) == after

    @pytest.mark.parametrize(
        "text",
        [
            "！（），：；？",
            "2021，100家",
            "12，3456",
            "1，23",
            "1234，567",
            "100，200，30",
            "第1，二百",
            "时间：10",
            "10：一",
            "一～二",
            "①㎡™²½℃",
            "　｡｢｣ﾊﾝｶｸ￥￠",
            "、。《》“”‘’—…·",
            "图｜长城",
            "Wind｜Tower",
            "风＆光",
        ],
    )
    def test_stays(self, text: str) -> None:
        """Chinese punctuation, numbers that only stand beside a comma, and what is no full-width ASCII stay."""
        assert ascii_width(text) == text

    def test_where(self) -> None:
        """The title, the body and captions change; code, URLs and alternative texts do not."""
        given = article(paragraph(Code(code="ａ"), link("ｂ", href="/ｃ")), figure("ｄ", caption="ｅ"), title="ｆ")
        after = run("width", given)
        assert (after.title, after.text) == ("f", "ａb\n\ne")
        assert (after.links[0].href, after.images[0].alt) == ("/ｃ", "ｄ")

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("1，3，5－三（羟甲基）苯", "1,3,5-三（羟甲基）苯"),
            ("如丙烯，1，3－丁二烯", "如丙烯，1,3-丁二烯"),
            ("12，15－二羟基酸", "12,15-二羟基酸"),
            ("3，3＇，5，5＇－四甲基联苯胺", "3,3',5,5'-四甲基联苯胺"),
            ("溶于N，N－二甲基甲酰胺", "溶于N,N-二甲基甲酰胺"),
            ("N，N＇－亚甲基", "N,N'-亚甲基"),
            *((text, text) for text in ("1，3，5三", "2021，12-甲", "1，234，56-甲", "第1，3-5名", "1，3 - 苯")),
            *((text, text) for text in ("PAN，N-甲基", "A1，2-甲", "A，N-甲", "N，Na-甲", "风机‘5’，3-甲")),
        ],
    )
    def test_locants(self, before: str, after: str) -> None:
        """Commas between the locants of a chemical name become ASCII, between other numbers they do not."""
        assert ascii_width(before) == after

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("见https：／／doi．org／10．1000／s41556－021", "见https://doi.org/10.1000/s41556-021"),
            ("见http：／／www．example．com／风", "见http://www.example.com/风"),
            ("见www．example．com／wind？id＝3＆p＝1，其中", "见www.example.com/wind?id=3&p=1，其中"),
            ("见https://a.example：8080/x", "见https://a.example:8080/x"),
            ("见example.com/a，1，2.html。", "见example.com/a,1,2.html。"),
            ("见doi.org/10.1016/S0140-6736（20）30183-5）", "见doi.org/10.1016/S0140-6736(20)30183-5）"),
        ],
    )
    def test_urls(self, before: str, after: str) -> None:
        """All full-width forms inside a URL become ASCII."""
        assert ascii_width(before) == after

    @pytest.mark.parametrize(
        "text",
        [
            "见https://a.example/x，Android版",
            "见https://a.example，iOS版",
            "见https://a.example/x：风",
            "见https://a.example/x？",
            "是https://a.example/x吗？Android",
            "官网（www.a.example）是",
            "官网a.example/x（Wind）是",
            "见https://a.example/x，2021年",
            "见https://a.example/x，www.b.example/y",
            "装机km/h（Wind）",
        ],
    )
    def test_beside_urls(self, text: str) -> None:
        """Punctuation of the sentence in which a URL appears stays."""
        assert ascii_width(text) == text

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("［1］．Lin， Z．， Zhou， H．K． et al． （2021）．", "[1].Lin, Z., Zhou, H.K. et al. (2021)."),
            ("Source：Wind Journal", "Source:Wind Journal"),
            ("Who？ We！ A；B", "Who? We! A;B"),
            ("A． ＆ B．", "A. & B."),
            ("flags ｜= WIND；", "flags |= WIND;"),
            ("1）Wind （2021）", "1）Wind (2021)"),
            ("(Wind）", "(Wind)"),
        ],
    )
    def test_latin_lines(self, before: str, after: str) -> None:
        """In a line of Latin letters and no Han, punctuation becomes ASCII too, brackets in pairs."""
        assert run("width", article(before)).text == after
        assert run("width", article(title=before)).title == after

    @pytest.mark.parametrize(
        "text",
        [
            "系统有iOS，Android",
            "占29%，2021年",
            "MAGC（Moviebook）来了",
            "L3（Pro版）",
            "《Nature》（2021）",
            "（1）",
            "100，200，30",
            "カメラ（Camera）",
            "Wind（2021",
        ],
    )
    def test_chinese_lines(self, text: str) -> None:
        """In every other line it stays, and so does a bracket without its partner."""
        assert run("width", article(text)).text == text

    def test_marked_up_lines(self) -> None:
        """A line is what a reader sees as one, whatever is bold or a link in it; code stays."""
        given = article(paragraph("Lin（", bold("2021"), "）", Code(code="a，b")), paragraph("风与", bold("A，B")))
        after = run("width", given)
        assert after.blocks == (paragraph("Lin(", bold("2021"), ")", Code(code="a，b")), given.blocks[1])
        given = article(paragraph(link("Wind"), "，", link("光")), paragraph("Wind，", LineBreak(), "风，Wind"))
        assert run("width", given).text == "Wind，光\n\nWind,\n风，Wind"

    @pytest.mark.parametrize("unit", ["a.", "a，", "（", "1，", "www.", "https://a.b/，", "A（", "）A"])
    def test_time(self, unit: str) -> None:
        """Any number of marks take time linear in them."""
        for start in ("", "https://a.example/", "风"):
            given = article(start + unit * 40_000)
            with in_time(1):
                run("width", given)


class TestOptional:
    """Steps that run only where they are asked for."""

    @pytest.mark.parametrize(
        ("before", "after"),
        [("用LED灯", "用 LED 灯"), ("第2代", "第 2 代"), ("50%的", "50% 的"), ("用 LED", "用 LED"), ("“LED”", "“LED”")],
    )
    def test_spacing(self, before: str, after: str) -> None:
        """One space stands between Han characters and ASCII letters or digits, punctuation gets none."""
        assert spaced(before) == after
        assert run("cjk-spacing", article(before)).text == after

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("一,二", "一，二"),
            ("AMD,带来", "AMD，带来"),
            ("一,B", "一，B"),
            ("占50%,同比", "占50%，同比"),
            ("《风》,GE", "《风》，GE"),
            ("风;塔", "风；塔"),
            ("他说:风", "他说：风"),
            ("风停了?", "风停了？"),
            ("真的?!", "真的？！"),
            ("停了吗?没有", "停了吗？没有"),
            ("是AMD还是ARM?都不是", "是AMD还是ARM？都不是"),
            ("时间:10:30", "时间：10:30"),
            ("一, 二", "一，二"),
            ("Hello, 世界", "Hello，世界"),
            ("见https://a.example/x,其中", "见https://a.example/x，其中"),
        ],
    )
    def test_punctuation(self, before: str, after: str) -> None:
        """ASCII punctuation with a Han character on one side becomes Chinese, and a space behind it goes."""
        assert chinese_punctuation(before) == chinese_punctuation(after) == after
        assert run("ascii-punctuation", article(before)).text == after

    @pytest.mark.parametrize(
        "text",
        [
            "A,B",
            "1,000台",
            "10:30",
            "1:1配比",
            "a; b",
            "UltraWide? 40",
            "Thunderbolt? 线",
            "Thunderbolt?是商标",
            "续航?程增加",
            "?车速",
            "风:)",
            "是!=号",
            "见https://a.example/x?a,b;c:d!",
            "见https://a.example:8080/x",
        ],
    )
    def test_other_punctuation(self, text: str) -> None:
        """Numbers, times, Latin text, URLs and operators stay."""
        assert chinese_punctuation(text) == text
