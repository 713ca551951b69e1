"""Alternative texts and tool tips that are kept: normalized in white space and width like the text."""

from __future__ import annotations

import pytest

from ofweek_parse import Article, Image, InlineImage, Link, Parser, Quote, Strong
from ofweek_parse.model.traversal import iter_inlines
from tests.making import article, figure, line, paragraph, run


def _parsed(body: str) -> Article:
    return Parser().parse(f"---\ntitle: 山谷\n---\n{body}")


TEXTS = [
    ("ＳＣＡＤＡ\u3000系统", "SCADA 系统"),
    ("站长\u00a0 在\n机舱里", "站长 在机舱里"),
    ("Wind\n  farm", "Wind farm"),
    ("８９，９３５台，占４２．５％", "89,935台，占42.5%"),
    ("Ａｌｌ ｏｆ ｔｈｅｍ， （ａｔ ｎｉｇｈｔ）", "All of them, (at night)"),
    ("\u200b叶片\u200b", "叶片"),
    ("站长：风会停（见图）", "站长：风会停（见图）"),
    ("①号机，35㎡｜夜", "①号机，35㎡｜夜"),
    ("👩\u200d🚀 登塔", "👩\u200d🚀 登塔"),
]


class TestFolded:
    """What is kept."""

    @pytest.mark.parametrize(("written", "folded"), TEXTS)
    def test_images(self, written: str, folded: str) -> None:
        """Alternative texts and tool tips of figures and of pictures in lines."""
        (one, two) = _parsed(
            f'<p><img src="a.png" alt="{written}"></p><p>甲<img src="b.png" title="{written}">乙</p>'
        ).images
        assert (one.alt, one.title, one.alt_verdict) == (folded, None, "kept")
        assert (two.alt, two.title) == ("", folded)

    @pytest.mark.parametrize(("written", "folded"), TEXTS)
    @pytest.mark.parametrize(
        "body", ["<p>{}</p>", "<ul><li>{}</ul>", "<p>甲<b>{}</b>乙</p>", "<table><tr><td>{}</table>"]
    )
    def test_links(self, written: str, folded: str, body: str) -> None:
        """Tool tips of links, wherever they are."""
        after = _parsed(body.format(f'<a href="https://www.example.com/" title="{written}">丙</a>'))
        assert [link.title for link in after.links] == [folded]

    def test_caption(self) -> None:
        """Tool tips of links in captions."""
        after = _parsed(
            '<figure><img src="a.png"><figcaption>见<a href="u" title="Ａ  ｂ">丙</a></figcaption></figure>'
        )
        assert [link.title for link in after.links] == ["A b"]

    def test_blank(self) -> None:
        """A tool tip of blanks is none."""
        assert [link.title for link in _parsed('<p><a href="u" title=" \u3000">丙</a></p>').links] == [None]

    def test_judged_folded(self) -> None:
        """A file name in full-width letters is one, and a second run changes nothing."""
        once = run(
            "alt-text", article(figure("ｉｍａｇｅ１"), figure("截屏　２０２１", src="b"), figure("ＡＢ　Ｃ", src="c"))
        )
        assert [image.alt_verdict for image in once.images] == ["filename", "filename", "kept"]
        assert run("alt-text", once) is once

    def test_same(self) -> None:
        """A tool tip that differs from the alternative text in width only equals it."""
        (image,) = run("alt-text", article(figure("SCADA 系统", "ＳＣＡＤＡ系统"))).images
        assert (image.alt, image.title) == ("SCADA 系统", None)

    def test_nothing_to_fold(self) -> None:
        """An article without anything to fold stays the very same."""
        tip = Link(href="u", inlines=line("丙"), title="SCADA 系统，夜里")
        picture = InlineImage(image=Image(src="a", alt="键", title="说明，其一", alt_verdict="kept"))
        given = article(paragraph("见", tip, picture), Quote(blocks=(paragraph(Strong(inlines=(tip,)), "乙"),)))
        assert run("alt-text", given) is given
        assert sum(isinstance(inline, Link) for inline in iter_inlines(given.blocks)) == 2
