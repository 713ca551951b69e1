"""The sample posts and their expected articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import ofweek_parse.testing
from ofweek_parse import Figure, Parser, from_dict, parse, to_dict
from ofweek_parse.testing import Golden, Sample, sample

if TYPE_CHECKING:
    import pytest

FOLDER = Path(ofweek_parse.testing.__file__).with_name("samples")


class TestEverySample:
    """What holds for each sample."""

    def test_article(self, ofweek_sample: Sample, pytestconfig: pytest.Config) -> None:
        """The article is the stored one in every field, its diagnostics included."""
        is_update = bool(pytestconfig.getoption("--ofweek-update"))
        Golden(FOLDER, ofweek_sample.name, update=is_update)(parse(ofweek_sample.source))

    def test_line_ends(self, ofweek_sample: Sample) -> None:
        """Line ends and a byte order mark change nothing."""
        assert parse(b"\xef\xbb\xbf" + ofweek_sample.source.replace(b"\n", b"\r\n")) == ofweek_sample.article

    def test_text(self, ofweek_sample: Sample) -> None:
        """A decoded post gives the same article as its bytes."""
        assert parse(ofweek_sample.source.decode("utf-8")) == ofweek_sample.article

    def test_json(self, ofweek_sample: Sample) -> None:
        """The article survives its JSON form, and so does the raw one."""
        raw = Parser(normalizers=()).parse(ofweek_sample.source)
        assert from_dict(to_dict(raw)) == raw
        assert from_dict(to_dict(ofweek_sample.article)) == ofweek_sample.article


class TestWholeArticleAlt:
    """The copies of the article in every image's attributes."""

    def test_nothing_left(self) -> None:
        """No alternative text is left, nothing was found in it that the body lacks, and no text is there twice."""
        article = sample("whole-article-alt").article
        assert [(image.alt, image.title, image.alt_verdict) for image in article.images] == [
            ("", None, "repeats-body")
        ] * 3
        assert article.alt_residue == ()
        sentences = [sentence for sentence in article.text.replace("\n", "").split("。") if sentence]
        assert len(sentences) == len(set(sentences)) > 12

    def test_lost_figure(self) -> None:
        """The figure that only the copies show is named, with the paragraph that it stood after."""
        lost = [note for note in sample("whole-article-alt").article.diagnostics if note.code == "figure-lost"]
        assert len(lost) == 1
        assert "图像识别随之失灵。" in lost[0].message


class TestAltVerdicts:
    """One image for each verdict."""

    def test_verdicts(self) -> None:
        """Each image has the verdict that its alternative text deserves."""
        assert [image.alt_verdict for image in sample("alt-verdicts").article.images] == [
            *("absent", "absent", "kept", "repeats-body", "repeats-body", "repeats-title"),
            *("filename", "filename", "repeats-caption", "shared", "shared", "repeats-body"),
        ]

    def test_residue(self) -> None:
        """What only the removed texts held is kept."""
        assert sample("alt-verdicts").article.alt_residue == ("屋面，毛刷，夜班", "试点期间另有两座冷库签约。")


class TestOthers:
    """What is hard in other samples."""

    def test_title(self) -> None:
        """Lost characters come back from the last paragraph, which leaves the body."""
        article = sample("broken-title-attribute").article
        assert article.title == '"会走路的裤子"冲刺IPO:砚池康复卖9万一条,账上还剩1.8亿?'
        assert "原文标题" not in article.text

    def test_cut_words(self) -> None:
        """Words that keyword links cut are whole again."""
        article = sample("cut-words-and-links").article
        assert "退役动力电池展开" in article.text
        assert [link.text for link in article.links] == ["公开页面"]

    def test_captions(self) -> None:
        """Captions of all kinds are with their figures, numbers with their headings."""
        article = sample("captions-and-credits").article
        captions = [block.text for block in article.blocks if isinstance(block, Figure)]
        assert [bool(caption) for caption in captions] == [True, True, False, True]
        assert [heading.text[:2] for heading in article.headings] == ["01", "02"]
