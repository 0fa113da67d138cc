"""Whole old Word files must read like the same text in .docx, and what is none must end in one clear sentence, soon."""

import contextlib
import io
import struct
import time
from pathlib import Path

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnreadableFile
from core.importers import from_docx
from core.importers.from_doc import read
from core.importers.from_doc_file import Part, Story
from core.importers.recognition import recognise
from core.importers.source import Source
from tests.core.doc_samples import DEPTH, IN_TABLE, Par, container, doc, level, lists, p, plc, prop, row
from tests.core.docx_samples import notes, texts
from tests.core.sources import refused
from tests.helpers import cell_values

FILES = Path(__file__).parent / "files" / "doc"


def both(name: str) -> tuple[Source, Source]:
    """Read a file and the .docx of the same content."""
    old, new = FILES / f"{name}.doc", FILES / f"{name}.docx"
    return read(old.read_bytes(), old.name), from_docx.read(new.read_bytes(), new.name)


def test_a_file_of_all_kinds_of_things_reads_like_its_docx() -> None:
    old, new = both("mixed")
    assert old.blocks == new.blocks
    for words in (
        "1 处新增",
        "1 处已删除",
        "3 处隐藏",
        "2 个文本框",
        "2 条脚注或尾注",
        "目录没有读入",
        "1 个特殊字体",
        "1 个单元格里还有表格",
    ):
        assert words in notes(old)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_report_reads_like_its_docx_cell_by_cell(form: str) -> None:
    old, new = both(f"report{form}")
    assert old.notes == ()
    assert texts(old) == texts(new)
    was, now = recognise(new, "报告.docx"), recognise(old, "报告.doc")
    assert was.form.id == now.form.id == form
    assert cell_values(was) == cell_values(now)
    assert None not in cell_values(now).values()
    assert was.texts == now.texts


def test_the_grid_of_a_report_is_that_of_its_docx() -> None:
    old, new = both("report2021")
    assert old.blocks == new.blocks


def test_a_file_of_wps_is_the_same_container() -> None:
    assert texts(read(doc(p("共12件")), "报告.wps")) == ["共12件"]


GOOD = doc(p("共12件"), row(["1", "2"]), lists=lists({5: [level(0, "%1.")]}, [5]))


def streams(data: bytes) -> dict[str, bytes]:
    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        return {name: ole.openstream(name).read() for name in ("WordDocument", "1Table")}


def changed(stream: str, at: int, value: bytes, data: bytes = GOOD) -> bytes:
    """Put bytes into a stream of a file."""
    made = streams(data)
    made[stream] = made[stream][:at] + value + made[stream][at + len(value) :]
    return container(made)


def headed(at: int, value: int) -> bytes:
    """Change a number of the container's own head."""
    return GOOD[:at] + struct.pack("<I", value) + GOOD[at + 4 :]


def in_circles(data: bytes, sector: int) -> bytes:
    """Let a sector of a container follow itself."""
    table = struct.unpack_from("<I", data, 76)[0]
    at = 512 * (table + 1) + 4 * sector
    return data[:at] + struct.pack("<I", sector) + data[at + 4 :]


def part_at(part: Part, place: int, size: int) -> bytes:
    """Let the head of the text name another place for a part."""
    return changed("WordDocument", 154 + 8 * part, struct.pack("<II", place, size))


def place_of(part: Part) -> int:
    return struct.unpack_from("<I", streams(GOOD)["WordDocument"], 154 + 8 * part)[0]


