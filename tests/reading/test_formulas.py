"""Formulas as TeX, MathML, drawings or images, often several times in a page."""

from __future__ import annotations

import pytest

from ofweek_parse import Article, Code, CodeBlock, Figure, InlineImage, Limits, Math, Parser, parse, to_post
from ofweek_parse.model.traversal import iter_inlines
from ofweek_parse.testing.source_losses import source_losses
from tests.making import in_time
from tests.reading_paths import HEADER, RAW

MATHML = (
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>η</mi><mo>=</mo><mn>0.4</mn></mrow>'
    '<annotation encoding="application/x-tex">\\eta=0.4</annotation></semantics></math>'
)
DRAWN = '<span class="base"><span class="mord">η</span><span class="mrel">=</span>0.4</span>'
KATEX = (
    f'<span class="katex"><span class="katex-mathml">{MATHML}</span>'
    f'<span class="katex-html" aria-hidden="true">{DRAWN}</span></span>'
)
ETA = Math(tex="\\eta=0.4")
FRAME = f'<span class="MathJax" id="MathJax-Element-1-Frame"><nobr>{DRAWN}</nobr></span>'
ASSISTED = FRAME.replace("</nobr>", f'</nobr><span class="MJX_Assistive_MathML">{MATHML}</span>')


def read(body: str) -> Article:
    """The article of *body* as the file has it; nothing of the file is lost."""
    article = RAW.parse(HEADER + body)
    assert source_losses(HEADER + body, article) == []
    return article


def formulas(body: str) -> list[Math]:
    """The formulas of *body*."""
    return [inline for inline in iter_inlines(read(body).blocks) if isinstance(inline, Math)]


def codes(body: str) -> list[str]:
    """The codes of its diagnostics."""
    return [note.code for note in read(body).diagnostics]


class TestKatex:
    """What KaTeX makes of a formula: MathML with the TeX, and a drawing."""

    def test_once(self) -> None:
        """The TeX is kept once, in its line, and the rest is named."""
        article = read(f"<p>效率 {KATEX} 很高</p>")
        assert article.text == "效率 \\eta=0.4 很高"
        (note,) = article.diagnostics
        assert (note.code, note.severity, "η=0.4" in note.message) == ("formula-copy", "info", True)

    def test_display(self) -> None:
        """One on a line of its own is that, and only that one."""
        assert formulas(f'<p><span class="katex-display">{KATEX}</span>和{KATEX}</p>') == [
            Math(tex="\\eta=0.4", display=True),
            ETA,
        ]
        assert formulas(MATHML.replace("<math", '<math display="block"'))[0].display

    def test_without_classes(self) -> None:
        """The drawing is known by ``aria-hidden`` too, since feeds strip classes."""
        body = KATEX.replace(' class="', ' data-was="')
        assert read(f"<p>{body}</p>").text == "\\eta=0.4"

    def test_drawing_alone(self) -> None:
        """A drawing without the formula is text, and so is hidden decoration behind other text."""
        assert (
            read(f'<p><span class="katex"><span class="katex-html" aria-hidden="true">{DRAWN}</span></span></p>').text
            == "η=0.4"
        )
        assert read('<p>风<span aria-hidden="true">→</span>光</p>').text == "风→光"

    def test_many(self) -> None:
        """Formulas side by side are each read, and one diagnostic names what shows them again."""
        assert formulas(f"<p>{KATEX}{KATEX}，{KATEX}</p>") == [ETA] * 3
        assert codes(f"<p>{KATEX}{KATEX}，{KATEX}</p>") == ["formula-copy"]


