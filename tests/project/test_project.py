"""The project on the package index, links that work there, the tested versions, and what `CONTRIBUTING.md` names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ofweek_parse

ROOT = Path(__file__).parents[2]
PACKAGE = Path(ofweek_parse.__file__).parent  # installed, where CI tests a distribution
PROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
READMES = ("README.md", "README.zh-CN.md")


def _urls() -> dict[str, str]:
    table = PROJECT.partition("[project.urls]")[2].partition("\n[")[0]
    return dict(re.findall(r'^(\w+) = "(.+)"$', table, re.MULTILINE))


class TestContributing:
    """What the page for contributors names."""

    PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

    def test_files(self) -> None:
        """The files and folders are there, from the root of the repository or anywhere in the package."""
        named = re.findall(r"`((?:[\w.*-]+/)*[\w.*-]+(?:\.(?:cff|json|md|pyi?|toml)|/))`", self.PAGE)
        missing = [path for path in named if not any(ROOT.glob(path)) and not any(PACKAGE.rglob(path))]
        assert len(named) > 50
        assert missing == []

    def test_names(self) -> None:
        """The names of code are in the files that they are said to be in."""
        places = re.findall(r"`(\w+)` (?:of |in )?\(?`([\w/]+\.py)`", self.PAGE)
        missing = [
            (name, path)
            for name, path in places
            for file in (ROOT / path, PACKAGE / path)
            if file.exists() and not re.search(rf"\b{name}\b", file.read_text("utf-8"))
        ]
        assert len(places) > 10
        assert missing == []


class TestIndex:
    """The page of the project."""

    @pytest.mark.parametrize("name", READMES)
    def test_links(self, name: str) -> None:
        """The README is shown where no file of the repository is, so that all its links are absolute."""
        targets = re.findall(r"\]\(([^)]*)\)", (ROOT / name).read_text("utf-8"))
        assert targets
        assert [target for target in targets if not target.startswith("https://")] == []

    @pytest.mark.parametrize("name", READMES)
    def test_install(self, name: str) -> None:
        """The command that installs it is on the first screen; the blocks of `sh` are those that the steps of CI run."""
        text = (ROOT / name).read_text("utf-8")
        assert "pip install ofweek-parse\n" in "\n".join(text.splitlines()[:20])
        first, second = re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[:2]
        assert "ofweek-parse show" in first
        assert "pytest" in second

    def test_urls(self) -> None:
        """It links to the documentation, the changes, the source and the issues."""
        urls = _urls()
        assert urls.keys() == {"Documentation", "Changelog", "Repository", "Issues"}
        assert urls["Issues"] == f"{urls['Repository']}/issues"
        assert urls["Changelog"].startswith(urls["Documentation"])

    def test_owner(self) -> None:
        """Only that table names the owner of the repository."""
        repository = _urls()["Repository"]
        texts = [*ROOT.glob("*.*"), *(path for path in ROOT.glob("docs/**/*") if path.suffix in {".md", ".py"})]
        texts += [*(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.html"), *(ROOT / "tools").glob("*.*")]
        naming = [path.name for path in texts if path.is_file() and repository.encode() in path.read_bytes()]
        assert naming == ["pyproject.toml"]

    def test_versions(self) -> None:
        """The versions of Python that it names are those that the workflow tests, and that compiled wheels are built for."""
        named = re.findall(r"Python :: (3\.\d+)", PROJECT)
        assert named[-1] == "3.14"
        assert f'requires-python = ">={named[0]}"' in PROJECT
        assert re.findall(r"cp3(\d+)-", PROJECT) == [version.partition(".")[2] for version in named]
        workflow = ROOT / ".github" / "workflows" / "tests.yml"
        if workflow.exists():  # the source distribution has none
            (matrix,) = re.findall(r"^ +python: \[(.*)\]$", workflow.read_text("utf-8"), re.MULTILINE)
            assert re.findall(r'"(.+?)"', matrix) == named
