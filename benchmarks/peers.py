"""Other tools that read posts, as functions of bytes, and the baseline of the C parsers."""

from __future__ import annotations

from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

import yaml
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PEERS", "floor_of", "installed_peers"]


def floor_of(post: bytes) -> Callable[[], object]:
    """The least that reading *post* with the usual C libraries takes: YAML of its header, lxml's tree of its body.

    No article comes of it. The header is given to it cut out.
    """
    _, header, body = post.lstrip(b"\xef\xbb\xbf").split(b"---\n", 2) if post.count(b"---\n") > 1 else (b"", b"", post)

    def floor() -> object:
        with suppress(yaml.YAMLError):  # the generator's quotes
            yaml.load(header, Loader=yaml.CSafeLoader)
        return etree.fromstring(body, etree.HTMLParser(encoding="utf-8"))

    return floor


def soup(post: bytes) -> object:
    """The metadata of python-frontmatter; text, images and links of BeautifulSoup."""
    import frontmatter
    from bs4 import BeautifulSoup

    content = frontmatter.loads(post.decode().lstrip())
    tree = BeautifulSoup(content.content, "lxml")
    images = [(image.get("src"), image.get("alt")) for image in tree.find_all("img")]
    return content.metadata, tree.get_text(), images, [link.get("href") for link in tree.find_all("a")]


def markdown(post: bytes) -> object:
    """The Markdown of markdownify."""
    from markdownify import markdownify

    return markdownify(_body(post))


def readable(post: bytes) -> object:
    """The summary of readability."""
    from readability import Document

    return Document(_body(post)).summary()


def extracted(post: bytes) -> object:
    """The text of trafilatura, with images and links."""
    import trafilatura

    return trafilatura.extract(_body(post), include_images=True, include_links=True)


def converted(post: bytes) -> object:
    """The Markdown of html-to-markdown."""
    import html_to_markdown

    return html_to_markdown.convert(_body(post))


def converted_with_metadata(post: bytes) -> object:
    """The metadata of python-frontmatter; the Markdown of html-to-markdown."""
    import frontmatter
    import html_to_markdown

    content = frontmatter.loads(post.decode().lstrip())
    return content.metadata, html_to_markdown.convert(content.content)


def _body(post: bytes) -> str:
    return post.decode().split("---\n", 2)[-1]


PEERS: dict[str, tuple[tuple[str, ...], Callable[[bytes], object]]] = {
    "frontmatter + soup": (("frontmatter", "bs4"), soup),
    "markdownify": (("markdownify",), markdown),
    "readability": (("readability",), readable),
    "trafilatura": (("trafilatura",), extracted),
    "html-to-markdown": (("html_to_markdown",), converted),
    "frontmatter + html2md": (("frontmatter", "html_to_markdown"), converted_with_metadata),
}
"""Each peer by its name: the modules that it needs, and how it reads a post."""


def installed_peers() -> dict[str, Callable[[bytes], object]]:
    """The peers that can be imported; the others are told of."""
    found: dict[str, Callable[[bytes], object]] = {}
    for name, (modules, function) in PEERS.items():
        if missing := [module for module in modules if find_spec(module) is None]:
            print(f"skipped: {name}, since {' and '.join(missing)} can't be imported")
        else:
            found[name] = function
    return found