class TestMathjax:
    """What MathJax makes of a formula: drawings, and a script with the TeX."""

    @pytest.mark.parametrize(
        ("script", "expected"),
        [
            ('<script type="math/tex">\\eta=0.4</script>', ETA),
            ('<script type="math/tex; mode=display">\\eta=0.4</script>', Math(tex="\\eta=0.4", display=True)),
            ('<script type="math/tex;mode=display" id="x"> a&#123;b&#125; </script>', Math(tex="a{b}", display=True)),
            ("<script type='math/tex'>% <![CDATA[\na < b %]]></script>", Math(tex="a < b")),
            ('<script type="math/tex">a<b</script>', Math(tex="a<b")),
        ],
    )
    def test_script(self, script: str, expected: Math) -> None:
        """The script is the formula, with the braces that the generator wrote as references."""
        assert formulas(f"<p>风{script}光</p>") == [expected]

    @pytest.mark.parametrize(
        "drawn",
        [
            FRAME,
            ASSISTED,
            f'<span class="MathJax_Preview">η=0.4</span>{FRAME}',
            f'<span class="MathJax_Preview"><img src="p.png"></span>{FRAME}',
            '<span class="MathJax_SVG"><svg><title>η</title></svg></span>',
            f'<div class="MathJax_Display">{FRAME}</div>',
        ],
    )
    def test_once(self, drawn: str) -> None:
        """What it drew before the script is not read again."""
        article = read(f'<p>效率</p>{drawn}<script type="math/tex">\\eta=0.4</script>')
        assert article.text == "效率\n\n\\eta=0.4"
        assert [note.code for note in article.diagnostics] == ["formula-copy"]

    def test_without_script(self) -> None:
        """Where scripts were taken out, the MathML is read, or else the drawing as text."""
        assert formulas(f"<p>{ASSISTED}</p>") == [ETA]
        assert read(f"<p>效率{FRAME}很高</p>").text == "效率η=0.4很高"

    def test_pictures(self) -> None:
        """Without a script a preview is what it holds, and a picture in what was drawn is named."""
        article = read('<p>效率<span class="MathJax_Preview"><img src="p.png">甲</span></p>')
        assert (article.text, [image.src for image in article.images]) == ("效率甲", ["p.png"])
        assert codes('<p>效率<span class="MathJax"><img src="p.png"></span></p>') == ["formula-lost", "formula-copy"]

    def test_one_script_short(self) -> None:
        """A drawing whose script is gone while others have theirs is a loss, which is told."""
        body = f'<p>{FRAME}和{FRAME}<script type="math/tex">\\eta=0.4</script></p>'
        assert "formula-lost" in codes(body)

    def test_container(self) -> None:
        """A container of version 3 is its MathML; without that nothing can be read of it, which is a warning."""
        drawn = '<mjx-math aria-hidden="true"><mjx-mi><mjx-c class="x"></mjx-c></mjx-mi></mjx-math>'
        body = f'<mjx-container class="MathJax" jax="CHTML" display="true">{drawn}{{}}</mjx-container>'
        assert formulas(f"<p>风{body.replace('{}', MATHML)}</p>") == [Math(tex="\\eta=0.4", display=True)]
        (note,) = RAW.parse(f"{HEADER}<p>风{body.replace('{}', '')}</p>").diagnostics
        assert (note.code, note.severity) == ("formula-lost", "warning")

    def test_tex_in_container(self) -> None:
        """Version 4 keeps the TeX in an attribute of the drawing, and that of each part of it too."""
        drawn = '<mjx-math data-latex="x^2"><mjx-msup data-latex="x^2"><mjx-mi data-latex="x"></mjx-mi></mjx-msup></mjx-math>'
        body = f'<p>风<mjx-container class="MathJax" jax="CHTML">{drawn}</mjx-container></p>'
        assert formulas(body) == [Math(tex="x^2")]
        assert codes(body) == []
        assert formulas(body.replace("</mjx-container>", f"{MATHML}</mjx-container>")) == [ETA]

    def test_other_scripts(self) -> None:
        """A script of another type leaves nothing."""
        for kind in ("text/javascript", "text/x-mathjax-config", "application/ld+json"):
            assert formulas(f'<p>风<script type="{kind}">x=1</script></p>') == []


