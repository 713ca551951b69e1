"""The facts about a post, and posts in plain HTML with known structure."""

from __future__ import annotations

import html
import random
from datetime import datetime, timezone

import attrs

__all__ = ["HEADINGS", "SEED", "Facts", "Writer", "structured_posts"]

SEED = 20210726
SENTENCES = (
    "山谷里一共有{n}台风机，最老的一台已经转了{m}年。",
    "去年它们发电 {n}.{m} 亿度，足够一座小城用上八个月。",
    "维护的人说：“第{n}号机唱得最响，第{m}号机整夜不出声。”",
    "叶片每片长{n}.{m}米，运上山用了整整一个春天。",
    "新的一批有{n}台，由 Wind{m} 工坊装配，预计三年后完工。",
    "他把第{n}本日记翻到第{m}页，那一天写着：风停了。",
    "镇上{n}户人家凑了{m}万元，修好了通往山顶的路。",
    "湖边的实验室每{m}小时记一次数，表格已经有{n}行。",
)
HEADINGS = ("第{n}章 风从哪里来", "{n}号机房的夜班", "谁来修路，第{n}次会议")


@attrs.frozen(kw_only=True)
class Facts:
    """A post and what is known of it; ``None`` where nothing is known.

    Attributes:
        text: The text of the body that a reader sees, the article's own if its answer is known.
        allowed: Text that may be given too, such as lines that this library moves to fields.
        lines: The same text in lines, to count how often each is given.
        titles: The titles that are right.
        published: The time of publication, or ``None`` where the post tells none.
        knows_time: Whether that is known.
        is_answer: Whether this is all that is right; else a tool may give more code, and another character at a ``_``.
        images: For each image in order the URLs that are right.
        alts: The alternative texts that say what nothing else says.
        bold_headings: Headings that the post writes as bold paragraphs.
        mark_captions: Captions that are paragraphs under the image.
    """

    name: str
    source: bytes
    text: str
    allowed: str = ""
    lines: tuple[str, ...] = ()
    titles: frozenset[str] = frozenset()
    published: datetime | None = None
    knows_time: bool = True
    is_answer: bool = True
    images: tuple[frozenset[str], ...] | None = None
    alts: tuple[str, ...] | None = None
    headings: tuple[str, ...] | None = None
    bold_headings: tuple[str, ...] | None = None
    items: tuple[str, ...] | None = None
    cells: tuple[str, ...] | None = None
    code: tuple[str, ...] | None = None
    captions: tuple[tuple[str, str], ...] | None = None
    mark_captions: tuple[tuple[str, str], ...] | None = None
    links: tuple[str, ...] | None = None
    credits: tuple[tuple[str, str], ...] | None = None


class Writer:
    """Texts that are never the same twice, from a seeded generator."""

    def __init__(self, seed: object) -> None:
        self.random = random.Random(str(seed))  # noqa: S311 # no secret
        self._number = 10

    def text(self, forms: tuple[str, ...]) -> str:
        """One of *forms*, with numbers of its own."""
        self._number += self.random.randint(1, 9)
        return self.random.choice(forms).format(n=self._number, m=self.random.randint(2, 99))

    def paragraph(self) -> str:
        """One to three sentences."""
        return "".join(self.text(SENTENCES) for _ in range(self.random.randint(1, 3)))


def structured_posts(count: int) -> list[Facts]:
    """Posts in plain HTML with headings, lists, tables, code, quotations, links and figures, as sibling feeds write them."""
    return [_structured(number) for number in range(count)]


def _structured(number: int) -> Facts:
    builder = _Structure(Writer(f"{SEED} structured {number}"), number)
    for _ in range(3):
        builder.add_section()
    return builder.facts()


