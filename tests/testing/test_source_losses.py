"""Nothing in a file is lost: every run of letters and every URL of the source is in the article or in a diagnostic."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofweek_parse import Article, Credit, Diagnostic, Figure, Image, Paragraph, Parser, Text, parse
from ofweek_parse.reading.html.elements import ROLES
from ofweek_parse.testing import AltPattern, PostFigure, Quirk, Sample, make_post
from ofweek_parse.testing.source_losses import Loss, header_and_body, key, lost_letters, source_losses
from ofweek_parse.testing.source_tags import KNOWN
from ofweek_parse.testing.source_text import read_source

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER = "---\ntitle: 山谷里的风\ndate: 2021-07-26\n---\n"
EMPTY = parse(HEADER)
RAW = Parser(normalizers=())

CASES = {
    "unclosed-script": ("<h2><script>标签怎么用</h2><p>第一段说了很久，久到没有人记得它是怎么开始的。</p><p>后来是第二段。</p>", ["<script>", "标签怎么用", "后来是第二段。"]),
    "script-in-code": (
        "<p>以<code><script></code>开头。</p><p>中间的正文。</p><p>以<code></script></code>结尾。</p>",
        ["<script>", "开头。", "中间的正文。", "</script>", "结尾。"],
    ),
    "page-in-pre": ("<pre><code><html>\n<script>\nlet n = 1;\n</script>\n</html></code></pre>", ["<html>", "let n = 1;", "</html>"]),
    "doctype-in-pre": ("<pre><!DOCTYPE html>\n<div></pre>", ["<!DOCTYPE html>", "<div>"]),
    "comment-in-pre": ("<pre><!-- 注 --></pre>", ["<!-- 注 -->"]),
    "instruction-in-pre": ("<pre><?php echo 1; ?></pre>", ["<?php echo 1; ?>"]),
    "generics-in-pre": ("<pre>Map<K, V> m; Set<?> s;</pre>", ["Map<K, V> m; Set<?> s;"]),
    "tag-in-code": ("<p>用<code><ul></code>列表</p>", ["<ul>", "列表"]),
    "generics-in-code": ("<p>用<code>$<Wind>(a, 'b')</code>取</p>", ["$<Wind>(a, 'b')"]),
    "end-tag-in-code": ("<p><code></html></code>之后</p>", ["</html>", "之后"]),
    "generics-in-prose": ("<p>Map<K, V>和List<Wind></p>", ["<K, V>", "<Wind>"]),
    "comparison": ("<p>若 a<b 且 c>d</p>", ["<b 且 c>"]),
    "reference-in-query": ("<p>/q?x=1&paramY=2&regionZ=3</p>", ["/q?x=1&paramY=2&regionZ=3"]),
    "template": ("<template>丙寅</template>", ["丙寅"]),
    "unclosed-template": ("<template>丙寅<p>末尾</p>", ["丙寅", "末尾"]),
    "title-in-body": ("<title>丙寅</title>", ["丙寅"]),
    "metadata-outside-svg": ("<desc>甲</desc><metadata>乙</metadata><defs>丙</defs><annotation>丁</annotation>", ["甲", "乙", "丙", "丁"]),
    "datalist": ("<datalist><option>甲</datalist>", ["甲"]),
    "hidden": ('<p hidden>甲</p><p style="display:none">乙</p><span class="sr-only">丙</span>', ["甲", "乙", "丙"]),
    "markup-in-attribute": (
        '<p style="text-indent: 2em<span class="hrefStyle"><a href="u">材料</a></span>、这一段消失。</p><p style="x">后</p>',
        ["、这一段消失。"],
    ),
    "picture-source": ('<picture><source srcset="l.webp"><img alt="工人"></picture>', ["工人", "l.webp"]),
    "noscript-alt": ('<img data-src="r.png"><noscript><img src="r.png" alt="工人"></noscript>', ["工人", "r.png"]),
    "figure-text": ("<figure><img src=a.png>图中<figcaption>说明</figcaption></figure>", ["图中", "说明", "a.png"]),
    "video": ('<video src="v.mp4" poster="p.png" alt="海边">放不了</video>', ["海边", "p.png", "v.mp4", "放不了"]),
    "image-input": ('<input type="image" src="i.png" alt="按钮">', ["按钮", "i.png"]),
    "image-map": ('<area href="u.html" alt="地图">', ["地图", "u.html"]),
    "svg-title": ("<svg><title>标志</title></svg>", ["标志"]),
    "amp-image": ('<amp-img src="a.png" alt="甲"></amp-img>', ["甲", "a.png"]),
    "object": ('<object type="image/png" data="o.png">替</object>', ["o.png", "替"]),
    "attributes": (
        '<abbr title="世卫">W</abbr><table summary="表"><tr><td aria-label="格">1</table><input placeholder="填"><option label="选">',
        ["世卫", "表", "格", "填", "选"],
    ),
    "fields": ('<input value="塔"><input placeholder="叶"><textarea placeholder="轴"></textarea><meter value="7"></meter>', ["塔", "叶", "轴", "7"]),
    "frame-source": ('<iframe srcdoc="&lt;p&gt;塔&lt;/p&gt;"></iframe><frameset><frame src="f.html"></frameset>', ["塔", "f.html"]),
    "base": ('<base href="https://a.example/"><a href="b">话</a>', ["https://a.example/"]),
    "link-around-table": ('<a href="u.html"><table><tr><td>甲<td>乙</table></a>', ["u.html"]),
    "unclosed-video": ('<video poster="p.png">甲', ["p.png", "甲"]),
    "picture-in-object": ('<object>甲<picture><source srcset="l.webp"><img src="s.png"></picture></object>', ["甲"]),
    "unclosed-object": ('<object data="o.html" type="text/html">甲', ["o.html", "甲"]),
    "citation": ('<blockquote cite="https://a.example/1">话</blockquote>', ["https://a.example/1"]),
}  # fmt: skip
"""Bodies, and what of each an article must have or name."""

LOST_TODAY: dict[str, str] = {}
"""Cases that the library loses something of, and why. An entry goes when its kind is mended."""

LOST_IN_REAL_POSTS: dict[str, str] = {}
"""Real posts with such a loss, and its kind."""

LOST_IN_SAMPLES: dict[str, str] = {}


def told(losses: Sequence[Loss]) -> str:
    """Everything that *losses* name."""
    return "\n".join(loss.what for loss in losses)


def losses_of(source: str, article: Article) -> list[Loss]:
    """What is lost of *source*, apart from the labels of credits where the model has no field for them."""
    losses = source_losses(source, article)
    if hasattr(Credit(role="other", name="a"), "label"):
        return losses
    names = tuple(credit.name for credit in article.credits)

    def is_label(loss: Loss) -> bool:
        return (
            bool(names)
            and loss.kind == "text"
            and (loss.what.endswith("：") or any(name in loss.what for name in names))
        )

    return [loss for loss in losses if not is_label(loss)]


def expect(request: pytest.FixtureRequest, kind: str | None) -> None:
    """Let the test fail for as long as the library loses what is of that *kind*."""
    if kind in LOST_TODAY:
        request.applymarker(pytest.mark.xfail(strict=True, reason=f"{kind}: {LOST_TODAY[kind]}"))


class TestScanner:
    """What is read from the source text."""

    def test_nobodys_text(self) -> None:
        """Comments, closed scripts and styles, and declarations hold nothing for readers."""
        body = "<!-- a --><script>b='<i>c</i>'</script><style>d</style><!doctype html><?e?>甲"
        assert [run.text for run in read_source(body).runs] == ["甲"]

    def test_highlighters_markup(self) -> None:
        """In code the tags of a highlighter are markup, what is closed there too, and all others are source text."""
        body = '<pre><code class="x"><span class="k">if</span> a &lt; b</code></pre><pre><b>c</b></pre><pre><b>d</b><p></pre>'
        assert read_source(body).code_blocks == ("if a < b", "<b>d</b><p>")
        assert [run.text for run in read_source(body).runs] == ["if", " a < b", "c", "<b>d</b><p>"]

    def test_images_and_links(self) -> None:
        """Pictures come in order, each with the URLs of which one is enough; hidden ones do not count."""
        source = read_source(
            '<img src="a.png"><a href="u?x=1&amp;y=2">b</a><img src="blank.gif" data-original="c.png">'
            '<p hidden><img src="d.png"></p><picture><source srcset="e.webp 2x, f.webp"><img src="g.png"></picture>'
        )
        assert [set(picture.urls) for picture in source.pictures] == [
            {"a.png"},
            {"blank.gif", "c.png"},
            {"e.webp", "f.webp", "g.png"},
        ]
        assert source.links == ("u?x=1&y=2",)

    @pytest.mark.parametrize("piece", ["<a ", '<a b="', "<!--", "<pre>", "<code>", "&", "<script>", "<p hidden>"])
    def test_broken(self, piece: str) -> None:
        """Text behind repeated broken markup is read."""
        assert "甲" in "".join(run.text for run in read_source(f"{piece * 300}甲").runs)


def test_known_elements() -> None:
    """The scanner, which shares no table with the reader, knows every element of HTML that the reader does."""
    read = {tag for tag in ROLES if "-" not in tag}
    assert read - KNOWN == {"blockcode", "rbc", "script", "style"}


class TestDetector:
    """What the detector reports, whatever the library makes of it."""

    @pytest.mark.parametrize("case", CASES)
    def test_reported(self, case: str) -> None:
        """Everything that readers or their tools could see of a body is reported where the article has nothing of it."""
        body, expected = CASES[case]
        report = told(source_losses(HEADER + body, EMPTY))
        assert [what for what in expected if what not in report] == []

    @pytest.mark.parametrize("case", CASES)
    def test_satisfied(self, case: str) -> None:
        """Nothing is reported where the article has it all, in text and figures, or names it in diagnostics."""
        body, _ = CASES[case]
        source = read_source(body)
        lines = tuple(Paragraph(inlines=(Text(text=run.text),)) for run in source.runs)
        figures = tuple(Figure(image=Image(src=each.urls[0])) for each in source.addresses)
        notes = [run.text for run in source.runs] + [each.urls[0] for each in source.addresses]
        named = tuple(Diagnostic.of("object-content", f"'{text}'") for text in notes)
        assert source_losses(HEADER + body, attrs.evolve(EMPTY, blocks=(*lines, *figures))) == []
        assert source_losses(HEADER + body, attrs.evolve(EMPTY, diagnostics=named)) == []

    @pytest.mark.parametrize("case", CASES)
    def test_each_run(self, case: str) -> None:
        """The absence of any one run is reported where it is nowhere else."""
        source = read_source(CASES[case][0])
        for missing in source.runs:
            texts = [run.text for run in source.runs if run is not missing]
            if not any(key(missing.text) in key(text) for text in texts):
                blocks = tuple(Paragraph(inlines=(Text(text=text),)) for text in texts)
                losses = source_losses(HEADER + CASES[case][0], attrs.evolve(EMPTY, blocks=blocks))
                assert missing.text.strip() in told(losses)

    @pytest.mark.parametrize("code", ["hidden-content", "attribute-dropped", "embed-fallback", "empty-link"])
    def test_unseen(self, code: str) -> None:
        """A diagnostic of what no reader saw is not one of visible text."""
        note = Diagnostic.of(code, "'乙丙丁' was removed.")
        article = attrs.evolve(RAW.parse(f"{HEADER}<p>甲</p>"), diagnostics=(note,))
        assert source_losses(f"{HEADER}<p>甲</p><p hidden>乙丙丁</p>", article) == []
        assert told(source_losses(f"{HEADER}<p>甲</p><p>乙丙丁</p>", article)) == "乙丙丁"

    def test_line(self) -> None:
        """A loss tells its line in the file."""
        assert source_losses(f"{HEADER}<p>甲</p>\n\n<p>乙</p>", RAW.parse(f"{HEADER}<p>甲</p>")) == [
            Loss("text", "乙", 7)
        ]

    def test_front_matter(self) -> None:
        """Text of the front matter that is in no value and in no diagnostic is reported."""
        source = "---\ntitle: 风\ncategories:\n - 新媒体\n - '@风电'\n---\n<p>甲</p>"
        assert source_losses(source, RAW.parse(source)) == []
        assert told(source_losses(source, RAW.parse("---\ntitle: 风\ncategories:\n - 新媒体\n---\n甲"))) == "'@风电'"

    def test_quoted_beginning(self) -> None:
        """A diagnostic that quotes a beginning names what hidden text goes on without a gap, and nothing behind it."""
        source = f"{HEADER}<div hidden><p>一二三四五六七八九</p><p>十一</p></div><p>甲</p><p>乙丙</p>"
        note = Diagnostic.of("hidden-content", "'一二三四五六七八…' is hidden and was removed.")
        article = attrs.evolve(RAW.parse(f"{HEADER}<p>甲</p>"), diagnostics=(note,))
        assert told(source_losses(source, article)) == "乙丙"

    def test_twice(self) -> None:
        """Text that stands twice in the source and once in the article is counted."""
        assert lost_letters(f"{HEADER}<p>再见</p><p>再见</p>", RAW.parse(f"{HEADER}<p>再见</p>")) == {"再": 1, "见": 1}

    def test_forms_of_a_file(self) -> None:
        """The body begins behind the front matter, whatever the fences, line ends and marks before it."""
        for source in ("---\na: b\n---\n甲", "\ufeff\n---\na: b\n---\n甲", "a: b\n---\n甲", "---\r\na: b\r\n---\r\n甲"):
            assert header_and_body(source) == ("a: b\n", "甲")


class TestLibrary:
    """What the library loses of the source."""

    @pytest.mark.parametrize("case", CASES)
    def test_cases(self, case: str, request: pytest.FixtureRequest) -> None:
        """Nothing of any case, or it is known."""
        expect(request, case)
        source = HEADER + CASES[case][0]
        assert losses_of(source, RAW.parse(source)) == []
        assert losses_of(source, parse(source)) == []

    def test_known_is_a_case(self) -> None:
        """Whatever is known to be lost is a case, so that its entry can't outlive the fault."""
        assert {*LOST_TODAY} <= {*CASES}
        assert {*LOST_IN_REAL_POSTS.values(), *LOST_IN_SAMPLES.values()} <= {*LOST_TODAY}

    def test_samples(self, ofweek_sample: Sample, request: pytest.FixtureRequest) -> None:
        """Nothing of the samples."""
        expect(request, LOST_IN_SAMPLES.get(ofweek_sample.name))
        source = ofweek_sample.source.decode("utf-8", "replace")
        raw = RAW.parse(source)
        assert losses_of(source, raw) == []
        assert losses_of(source, parse(source)) == []
        assert lost_letters(source, raw) == {}

    def test_real_posts(self, real_post: Path, request: pytest.FixtureRequest) -> None:
        """Nothing of real posts."""
        expect(request, LOST_IN_REAL_POSTS.get(real_post.stem))
        source = real_post.read_text("utf-8")
        raw = RAW.parse(source)
        assert losses_of(source, raw) == []
        assert losses_of(source, parse(source)) == []
        assert lost_letters(source, raw) == {}

    @settings(max_examples=60, deadline=None)
    @given(
        st.sets(st.sampled_from(["br-paragraphs", "crlf", "full-width", "hard-wraps", "lazy-images", "original-title",
                                 "page-break-tokens", "proxied-images", "missing-opening-fence", "bom"])),
        st.sampled_from(["broken", "cut-short", "title", "useful", "whole-article", "filename"]),
    )  # fmt: skip
    def test_made_posts(self, quirks: set[Quirk], alt: AltPattern) -> None:
        """Nothing of made posts with any quirks."""
        post = make_post(figures=[PostFigure(alt=alt)], quirks=quirks, credits={"author": "林小舟"})
        assert losses_of(post.text, parse(post.source)) == []