class TestMathml:
    """MathML."""

    @pytest.mark.parametrize(
        ("mathml", "tex"),
        [
            ('<math alttext="\\eta"><mi>η</mi></math>', "\\eta"),
            ("<math><mi>x</mi><mo>=</mo> <mn>2</mn></math>", "x=2"),
            ("<math><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>", "E=mc^2"),
            ("<math><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math>", "\\frac{a}{b+1}"),
            ("<math><msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt></math>", "\\sqrt{x+1}"),
            ("<math><mroot><mi>x</mi><mn>3</mn></mroot></math>", "\\sqrt[3]{x}"),
            ("<math><msubsup><mi>x</mi><mi>i</mi><mn>10</mn></msubsup></math>", "x_i^{10}"),
            ("<math><munderover><mo>∑</mo><mn>0</mn><mi>n</mi></munderover></math>", "∑_0^n"),
            ("<math><msub><mrow></mrow><mn>2</mn></msub></math>", "{}_2"),
            ("<math><mtext>当 x%</mtext></math>", "\\text{当 x\\%}"),
            (
                "<math><mtable><mtr><mtd>1</mtd><mtd>0</mtd></mtr><mtr><mtd>0</mtd><mtd>1</mtd></mtr></mtable></math>",
                "\\begin{matrix}1 & 0 \\\\ 0 & 1\\end{matrix}",
            ),
            ("<math><msup><mi>x</mi></msup><foo>y</foo></math>", "xy"),
            ("<math><mi>sin</mi><mo>\u2061</mo><mi>x</mi></math>", "\\sin x"),
            ("<math><munder><mo>lim</mo><mi>n</mi></munder><mi>dB</mi></math>", "\\lim_n\\mathrm{dB}"),
            ("<math><mi>风速</mi><mtext>max</mtext></math>", "风速\\text{max}"),
            ("<math><mfenced><mi>x</mi><mi>y</mi></mfenced></math>", "(x,y)"),
            ("<math><mfenced open='[' close='}'><mi>x</mi><mi>y</mi></mfenced></math>", "[x,y\\}"),
            ("<math><mfenced separators='; |'><mi>a</mi><mi>b</mi><mi>c</mi><mi>d</mi></mfenced></math>", "(a;b|c|d)"),
            ("<math><mfenced separators=''><mi>a</mi><mi>b</mi></mfenced></math>", "(ab)"),
            ("<math><mfrac linethickness='0'><mi>n</mi><mi>k</mi></mfrac></math>", "\\binom{n}{k}"),
            ("<math><mfrac linethickness='0.5pt'><mi>n</mi><mi>k</mi></mfrac></math>", "\\frac{n}{k}"),
            ("<math><mphantom><mi>x</mi></mphantom><mi>y</mi></math>", "\\phantom{x}y"),
        ],
    )
    def test_without_annotation(self, mathml: str, tex: str) -> None:
        """Without TeX its alternative text is that, or else what its elements say."""
        assert formulas(f"<p>风 {mathml}</p>") == [Math(tex=tex)]

    def test_other_annotations(self) -> None:
        """What another annotation holds is no part of the formula, and named."""
        content = '<annotation-xml encoding="MathML-Content"><apply><ci>a</ci><cn>1</cn></apply></annotation-xml>'
        body = f"<p>风<math><semantics>{content}<mi>x</mi>{content.replace('a<', 'b<')}</semantics></math></p>"
        assert formulas(body) == [Math(tex="x")]
        (note,) = read(body).diagnostics
        assert (note.code, "'a 1 b 1'" in note.message) == ("hidden-content", True)

    @pytest.mark.parametrize("mathml", ["<math></math>", "<math><mi> </mi></math>", '<math alttext=" "></math>'])
    def test_empty(self, mathml: str) -> None:
        """An empty one is nothing."""
        article = read(f"<p>风{mathml}光</p>")
        assert (article.text, article.diagnostics) == ("风光", ())

    def test_unclosed(self) -> None:
        """One that is never closed takes its line and no text is lost."""
        assert "光" in read("<p>风<math><mi>x</mi></p><p>光</p>").text


ZHIHU = "https://www.zhihu.com/equation?tex="


