"""Generate the seed corpus: the samples of the package and their parts, each with several parsers."""

from __future__ import annotations

import sys
from pathlib import Path

from ofweek_parse.testing import SAMPLES

HEADER = b"---\ntitle: 'a'\ndate: Mon, 26 Jul 2021 01:29:00 GMT\n---\n"
"""A front matter for bodies on their own."""

SMALL = (
    b"",
    b"---\n---\n",
    b';;;\n"title": "a",\n"tags": ["b", {"c": 1}]\n;;;\n<p>a</p>',
    b"\xef\xbb\xbf---\r\ntitle: a\r\n---\r\n<p>b</p>\r\n",
    "---\ntitle: 新闻\n---\n<p>风机</p>".encode("gb18030"),
    HEADER + b"<table><tr><th>a</th><td colspan=2>b</td></tr></table><ol start=3><li>a<ul><li>b</ul></ol>",
    HEADER + b"<pre><code class=language-c>a&lt;b <missing></code></pre><iframe src=//a.example/v></iframe>",
    HEADER + b'<img src=a.png alt="a"b" title c"d><p><img data-src=b.png src=data:image/gif;base64,R0></p>',
    HEADER + b"<p>a&#27c&#x0000001b;&#129;</p><img src=a.png alt='&#27;&#12;&#xfdd0;'>",
    b'---\ntitle: "a\\e[31m\\x00"\n"b\\r": \'&#27;&#13;\'\n---\n<p>c</p>',
    HEADER
    + b"<p>a<em>b</em><noembed><b>c</b></noembed></p><em/>d</em><p>&nbsp;<br><br>e</p><textarea>f<br></textarea>",
    HEADER
    + '<p>风<span class="hrefStyle"><a href="http://a.example/" target="_blank" title="机">机</a></span>叶</p>'.encode(),
    HEADER
    + b'<div><p align="center"><img src="https://a.example/1.png" alt="a&copy=1" title></p><h2>b<br>c</h2></div>',
    HEADER + b'<p id="a<b">a<b>b</b>, </p>\n# c\n\n<p>d\n<img src="https://a.example/1.png" alt="<p>" title="</body>">',
    HEADER + b"<script>a</script><style>b</style><p style='display:none'>c</p><!-- d --><plaintext>e",
)
"""Posts that the samples have nothing of."""


def seeds() -> dict[str, bytes]:
    """Every seed by its name; the first byte chooses the parser, see fuzz_parse.py."""
    found: dict[str, bytes] = {}
    for name, sample in SAMPLES.items():
        post = sample.source
        header, _, body = post.partition(b"\n---\n\n")
        for flags in (0, 3, 12):
            found[f"{name}-{flags}"] = bytes([flags]) + post
        found[f"{name}-header"] = b"\x00" + header + b"\n---\n\n<p>a</p>"
        for number, start in enumerate(range(0, len(body), 1500)):
            found[f"{name}-body-{number}"] = b"\x00" + HEADER + body[start : start + 1500]
    for number, post in enumerate(SMALL):
        found[f"small-{number}"] = b"\x00" + post
    return found


def main(folder: Path) -> None:
    """Write the seeds into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, seed in seeds().items():
        folder.joinpath(name).write_bytes(seed)
    print(f"{len(seeds())} seeds in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