DEEP = [p(f"{depth}", properties=prop(IN_TABLE) + prop(DEPTH, depth)) for depth in range(1, 60)]
BAD = {
    "empty": (b"", "空文件"),
    "blanks": (b" \n" * 300, "空文件"),
    "rtf": (b"{\\rtf1 x}", "RTF"),
    "new Word": (b"PK\x03\x04" + b"\0" * 99, ".docx"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "text": ("一、总体情况".encode("gb18030"), "不是 Word"),
    "very old Works": (b"\x01\xfe\x32\x00" + b"\0" * 99, "Works"),
    "Works": (container({"MatOST": b"x", "CONTENTS": b"x"}), "Works"),
    "workbook": (container({"Workbook": b"x"}), "Excel"),
    "slides": (container({"PowerPoint Document": b"x"}), "演示文稿"),
    "locked new file": (container({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "密码"),
    "no text": (container({"a": b"x"}), "没有 Word 正文"),
    "password": (doc(p("甲"), flags=0x0100), "密码"),
    "Word 95": (doc(p("甲"), version=104), "Word 95"),
    "no FIB": (changed("WordDocument", 0, b"\0\0"), "损坏"),
    "no table stream": (container({"WordDocument": streams(GOOD)["WordDocument"]}), "损坏"),
    "head only": (GOOD[:512], "损坏"),
    "less than a head": (GOOD[:200], "损坏"),
    "cut off": (GOOD[: len(GOOD) // 2], "损坏"),
    "huge sectors": (GOOD[:30] + b"\xff\xff" + GOOD[32:], "损坏"),
    "tables without end": (headed(44, 0xFFFFFFF0), "损坏"),
    "small tables without end": (headed(64, 0xFFFFFFF0), "损坏"),
    "more tables without end": (headed(72, 0xFFFFFFF0), "损坏"),
    "text in circles": (in_circles(GOOD, 0), "损坏"),
    "streams in an endless row": (container({f"s{i}": b"" for i in range(1200)}), "损坏"),
    "no directory": (headed(48, 0xFFFFFFF0), "损坏"),
    "no pieces": (part_at(Part.PIECES, 0, 0), "损坏"),
    "pieces outside": (part_at(Part.PIECES, 0xFFFFFF00, 0xFFFFFF00), "损坏"),
    "pieces that are none": (part_at(Part.PIECES, 0, 40), "损坏"),
    "pages outside": (changed("1Table", place_of(Part.PARAGRAPH_PAGES) + 8, struct.pack("<I", 0x3FFFFF)), "损坏"),
    "no pages": (part_at(Part.CHARACTER_PAGES, 0, 0), "损坏"),
    "more text than there is": (changed("WordDocument", 76, struct.pack("<I", 100_000)), "损坏"),
    "text outside": (changed("1Table", place_of(Part.PIECES) + 5 + 8 + 2, struct.pack("<I", 0x3FFFFFF0)), "损坏"),
    "text without end": (changed("1Table", place_of(Part.PIECES) + 5 + 4, struct.pack("<I", 0x7FFFFFFF)), "多得不像"),
    "properties outside": (doc(row(["1"], shape=prop(0x6646, 99))), "损坏"),
    "deep": (doc(*DEEP), "太深"),
    "wide and long": (doc(*[row(["1"], [60 * i, 60 * i + 99]) for i in range(520)]), "多得不像"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_read_ends_soon_in_one_sentence_that_says_what_to_do(kind: str) -> None:
    data, words = BAD[kind]
    start = time.perf_counter()
    refused(read, data, "报告.doc", words)
    assert time.perf_counter() - start < 2


def test_a_box_read_again_and_again_ends_soon() -> None:
    entries = [struct.pack("<14xi4x", 7)] * 20_000
    story: list[Par] = [p("框" * 5000)]
    endless = {Part.BOX_TEXTS: plc([0, 5000] * 10_000 + [0], entries)}
    start = time.perf_counter()
    refused(read, doc(p("甲"), others={Story.BOXES: story}, parts=endless), "报告.doc", "多得不像")
    assert time.perf_counter() - start < 2


def test_a_directory_in_circles_ends_soon() -> None:
    directory = struct.unpack_from("<I", GOOD, 48)[0]
    assert texts(read(in_circles(GOOD, directory), "报告.doc")) == ["共12件"]


SEEDS = (GOOD, (FILES / "mixed.doc").read_bytes())


@given(st.data())
def test_a_damaged_file_never_raises_anything_else(data: st.DataObject) -> None:
    harmed = bytearray(data.draw(st.sampled_from(SEEDS)))
    for _ in range(data.draw(st.integers(1, 6))):
        harmed[data.draw(st.integers(0, len(harmed) - 1))] = data.draw(st.integers(0, 255))
    # Anything but UnreadableFile gets out and fails the test.
    with contextlib.suppress(UnreadableFile):
        assert read(bytes(harmed), "坏.doc").kind == "doc"
