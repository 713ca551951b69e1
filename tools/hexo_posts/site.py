"""Build a Hexo site from posts before and after conversion, and compare the built pages.

The pages are matched by the post they are of. Compared are titles, dates, permalinks, categories, images and text, in
three time zones. Without normalizers nothing may differ; with them, what they change. Posts that Hexo refuses before and
builds after are counted too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import html5lib

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

HERE = Path(__file__).parent
ZONES = ("UTC", "Asia/Shanghai", "America/New_York")
FIELDS = ("title", "date", "permalink", "categories", "images", "text")


@dataclass(frozen=True)
class Page:
    """What a built page shows of a post."""

    title: str
    date: str
    permalink: str
    categories: tuple[str, ...]
    images: tuple[str, ...]
    text: str


def pages(site: Path, started: str) -> dict[str, Page]:
    """The pages of a built site, by the source of their posts; a date since *started* is that of a file."""
    found = {}
    for path in sorted((site / "public").rglob("*.html")):
        root: Element = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        source = next((meta.get("content", "") for meta in root.iter("meta") if meta.get("name") == "source"), "")
        article = root.find(".//article")
        if not source or article is None:
            continue
        date = next(time.text or "" for time in root.iter("time") if time.get("id") == "date")
        found[source] = Page(
            title="".join(root.find(".//title").itertext()),  # type: ignore[union-attr] # every page has one
            date="the file's" if date >= started else date,
            permalink=path.parent.relative_to(site / "public").as_posix(),
            categories=tuple(each.text or "" for each in root.iter("i") if each.get("class") == "category"),
            images=tuple(image.get("src", "") for image in article.iter("img")),
            text="".join("".join(article.itertext()).split()),
        )
    return found


def build(posts: Path, site: Path, zone: str, modules: Path, hexo: str) -> dict[str, Page]:
    """The pages of a site of *posts*, built in *zone*."""
    started = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M")
    shutil.copytree(posts, site / "source" / "_posts")
    command = ["node", str(HERE / "build.cjs"), hexo, str(site), str(modules)]
    subprocess.run(command, check=True, env={**os.environ, "TZ": zone})  # noqa: S603 - the script beside this one
    return pages(site, started)


def compare(before: dict[str, Page], after: dict[str, Page], *, show: int) -> Counter[str]:
    """How many pages differ in each field; the first cases are printed."""
    counts: Counter[str] = Counter()
    for source in sorted(before.keys() & after.keys()):
        for field in FIELDS:
            old, new = getattr(before[source], field), getattr(after[source], field)
            if old != new:
                counts[field] += 1
                if counts[field] <= show:
                    print(f"  {field} of {source}:\n    {str(old)[:300]}\n    {str(new)[:300]}")
    return counts


def main() -> int:
    """Build, compare, print, and tell whether any date or permalink moved."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("posts", type=Path, help="a folder of posts")
    parser.add_argument("--normalizers", default="default", help="as for `ofweek-parse convert` (default: default)")
    parser.add_argument("--hexo", default="hexo-8", help="the package to build with (default: hexo-8)")
    parser.add_argument("--show", type=int, default=0, help="how many cases of each field (default: none)")
    parser.add_argument("--modules", type=Path, default=HERE, help="the folder that the packages are installed in")
    options = parser.parse_args()
    moved = 0
    dates: dict[tuple[str, str], set[str]] = {}
    with TemporaryDirectory() as name:
        folder = Path(name)
        convert = [sys.executable, "-m", "ofweek_parse", "convert", str(options.posts), "-o", str(folder / "posts")]
        subprocess.run([*convert, "--to", "post", "--normalizers", options.normalizers], check=False)  # noqa: S603
        for zone in ZONES:
            sites = [folder / f"{each}-{zone.replace('/', '-')}" for each in ("before", "after")]
            sources = (options.posts, folder / "posts")
            before, after = (
                build(posts, site, zone, options.modules, options.hexo)
                for posts, site in zip(sources, sites, strict=True)
            )
            for when, built in (("before", before), ("after", after)):
                for source, page in built.items():
                    dates.setdefault((when, source), set()).add(page.date)
            counts = compare(before, after, show=options.show)
            moved += counts["date"] + counts["permalink"] + len(before.keys() - after.keys())
            differences = ", ".join(f"{field} {counts[field]}" for field in FIELDS)
            print(f"{zone}: {len(before)} pages before, {len(after)} after; that differ: {differences}", flush=True)
    unsteady = Counter(when for (when, _), found in dates.items() if len(found) > 1)
    print(f"dates that depend on the zone: {unsteady['before']} before, {unsteady['after']} after")
    return int(moved > 0)


if __name__ == "__main__":
    sys.exit(main())
