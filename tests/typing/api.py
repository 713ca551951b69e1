"""Every public name as a user would write it; this file is type-checked but never run."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import ofweek_parse
from ofweek_parse import (
    DEFAULT_NORMALIZERS,
    DIAGNOSTIC_CODES,
    SCHEMA_VERSION,
    Alignment,
    AltText,
    AltVerdict,
    Article,
    Block,
    BlockChange,
    BlockNormalizer,
    Cell,
    Code,
    CodeBlock,
    Credit,
    CreditRole,
    DecodingError,
    Diagnostic,
    DiagnosticCode,
    Embed,
    EmbedKind,
    Emphasis,
    ExcerptMark,
    ExecutorKind,
    Explanation,
    Failed,
    FieldChange,
    Figure,
    FrontMatter,
    FrontMatterError,
    FrontMatterValue,
    Heading,
    Image,
    ImageNormalizer,
    Inline,
    InlineImage,
    Keyword,
    LimitError,
    Limits,
    LineBreak,
    Link,
    LinkStyle,
    ListBlock,
    MarkupError,
    Math,
    Normalizer,
    NormalizerError,
    OfweekParseError,
    Paragraph,
    Parsed,
    Parser,
    Progress,
    Quote,
    Roots,
    Row,
    Rule,
    SchemaError,
    Section,
    Severity,
    StepChange,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    TextNormalizer,
    UnknownNormalizerError,
    UrlNormalizer,
    WorkerError,
    arrow,
    block_normalizer,
    datatrove,
    from_dict,
    from_json,
    from_record,
    image_normalizer,
    iter_articles,
    json_schema,
    parse,
    parse_file,
    parse_html,
    testing,
    text_normalizer,
    to_dict,
    to_html,
    to_json,
    to_markdown,
    to_post,
    to_record,
    to_text,
    url_normalizer,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from typing_extensions import assert_never, assert_type


def reading(path: Path, post: bytes) -> None:
    """A post becomes an article with typed fields."""
    assert_type(parse(post), Article)
    assert_type(parse("text"), Article)
    assert_type(parse_html("<p>a</p>", title="a", published=None, categories=["b"]), Article)
    assert_type(Parser().normalize(parse_html(b"<p>a</p>")), Article)
    article = parse_file(path)
    assert_type(article, Article)
    assert_type(article.title, str)
    assert_type(article.original_title, str | None)
    assert_type(article.author, str | None)
    assert_type(article.categories, tuple[str, ...])
    assert_type(article.published, datetime | None)
    assert_type(article.headimg, str | None)
    assert_type(article.thumbnail, str | None)
    assert_type(article.comments, bool | None)
    front_matter: FrontMatter = article.front_matter | {"tags": ["a"]}
    extra: Mapping[str, FrontMatterValue] = article.extra
    print(front_matter, extra, FrontMatter({"title": "a"}))
    assert_type(article.blocks, tuple[Block, ...])
    assert_type(article.credits, tuple[Credit, ...])
    assert_type(article.keywords, tuple[Keyword, ...])
    assert_type(article.alt_residue, tuple[str, ...])
    assert_type(article.diagnostics, tuple[Diagnostic, ...])
    assert_type(article.source, str | None)
    assert_type(article.text, str)
    assert_type(article.id, str)
    assert_type(article.images, tuple[Image, ...])
    assert_type(article.links, tuple[Link, ...])
    assert_type(article.headings, tuple[Heading, ...])
    assert_type(article.figures, tuple[Figure, ...])
    assert_type(article.sections, tuple[Section, ...])
    assert_type(article.excerpt, str | None)
    section = article.sections[0]
    assert_type((section.path, section.heading), tuple[tuple[str, ...], Heading | None])
    assert_type((section.blocks, section.text), tuple[tuple[Block, ...], str])


def blocks(block: Block) -> str:
    """A match over the blocks is known to be whole."""
    match block:
        case Paragraph(inlines=inlines, align=align):
            alignment: Alignment | None = align
            return "".join(map(inline, inlines)) + (alignment or "")
        case Heading(level=level):
            return f"{level + 1} {block.text}"
        case Figure(image=image, caption=caption, href=href):
            verdict: AltVerdict = image.alt_verdict
            return f"{image.src}{verdict}{len(caption)}{href or ''}"
        case ListBlock(ordered=ordered, start=start, items=items):
            return "".join(blocks(part) for item in items for part in item) + str(start if ordered else 0)
        case Table(header=header, rows=rows):
            every: tuple[Row, ...] = (*((header,) if header else ()), *rows)
            return "".join(blocks(part) for row in every for cell in row for part in cell.blocks)
        case Quote():
            return block.text
        case CodeBlock(code=code, language=language):
            return code + (language or "")
        case Embed(kind=kind, url=url, poster=poster):
            what: EmbedKind = kind
            return what + url + (poster or "")
        case Rule() | ExcerptMark():
            return ""
        case _:
            assert_never(block)


def inline(part: Inline) -> str:
    """So is one over the inlines."""
    match part:
        case Text() | Code() | LineBreak():
            return part.text
        case Strong() | Emphasis() | Superscript() | Subscript() | Strikethrough():
            return "".join(map(inline, part.inlines))
        case Math(tex=tex, display=display):
            return tex if display else part.text
        case Link(href=href, title=title, keyword=keyword):
            return f"{href}{title or ''}{keyword}"
        case InlineImage(image=image):
            return f"{image.alt}{image.title or ''}{image.width or 0}{image.height or 0}{image.original_src or ''}"
        case _:
            assert_never(part)


def making() -> Article:
    """Articles are made of keywords."""
    role: CreditRole = "author"
    cell = Cell(blocks=(Paragraph(inlines=(Text(text="风"),)),), colspan=2)
    return Article(
        title="风机",
        published=datetime(2021, 7, 26, tzinfo=timezone.utc),
        blocks=(Table(rows=((cell,),)), Rule()),
        credits=(Credit(role=role, name="林砚", label="文"),),
        keywords=(Keyword(text="风", href="https://www.example.com/"),),
    )


def shout(article: Article) -> Article:
    """A normalizer is a function."""
    return article


def normalizing() -> Parser:
    """A parser takes names and normalizers."""
    step: Normalizer = shout
    lifted: TextNormalizer = text_normalizer(str.strip)
    urls: UrlNormalizer = url_normalizer(str.strip)
    images: ImageNormalizer = image_normalizer(lambda image: image)
    blocks: BlockNormalizer = block_normalizer(lambda block: None if block.text else block)
    assert_type(Parser(normalizers=(images, blocks)), Parser)
    names: tuple[str, ...] = DEFAULT_NORMALIZERS
    parser = Parser(
        normalizers=[*names, step, lifted, urls, AltText(coverage=0.9)],
        default_timezone=timezone(timedelta(hours=8)),
        strict=True,
        limits=Limits(file_size=2**20),
        encoding="gb18030",
        base_url="https://www.example.com/",
    )
    explanation: Explanation = parser.explain("text")
    changes: tuple[StepChange, ...] = explanation.steps
    fields: tuple[FieldChange, ...] = changes[0].fields
    parts: tuple[BlockChange, ...] = changes[0].blocks
    print(fields, parts, explanation.raw, explanation.article)
    return parser.with_step("https-urls", after="width").without_step("captions").replace_step("width", step)


def writing(article: Article, path: Path) -> None:
    """Every form, and back."""
    style: LinkStyle = "reference"
    assert_type(to_text(article, title=True), str)
    assert_type(to_html(article, page=True), str)
    assert_type(to_markdown(article, title=True, front_matter=True, heading_base=2, links=style, images=style), str)
    assert_type(to_post(article, body="markdown"), str)
    assert_type(from_json(to_json(article, indent=2)), Article)
    assert_type(from_record(to_record(article)), Article)
    data: dict[str, Any] = to_dict(article)
    assert_type(from_dict(data), Article)
    schema: dict[str, Any] = json_schema()
    print(schema, SCHEMA_VERSION + 1)
    compression: arrow.Compression = "zstd"
    print(arrow.schema())
    with arrow.ParquetWriter(path, compression=compression) as writer:
        writer.write(article)
    stored: Iterator[Article] = arrow.read_parquet(path)
    again: list[Article] = arrow.from_table(arrow.to_table(stored))
    print(again)


def many(folder: Path) -> None:
    """Results are parsed or failed."""
    roots: Roots = [folder, "posts/*.md"]
    executor: ExecutorKind = "thread"

    def on_progress(progress: Progress) -> None:
        print(progress.done + progress.failed, progress.total)

    for result in iter_articles(roots, parser=normalizing(), jobs=2, executor=executor, on_progress=on_progress):
        match result:
            case Parsed(path=path, article=article):
                print(path.name, article.title)
            case Failed(path=path, error=error):
                print(path.name, error)
            case _:
                assert_never(result)


def failing() -> str:
    """Each error has its fields."""
    try:
        making()
    except FrontMatterError as error:
        return error.key or ""
    except LimitError as error:
        return f"{error.limit}{error.value + 1}"
    except UnknownNormalizerError as error:
        return error.step
    except NormalizerError as error:
        return error.distribution or ""
    except SchemaError as error:
        return error.path
    except (DecodingError, MarkupError, WorkerError) as error:
        return error.code
    except OfweekParseError as error:
        return f"{error.source or ''}{error.line or 0}{error.column or 0}{error.message}"
    return ""


def diagnosing(article: Article) -> Iterator[tuple[Severity, str]]:
    """A diagnostic has a row in the table of codes."""
    for diagnostic in article.diagnostics:
        row: DiagnosticCode = DIAGNOSTIC_CODES[diagnostic.code]
        error: type[OfweekParseError] = row.error
        print(error, diagnostic.line, diagnostic.column, diagnostic.message)
        yield row.severity, row.meaning


def testing_others(golden: testing.Golden, path: Path) -> None:
    """What other projects' tests use."""
    pattern: testing.AltPattern = "whole-article"
    form: testing.DateForm = "chinese"
    quirk: testing.Quirk = "crlf"
    figures = [testing.PostFigure(after=1, alt=pattern)]
    post: testing.Post = testing.make_post(title="风机", figures=figures, date_form=form, quirks=[quirk])
    assert_type(post.article, Article)
    assert_type(parse(post.source), Article)
    given: testing.Sample = testing.sample("every-block")
    samples: Mapping[str, testing.Sample] = testing.SAMPLES
    golden(given.article, "name")
    testing.assert_normalizer("width")
    testing.assert_normalizer(shout, may_change_text=True)
    print(samples, post.write(path), testing.articles(), testing.posts(), testing.hostile_posts())


def engine(article: Article) -> None:
    """What datatrove's pipelines use."""
    document = datatrove.document_of(article)
    steps = [datatrove.PostReader("posts", parser=Parser()), datatrove.PostParser(failures="failures")]
    print(document.text, steps, datatrove.CharacterTokenizer())


print(ofweek_parse.__all__)
