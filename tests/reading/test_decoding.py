from __future__ import annotations

import codecs

import pytest

from ofweek_parse import DecodingError, Diagnostic, LimitError, Limits, Parser
from ofweek_parse.characters import SOUND
from ofweek_parse.reading.decoding import decode, position
from tests.making import in_time

TEXT = "激光雷达量产，“芯”时代来了"
POST = f"---\ntitle: {TEXT}\ndate: 2021-07-26\n---\n<p>{TEXT}</p>\n"


def _decode(source: str | bytes, encoding: str | None = None) -> tuple[str, list[Diagnostic]]:
    notes: list[Diagnostic] = []
    return decode(source, encoding=encoding, limits=Limits(), diagnostics=notes), notes


def _codes(source: str | bytes, encoding: str | None = None) -> list[str]:
    return [note.code for note in _decode(source, encoding)[1]]


def test_clean() -> None:
    """What is passed as clean at once is each character that nothing is done to, and no other."""
    every = "".join(map(chr, range(0x110000))).replace("\r", "")
    unchanged = {before for before, after in zip(every, _decode(every)[0], strict=True) if before == after}
    assert set("".join(SOUND.findall(every))) == unchanged


class TestEncodings:
    """The order of attempts: mark, caller's encoding, UTF-8, GB18030."""

    @pytest.mark.parametrize(
        ("mark", "encoding"),
        [
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
            (codecs.BOM_UTF32_LE, "utf-32-le"),
            (codecs.BOM_UTF32_BE, "utf-32-be"),
        ],
    )
    def test_mark(self, mark: bytes, encoding: str) -> None:
        """A byte order mark decides, whatever the caller says, and is taken off with a diagnostic."""
        text, notes = _decode(mark + POST.encode(encoding), "latin-1")
        assert text == POST
        assert [str(note)[:8] for note in notes] == ["1:1: bom"]

    def test_mark_alone(self) -> None:
        """A mark with nothing after it is an empty text."""
        assert _decode(codecs.BOM_UTF8)[0] == ""

    def test_callers_encoding(self) -> None:
        """The caller's encoding comes before UTF-8 and is no guess."""
        assert _decode(TEXT.encode("big5", "ignore"), "big5") == (TEXT.encode("big5", "ignore").decode("big5"), [])

    def test_callers_encoding_wins(self) -> None:
        """Bytes that UTF-8 could read too are read as the caller says."""
        assert _decode("é".encode(), "latin-1")[0] == "Ã©"

    @pytest.mark.parametrize("encoding", ["ascii", "big5", "utf-16"])
    def test_callers_encoding_fails(self, encoding: str) -> None:
        """An encoding that can't read the bytes whole is passed over."""
        assert _decode(f"{TEXT}!".encode(), encoding)[0] == f"{TEXT}!"

    def test_utf8(self) -> None:
        """UTF-8 needs no diagnostic."""
        assert _decode(POST.encode()) == (POST, [])

    @pytest.mark.parametrize("encoding", ["gb18030", "gbk", "gb2312"])
    def test_chinese(self, encoding: str) -> None:
        """What is not UTF-8 is read as GB18030, which is told but no error when strict."""
        source = POST.encode(encoding)
        assert _decode(source)[0] == POST
        assert _codes(source) == ["encoding-guessed"]
        assert Parser(normalizers=(), strict=True).parse(source).title == TEXT

    def test_four_bytes(self) -> None:
        """GB18030's four-byte characters are read."""
        assert _decode("𠀀ñ中文中文".encode("gb18030"))[0] == "𠀀ñ中文中文"

    def test_declared_encoding(self) -> None:
        """What the body says of its encoding changes nothing."""
        body = f"<meta charset='big5'><?xml version='1.0' encoding='latin-1'?><p>{TEXT}</p>"
        assert Parser(normalizers=()).parse(body.encode()).text == TEXT