class _Structure:
    """A post in plain HTML, and what it holds."""

    def __init__(self, writer: Writer, number: int) -> None:
        self._writer = writer
        self._number = number
        self._written: list[str] = []
        self._lines: list[str] = []
        self._headings: list[str] = []
        self._items: list[str] = []
        self._cells: list[str] = []
        self._code: list[str] = []
        self._images: list[str] = []
        self._captions: list[tuple[str, str]] = []
        self._links: list[str] = []

    def add_section(self) -> None:
        heading = self._line(HEADINGS)
        self._headings.append(heading)
        self._written.append(f"<h2>{heading}</h2><p>{self._line()}</p>")
        parts = [self._add_list, self._add_table, self._add_code, self._add_figure, self._add_link, self._add_quote]
        for add in self._writer.random.sample(parts, 4):
            add()
            self._written.append(f"<p>{self._line()}</p>")

    def _line(self, forms: tuple[str, ...] = SENTENCES) -> str:
        line = self._writer.text(forms)
        self._lines.append(line)
        return line

    def _add_list(self) -> None:
        items = [self._line() for _ in range(4)]
        self._items += items
        inner = f"<ul><li>{items[2]}</li></ul>"
        name = self._writer.random.choice(("ul", "ol"))
        self._written.append(f"<{name}><li>{items[0]}</li><li>{items[1]}{inner}</li><li>{items[3]}</li></{name}>")

    def _add_table(self) -> None:
        cells = [self._line(("{n}号机|{m}", "第{n}年*{m}", "型号 W_{n}_{m}")) for _ in range(9)]
        self._cells += cells
        rows = [cells[0:3], cells[3:6], cells[6:9]]
        head = "".join(f"<th>{cell}</th>" for cell in rows[0])
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows[1:])
        self._written.append(f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")

    def _add_code(self) -> None:
        name = self._writer.text(("blade_{n}", "wind{n}"))
        code = f'def {name}(a: List[int], **kw):\n    if a < 3 && b > 4:\n\n        return "<b>*{name}*</b>"  # 注\n\treturn `x`'
        self._code.append(code)
        self._lines += code.split("\n")
        self._written.append(f'<pre><code class="language-python">{html.escape(code, quote=False)}\n</code></pre>')

    def _add_figure(self) -> None:
        url = f"https://images.example.com/s{self._number}/{len(self._images)}.png?a=1&b=(2)"
        self._images.append(url)
        caption = self._line(("第{n}号机在黄昏里",))
        self._captions.append((url, caption))
        src = html.escape(url)
        self._written.append(f'<figure><img src="{src}" alt=""><figcaption>{caption}</figcaption></figure>')

    def _add_link(self) -> None:
        url = f"https://www.example.com/{len(self._links)}?page={self._number}&kind=wind_(2)"
        self._links.append(url)
        line = self._line()
        middle = len(line) // 2
        link = f'<a href="{html.escape(url)}">{line[middle : middle + 3]}</a>'
        self._written.append(f"<p>{line[:middle]}{link}{line[middle + 3 :]}</p>")

    def _add_quote(self) -> None:
        self._written.append(f"<blockquote><p>{self._line()}</p></blockquote>")

    def facts(self) -> Facts:
        title = self._writer.text(("谁在看管{n}号机房",))
        body = "\n".join(self._written)
        source = f"\n---\ntitle: '{title}'\ndate: Mon, 26 Jul 2021 01:29:00 GMT\n---\n\n<div>   \n{body}\n  \n</div>\n"
        return Facts(
            name=f"structured {self._number}",
            source=source.encode(),
            text="\n".join(self._lines),
            allowed="".join(self._lines),  # a row of a table may be one line
            lines=tuple(self._lines),
            titles=frozenset({title}),
            published=datetime(2021, 7, 26, 1, 29, tzinfo=timezone.utc),
            images=tuple(frozenset({url}) for url in self._images),
            headings=tuple(self._headings),
            items=tuple(self._items),
            cells=tuple(self._cells),
            code=tuple(self._code),
            captions=tuple(self._captions),
            links=tuple(self._links),
        )
