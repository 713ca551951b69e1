"""``keyword-links``: links that the site put on keywords."""

from __future__ import annotations

from ofweek_parse import Heading, Image, InlineImage, Keyword
from tests.making import article, bold, figure, line, link, paragraph, run

WIND = link("风电", href="/wind", keyword=True)


class TestKeywordLinks:
    """Unwrapping and listing."""

    def test_in_a_word(self) -> None:
        """The link goes, the word is whole again, one run of text."""
        after = run("keyword-links", article(paragraph("海上", WIND, "场")))
        assert after.blocks == (paragraph("海上风电场"),)
        assert after.keywords == (Keyword(text="风电", href="/wind"),)

    def test_once_each_in_order(self) -> None:
        """Each keyword is listed once, in the order of the body."""
        other = link("储能", href="/store", keyword=True)
        given = article(Heading(level=2, inlines=(other,)), paragraph(WIND, "与", other), paragraph(bold(WIND)))
        assert [keyword.text for keyword in run("keyword-links", given).keywords] == ["储能", "风电"]

    def test_everywhere(self) -> None:
        """Bold type and captions are searched too."""
        given = article(paragraph(bold("海上", WIND)), figure(caption="图"))
        assert run("keyword-links", given).blocks == (paragraph(bold("海上风电")), figure(caption="图"))

    def test_others_stay(self) -> None:
        """Ordinary links are no keywords."""
        given = article(paragraph("见", link("这里")))
        assert run("keyword-links", given) is given

    def test_picture(self) -> None:
        """A picture in a keyword link stays."""
        picture = InlineImage(image=Image(src="a.png"))
        given = article(paragraph("一", link(picture, "二", href="/k", keyword=True)))
        assert run("keyword-links", given).blocks == (paragraph("一", picture, *line("二")),)

    def test_target_of_a_picture(self) -> None:
        """The target of a link on a picture alone is not lost in silence."""
        given = article(paragraph("一", link(InlineImage(image=Image(src="a.png")), href="/k", keyword=True)))
        after = run("keyword-links", given)
        assert after.links or after.keywords or after.diagnostics

    def test_bold_in_bold(self) -> None:
        """No bold type is left directly inside bold type."""
        given = article(paragraph(bold("一", link(bold("二"), keyword=True))))
        assert run("keyword-links", given).blocks == (paragraph(bold("一二")),)
