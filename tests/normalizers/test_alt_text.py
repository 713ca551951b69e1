"""``alt-text``: alternative texts that repeat the article."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofweek_parse import AltText, Figure, Image, InlineImage, Parser, Quote
from ofweek_parse.normalizers import alt_text
from tests.making import article, figure, in_time, paragraph, run

TITLE = "山谷里的风声_四十二台"
ONE = "山谷里一共有四十二台风机，它们排成了三行。"
TWO = "去年发电三亿度，足够一座小城用上八个月。"
THREE = "维修工每天清早上山，傍晚才坐缆车下来。"
NEW = "摄影记者林小舟当天一直在山顶等候日落。"


def _images(*figures: Figure, title: str = TITLE) -> tuple[Image, ...]:
    return run("alt-text", article(ONE, TWO, THREE, *figures, title=title)).images


VERDICTS = [
    ("", "absent"),
    ("。！ ", "absent"),
    *(
        (name, "filename")
        for name in ("image.png", "1660299405506028395.png", "微信图片_20210726.jpg", "图片1", "640.webp")
    ),
    (TITLE, "repeats-title"),
    ("《山谷里的风声 四十二台》", "repeats-title"),
    (f"{TITLE} {TITLE}", "repeats-title"),
    (ONE + TWO + THREE, "repeats-body"),
    (TWO, "repeats-body"),
    (ONE + "去年发电三亿", "repeats-body"),
    (ONE + TWO + ONE + TWO, "repeats-body"),
    (f"{ONE} {TITLE} {TWO}", "repeats-body"),
    (ONE.replace("，", ",") + "\u3000" + TWO, "repeats-body"),
    ("叶片顶端的灯", "repeats-caption"),
    ("《叶片》顶端的灯。", "repeats-caption"),
    (NEW, "kept"),
    (ONE[:10] + NEW, "kept"),
]


class TestVerdicts:
    """The verdict on a text."""

    @pytest.mark.parametrize(("text", "verdict"), VERDICTS)
    def test_alt(self, text: str, verdict: str) -> None:
        """An ``alt`` gets its verdict, and stays only if kept."""
        (image,) = _images(figure(text, caption="叶片顶端的灯"))
        assert (image.alt_verdict, image.alt) == (verdict, text if verdict == "kept" else "")

    @pytest.mark.parametrize(("text", "verdict"), VERDICTS)
    def test_title(self, text: str, verdict: str) -> None:
        """A ``title`` is judged alike, and stays only if kept."""
        (image,) = _images(figure("", text, caption="叶片顶端的灯"))
        assert (image.title or None) == (text if verdict == "kept" else None)

    def test_width(self) -> None:
        """Texts are compared folded in width."""
        (image,) = run(
            "alt-text", article("功率为８８．４２兆瓦的风机ＡＢＣ", figure("功率为88.42兆瓦的风机ABC"))
        ).images
        assert image.alt_verdict == "repeats-body"

    @pytest.mark.parametrize(
        ("text", "verdict"),
        [
            ("&ldquo;风机&rdquo;&nbsp;&amp;&nbsp;叶片", "repeats-body"),
            ("&amp;ldquo;风机&amp;rdquo; &#38; 叶片", "repeats-body"),
            ("风&nbsp;&#8217;电", "repeats-title"),
            ("&nbsp;", "absent"),
            ("&lt;img&gt; 标签", "kept"),
        ],
    )
    def test_references(self, text: str, verdict: str) -> None:
        """Character references that are still in a text count as their characters; what is kept keeps them."""
        (image,) = run("alt-text", article("“风机” & 叶片", figure(text), title="风’电")).images
        assert (image.alt_verdict, image.alt) == (verdict, text if verdict == "kept" else "")

    def test_references_in_residue(self) -> None:
        """They are no part of what only a removed text said."""
        text = f"{ONE}&nbsp;&nbsp;{TWO}&nbsp;{THREE}&ldquo;风停了。&rdquo;"
        assert run("alt-text", article(ONE, TWO, THREE, figure(text))).alt_residue == ("“风停了。”",)

    def test_shared(self) -> None:
        """One text on two pictures or more is no text of either; it is kept once beside them."""
        figures = [figure(alt, src=f"{alt}.png") for alt in ("风电，储能", "风电 储能", "别的")]
        after = run("alt-text", article(ONE, *figures))
        assert [image.alt_verdict for image in after.images] == ["shared", "shared", "kept"]
        assert after.alt_residue == ("风电，储能",)

    def test_title_that_equals_the_alt(self) -> None:
        """A ``title`` that equals the kept ``alt`` goes, another stays."""
        images = _images(figure(NEW, f" {NEW}"), figure("别的东西在这里", "另外一句话"))
        assert [(image.alt, image.title) for image in images] == [(NEW, None), ("别的东西在这里", "另外一句话")]

    def test_broken(self) -> None:
        """Text that spilled out of an attribute is none, but what it says is kept."""
        image = attrs.evolve(figure("", f'一台"会唱歌的{NEW}').image, alt_verdict="broken")
        after = run("alt-text", article(ONE, Figure(image=image)))
        assert [(image.alt_verdict, image.title) for image in after.images] == [("broken", None)]
        assert NEW[:-1] in "".join(after.alt_residue)

    def test_restored_title(self) -> None:
        """The title that the last paragraph tells counts as the title."""
        given = article(ONE, figure("山谷里的风声：四十二台"), f"原文标题 : {TITLE.replace('_', '：')}", title=TITLE)
        assert run("alt-text", given).images[0].alt_verdict in {"repeats-title", "repeats-body"}

    @pytest.mark.parametrize(("coverage", "verdict"), [(0.8, "kept"), (0.4, "repeats-body"), (1.0, "kept")])
    def test_coverage(self, coverage: float, verdict: str) -> None:
        """The share of a long text's length that the body must have is settable."""
        text = ONE + TWO + NEW + NEW[::-1]
        after = AltText(coverage=coverage)(article(ONE, TWO, figure(text)))
        assert after.images[0].alt_verdict == verdict

    def test_coverage_of_short(self) -> None:
        """Short texts, which are descriptions, it does not concern."""
        given = article(ONE, TWO, figure(TWO[:12] + NEW[:12]), figure("足够一座小城"))
        assert AltText(coverage=0.1)(given) is given

    def test_everywhere(self) -> None:
        """Images in lines, captions and quotes are judged like figures."""
        inline = InlineImage(image=figure(ONE + TWO + THREE + ONE).image)
        given = article(
            paragraph(ONE, inline), TWO, THREE, Quote(blocks=(Figure(image=Image(src="a"), caption=(inline,)),))
        )
        assert [image.alt_verdict for image in run("alt-text", given).images] == [
            "repeats-body",
            "absent",
            "repeats-body",
        ]

    def test_nothing_to_judge(self) -> None:
        """Without any text the article stays the very same."""
        given = article(ONE, figure())
        assert run("alt-text", given) is given