class TestImages:
    """Images of formulas."""

    @pytest.mark.parametrize(
        ("attributes", "expected"),
        [
            (f'src="{ZHIHU}%5Clambda" alt="\\lambda" eeimg="1"', Math(tex="\\lambda")),
            (f'src="{ZHIHU}%5Clambda"', Math(tex="\\lambda")),
            (f'src="{ZHIHU}a+%2B+b" alt="[公式]" eeimg="2"', Math(tex="a + b", display=True)),
            (f'src="{ZHIHU}a+b" alt="a+b"', Math(tex="a+b")),
            (f'src="{ZHIHU}x%5E2&amp;a=1" alt="[公式]" data-formula="x^2 "', Math(tex="x^2")),
            (f'src="blank.gif" data-src="{ZHIHU}x%5E2"', Math(tex="x^2")),
            ('src="https://math.jianshu.com/math?formula=x%5E2" alt="x^2" mathimg="1"', Math(tex="x^2")),
            ('src="https://s0.wp.com/latex.php?latex=x%5E2&bg=ffffff" alt="x^2" class="latex"', Math(tex="x^2")),
            ('src="https://latex.codecogs.com/svg.image?x%5E2"', Math(tex="x^2")),
            ('src="https://chart.googleapis.com/chart?cht=tx&chl=x%5E2"', Math(tex="x^2")),
            ('src="https://render.githubusercontent.com/render/math?math=x%5E2"', Math(tex="x^2")),
            ('src="https://cdn.nlark.com/yuque/__latex/9d.svg#card=math&amp;code=x%5E2&amp;id=9d"', Math(tex="x^2")),
            ('src="https://latex.csdn.net/eq?x%5E2" class="mathcode"', Math(tex="x^2")),
            ('src="https://latex.codecogs.com/gif.latex?\\frac&#123;1&#125;x"', Math(tex="\\frac{1}x")),
            ('src="1.png" alt="\\[x_1\\]"', Math(tex="x_1", display=True)),
            ('src="1.png" alt="\\(x_1\\)"', Math(tex="x_1")),
            ('src="1.png" alt="$x_1$"', Math(tex="x_1")),
            ('src="1.png" alt="$$x_1$$"', Math(tex="x_1", display=True)),
            ('src="1.png" alt="\\alpha\\beta"', Math(tex="\\alpha\\beta")),
            (
                'src="1.svg" class="mwe-math-fallback-image-inline" alt="{\\displaystyle x}"',
                Math(tex="{\\displaystyle x}"),
            ),
            ('src="1.png" class="math" alt="x_1"', Math(tex="x_1")),
        ],
    )
    def test_formula(self, attributes: str, expected: Math) -> None:
        """The TeX comes from an attribute, the URL or the alternative text, and the image is named."""
        body = f"<p>随着 <img {attributes}> 增大</p>"
        assert formulas(body) == [expected]
        assert codes(body) == ["formula-copy"]
        assert formulas(f"<p><img {attributes}></p>") == [expected]

    @pytest.mark.parametrize(
        "attributes",
        [
            'src="1.png" alt="风机"',
            'src="1.png" alt="$5 到 $6"',
            'src="1.png" alt="\\images\\1.png"',
            'src="1.png" alt="\\u98ce\\u673a"',
            'src="1.png" alt="\\n风机"',
            'src="1.png" class="equation" alt="勾股定理示意图"',
            'src="1.png" class="math"',
            f'src="{ZHIHU}%FF"',
            f'src="{ZHIHU}"',
            'src="https://a.example/?tex=1.png" alt="x"',
            'src="1.png?formula=2" data-math="true"',
            'src="https://cdn.nlark.com/yuque/9d.png#card=image&amp;code=x"',
            'src="https://a.example/math?math=5" alt="x"',
        ],
    )
    def test_other_images(self, attributes: str) -> None:
        """An image of which no TeX can be had, or that is none of a formula, stays an image."""
        article = read(f"<p><img {attributes}></p><p>甲<img {attributes}></p>")
        assert isinstance(article.blocks[0], Figure)
        assert any(isinstance(inline, InlineImage) for inline in iter_inlines(article.blocks[1:]))

    def test_copy_for_browsers_without_scripts(self) -> None:
        """A copy in ``noscript`` is not read again."""
        image = f'<img src="{ZHIHU}x">'
        assert formulas(f"<p>甲{image}<noscript>{image}</noscript></p>") == [Math(tex="x")]


class TestText:
    """Elements whose text is TeX."""

    @pytest.mark.parametrize(
        ("element", "expected"),
        [
            ('<span class="vditor-math">x_&#123;1&#125;</span>', Math(tex="x_{1}")),
            ('<span class="language-math">$x_1$</span>', Math(tex="x_1")),
            ('<div class="language-math">a\n=b</div>', Math(tex="a\n=b", display=True)),
            ('<span class="math inline">\\(x\\)</span>', Math(tex="x")),
            ('<span class="math display">\\[x\\]</span>', Math(tex="x", display=True)),
            ('<span class="math-container">$x_1$</span>', Math(tex="x_1")),
            ('<span class="math-tex">\\(x_1\\)</span>', Math(tex="x_1")),
            ('<math-renderer class="js-inline-math">$x_1$</math-renderer>', Math(tex="x_1")),
            ('<math-renderer class="js-display-math">$$x_1$$</math-renderer>', Math(tex="x_1", display=True)),
            ('<code class="math">x_1</code>', Math(tex="x_1")),
            ('<code class="math math-display">x_1</code>', Math(tex="x_1", display=True)),
            ('<span class="ztext-math" data-tex="\\eta">η</span>', Math(tex="\\eta")),
            ('<section data-formula="\\eta"><svg><title>η</title></svg></section>', Math(tex="\\eta", display=True)),
            (f'<span class="math math-inline">{KATEX}</span>', ETA),
            (f'<span class="vditor-math">{KATEX}</span>', ETA),
        ],
    )
    def test_formula(self, element: str, expected: Math) -> None:
        """They are formulas, once, without delimiters."""
        assert formulas(f"<p>风</p>{element}") == [expected]

    @pytest.mark.parametrize(
        "element",
        [
            '<span class="math">数学</span>',
            '<div class="math">数学课</div>',
            '<div class="math-container"><p>证明。</p></div>',
            "<math-renderer>x</math-renderer>",
            '<span class="vditor-toc">x</span>',
            '<span class="vditor-math"> </span>',
            '<span data-math="true">x</span>',
            "$$x$$ 和 $y$",
            "\\(x\\)",
        ],
    )
    def test_other_text(self, element: str) -> None:
        """Other text stays text, dollars included."""
        assert formulas(f"<p>风{element}</p>") == []

    def test_code(self) -> None:
        """Code is code, preformatted text too."""
        assert read("<p>甲<code>x</code></p>").blocks[0].inlines[1] == Code(code="x")  # type: ignore[union-attr]
        assert read('<pre><code class="language-math">x</code></pre>').blocks == (CodeBlock(code="x", language="math"),)
        assert read(f"<pre>{KATEX}</pre>").blocks[0].text.endswith("η=0.4")

    def test_link_inside(self) -> None:
        """What holds a link or an image is no formula, and loses neither."""
        article = read('<p><span class="vditor-math">见<a href="u">附录</a></span></p>')
        assert (article.text, len(article.links)) == ("见附录", 1)


