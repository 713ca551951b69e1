"""Copies of model objects keep all fields that are not meant to change."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import attrs
import pytest

from ofweek_parse import (
    Article,
    Diagnostic,
    Figure,
    Heading,
    Image,
    Inline,
    Paragraph,
    Parsed,
    Parser,
    Rule,
    Strong,
    Text,
    from_json,
    iter_articles,
    text_normalizer,
    to_json,
    to_post,
    url_normalizer,
)
from ofweek_parse.arrow import from_table, to_table
from ofweek_parse.model.constructors import evolve
from ofweek_parse.model.rewriting import join_text, rewrite_blocks, rewrite_images, rewrite_inlines, rewrite_nested
from ofweek_parse.normalizers.lines import article_text
from ofweek_parse.pipeline.registry import BUILT_IN
from ofweek_parse.testing.source_losses import source_losses
from ofweek_parse.testing.text_loss import lost_text
from ofweek_parse.writers.json import field_types
from tests.filled import CLASSES, Values, filled, spelled
from tests.making import line, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ofweek_parse import Block

PLAIN = {"Heading.level": 3, "Image.alt_verdict": "kept", "Link.keyword": False}
URL = "http://www.example.com/action/GoToLink?url=http%3A%2F%2Fa.example%2Fb&utm_source=c"


class Case(NamedTuple):
    """What a normalizer is given besides, and what of it may change."""

    values: Values
    changes: str
    blocks: tuple[Block, ...] = ()


TEXT_CHANGES = "Article.title Article.original_title Text.text Credit.name Credit.label"
URL_CHANGES = (
    "Article.headimg Article.thumbnail Image.src Link.href Figure.href Embed.url Embed.poster Keyword.href Credit.href"
)
OTHER_TEXTS = (
    "Article.author Article.categories Article.alt_residue Article.source Image.alt Image.title Image.original_src "
    "Code.code CodeBlock.code CodeBlock.language Math.tex Link.title Embed.title Keyword.text "
    "Diagnostic.code Diagnostic.message"
)
URLS = dict.fromkeys(URL_CHANGES.split(), URL)
CASES = {
    "front-matter-text": Case({"Article.title": "a&#123;"}, "Article.title"),
    "placeholder-images": Case({"Article.headimg": "https://picsum.photos/400/300?random=1"}, "Article.headimg"),
    "image-urls": Case({"Image.src": "https://cors.zfour.workers.dev/?http://a.example/b.png"}, "Image.src"),
    "editor-residue": Case({"Text.text": "风_ueditor_page_break_tag_电"}, "Text.text Diagnostic"),
    "whitespace": Case(dict.fromkeys(TEXT_CHANGES.split(), "风  A"), TEXT_CHANGES),
    "width": Case(dict.fromkeys(TEXT_CHANGES.split(), "风Ａ"), TEXT_CHANGES),
    "alt-text": Case(
        {"Image.alt": "风电" * 9, "Text.text": "风电" * 9},
        "Image.alt Image.title Image.alt_verdict Article.alt_residue",
    ),
    "original-title": Case(
        {"Article.title": "四十二台风机_的一年", "Article.original_title": None},
        "Article.title Article.original_title Paragraph Text",
        (paragraph("原文标题：四十二台风机：的一年"),),
    ),
    "restored-title": Case(
        {"Article.title": "十四_二十八台风机"}, "Article.title Diagnostic", (paragraph("十四/二十八台"),)
    ),
    "captions": Case({}, "Paragraph", (filled(Figure), paragraph("图1：风"))),
    "headings": Case({}, "Paragraph Heading Strong", (Paragraph(inlines=(Strong(inlines=line("风")),), align="left"),)),
    "credits": Case({}, "Paragraph Text Credit", (paragraph("作者：林小舟"),)),
    "keyword-links": Case({"Link.keyword": True}, "Link Keyword Text InlineImage"),
    "lost-characters": Case({"Text.text": "6m?，"}, "Diagnostic"),
    "ascii-punctuation": Case({"Text.text": "风,电"}, "Text.text"),
    "boilerplate": Case({}, "Paragraph Text Diagnostic", (paragraph("免责声明：本文不代表本网立场。"),)),
    "cjk-spacing": Case({"Text.text": "风A"}, "Text.text"),
    "heading-levels": Case(
        {}, "Heading", tuple(Heading(level=2, inlines=line(text)) for text in ("一、风", "1、电", "2、塔"))
    ),
    "https-urls": Case(URLS, URL_CHANGES),
    "lists": Case({}, "Paragraph Text ListBlock", tuple(paragraph(f"• {text}") for text in "风电塔")),
    "redirect-links": Case(URLS, URL_CHANGES),
    "strip-tracking": Case(URLS, URL_CHANGES),
}


def held(value: Any, found: dict[str, list[str]] | None = None) -> dict[str, list[str]]:
    """What the fields hold that *value*, and all that is in it, has, by names such as ``Image.src``; but for what is in them."""
    found = defaultdict(list) if found is None else found
    if isinstance(value, tuple):
        for part in value:
            held(part, found)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            part = getattr(value, field.name)
            found[f"{type(value).__name__}.{field.name}"].append(repr(_outside(part)))
            held(part, found)
    return found


def _outside(value: Any) -> object:
    if isinstance(value, tuple):
        return tuple(map(_outside, value)) if any(isinstance(part, str) for part in value) else ()
    return type(value) if attrs.has(type(value)) else value


def differing(before: object, after: object) -> set[str]:
    """The fields of which *before* and *after* don't hold the same."""
    old, new = held(before), held(after)
    return {name for name in {*old, *new} if sorted(old[name]) != sorted(new[name])}


