"""The report in a browser: search, theme, keyboard, the width of a phone, and a hostile post that does nothing."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from ofweek_parse.cli import main
from ofweek_parse.testing import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

webdriver: Any = pytest.importorskip("selenium.webdriver")

FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PAYLOADS = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "</style></title></textarea><svg onload=window.pwned=1>",
    "<!--<script>",
    "\"'><a href='javascript:window.pwned=1' autofocus onfocus=window.pwned=1>x</a>",
    "{{7*7}}{% raw %}",
)
NUMBER = 60


def hostile_post(payload: str) -> str:
    """A post that has *payload* wherever a report shows something."""
    return (
        f"---\ntitle: {payload}\nauthor: '{payload}'it's\ncategories: [a, '{payload}']\nheadimg: javascript:window.pwned=1\n"
        f'---\n<p>a {payload} b</p>\n<p><img src="javascript:window.pwned=1" alt="{payload}" title=\'{payload}\'></p>\n'
        '<p><a href="javascript:window.pwned=1">link</a><iframe src="javascript:window.pwned=1"></iframe></p>\n'
        f'<p style="background:url(https://example.com/x.png)" {payload}>c</p><blink onclick="window.pwned=1">d</blink>\n'
    )


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser without a window; skips where there is none."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("no chromium with its driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    found = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield found
    found.quit()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A report on the samples, hostile posts, one that fails, and enough others for several pages of the table."""
    folder = tmp_path_factory.mktemp("posts")
    for sample in SAMPLES.values():
        (folder / f"{sample.name}.md").write_bytes(sample.source)
    for number, payload in enumerate(PAYLOADS):
        (folder / f"a{number} {payload.replace('/', '∕')}.md").write_text(hostile_post(payload), "utf-8")
    for number in range(NUMBER):
        (folder / f"z{number:03}.md").write_text(f"---\ntitle: 第{number:03}篇\n---\n<p>{'字' * number}</p>", "utf-8")
    (folder / "blank.md").write_bytes(b"")
    target = tmp_path_factory.mktemp("report") / "report.html"
    main(["report", str(folder), "-o", str(target), "--quiet", "--limit", "30", "--title", PAYLOADS[0]])
    return target.as_uri()


@pytest.fixture
def opened(browser: Any, page: str) -> Iterator[Any]:
    """The report in the browser, as if for the first time; the console stays empty."""
    sized(browser, 1280)
    browser.get(page)
    browser.execute_script("localStorage.clear()")
    browser.get(page)
    yield browser
    assert browser.get_log("browser") == []