class TestDamage:
    """Bytes and characters that are no text."""

    @pytest.mark.parametrize(
        ("bad", "replaced"), [(b"\xff", 1), (b"\xc0\xaf", 2), (b"\xed\xa0\x80", 3), (b"\xf4\x90\x80\x80", 4)]
    )
    def test_bad_utf8(self, bad: bytes, replaced: int) -> None:
        """Only the bad bytes of UTF-8 become U+FFFD: stray, overlong, surrogate and out of range."""
        text, notes = _decode(TEXT.encode() + bad + TEXT.encode())
        assert text == TEXT + "\ufffd" * replaced + TEXT
        assert [note.code for note in notes] == ["undecodable"]

    @pytest.mark.parametrize(
        ("data", "text"),
        [
            ("售价100".encode("gbk") + b"\x80" + "起".encode("gbk"), "售价100€起"),
            (b"\x80\x80" + "欧元".encode("gbk"), "€€欧元"),
            ("€ 𠀀 中文".encode("gb18030"), "€ 𠀀 中文"),
            ("亐€ 中文".encode("gb18030") + b"\x80", "亐€ 中文€"),
        ],
    )
    def test_euro(self, data: bytes, text: str) -> None:
        """The single byte that is GBK's euro is read as one; as half of a character it is none."""
        assert _decode(data)[0] == text
        assert _codes(data) == ["encoding-guessed"]

    def test_big5(self) -> None:
        """Big5 that was read as GB18030 is a warning at the first character that no text has, since all is garbled."""
        big5 = "title\n臺灣離岸風電的建設進度與挑戰".encode("big5")
        notes = _decode(big5)[1]
        assert [(note.code, note.severity, note.line) for note in notes] == [("encoding-doubtful", "warning", 2)]
        assert _decode(big5.replace(b"\n", b"\r\n"))[1] == notes
        assert _decode(big5, "big5") == ("title\n臺灣離岸風電的建設進度與挑戰", [])
        with pytest.raises(DecodingError, match="may be Big5"):
            Parser(strict=True).parse(big5)

    def test_many_euros(self) -> None:
        """A megabyte of them takes no time."""
        with in_time(2):
            assert _decode("中".encode("gbk") * 100 + b"\x80" * 10**6)[0].endswith("€€")

    def test_bad_gb18030(self) -> None:
        """One bad byte in GB18030 costs that byte, not the encoding."""
        text, notes = _decode(TEXT.encode("gb18030") + b"\xff" + TEXT.encode("gb18030"))
        assert text == f"{TEXT}\ufffd{TEXT}"
        assert "gb18030" in notes[0].message

    def test_place(self) -> None:
        """The diagnostic tells the byte, the line and the column of the first bad byte."""
        _, (note,) = _decode("中\n文字文字".encode() + b"\xff" + "文字".encode())
        assert (note.code, note.line, note.column) == ("undecodable", 2, 5)
        assert note.message.startswith("Byte 16 (0xff) is invalid in utf-8; 1 character(s) were replaced by U+FFFD")

    def test_place_after_cr(self) -> None:
        """A lone carriage return ends a line for the place of a bad byte as well."""
        note = next(note for note in _decode("中\r文字".encode() + b"\xff")[1] if note.code == "undecodable")
        assert (note.line, note.column) == (2, 3)

    def test_strict(self) -> None:
        """What no encoding reads whole is an error when strict, with its place and source."""
        with pytest.raises(DecodingError, match="Set `encoding`, or fix the file") as caught:
            Parser(strict=True).parse(POST.encode() + b"\xff", name="a.md")
        assert (caught.value.code, caught.value.source, caught.value.line) == ("undecodable", "a.md", 6)

    def test_damaged_mark(self) -> None:
        """Bytes that contradict their mark are read as the mark says, with U+FFFD."""
        text, notes = _decode(codecs.BOM_UTF16_LE + "中文".encode("utf-16-le") + b"\x00")
        assert text == "中文\ufffd"
        assert [note.code for note in notes] == ["undecodable", "bom"]

    def test_surrogate(self) -> None:
        """Half of a surrogate pair in a text becomes U+FFFD and is an error when strict."""
        assert _decode("a\ud83db") == ("a\ufffdb", _decode("a\ud83db")[1])
        with pytest.raises(DecodingError, match=r"U\+D83D at offset 1"):
            Parser(strict=True).parse("a\ud83db")

    @pytest.mark.parametrize("character", [*"\0\x01\x08\x0b\x1b\x7f\x80\x9f", "\ufdd0", "\ufffe", "\uffff"])
    def test_control_character(self, character: str) -> None:
        """A character that no text holds becomes U+FFFD, and the offset and code point of the first are told."""
        text, (note,) = _decode(f"ab\nc{character}d{character}")
        assert text == "ab\nc\ufffdd\ufffd"
        assert (note.code, note.severity, note.line, note.column) == ("control-char", "info", 2, 2)
        assert note.message.startswith(f"U+{ord(character):04X} at offset 4 is not a valid character; 2 character(s)")

    @pytest.mark.parametrize("character", [*"\t\u00a0\u200b\u2028\u3000\ue000\ufeff", "\U0001f600"])
    def test_kept(self, character: str) -> None:
        """Every other character stays, a byte order mark inside included."""
        assert _decode(f"a{character}b") == (f"a{character}b", [])


