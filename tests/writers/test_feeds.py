"""A feed from RSSHub, read with feedparser: its entries become the same articles as their posts."""

from __future__ import annotations

from xml.sax.saxutils import escape

import feedparser
import pytest

from ofweek_parse import Article, parse_html
from ofweek_parse.testing import Post, make_post

POSTS = [
    make_post(),
    make_post(title="风/光", figures=["whole-article"], quirks=["full-width", "original-title"]),
    make_post(headings={0: "一、山谷", 2: "二、海上"}, keywords={"风机": "https://www.example.com/fengji/"}),
    make_post(figures=["title", "filename"], credits={"author": "林舟", "editor": "周小海"}),
    make_post(paragraphs=["一段话。", "又一段话。"], figures=["absent"]),
    make_post(paragraphs="只有一段。"),
    make_post(title="“风”与光", figures=["whole-article", "whole-article"]),
    make_post(quirks=["full-width"], extra={"link": "https://www.example.com/8"}),
    make_post(credits={"source": "风电周刊"}),
    make_post(keywords={"山谷": "https://www.example.com/shangu/"}, quirks=["full-width"]),
]


def rss(posts: list[Post]) -> bytes:
    """Return an RSS feed of *posts*."""
    items = [
        f"<item><title><![CDATA[{post.article.title}]]></title>"
        f"<description><![CDATA[{body_of(post)}]]></description>"
        f"<pubDate>{post.article.front_matter['date']}</pubDate><category>{escape('风电')}</category></item>"
        for post in posts
    ]
    head = "<title><![CDATA[高科技行业门户]]></title><link>https://www.example.com/</link>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


def body_of(post: Post) -> str:
    """Return the HTML of *post*."""
    return post.text.split("---\n", 2)[2]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """The articles of a feed of all posts."""
    feed = feedparser.parse(rss(POSTS), sanitize_html=False, resolve_relative_uris=False)
    return [
        parse_html(
            entry.summary,
            title=entry.title,
            published=entry.published,
            author=feed.feed.title,
            categories=[tag.term for tag in entry.tags],
        )
        for entry in feed.entries
    ]


@pytest.mark.parametrize("number", range(len(POSTS)))
def test_same(articles: list[Article], number: int) -> None:
    """The body, its credits, keywords and images, the title and the time are those of the post."""
    article, expected = articles[number], POSTS[number].article
    assert article.blocks == expected.blocks
    assert article.images == expected.images
    assert (article.title, article.published) == (expected.title, expected.published)
    assert (article.credits, article.keywords) == (expected.credits, expected.keywords)
    assert article.alt_residue == expected.alt_residue
    assert (article.author, article.categories) == ("高科技行业门户", ("风电",))
