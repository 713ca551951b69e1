"""Parse Hexo posts generated from RSSHub feeds of OFweek into typed articles.

``parse`` and ``parse_file`` turn a post into an `Article`; a `Parser` does so with the normalizers, time zone and
limits of your choice; ``to_json`` and its kin turn the article into other forms.

PYTEST_DONT_REWRITE: a program may import the package, and then run pytest, which finds the plugin.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ofweek_parse.corpus import ExecutorKind, Failed, Parsed, Progress, iter_articles
    from ofweek_parse.errors import (
        DecodingError,
        FrontMatterError,
        LimitError,
        MarkupError,
        NormalizerError,
        OfweekParseError,
        SchemaError,
        UnknownNormalizerError,
        WorkerError,
    )
    from ofweek_parse.model.article import Article
    from ofweek_parse.model.blocks import (
        Alignment,
        Block,
        Cell,
        CodeBlock,
        Embed,
        EmbedKind,
        Figure,
        Heading,
        ListBlock,
        Paragraph,
        Quote,
        Row,
        Rule,
        Table,
    )
    from ofweek_parse.model.diagnostics import DIAGNOSTIC_CODES, Diagnostic, DiagnosticCode, Severity
    from ofweek_parse.model.front_matter import FrontMatter, FrontMatterValue
    from ofweek_parse.model.inlines import (
        AltVerdict,
        Code,
        Emphasis,
        Image,
        Inline,
        InlineImage,
        LineBreak,
        Link,
        Strong,
        Subscript,
        Superscript,
        Text,
    )
    from ofweek_parse.model.metadata import Credit, CreditRole, Keyword
    from ofweek_parse.normalizers.alt_text import AltText
    from ofweek_parse.normalizers.explaining import BlockChange, Explanation, FieldChange, StepChange
    from ofweek_parse.normalizers.lifting import TextNormalizer, UrlNormalizer, text_normalizer, url_normalizer
    from ofweek_parse.normalizers.pipeline import Normalizer
    from ofweek_parse.normalizers.registry import DEFAULT_NORMALIZERS
    from ofweek_parse.parser import Parser, parse, parse_file
    from ofweek_parse.paths import Roots
    from ofweek_parse.reading.limits import Limits
    from ofweek_parse.writers.html import to_html
    from ofweek_parse.writers.json import SCHEMA_VERSION, to_dict, to_json
    from ofweek_parse.writers.json_reading import from_dict, from_json
    from ofweek_parse.writers.markdown import LinkStyle, to_markdown
    from ofweek_parse.writers.post import to_post
    from ofweek_parse.writers.schema import json_schema
    from ofweek_parse.writers.text import to_text

__all__ = [
    "DEFAULT_NORMALIZERS",
    "DIAGNOSTIC_CODES",
    "SCHEMA_VERSION",
    "Alignment",
    "AltText",
    "AltVerdict",
    "Article",
    "Block",
    "BlockChange",
    "Cell",
    "Code",
    "CodeBlock",
    "Credit",
    "CreditRole",
    "DecodingError",
    "Diagnostic",
    "DiagnosticCode",
    "Embed",
    "EmbedKind",
    "Emphasis",
    "ExecutorKind",
    "Explanation",
    "Failed",
    "FieldChange",
    "Figure",
    "FrontMatter",
    "FrontMatterError",
    "FrontMatterValue",
    "Heading",
    "Image",
    "Inline",
    "InlineImage",
    "Keyword",
    "LimitError",
    "Limits",
    "LineBreak",
    "Link",
    "LinkStyle",
    "ListBlock",
    "MarkupError",
    "Normalizer",
    "NormalizerError",
    "OfweekParseError",
    "Paragraph",
    "Parsed",
    "Parser",
    "Progress",
    "Quote",
    "Roots",
    "Row",
    "Rule",
    "SchemaError",
    "Severity",
    "StepChange",
    "Strong",
    "Subscript",
    "Superscript",
    "Table",
    "Text",
    "TextNormalizer",
    "UnknownNormalizerError",
    "UrlNormalizer",
    "WorkerError",
    "from_dict",
    "from_json",
    "iter_articles",
    "json_schema",
    "parse",
    "parse_file",
    "text_normalizer",
    "to_dict",
    "to_html",
    "to_json",
    "to_markdown",
    "to_post",
    "to_text",
    "url_normalizer",
]

_PLACES = {
    "ofweek_parse.corpus": "ExecutorKind Failed Parsed Progress iter_articles",
    "ofweek_parse.errors": (
        "DecodingError FrontMatterError LimitError MarkupError NormalizerError "
        "OfweekParseError SchemaError UnknownNormalizerError WorkerError"
    ),
    "ofweek_parse.model.article": "Article",
    "ofweek_parse.model.front_matter": "FrontMatter FrontMatterValue",
    "ofweek_parse.model.metadata": "Credit CreditRole Keyword",
    "ofweek_parse.model.blocks": (
        "Alignment Block Cell CodeBlock Embed EmbedKind Figure Heading ListBlock Paragraph Quote Row Rule Table"
    ),
    "ofweek_parse.model.inlines": (
        "AltVerdict Code Emphasis Image Inline InlineImage LineBreak Link Strong Subscript Superscript Text"
    ),
    "ofweek_parse.model.diagnostics": "DIAGNOSTIC_CODES Diagnostic DiagnosticCode Severity",
    "ofweek_parse.normalizers.alt_text": "AltText",
    "ofweek_parse.normalizers.explaining": "BlockChange Explanation FieldChange StepChange",
    "ofweek_parse.normalizers.lifting": "TextNormalizer UrlNormalizer text_normalizer url_normalizer",
    "ofweek_parse.normalizers.pipeline": "Normalizer",
    "ofweek_parse.normalizers.registry": "DEFAULT_NORMALIZERS",
    "ofweek_parse.parser": "Parser parse parse_file",
    "ofweek_parse.paths": "Roots",
    "ofweek_parse.reading.limits": "Limits",
    "ofweek_parse.writers.html": "to_html",
    "ofweek_parse.writers.json": "SCHEMA_VERSION to_dict to_json",
    "ofweek_parse.writers.json_reading": "from_dict from_json",
    "ofweek_parse.writers.markdown": "LinkStyle to_markdown",
    "ofweek_parse.writers.post": "to_post",
    "ofweek_parse.writers.schema": "json_schema",
    "ofweek_parse.writers.text": "to_text",
}
"""Which module has which of the names, so that each is loaded when it is first asked for: importing all costs as much
as parsing many posts."""


if not TYPE_CHECKING:

    def __getattr__(name):  # noqa: ANN001, ANN202 # for type checkers the names stand above
        for module, names in _PLACES.items():
            if name in names.split():
                found = globals()[name] = getattr(import_module(module), name)
                return found
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