class TestArticle:
    """What becomes of formulas."""

    @pytest.mark.parametrize("tex", ["\\eta=0.4", "a<b", "{x}", "a\nb", "x_1*x_2", "５ ，０００", "\\text{风 速}"])
    def test_read_back(self, tex: str) -> None:
        """A post written as HTML gives the formula back, and no step changes it."""
        article = RAW.parse(f'{HEADER}<p>风 <math alttext="x"></math></p>')
        body = f'{HEADER}<p>风 <code class="math">{tex.replace("<", "&lt;")}</code></p>'
        for parser in (RAW, Parser()):
            article = parser.parse(body)
            assert [i for i in iter_inlines(article.blocks) if isinstance(i, Math)] == [Math(tex=tex)]
            assert parser.parse(to_post(article)).blocks == article.blocks

    def test_strict(self) -> None:
        """Strict parsing takes a drawn page."""
        assert Parser(strict=True).parse(f"{HEADER}<p>风 {KATEX}</p>").text == "风 \\eta=0.4"

    def test_in_headings_and_cells(self) -> None:
        """Wherever text may be."""
        article = parse(f"{HEADER}<h2>第一 {KATEX}</h2><ul><li>{KATEX}</ul><table><tr><td>{KATEX}<td>甲</table>")
        assert article.text.count("\\eta=0.4") == 3
        assert article.text.count("0.4") == 3


NESTED = ("<math>", "<msup>", "<mrow>", '<span class="MathJax">', "<annotation>", '<span class="vditor-math">$')
LONG = (
    *("<math><mi>x</mi></math>", '<img src="a.png" alt="$">', '<img src="/equation?tex=&tex=&">', KATEX, ASSISTED),
    *('<img src="a.png" class="math" alt="x">', '<script type="math/tex">%</script>', "<script type=", FRAME),
    *("<math><msup></math>", "<mi>x</math>", '<span class="MathJax_Preview"></span>'),
)


DEEP = Parser(normalizers=(), limits=Limits(depth=10**6))


class TestTime:
    """Time grows with the body."""

    @pytest.mark.parametrize("unit", LONG)
    def test_many(self, unit: str) -> None:
        """Many formulas, whole and broken."""
        with in_time(8):
            DEEP.parse(f"{HEADER}{unit * (200_000 // len(unit))}<p>风</p>")

    @pytest.mark.parametrize("unit", NESTED)
    def test_nested(self, unit: str) -> None:
        """Formulas in formulas."""
        with in_time(4):
            DEEP.parse(f"{HEADER}{unit * 20_000}x")

    @pytest.mark.parametrize(
        "body",
        [
            f'<img src="/equation?{"&tex" * 50_000}">',
            f'<img src="a.png" alt="${"$ " * 100_000}">',
            f'<math alttext="{"$" * 200_000}"></math>',
            f"<math><mi>{'x ' * 100_000}</mi></math>",
            f'<span class="vditor-math">{"$ " * 100_000}</span>',
            f'<script type="math/tex">{"% " * 100_000}</script>',
            f"<script {'type ' * 40_000}>",
            "<script type=" * 16_000,
        ],
    )
    def test_long(self, body: str) -> None:
        """One long formula."""
        with in_time(4):
            RAW.parse(f"{HEADER}{FRAME}{body}<p>风</p>")
