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
    ExcerptMark,
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
    Math,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from ofweek_parse.model.metadata import Credit, CreditRole, Keyword
from ofweek_parse.model.sections import Section
from ofweek_parse.normalizers.alt_text import AltText
from ofweek_parse.normalizers.lifting import (
    BlockNormalizer,
    ImageNormalizer,
    TextNormalizer,
    UrlNormalizer,
    block_normalizer,
    image_normalizer,
    text_normalizer,
    url_normalizer,
)
from ofweek_parse.parser import Parser, parse, parse_file, parse_html
from ofweek_parse.paths import Roots
from ofweek_parse.pipeline.explaining import BlockChange, Explanation, FieldChange, StepChange
from ofweek_parse.pipeline.registry import DEFAULT_NORMALIZERS
from ofweek_parse.pipeline.steps import Normalizer
from ofweek_parse.reading.limits import Limits
from ofweek_parse.writers.html import to_html
from ofweek_parse.writers.json import SCHEMA_VERSION, to_dict, to_json
from ofweek_parse.writers.json_reading import from_dict, from_json
from ofweek_parse.writers.markdown import LinkStyle, to_markdown
from ofweek_parse.writers.post import to_post
from ofweek_parse.writers.record import from_record, to_record
from ofweek_parse.writers.schema import json_schema
from ofweek_parse.writers.text import to_text

__version__: str

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
    "BlockNormalizer",
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
    "ExcerptMark",
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
    "ImageNormalizer",
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
    "Math",
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
    "Section",
    "Severity",
    "StepChange",
    "Strikethrough",
    "Strong",
    "Subscript",
    "Superscript",
    "Table",
    "Text",
    "TextNormalizer",
    "UnknownNormalizerError",
    "UrlNormalizer",
    "WorkerError",
    "block_normalizer",
    "from_dict",
    "from_json",
    "from_record",
    "image_normalizer",
    "iter_articles",
    "json_schema",
    "parse",
    "parse_file",
    "parse_html",
    "text_normalizer",
    "to_dict",
    "to_html",
    "to_json",
    "to_markdown",
    "to_post",
    "to_record",
    "to_text",
    "url_normalizer",
]
