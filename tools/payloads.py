"""Write every payload of public lists with `to_html` and `to_markdown`, and report unsafe output.

    python tools/payloads.py PATH…

Each path is a local copy, read where it lies, of a list with its name:

- ``expect.mjs``: DOMPurify's fixtures;
- ``items.js``: the HTML5 Security Cheatsheet;
- ``XSS_Filter_Evasion_Cheat_Sheet.md``: OWASP's;
- ``blns.json``: the big list of naughty strings.

A payload is put into a post in many places, read raw and with the default normalizers, and into a model. What is
written is parsed again by html5lib, Markdown by markdown-it first with raw HTML let through: no element, attribute or
URL scheme may come out of it that the documentation doesn't name, nh3 must have nothing to clean, and the tree,
written and parsed again, must be the same.
"""

from __future__ import annotations

import html
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import nh3
from markdown_it import MarkdownIt

from ofweek_parse import (
    Article,
    CodeBlock,
    Embed,
    Figure,
    Heading,
    Image,
    Link,
    OfweekParseError,
    Paragraph,
    Parser,
    Text,
    to_html,
    to_markdown,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

ALLOWED: dict[str, set[str]] = {
    **{tag: set() for tag in "html head body br blockquote figure figcaption hr thead tbody tr ul".split()},
    **{tag: set() for tag in "strong em sup sub code pre".split()},
    **{f"h{level}": set() for level in range(1, 7)},
    "p": {"style"},
    "a": {"href", "title"},
    "audio": {"src", "title", "controls"},
    "code": {"class"},
    "iframe": {"src", "title", "sandbox", "loading", "referrerpolicy", "allowfullscreen"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": set(),
    "ol": {"start"},
    "table": {"role"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "style"},
    "video": {"src", "title", "controls"},
}
STYLE = re.compile(r"text-align: ?(?:left|center|right|justify);?")
SCHEMES = {"http", "https", "mailto", "tel", "ftp"}
PICTURE = re.compile(r"data:image/(?:png|gif|jpe?g|webp);base64,", re.IGNORECASE)
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
MARKDOWN.validateLink = lambda _url: True  # type: ignore[method-assign] # what is written must be safe by itself
PARSERS = (Parser(normalizers=()), Parser())
LITERAL = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\""""


def payloads(path: Path) -> list[str]:
    """The payloads in a list, told by its name."""
    text = path.read_text("utf-8")
    match path.name:
        case "expect.mjs" | "expect.js":
            return [_script_text(match[1]) for match in re.finditer(rf'"?payload"?:\s*({LITERAL})', text, re.DOTALL)]
        case "items.js":
            found = [_script_text(match[1]) for match in re.finditer(rf"'data'\s*:\s*({LITERAL})", text, re.DOTALL)]
            return [
                re.sub(r"%js_(uri_)?alert%", lambda mark: "javascript:alert(1)" if mark[1] else "alert(1)", payload)
                for payload in found
            ]
        case "XSS_Filter_Evasion_Cheat_Sheet.md":
            return re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        case "blns.json":
            return list(json.loads(text))
        case _:
            sys.exit(f"{path}: not one of the lists; see {Path(__file__).name}")


def _script_text(literal: str) -> str:
    """The text that a literal of JavaScript stands for."""

    def character(escape: re.Match[str]) -> str:
        code = escape[1]
        if code[0] in "xu" and len(code) > 1:
            return chr(int(code[1:].strip("{}"), 16))
        return {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "b": "\b", "f": "\f", "v": "\v", "\n": ""}.get(code, code)

    return re.sub(r"\\(x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|.)", character, literal[1:-1], flags=re.DOTALL)


def posts(payload: str) -> Iterator[str]:
    """Posts with *payload* in every place."""
    escaped = html.escape(payload)
    flat = " ".join(payload.split()).replace("'", "''")
    yield f"---\ntitle: a\n---\n{payload}"
    yield f"---\ntitle: a\n---\n<p>{payload}</p><p>b</p>"
    yield f"---\ntitle: a\n---\n<p>{escaped}</p><pre><code>{escaped}</code></pre><table><tr><th>{escaped}<td>b</table>"
    for quote in "\"'":
        yield f"---\ntitle: a\n---\n<img src=a.png alt={quote}{payload}{quote}><a href={quote}{payload}{quote}>b</a>"
    yield (
        f'---\ntitle: a\n---\n<p>a<a href="{escaped}" title="{escaped}">b</a><img src="{escaped}" alt="{escaped}" title="{escaped}"></p>'
        f'<iframe src="{escaped}" title="{escaped}"></iframe><video src="{escaped}"></video><pre class="lang-{escaped}">c</pre>'
    )
    yield f"---\ntitle: '{flat}'\nheadimg: '{flat}'\nauthor: '{flat}'\ndate: '{flat}'\n---\n<p>b</p>"


def model(payload: str) -> Article:
    """An article that no parser made."""
    text = (Text(text=payload),)
    image = Image(src=payload, alt=payload, title=payload)
    return Article(
        title=payload,
        blocks=(
            Heading(level=2, inlines=text),
            Paragraph(inlines=(Link(href=payload, inlines=text, title=payload),)),
            Figure(image=image, caption=text, href=payload),
            CodeBlock(code=payload, language=payload),
            Embed(kind="iframe", url=payload, title=payload),
        ),
    )


def articles(payload: str) -> Iterator[Article]:
    """What *payload* comes to, wherever it stands."""
    yield model(payload)
    for post in posts(payload):
        for parser in PARSERS:
            try:
                yield parser.parse(post)
            except OfweekParseError:  # noqa: PERF203 # an error is an answer
                continue


def tree(source: str) -> Element:
    """*source* as html5lib reads it in a page."""
    return html5lib.parse(source, namespaceHTMLElements=False)


def faults(source: str) -> Iterator[str]:
    """What is unsafe in the HTML *source*."""
    root = tree(source)
    for element in root.iter():
        tag = element.tag if isinstance(element.tag, str) else "<!-- -->"
        if tag not in ALLOWED:
            yield f"element {tag}"
            continue
        for name, value in element.attrib.items():
            if name not in ALLOWED[tag] or (name == "style" and not STYLE.fullmatch(value)):
                yield f"attribute {name}={value[:40]!r} of {tag}"
            if name in {"src", "href"} and not _is_safe(value):
                yield f"URL {value[:40]!r} of {tag}"
    written = html5lib.serialize(root, omit_optional_tags=False, quote_attr_values="always")
    if _shape(tree(written)) != _shape(root):
        yield "a tree that is another when it is written and parsed again"
    cleaned = nh3.clean(source, tags=set(ALLOWED), attributes=ALLOWED, url_schemes=SCHEMES | {"data"}, link_rel=None)
    if _shape(tree(cleaned)) != _shape(root):
        yield "something that nh3 cleans"


def _is_safe(url: str) -> bool:
    bare = re.sub("[\t\n\r]", "", url).strip("".join(map(chr, range(33))))
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", bare)
    return scheme is None or scheme[1].lower() in SCHEMES or bool(PICTURE.match(bare))


def _shape(element: Element) -> object:
    attributes = sorted((name, value.strip()) for name, value in element.attrib.items())
    return [str(element.tag), attributes, element.text or "", [(_shape(child), child.tail or "") for child in element]]


def main(paths: list[str]) -> int:
    """Print a line for each list and each fault; whether there is any."""
    writers: dict[str, Callable[[Article], str]] = {
        "to_html": to_html,
        "to_markdown": lambda article: MARKDOWN.render(to_markdown(article)),
    }
    total = 0
    for path in map(Path, paths):
        found: set[tuple[int, str, str]] = set()
        every = payloads(path)
        written = 0
        for number, payload in enumerate(every):
            for article in articles(payload):
                for name, write in writers.items():
                    written += 1
                    found |= {(number, name, fault) for fault in faults(write(article))}
        print(f"{path.name}: {len(every)} payloads, {written} texts written, {len(found)} faults", flush=True)
        for number, name, fault in sorted(found):
            print(f"  payload {number}, {name}: {fault}: {every[number][:80]!r}")
        total += len(found)
    return int(total > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