def sized(browser: Any, width: int, scheme: str = "light") -> None:
    """Give the window that many pixels, and the system a colour scheme."""
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    preferences = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
    features = [{"name": name, "value": value} for name, value in preferences.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def by_id(browser: Any, name: str) -> Any:
    """The element of that *name*."""
    return browser.find_element("id", name)


def until(condition: Callable[[], object], browser: Any) -> None:
    """Wait until *condition* holds, five seconds at most."""
    from selenium.webdriver.support.wait import WebDriverWait

    WebDriverWait(browser, 5, poll_frequency=0.02).until(lambda _: condition())


def search(browser: Any, words: str) -> None:
    """Have *words* alone in the search box, and the page done with them."""
    by_id(browser, "words").clear()
    by_id(browser, "words").send_keys(words)
    # The page waits 150 ms for another key: what is set later and waits longer comes after it.
    browser.execute_async_script("setTimeout(arguments[0], 200)")


def titles(browser: Any) -> list[str]:
    """The titles in the table."""
    return [found.text for found in browser.find_elements("css selector", "#table tbody .title")]


class TestTable:
    """Searching, narrowing down, sorting and leafing."""

    def test_search(self, opened: Any) -> None:
        """All words count, in titles and file names; how many were found is told to all."""
        count = by_id(opened, "count")
        all_ = len(SAMPLES) + len(PAYLOADS) + NUMBER + 1
        assert count.text == f"Posts 1 to 25 of {all_}."
        search(opened, "第01 Z01")
        assert count.text == f"Posts 1 to 10 of 10, found among {all_}."
        assert titles(opened) == [f"第01{number}篇" for number in range(10)]
        search(opened, "nowhere")
        assert count.text == f"No post found among {all_}."
        assert titles(opened) == []

    def test_narrow(self, opened: Any) -> None:
        """Only failed posts, or those with a code or verdict."""
        options = {
            option.get_attribute("value"): option
            for option in by_id(opened, "only").find_elements("tag name", "option")
        }
        options["failed"].click()
        assert titles(opened) == ["No article"]
        assert "empty-input" in opened.find_element("css selector", "#table .failure").text
        options["code:figure-lost"].click()
        assert titles(opened) == [SAMPLES["whole-article-alt"].article.title]
        options["verdict:repeats-caption"].click()
        assert SAMPLES["alt-verdicts"].article.title in titles(opened)
        options["saved"].click()
        assert SAMPLES["cut-words-and-links"].article.title not in titles(opened)

    def test_sort(self, opened: Any) -> None:
        """By a column, largest first, and back; the header tells."""
        header = opened.find_elements("css selector", "#table th[scope=col]")[2]
        sizes = "return [...document.querySelectorAll('#table tbody tr')].map(row => Number(row.cells[2].textContent.replace(',', '')))"
        for direction in ("descending", "ascending"):
            header.find_element("tag name", "button").click()
            assert header.get_attribute("aria-sort") == direction
            found = opened.execute_script(sizes)
            assert found == sorted(found, reverse=direction == "descending")

    def test_pages(self, opened: Any) -> None:
        """Forth to the last page and back, and no further."""
        seen = titles(opened)
        for _ in range(5):
            by_id(opened, "next").click()
            seen += titles(opened)
        assert by_id(opened, "page").text == "Page 4 of 4"
        assert by_id(opened, "next").get_attribute("aria-disabled") == "true"
        assert [title for title in dict.fromkeys(seen) if title.startswith("第")] == [
            f"第{n:03}篇" for n in range(NUMBER)
        ]
        by_id(opened, "previous").click()
        assert by_id(opened, "page").text == "Page 3 of 4"

    def test_link(self, opened: Any) -> None:
        """A title leads to the post in full, which opens."""
        search(opened, "whole-article")
        assert "1 to 1 of 1," in by_id(opened, "count").text
        opened.find_element("css selector", "#table tbody a").click()
        post = opened.find_element("css selector", ".post:target")
        until(lambda: post.get_attribute("open"), opened)
        assert opened.switch_to.active_element == post.find_element("tag name", "summary")
        assert post.find_elements("css selector", "del")


class TestTheme:
    """Light and dark."""

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_choice(self, opened: Any, scheme: str) -> None:
        """The system's scheme, until the reader chooses, whose choice is kept."""
        sized(opened, 1280, scheme)
        colour = "return getComputedStyle(document.body).backgroundColor"
        button = by_id(opened, "theme")
        until(lambda: button.get_attribute("aria-pressed") == str(scheme == "dark").lower(), opened)
        before = opened.execute_script(colour)
        button.click()
        after = opened.execute_script(colour)
        assert before != after
        opened.refresh()
        assert opened.execute_script(colour) == after
        assert by_id(opened, "theme").get_attribute("aria-pressed") == str(scheme == "light").lower()

    def test_no_storage(self, browser: Any, page: str) -> None:
        """Where nothing can be stored the button works all the same."""
        refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})"
        script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": refuse})
        sized(browser, 1280)
        try:
            browser.get(page)
            by_id(browser, "theme").click()
            assert by_id(browser, "theme").get_attribute("aria-pressed") == "true"
            assert titles(browser)
        finally:
            browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)
        assert browser.get_log("browser") == []