class TestResidue:
    """What only the removed texts held."""

    def _residue(self, *figures: Figure) -> tuple[str, ...]:
        return run("alt-text", article(ONE, TWO, THREE, *figures, title=TITLE)).alt_residue

    @pytest.mark.parametrize(
        "text",
        [ONE + TWO + THREE + NEW, NEW + ONE + TWO + THREE, ONE + TWO + NEW + THREE, f"{ONE}{TITLE}{TWO}{THREE}{NEW}"],
    )
    def test_a_passage(self, text: str) -> None:
        """A sentence that only the alternative text has is kept, wherever it stands in it."""
        assert self._residue(figure(text + ONE + TWO)) == (NEW,)

    def test_once(self) -> None:
        """However many images have it, it is kept once."""
        text = ONE + TWO + THREE + ONE + NEW
        assert self._residue(figure(text, text), figure(text), figure(NEW), figure("", NEW)) == (NEW,)

    @pytest.mark.parametrize("text", [ONE + TWO, TITLE, f"{ONE} {TITLE} {TWO}", "image.png", ""])
    def test_nothing(self, text: str) -> None:
        """What the body or the title says is not kept beside them, nor is a file name."""
        assert self._residue(figure(text, text)) == ()

    def test_captions(self) -> None:
        """What a caption says is not kept beside it."""
        assert self._residue(figure(ONE + TWO + THREE + "叶片顶端的灯光", caption="叶片顶端的灯光")) == ()

    def test_order(self) -> None:
        """What was kept before stays first."""
        given = attrs.evolve(
            article(ONE, TWO, THREE, figure(ONE + TWO + THREE + ONE + TWO + NEW)), alt_residue=("更早的",)
        )
        assert run("alt-text", given).alt_residue == ("更早的", NEW)