class TestNormalizers:
    """Every built-in normalizer, on an article that has every block and inline with every field filled."""

    def test_all(self) -> None:
        """None is left out."""
        assert set(CASES) == set(BUILT_IN)

    @pytest.mark.parametrize("name", CASES)
    def test_keeps(self, name: str) -> None:
        """It changes something, and no field that it is not there for."""
        values, changes, blocks = CASES[name]
        before = filled(Article, PLAIN | dict(values))
        before = evolve(before, blocks=(*before.blocks, *blocks))
        after = BUILT_IN[name](before)
        changed = differing(before, after)
        assert changed
        assert [field for field in changed if not {field, field.partition(".")[0]} & set(changes.split())] == []


class TestTexts:
    """The fields of text, each of which is rewritten by normalizers of text, by those of URLs, or by neither."""

    ARTICLE: Article = filled(Article)

    def seen(self, normalizer: Callable[[Callable[[str], str]], Callable[[Article], Article]]) -> set[str]:
        """The texts that a normalizer gives to its function."""
        seen: list[str] = []

        def note(text: str) -> str:
            seen.append(text)
            return text

        normalizer(note)(self.ARTICLE)
        return set(seen)

    def test_every_field(self) -> None:
        """Each is in one of the three lists of this module; a new one belongs in one of them."""
        fields = ((kind, name, hint) for kind in CLASSES for name, hint in field_types(kind).items())  # type: ignore[arg-type] # a class is hashable
        texts = {f"{kind.__name__}.{name}" for kind, name, hint in fields if str in {hint, *get_args(hint)}}
        assert texts == {*TEXT_CHANGES.split(), *URL_CHANGES.split(), *OTHER_TEXTS.split()}

    def test_texts(self) -> None:
        """Those of text are given to normalizers and to `may_change`, and are no loss to those that look for losses."""
        texts = TEXT_CHANGES.split()
        assert self.seen(text_normalizer) == {*texts}
        assert [text for text in texts if text not in article_text(self.ARTICLE)] == []
        assert lost_text(Article(blocks=tuple(map(paragraph, texts))), self.ARTICLE) == []

    def test_urls(self) -> None:
        """Those of URLs are given to normalizers, and are no loss where the body has them."""
        urls = URL_CHANGES.split()
        assert self.seen(url_normalizer) == {*urls}
        links = "\n".join(f'<a href="{url}">Text.text</a>' for url in urls if not url.startswith("Article."))
        assert source_losses(links, self.ARTICLE) == []


