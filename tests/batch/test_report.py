"""``ofweek-parse report``: its numbers, its escaping, that it loads nothing, and its exit codes."""

from __future__ import annotations

import json
import os
import re
import sys
from base64 import b64encode
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import html5lib
import pytest

from ofweek_parse import (
    DIAGNOSTIC_CODES,
    Article,
    Diagnostic,
    Embed,
    ExcerptMark,
    Figure,
    Image,
    InlineImage,
    Parser,
    Strikethrough,
    Text,
    parse,
)
from ofweek_parse.cli import main
from ofweek_parse.model.constructors import constructor
from ofweek_parse.report.aggregate import Survey, Surveyed, Surveying
from ofweek_parse.report.charts import charts
from ofweek_parse.report.detail import LARGEST, detail
from ofweek_parse.report.page import render
from ofweek_parse.report.plots import draw, short_bytes
from ofweek_parse.report.preview import Preview, fates
from ofweek_parse.statistics import Numbers
from ofweek_parse.testing import SAMPLES
from tests.making import article, figure, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from xml.etree.ElementTree import Element

ALT = "岫云清扫公司的办公室设在一间旧锅炉房里"
LOADING = ("src", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href", "style", "ping")
PAYLOAD = "</script></style></title><script>x()</script><img src=x onerror=x()>\"'><a href='javascript:x()'>"


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    """A folder of the samples, and one post that gives no article."""
    folder = tmp_path / "posts"
    folder.mkdir()
    for sample in SAMPLES.values():
        (folder / f"{sample.name}.md").write_bytes(sample.source)
    (folder / "blank.md").write_bytes(b"")
    return folder


@pytest.fixture
def made(posts: Path, tmp_path: Path) -> Callable[..., str]:
    """Makes a report on the posts and gives its text."""

    def make(*options: str) -> str:
        target = tmp_path / "report.html"
        main(["report", str(posts), "-o", str(target), "--force", "--quiet", *options])
        return target.read_text("utf-8")

    return make


def tree(page: str) -> Element:
    """*page* as a browser reads it."""
    root: Element = html5lib.parse(page, namespaceHTMLElements=False)
    return root


def data(page: str) -> dict[str, Any]:
    """What the script of *page* draws the table from."""
    (script,) = [script for script in tree(page).iter("script") if script.get("id") == "data"]
    found: dict[str, Any] = json.loads(script.text or "")
    return found


def survey_of(path: Path, *articles: Article) -> Survey:
    """A survey of posts that *articles* were read from."""
    survey = Survey(base=path)
    for number, raw in enumerate(articles):
        survey.add(path / f"{number}.md", Surveying(parser=Parser())(raw))
    return survey


class TestNumbers:
    """What is told is what is there."""

    def test_same_as_stats(self, posts: Path, made: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
        """The tiles and tables have the numbers that ``stats`` prints."""
        page = made()
        main(["stats", str(posts), "--format", "json"])
        numbers = json.loads(capsys.readouterr().out)
        tiles = {
            tile.findtext("dt"): tile.findtext("dd")
            for tile in tree(page).iter("div")
            if "tile" in tile.get("class", "")
        }
        assert tiles == {
            "Saved": f"{100 * numbers['alt_bytes_removed'] / numbers['bytes']:.0f} %",
            "Articles": f"{numbers['posts']:,}",
            "Failed": "1",
            "Images": str(numbers["images"]),
            "Diagnostics": str(sum(numbers["diagnostics"].values())),
        }
        tables = [
            {row[0].text: int(row[1].text or "") for row in table.iter("tr") if row[0].get("scope") == "row"}
            for table in tree(page).iter("table")
            if (table.findtext(".//th") or "") in {"Verdict", "Code"}
        ]
        assert tables == [numbers["alt_verdicts"], numbers["diagnostics"]]

    def test_rows(self, posts: Path, made: Callable[..., str]) -> None:
        """Each post is a row, with its numbers, whether it gave an article or not."""
        found = data(made("--jobs", "2"))
        rows = {row[0]: row for row in found["rows"]}
        assert list(rows) == sorted(path.name for path in posts.iterdir())
        path = posts / "whole-article-alt.md"
        post = parse(path.read_bytes())
        _, title, published, size, saved, images, severities, codes, verdicts, failure, _ = rows[path.name]
        assert (title, size, images, failure) == (post.title, path.stat().st_size, len(post.images), "")
        assert post.published
        assert published == f"{post.published:%Y-%m-%d %H:%M}"
        assert saved > 0.7 * size
        assert severities == [0, 0, 1]
        assert [found["codes"][code] for code in codes] == ["figure-lost"]
        assert [found["verdicts"][verdict] for verdict in verdicts] == ["repeats-body"]
        assert rows["blank.md"][9].startswith("empty-input: ")

    def test_unreadable(self, tmp_path: Path, made: Callable[..., str], posts: Path) -> None:
        """A file that can't be opened is a row too."""
        (posts / "gone.md").symlink_to(tmp_path / "nowhere")
        (row,) = [row for row in data(made())["rows"] if row[0] == "gone.md"]
        assert row[9] == "unreadable-file: No such file or directory"

    def test_unknown_code(self, tmp_path: Path) -> None:
        """A plugin's own code and severity are counted like others."""
        note = Diagnostic(code="my-plugin/odd", severity="warning", message="")
        assert note.code not in DIAGNOSTIC_CODES
        survey = survey_of(tmp_path, Article(diagnostics=(note,)))
        assert (survey.severities, survey.rows[0].codes) == ((0, 1, 0), ("my-plugin/odd",))
        assert "1 warning," in render(survey, [], title="")


class TestCharts:
    """What the plots show."""

    @pytest.mark.parametrize(
        ("days", "kind", "first", "number"),
        [
            (3, "day", "2021-07-26", 4),
            (400, "month", "2021-07", 14),
            (4_000, "year", "2021", 12),
            (100_000, "decade", "2020s", 28),
            (2_000_000, "millennium", "2000s", 6),
        ],
    )
    def test_periods(self, tmp_path: Path, days: int, kind: str, first: str, number: int) -> None:
        """Columns are as narrow as there is room for, and none is left out."""
        start = datetime(2021, 7, 26, tzinfo=timezone.utc)
        survey = survey_of(tmp_path, Article(published=start), Article(published=start + timedelta(days=days)))
        posts, sizes = charts(survey)[:2]
        assert (posts.title, sizes.title) == (f"Posts by {kind}", f"Bytes saved by {kind}")
        assert (posts.labels[0], len(posts.labels)) == (first, number)
        assert posts.series[0].values == (1, *[0] * (number - 2), 1)

    def test_shares(self, made: Callable[..., str]) -> None:
        """Every post that gave an article is in one of the shares."""
        table = next(table for table in tree(made()).iter("table") if table.findtext(".//th") == "Share of the file")
        numbers = {row[0].text: int(row[1].text or "") for row in table.iter("tr") if row[0].get("scope") == "row"}
        assert sum(numbers.values()) == len(SAMPLES)
        assert numbers["70 to 80 %"] == 1

    def test_nothing(self, tmp_path: Path) -> None:
        """What has nothing to show is not there."""
        assert charts(Survey(base=tmp_path)) == []
        assert "<svg class" not in render(Survey(base=tmp_path), [], title="").partition("</dl>")[2]

    def test_many_codes(self, tmp_path: Path) -> None:
        """The plot has the most frequent codes, the table all."""
        notes = [Diagnostic.of(code, "") for code in list(DIAGNOSTIC_CODES)[:20]]
        chart = charts(survey_of(tmp_path, Article(diagnostics=tuple(notes + notes[-1:]))))[-1]
        assert chart.labels[0] == notes[-1].code
        assert (len(chart.labels), draw(chart).count('class="rect')) == (20, 12)

    def test_drawing(self, tmp_path: Path) -> None:
        """A drawing has a text in its place and tool tips, and neither scripts, styles nor its day."""
        chart = charts(survey_of(tmp_path, article(figure("a"), figure("b"))))[-1]
        svg = draw(chart)
        assert 'role="img"' in svg
        assert f'aria-label="{chart.title}. {chart.summary}"' in svg
        assert "<title>kept  2: 2</title>" in svg
        assert not re.search(r"<script|<style|style=|<!--|<desc", svg)

    @pytest.mark.parametrize(
        ("number", "shown"), [(0, "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (123_456, "123 kB"), (10**13, "10000 GB")]
    )
    def test_short_bytes(self, number: int, shown: str) -> None:
        """Bytes have the unit that makes them short."""
        assert short_bytes(number) == shown


class TestPreview:
    """Bodies before and after."""

    def test_dropped_and_kept(self) -> None:
        """What went of an image's texts is marked, and what stayed."""
        raw = article(ALT, figure(ALT, "夜班，两个人"), figure(ALT))
        done = Parser().parse(
            f'---\ntitle: a\n---\n<p>{ALT}</p><p><img src="a.png" alt="{ALT}" title="夜班，两个人"></p>'
        )
        before = Preview(fates(article(*raw.blocks[:2]), done)).blocks(raw.blocks[:2])
        assert f"<del>{ALT}</del>" in before
        assert "<ins>夜班，两个人</ins>" in before
        assert "alt repeats-body" in before
        after = Preview().blocks(done.blocks)
        assert "<del>" not in after
        assert "<ins>夜班，两个人</ins>" in after

    def test_struck_out(self) -> None:
        """What the article strikes out is not marked as what was dropped."""
        struck = Strikethrough(inlines=(Text(text="80<"),))
        assert Preview().blocks([paragraph(struck)]) == "<p><s>80&lt;</s></p>\n"

    def test_excerpt_and_poster(self) -> None:
        """Where the excerpt ends is shown, and the poster of a video is named, not loaded."""
        shown = Preview().blocks([ExcerptMark(), Embed(kind="video", url="/v.mp4", poster="https://a.example/p.png")])
        assert "excerpt ends" in shown
        assert ">p.png</a>" in shown
        assert not re.search("<(video|img)|poster=", shown)

    def test_removed_image(self) -> None:
        """An image that a normalizer took out is told to be gone, and the others keep their fate."""
        first, second = figure("甲", src="1.png"), figure("乙", src="2.png")
        raw, done = article(first, second), article(second)
        found = fates(raw, done)
        assert found[id(first.image)].verdict == "gone"
        assert found[id(second.image)].has_alt

    def test_long_texts(self) -> None:
        """A long text is folded away in a figure, and cut in a line, where nothing can fold."""
        image = Image(src="a.png", alt="长" * 300, alt_verdict="kept")
        assert "<details" in Preview().blocks([Figure(image=image)])
        inline = Preview().blocks([paragraph(Text(text="a"), InlineImage(image=image))])
        assert "220 characters more" in inline
        assert not re.search("<(details|div|figure)", inline)

    def test_every_block(self) -> None:
        """Nothing in it loads or has a style, and headings stand below the page's own."""
        post = SAMPLES["every-block"].article
        body = html5lib.parseFragment(Preview().blocks(post.blocks), namespaceHTMLElements=False)
        tags = {element.tag for element in body.iter()}
        assert tags.isdisjoint({"img", "iframe", "video", "audio", "h1", "h2", "h3", "h4"})
        assert {"ul", "table", "pre", "blockquote", "figure", "h5"} <= tags
        assert not [element for element in body.iter() if set(element.keys()) & set(LOADING)]
        for embed in ("iframe", "video"):
            assert f'<span class="icon">{embed}</span>' in Preview().blocks(post.blocks)

    @pytest.mark.parametrize(
        "url", ["javascript:x()", "java\nscript:x()", "data:text/html,x", "file:///etc/passwd", "x"]
    )
    def test_links(self, url: str) -> None:
        """Only the web is linked, and never told where the reader comes from."""
        body = f'---\ntitle: a\n---\n<p><a href="{url}">b</a></p><p><img src="{url}"></p>'
        assert "href" not in detail("", body.encode(), Parser()).before
        shown = detail("", b'---\ntitle: a\n---\n<p><a href="HTTPS://a.example/">b</a></p>', Parser()).before
        assert 'rel="noopener noreferrer"' in shown


class TestDetail:
    """One post in full."""

    def test_fields(self) -> None:
        """Fields as the file has them and as they are."""
        shown = detail("", SAMPLES["invalid-yaml"].source, Parser())
        fields = {field.name: (field.before, field.after) for field in shown.fields}
        assert fields["Title"][1] == SAMPLES["invalid-yaml"].article.title
        assert "&#123;" in fields["Title"][0]
        assert fields["Published"] == ("2021-09-28 09:11:00", "2021-09-28 09:11 UTC")

    def test_excerpts(self) -> None:
        """Each diagnostic stands beside the piece of its line that it is about."""
        sample = SAMPLES["broken-title-attribute"]
        shown = detail("", sample.source, Parser())
        lines = sample.source.decode().split("\n")
        notes = parse(sample.source).diagnostics
        assert [note for excerpt in shown.excerpts for note in excerpt.notes] == list(notes)
        for excerpt in shown.excerpts:
            first = excerpt.notes[0]
            assert first.line
            assert first.column
            assert lines[first.line - 1][first.column - 1 :].startswith(excerpt.after.rstrip("…"))
            assert lines[first.line - 1][: first.column - 1].endswith(excerpt.before.lstrip("…"))

    def test_near_and_far(self) -> None:
        """Diagnostics that are near each other share a piece, those that are far don't."""
        blink = "<blink2>b</blink2>"
        post = f"---\ntitle: a\ndate: 2021-07-26\n---\n<p>{blink}{blink}{'长' * 300}{blink}</p>"
        excerpts = detail("", post.encode(), Parser()).excerpts
        assert [excerpt.after[:8] for excerpt in excerpts] == ["<blink2>"] * len(excerpts)
        assert len(excerpts) == 2

    def test_many(self, tmp_path: Path) -> None:
        """Of very many diagnostics the first are shown, and how many are left out."""
        post = "---\ntitle: a\n---\n" + "\n".join(f"<p><b{n}>b</b{n}></p>" for n in range(150))
        shown = detail("", post.encode(), Parser())
        assert (len(shown.excerpts), shown.notes) == (100, len(parse(post).diagnostics))
        assert f"And {shown.notes - 100} more." in render(Survey(base=tmp_path), [shown], title="")

    def test_limit(self, posts: Path, made: Callable[..., str]) -> None:
        """As many posts are shown as asked for, none that is very large, and the table links to them."""
        (posts / "a-large.md").write_bytes(b"---\ntitle: a\n---\n<p>" + b"b" * LARGEST)
        (posts / "a-many.md").write_bytes(b"---\ntitle: a\n---\n<p>b" + b"<img src=a>" * (LARGEST // 100))
        page = made("--limit", "2")
        assert page.count('<details class="post') == 2
        places = {row[0]: row[-1] for row in data(page)["rows"]}
        assert [places[name] for name in ("a-large.md", "a-many.md", "alt-verdicts.md", "bare-text-and-breaks.md")] == [
            -1,
            -1,
            0,
            1,
        ]
        assert "The first 2 of 13 posts" in page
        assert '<details class="post' not in made("--limit", "0")

    @pytest.mark.parametrize("limit", ["few", "-1"])
    def test_no_limit(self, limit: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Anything but a whole number is refused by a sentence."""
        with pytest.raises(SystemExit):
            main(["report", "a.md", "-o", "a.html", f"--limit={limit}"])
        assert f"--limit: '{limit}' is not a whole number, 0 or more" in capsys.readouterr().err


class TestPage:
    """The page as a file."""

    def test_same_bytes(self, made: Callable[..., str]) -> None:
        """The same posts give the same bytes, whatever the number of workers."""
        assert made() == made() == made("--jobs", "2")

    def test_loads_nothing(self, made: Callable[..., str]) -> None:
        """No element has an address that is loaded, but the icon, which is empty."""
        root = tree(made("--limit", "100"))
        assert [link.attrib for link in root.iter("link")] == [{"rel": "icon", "href": "data:,"}]
        for element in root.iter():
            assert not set(map(str, element.keys())) & set(LOADING), element.attrib
        (style,) = root.iter("style")
        assert not re.search(r"url\(|@import|@font-face", style.text or "")

    def test_policy(self, made: Callable[..., str]) -> None:
        """The security policy comes first and names the hashes of the only style sheet and the only script."""
        page = made()
        root = tree(page)
        policy = next(meta.get("content", "") for meta in root.iter("meta") if meta.get("http-equiv"))
        assert policy.startswith("default-src 'none'; img-src data:; ")
        assert "unsafe" not in policy
        assert page.index("http-equiv") < page.index("<style")
        scripts = [script.text or "" for script in root.iter("script") if script.get("type") is None]
        styles = [style.text or "" for style in root.iter("style")]
        for name, texts in (("script", scripts), ("style", styles)):
            hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in texts]
            assert [f"{name}-src 'sha256-{found}'" in policy for found in hashes] == [True]

    def test_accessible(self, made: Callable[..., str]) -> None:
        """Headers have a scope, fields a label, links to the page a target, and identifiers stand once."""
        root = tree(made())
        assert root.get("lang") == "en"
        names = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(names) == len(set(names))
        main_ = next(root.iter("main"))
        assert all(header.get("scope") for header in main_.iter("th"))
        labels = {label.get("for") for label in root.iter("label")}
        assert {field.get("id") for tag in ("input", "select") for field in root.iter(tag)} == labels
        targets = {link.get("href", "")[1:] for link in root.iter("a") if link.get("href", "").startswith("#")}
        assert targets <= set(names)
        assert [element.get("aria-live") for element in root.iter() if element.get("role") == "status"] == ["polite"]
        for name in ("aria-labelledby", "aria-label"):
            assert all(element.get(name) != "" for element in root.iter())

    def test_hostile(self, tmp_path: Path) -> None:
        """Payloads in a title, file name, body, image and diagnostic are text and nothing else."""
        post = f'---\ntitle: "{PAYLOAD}"\n---\n<p><img src="a.png" alt="{PAYLOAD}"></p>{PAYLOAD}'
        note = constructor(Diagnostic)(code=PAYLOAD, severity="error", message=PAYLOAD)  # as from JSON
        image = Image(src=PAYLOAD, alt=PAYLOAD, title=PAYLOAD)
        raw = Article(title=PAYLOAD, blocks=(Figure(image=image, href=PAYLOAD),), diagnostics=(note,))
        survey = survey_of(tmp_path, raw)
        survey.add(
            tmp_path / PAYLOAD.replace("/", "\u2215"),
            Surveyed(title=PAYLOAD, numbers=Numbers(), severities=(0, 0, 1)),
        )
        survey.add_failure(tmp_path / "b.md", OSError(PAYLOAD))
        shown = detail(PAYLOAD, post.encode(), Parser(normalizers=()))
        root = tree(render(survey, [shown], title=PAYLOAD))
        plain = tree(render(survey_of(tmp_path), [], title=""))
        assert [script.get("type") for script in root.iter("script")] == ["application/json", None]
        assert [script.text for script in root.iter("script")][1] == [script.text for script in plain.iter("script")][1]
        for element in root.iter():
            assert element.tag not in {"img", "iframe", "object", "embed", "base"}
            assert not [name for name in element.keys() if str(name).startswith("on")]  # noqa: SIM118 # an element
            assert not element.get("href", "").lower().startswith("javascript")

    def test_odd_characters(self, tmp_path: Path) -> None:
        """Characters that no page holds are told as such, in the table too."""
        survey = Survey(base=tmp_path)
        survey.add(tmp_path / "a.md", Surveyed(title="a\x00\ud800b\u2028", numbers=Numbers(), severities=(0, 0, 0)))
        page = render(survey, [], title="\x01")
        page.encode()
        assert data(page)["rows"][0][1] == "a\ufffd\ufffdb\u2028"
        assert "<title>\ufffd</title>" in page


class TestCommand:
    """How the command ends."""

    def test_done(self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing failed is 0; something is 1, and told; the page is there either way."""
        target = tmp_path / "out" / "report.html"
        assert main(["report", str(posts / "alt-verdicts.md"), "-o", str(target)]) == 0
        assert f"1 posts reported in {target}" in capsys.readouterr().err
        assert main(["report", str(posts), "-o", str(target), "--force", "--title", "Übersicht"]) == 1
        assert "blank.md" in capsys.readouterr().err
        assert "<title>Übersicht</title>" in target.read_text("utf-8")
        assert os.listdir(target.parent) == ["report.html"]  # noqa: PTH208 # names

    def test_strict(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """With --strict a warning is a failure."""
        post, target = tmp_path / "a.md", tmp_path / "report.html"
        post.write_text("---\ntitle: a\ntitle: b\n---\n<p>c</p>", "utf-8")
        assert main(["report", str(post), "-o", str(target)]) == 0
        assert main(["report", str(post), "-o", str(target), "--strict", "--force"]) == 1
        assert "duplicate-key: " in capsys.readouterr().err

    def test_normalizers(self, made: Callable[..., str]) -> None:
        """Without normalizers nothing is saved."""
        assert {row[4] for row in data(made("--normalizers", "none"))["rows"]} == {0}

    def test_wrong(self, posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A page that is there, a folder, a limit below zero are 2, and nothing changes."""
        target = tmp_path / "report.html"
        target.write_text("mine", "utf-8")
        assert main(["report", str(posts), "-o", str(target)]) == 2
        assert "--force" in capsys.readouterr().err
        assert target.read_text("utf-8") == "mine"
        assert main(["report", str(posts), "-o", str(tmp_path)]) == 2
        assert "is a folder" in capsys.readouterr().err
        with pytest.raises(SystemExit, match="2"):
            main(["report", str(posts), "-o", "x.html", "--limit", "-1"])

    @pytest.mark.parametrize("library", ["jinja2", "pygal"])
    def test_missing(
        self,
        library: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """Without the extra it is told what to install, before any post is read."""
        monkeypatch.setitem(sys.modules, library, None)
        for name in ("page", "plots"):
            monkeypatch.delitem(sys.modules, f"ofweek_parse.report.{name}")
        target = tmp_path / "report.html"
        assert main(["report", str(tmp_path / "gone.md"), "-o", str(target)]) == 2
        told = capsys.readouterr().err
        assert "pip install 'ofweek-parse[report]'" in told
        assert "gone.md" not in told
        assert not target.exists()

    def test_changed(self, posts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A post that is changed while the page is made is in the table, and not in full."""
        import ofweek_parse.report.detail

        def gone(*_: object) -> None:
            raise FileNotFoundError

        monkeypatch.setattr(ofweek_parse.report.detail, "detail", gone)
        target = tmp_path / "report.html"
        assert main(["report", str(posts / "alt-verdicts.md"), "-o", str(target)]) == 0
        page = target.read_text("utf-8")
        assert len(data(page)["rows"]) == 1
        assert '<details class="post' not in page