def _lost(*blocks: Figure | str, alt: str) -> list[str]:
    after = run("alt-text", article(*blocks, figure(alt), title=TITLE))
    return [note.message for note in after.diagnostics if note.code == "figure-lost"]


class TestLostFigures:
    """Figures that a copy of the body shows and the body has not."""

    @pytest.mark.parametrize(
        ("copy", "where"),
        [
            (f"{TITLE} {ONE} {TWO} {THREE}", "before the first paragraph"),
            (f"{ONE} {TITLE} {TWO} {THREE}", "after paragraph 1"),
            (f"{ONE} {TWO} {TITLE} {THREE}", "after paragraph 2"),
        ],
    )
    def test_position(self, copy: str, where: str) -> None:
        """The diagnostic tells after which paragraph it stood."""
        (message,) = _lost(ONE, TWO, THREE, alt=copy)
        assert where in message

    def test_title_that_begins_alike(self) -> None:
        """A paragraph may begin like the title."""
        title, second = "岭南风电场四十二台风机全年无休", "岭南风电场的维修工每天清早上山，傍晚才坐缆车下来。"
        copy = f"{ONE} {title} {second} 摄影：林小舟"
        after = run("alt-text", article(ONE, second, figure(copy, src="b.png"), title=title))
        assert [note.message[:60] for note in after.diagnostics if "after paragraph 1" in note.message] != []
        assert after.alt_residue == ("摄影：林小舟",)

    def test_several(self) -> None:
        """Each place is told once, however many copies show it; the number of figures is told too."""
        copy = f"{ONE} {TITLE} {TITLE} {TWO} {TITLE} {THREE}"
        first, second = _lost(ONE, TWO, THREE, figure("", copy), alt=copy)
        assert "2 figure(s) after paragraph 1" in first
        assert "1 figure(s) after paragraph 2" in second

    @pytest.mark.parametrize(
        ("blocks", "copy"),
        [
            ((ONE, figure(src="b.png"), TWO, THREE), f"{ONE} {TITLE} {TWO} {THREE}"),
            ((figure(src="b.png"), ONE, TWO, THREE), f"{TITLE} {ONE} {TWO} {THREE}"),
            ((ONE, TWO, THREE), f"{ONE} {TWO} {THREE} {TITLE}"),
            ((ONE, TWO, THREE), f"{ONE} {TWO} {THREE}"),
            ((ONE, TWO, THREE), TITLE),
            ((ONE, TWO, THREE), f"{TITLE} {TITLE}"),
            (("一、风机", ONE, TWO), f"{TITLE}（一）"),
            ((ONE, TWO, THREE), f"{TITLE}{TITLE}（图1）"),
            ((ONE, f"他说{TITLE}真好听。", TWO), f"{ONE} 他说{TITLE}真好听。 {TWO}"),
            ((ONE, TITLE, TWO), f"{ONE} {TITLE} {TWO}"),
        ],
    )
    def test_none(self, blocks: tuple[Figure | str, ...], copy: str) -> None:
        """None is lost where the body has the figure, or says the title itself."""
        assert _lost(*blocks, alt=copy) == []


