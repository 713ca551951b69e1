"""Hypothesis strategies for broken posts: the samples, damaged."""

from __future__ import annotations

from hypothesis import strategies as st

from ofweek_parse.testing import SAMPLES

TOKENS = (
    *(
        "\n---\n",
        "---",
        "\n;;;\n",
        "\n...\n",
        "\ntitle: 'a",
        '\ntitle: "b',
        ": ",
        " #",
        "&a ",
        "*a",
        "!!python/object:x",
        "\n\t- ",
    ),
    *(
        "[",
        "{",
        "]",
        "}",
        "- ",
        "? ",
        "|\n",
        "%YAML 1.1\n",
        "\ndate: CST",
        "\ntitle: a",
        "\u2028",
        "\x85",
        "\0",
        "\ufeff",
        "\r",
    ),
    *(
        "&#123;",
        "&#0;",
        "&#xFDD0;",
        "&nbsp",
        "&reg",
        "&lt;",
        "\ufdd0",
        "\ud83d",
        "\u200b",
        "\u3000",
        "<",
        ">",
        '"',
        "'",
        "=",
        "\n",
    ),
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<br><br>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<sup>",
        "<code>",
        "</code>",
        "<hr>",
    ),
    *(
        "<h2>",
        "</h2>",
        "<h3><p>",
        "<ul>",
        "<ol start=3>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<th>",
        "<td colspan=2>",
        "</table>",
    ),
    *(
        "<pre>",
        "</pre>",
        "<blockquote>",
        "</blockquote>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<center>",
        "<foo>",
        "</foo>",
    ),
    *(
        '<a href="u">',
        '<a href="javascript:x">',
        "<a>",
        "</a>",
        '<span class="hrefStyle">',
        "</span>",
        "<noscript>",
        "</noscript>",
    ),
    *(
        '<img src="a.png" alt="',
        '<img src=a title b"c" alt>',
        "<img>",
        '" title="',
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?php",
        "</",
    ),
    *(
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<textarea>",
        "<title>",
        "<template>",
        "</template>",
        "<plaintext>",
        "<xmp>",
    ),
    *(
        "<iframe src=u>",
        "</iframe>",
        "<video src=v>",
        "<object data=o>",
        "<p hidden>",
        '<p style="display:none">',
        "</body></html>",
    ),
    *(
        "<caption>",
        "<option>",
        "<select>",
        "<svg>",
        "<math>",
        "<wbr>",
        "<embed src=e>",
        "<dl><dt>a<dd>b",
        "</h2>",
        "</li>",
        "</td>",
    ),
    *("ofweek-parse-end", "<ofweek-parse-end>", "作者：某人", "原文标题 : 某题", "▲ 图", "_ueditor_page_break_tag_"),
)
"""What posts and their damage are made of."""

_PLACE = st.floats(0, 1, exclude_max=True)


def _encoded(token: str) -> bytes:
    return token.encode("utf-8", "surrogatepass")


@st.composite
def damaged(draw: st.DrawFn, post: bytes, *, first: int = 0, flips: bool = True) -> bytes:
    """*post* cut, with slices doubled or swapped, tokens put in and bytes flipped, from the byte *first* on."""
    kinds = ["cut", "double", "swap", "token", "token", "token", "token", *(["flip"] if flips else [])]
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(kinds))
        start, middle, end = sorted(first + int(draw(_PLACE) * (len(post) - first)) for _ in range(3))
        match kind:
            case "cut":
                post = post[:start] + post[middle:] if draw(st.booleans()) else post[: max(end, first)]
            case "double":
                post = post[:middle] + post[start : min(middle, start + 2_000)] + post[middle:]
            case "swap":
                post = post[:start] + post[middle:end] + post[start:middle] + post[end:]
            case "token":
                post = post[:middle] + _encoded(draw(st.sampled_from(TOKENS))) + post[middle:]
            case _:
                post = post[:middle] + bytes([draw(st.integers(0, 255))]) + post[middle + 1 :]
    return post


def damaged_samples() -> st.SearchStrategy[bytes]:
    """Samples of the package, damaged."""
    return st.sampled_from([sample.source for sample in SAMPLES.values()]).flatmap(damaged)


def soups() -> st.SearchStrategy[str]:
    """Tokens and words in any order, most often behind a front matter."""
    words = st.sampled_from(("风机", "blade", "a", "42", " ", "。", "\n"))
    soup = st.lists(st.sampled_from(TOKENS) | words, max_size=25).map("".join)
    return st.tuples(st.sampled_from(("", "---\n", "---\ntitle: a\n---\n", ";;;\n")), soup).map("".join)
