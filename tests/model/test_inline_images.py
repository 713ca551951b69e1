"""Images in running text, some of which are read as characters."""

from __future__ import annotations

import pytest

from ofweek_parse import Figure, Image, InlineImage, to_html, to_markdown, to_text
from tests.making import article, bold, paragraph


def picture(alt: str) -> InlineImage:
    """A picture with the alternative text *alt*."""
    return InlineImage(image=Image(src="a.png", alt=alt, alt_verdict="kept" if alt else "absent"))


class TestText:
    """`InlineImage.text`."""

    @pytest.mark.parametrize(
        "alt",
        [
            *("🍚", "😀", "❤", "❤️", "☀️", "👍🏽", "👩‍🚀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇳", "1️⃣", "#⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "⭐", "🫠"),
            *("[微笑]", "[笑cry]", "[doge]", "[赞]"),
        ],
    )
    def test_emoji(self, alt: str) -> None:
        """An emoji, or its name in brackets, is the text."""
        assert picture(alt).text == alt

    @pytest.mark.parametrize(
        "alt",
        [
            *("", "a", "风", "一碗米饭", "🍚🍚", "🍚 ", "🍚饭", "，", "1", "#", "→", "§", "é", "🇨", "\u200d", "\ufe0f"),
            *(
                "[]",
                "[ ]",
                "[一张米饭图]",
                "[微 笑]",
                "[[笑]]",
                "[笑",
                "(微笑)",
                "[笑][笑]",
                "[1\n2]",
                "🍚" * 5_000,
                "[" * 5_000,
            ),
        ],
    )
    def test_others(self, alt: str) -> None:
        """No other alternative text is."""
        assert picture(alt).text == ""

    def test_article(self) -> None:
        """It takes its place in the sentence, also inside other inlines; a figure has none."""
        given_article = article(
            paragraph("开饭", picture("🍚"), "了", bold(picture("[赞]"))), Figure(image=picture("🍚").image)
        )
        assert to_text(given_article) == given_article.text == "开饭🍚了[赞]"


class TestWriters:
    """Other forms."""

    def test_picture(self) -> None:
        """HTML and Markdown have the picture, and no text besides."""
        given_article = article(paragraph("开饭", picture("🍚"), "了"))
        assert to_html(given_article) == '<p>开饭<img src="a.png" alt="🍚">了</p>\n'
        assert to_markdown(given_article) == "开饭![🍚](a.png)了\n"