class TestRewriting:
    """The functions that normalizers are made of."""

    ARTICLE: Article = filled(Article)

    def test_inlines(self) -> None:
        """Rewriting texts changes texts."""

        def longer(inline: Inline) -> Inline:
            return evolve(inline, text=f"{inline.text}.") if isinstance(inline, Text) else inline

        blocks = rewrite_inlines(self.ARTICLE.blocks, lambda inlines: rewrite_nested(inlines, longer))
        assert differing(self.ARTICLE.blocks, blocks) == {"Text.text"}

    def test_joining(self) -> None:
        """Joining texts changes texts."""
        blocks = rewrite_inlines(self.ARTICLE.blocks, lambda inlines: join_text((*line("a"), *inlines, *line("b"))))
        assert differing(self.ARTICLE.blocks, blocks) == {"Text.text"}

    def test_images(self) -> None:
        """Rewriting images changes what was changed of them."""
        blocks = rewrite_images(self.ARTICLE.blocks, lambda image: evolve(image, src="b.png"))
        assert differing(self.ARTICLE.blocks, blocks) == {"Image.src"}

    def test_blocks(self) -> None:
        """Adding blocks everywhere changes nothing of those that are there."""
        blocks = rewrite_blocks(self.ARTICLE.blocks, lambda level: (*level, Rule()))
        assert len(repr(blocks)) > len(repr(self.ARTICLE.blocks))
        assert differing(self.ARTICLE.blocks, blocks) == set()


def from_worker(given: Article, folder: Path) -> Article:
    """*given* as a worker process sends it."""
    (folder / "a.md").write_text("---\ntitle: a\n---\n<p>b</p>", "utf-8")
    (result,) = iter_articles(folder, parser=Parser(normalizers=(Given(given),)), jobs=2)
    assert isinstance(result, Parsed)
    return result.article


@attrs.frozen
class Given:
    """A normalizer that gives an article, whatever it is given."""

    article: Article

    def __call__(self, _article: Article) -> Article:
        """That article."""
        return self.article


PATHS: dict[str, Callable[[Article], Article]] = {
    "JSON": lambda article: from_json(to_json(article)),
    "Arrow": lambda article: from_table(to_table([article]))[0],
}


class TestForms:
    """Other forms of an article, from which it comes back; how it is pickled is tested with the codec."""

    @pytest.mark.parametrize("form", PATHS)
    def test_all_fields(self, form: str) -> None:
        """Every field comes back."""
        given = filled(Article)
        assert spelled(PATHS[form](given)) == spelled(given)

    @pytest.mark.parametrize("is_usual", [True, False])
    def test_post(self, is_usual: bool) -> None:  # noqa: FBT001
        """A post that the library wrote has every field of the article and of an image, also if it needs no private key."""
        given = filled(Article, {"Article.blocks": (filled(Figure),)})
        if is_usual:  # nothing that other posts can't express
            given = evolve(given, original_title=None, credits=(), keywords=(), alt_residue=())
        again = Parser(normalizers=()).parse(to_post(given))
        for field in attrs.fields(Article):
            if field.name not in {"front_matter", "blocks", "diagnostics", "source"}:
                assert getattr(again, field.name) == getattr(given, field.name), field.name
        assert again.extra == given.extra
        assert again.images[0] == given.images[0]

    def test_workers(self, tmp_path: Path) -> None:
        """What a worker process sends has every field."""
        given = filled(Article)
        assert spelled(from_worker(given, tmp_path)) == spelled(given)


def test_detector() -> None:
    """A field that is dropped on the way is told of."""
    image = filled(Image)
    assert differing(image, Image(src=image.src)) == {f"Image.{field.name}" for field in attrs.fields(Image)[1:]}
    assert differing((Diagnostic.of("bom", "a"),), ()) == {
        f"Diagnostic.{field.name}" for field in attrs.fields(Diagnostic)
    }