class TestLineEnds:
    """CRLF and CR are newlines."""

    @pytest.mark.parametrize(("source", "codes"), [("a\r\nb", []), ("a\rb", ["eol-cr"]), ("a\nb", [])])
    def test_newline(self, source: str, codes: list[str]) -> None:
        """Every line end becomes a newline; only a lone carriage return is odd."""
        assert _decode(source)[0] == "a\nb"
        assert _codes(source) == codes

    def test_mixed(self) -> None:
        """Line ends of all kinds in one text are told apart, and the first lone one is located."""
        text, (note,) = _decode("a\r\n\r\rb\n\rc")
        assert text == "a\n\n\nb\n\nc"
        assert (note.line, note.column) == (2, 1)

    def test_same_article(self) -> None:
        """The same post with other line ends or a mark is an equal article."""
        parse = Parser().parse
        assert (
            parse(POST)
            == parse(POST.replace("\n", "\r\n"))
            == parse(POST.replace("\n", "\r"))
            == parse(f"\ufeff{POST}")
        )


class TestText:
    """A text is taken as it is."""

    def test_leading_mark(self) -> None:
        """A leading byte order mark goes."""
        assert _decode("\ufeffa")[0] == "a"
        assert _codes("\ufeffa") == ["bom"]

    def test_encoding_is_not_asked(self) -> None:
        """A text has no encoding, so the caller's does not matter."""
        assert _decode(TEXT, "klingon") == (TEXT, [])


class TestSize:
    """The limit on the input."""

    @pytest.mark.parametrize("source", ["abcdef", b"abcdef"])
    def test_over(self, source: str | bytes) -> None:
        """An input over the limit is refused before it is read, and the limit says its name."""
        with pytest.raises(LimitError, match=r"raise it with Limits\(file_size=…\)") as caught:
            decode(source, encoding="klingon", limits=Limits(file_size=5), diagnostics=[])
        assert (caught.value.limit, caught.value.value, caught.value.code) == ("file_size", 5, "size-limit")

    def test_at(self) -> None:
        """An input as long as the limit is read."""
        assert decode("abcde", encoding=None, limits=Limits(file_size=5), diagnostics=[]) == "abcde"


class TestPosition:
    """Offsets to lines and columns."""

    @pytest.mark.parametrize(
        ("offset", "place"), [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (3, (2, 1)), (4, (3, 1)), (6, (3, 3))]
    )
    def test_position(self, offset: int, place: tuple[int, int]) -> None:
        """Both count from 1, and a line break belongs to the line it ends."""
        assert position("中b\n\ncd", offset) == place