class TestTwice:
    """The step run again."""

    @pytest.mark.parametrize(
        "case",
        [
            figure(ONE + TWO, ONE + TWO),
            figure(NEW, NEW),
            figure(ONE + TWO + THREE + NEW[:6]),
            pytest.param(figure(ONE + TWO, NEW)),
            pytest.param(figure(f"{ONE} {TITLE} {TWO}{NEW}{NEW[::-1]}")),
        ],
    )
    def test_idempotent(self, case: Figure) -> None:
        """Nothing changes, verdicts and diagnostics included."""
        once = run("alt-text", article(ONE, TWO, THREE, case, title=TITLE))
        twice = run("alt-text", once)
        assert (twice, twice.diagnostics) == (once, once.diagnostics)


def _long(length: int) -> list[str]:
    characters = "".join(chr(0x4E00 + (index * index * 7919 + index * 31) % 9000) for index in range(length))
    return [characters[start : start + 99] + "。" for start in range(0, length, 99)]


class TestAsItStands:
    """Copies that are compared as they stand."""

    PARTS = (
        "山谷里一共有四十二台风机，去年它们发电三亿度，足够一座小城用上八个月，维护的人这样说。",
        "——",
        "叶片在2019年造成，每片长68.5米。",
        "标题",
        "电池",
    )

    @given(
        st.lists(st.sampled_from((*PARTS, "figure")), min_size=1, max_size=6),
        st.lists(st.sampled_from((*PARTS, " ", "  ", "标题", "６８．５米", "别的话")), max_size=9),
        st.booleans(),
    )
    @settings(max_examples=300)
    def test_same_as_on_keys(self, body: list[str], alt: list[str], whole: bool) -> None:  # noqa: FBT001
        """What is said of them, the residue and the lost figures are what comparing keys gives."""
        text = " ".join(part if part != "figure" else "标题" for part in body) if whole else "".join(alt)
        blocks = [figure() if part == "figure" else paragraph(part) for part in body]
        given_article = article(*blocks, figure(text, text), title="标题")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(alt_text, "titles_in_copy", lambda *_: None)
            expected = AltText()(given_article)
        found = AltText()(given_article)
        assert (found, found.diagnostics) == (expected, expected.diagnostics)


class TestTime:
    """The step takes time in proportion to the file."""

    def test_copies(self) -> None:
        """Six copies of a long article, not quite alike, are judged at once."""
        paragraphs = _long(66_000)
        text = " ".join(paragraphs)
        figures = [figure(text[number:], text[: -number - 1] + NEW) for number in range(3)]
        given = article(*paragraphs, *figures, title=TITLE)
        with in_time(5):
            after = run("alt-text", given)
        assert {image.alt_verdict for image in after.images} == {"repeats-body"}
        assert after.alt_residue == (NEW,)

    @pytest.mark.parametrize("alt", ["风" * 60_000, "风机" * 30_000 + "雨", "ab " * 20_000])
    def test_repetition(self, alt: str) -> None:
        """A text that repeats itself costs no more."""
        with in_time(3):
            run("alt-text", article("风" * 60_000, "风机" * 20_000, figure(alt)))

    def test_gaps_of_every_length(self) -> None:
        """Many short passages of different length cost no more than long ones."""
        paragraphs = _long(100_000)
        unknown = "".join(chr(0x3400 + index) for index in range(1_000))
        gaps = [paragraphs[size] + unknown[size * size // 2 :][:size] for size in range(1, 41)]
        given = article(*paragraphs, figure("".join(gaps) + "".join(paragraphs[500:])))
        with in_time(1):
            run("alt-text", given)


class TestThroughTheParser:
    """From the file to the verdict."""

    def test_broken_attribute(self) -> None:
        """A quotation mark in a title breaks the attribute; its text is kept beside the article."""
        post = f'---\ntitle: 甲\n---\n<p>{ONE}</p><p><img src="a.png" title="一台"会唱歌"的风机"></p>'
        after = Parser().parse(post)
        assert [(image.alt_verdict, image.alt, image.title) for image in after.images] == [("broken", "", None)]
        assert "会唱歌" in "".join(after.alt_residue)
        assert "会唱歌" not in after.text