class TestUse:
    """Keyboards and phones."""

    def test_skip_link(self, opened: Any) -> None:
        """The first stop of the tabulator leads to the content."""
        from selenium.webdriver.common.keys import Keys

        opened.find_element("tag name", "body").send_keys(Keys.TAB)
        link = opened.switch_to.active_element
        assert link.text == "Skip to content"
        assert link.value_of_css_property("outline-style") == "solid"
        link.send_keys(Keys.ENTER)
        assert opened.switch_to.active_element.tag_name == "main"

    @pytest.mark.parametrize("width", [360, 768, 1280])
    def test_width(self, opened: Any, width: int) -> None:
        """The page is as wide as the window, though all be open; what is wider scrolls in a box that keys reach."""
        sized(opened, width)
        opened.execute_script("for (const part of document.querySelectorAll('details')) part.open = true")
        wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert opened.execute_script(wide) == 0
        unreachable = (
            "return [...document.querySelectorAll('*')].filter(part => part.scrollWidth > part.clientWidth + 1"
            " && ['auto', 'scroll'].includes(getComputedStyle(part).overflowX) && part.tabIndex < 0).length"
        )
        assert opened.execute_script(unreachable) == 0

    def test_names(self, opened: Any) -> None:
        """Whatever can be used has a name for a screen reader, and plots have a text."""
        nodes = opened.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        named = [
            (node["role"]["value"], node.get("name", {}).get("value"))
            for node in nodes
            if node.get("role", {}).get("value")
            in {"button", "link", "searchbox", "combobox", "image", "DisclosureTriangle"}
        ]
        assert {role for role, _ in named} >= {"button", "link", "searchbox", "combobox", "image"}
        assert [role for role, name in named if not name] == []


class TestHostile:
    """Posts full of payloads."""

    def test_nothing_runs(self, opened: Any) -> None:
        """Though all is opened, drawn, searched and clicked."""
        opened.execute_script("for (const part of document.querySelectorAll('details')) part.open = true")
        for payload in PAYLOADS:
            search(opened, payload)
            assert "found" in by_id(opened, "count").text
        search(opened, "")
        targets = opened.execute_script("return [...document.querySelectorAll('main a')].map(link => link.href)")
        assert [target for target in targets if not target.startswith(("https://", "http://", "file:///"))] == []
        assert (
            opened.find_elements("css selector", "[onerror], [onload], [onclick], [onfocus], img, iframe, base") == []
        )
        assert len(opened.find_elements("tag name", "script")) == 2
        assert opened.execute_script("return window.pwned") is None

    def test_shown(self, opened: Any) -> None:
        """Payloads are shown as the text that they are."""
        assert by_id(opened, "title").text == PAYLOADS[0]
        texts = opened.execute_script(
            "return [...document.querySelectorAll('#table .path')].map(path => path.textContent)"
        )
        for number, payload in enumerate(PAYLOADS):
            assert f"a{number} {payload.replace('/', '∕')}.md" in texts

    def test_injected(self, opened: Any) -> None:
        """Even markup that got into the page would neither run nor load: the page's policy forbids it."""
        inject = (
            "const made = document.createElement('div'); document.body.append(made);"
            "const image = document.createElement('img'); image.src = 'https://example.com/x.png';"
            "const script = document.createElement('script');"
            "try { script.text = 'window.pwned = 1'; made.append(script) } catch {}"
            "try { made.innerHTML = '<img src=x onerror=window.pwned=1>' } catch {}"
            "made.append(image);"
        )
        opened.execute_script(inject)
        until(
            lambda: opened.execute_script("return document.querySelector('body > div:last-child > img').complete"),
            opened,
        )
        assert opened.execute_script("return window.pwned") is None
        refused = " ".join(entry["message"] for entry in opened.get_log("browser"))
        assert "Content Security Policy" in refused

    def test_nothing_requested(self, opened: Any, page: str) -> None:
        """The browser asks for the page and for nothing else."""
        opened.get_log("performance")
        opened.get(page)
        opened.execute_script("for (const part of document.querySelectorAll('details')) part.open = true")
        events = [json.loads(entry["message"])["message"] for entry in opened.get_log("performance")]
        asked = [
            event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"
        ]
        assert [url for url in asked if url != "data:,"] == [page]
