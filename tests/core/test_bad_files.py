"""Whatever file somebody picks: it is read, or refused in one Chinese sentence that names it and says what to do; nothing is written."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.errors import AppError
from core.files import open_report, to_bytes
from core.report import Report
from core.suffixes import PICTURES, READABLE, WRITABLE
from tests.core import bad_files
from tests.core.bad_files import LETTER, parts_of, with_document_type
from tests.core.docx_samples import docx, p, zipped
from tests.core.workbooks import changed, sheet_of
from tests.core.written import written
from tests.fuzz.rich_others import open_sheet
from tests.fuzz.samples import kinds, samples
from tests.helpers import cell_values, distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

TRUTH = distinct_report()
GOOD = {kind: samples(kind)[0] for kind in kinds()}
SUFFIXES = [suffix for suffixes in READABLE.values() for suffix in suffixes]
PACKED = [kind for kind, (_, data) in GOOD.items() if data.startswith(b"PK")]
WHOLE = {suffix: to_bytes(TRUTH, suffix) for suffix in (".docx", ".xlsx", ".html")}
NAMES = ["去年 的 年报", " 年报 （终稿）(1)", "年报😀𠮷", "a'b&c%20$x", "年" * 60, "-rf", "#1"]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in which nothing but the files of the test may stand afterwards."""
    folder = tmp_path / "选的文件"
    folder.mkdir()
    before = set(tmp_path.rglob("*"))
    yield folder
    assert {path for path in tmp_path.rglob("*") if path.parent != folder} == before


def attempt(path: Path) -> Report | str:
    """Open a file as the program does: the report, or the sentence of the refusal after it was looked at."""
    beside = sorted(path.parent.iterdir()) if path.parent.exists() else []
    try:
        return open_report(path)
    except AppError as refusal:
        sentence = str(refusal)
    assert re.sub(r"[\0\n]", " ", path.name) in sentence
    assert "请" in sentence
    assert len(sentence.splitlines()) == 1
    assert sum("\u4e00" <= char <= "\u9fff" for char in sentence) > 8
    assert (sorted(path.parent.iterdir()) if path.parent.exists() else []) == beside
    return sentence


def refused(path: Path, data: bytes | None = None) -> str:
    """Demand that a file is refused, and return the sentence."""
    if data is not None:
        path.write_bytes(data)
    sentence = attempt(path)
    assert isinstance(sentence, str), f"{path.name} was read"
    return sentence


@pytest.mark.parametrize("data", [b"", b"\n", b"P", b"%", b"{", b"<", b"1", b"\0", b"\xd0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_and_one_byte_are_refused_whatever_their_suffix(place: Path, data: bytes) -> None:
    for suffix in SUFFIXES:
        refused(place / f"年报{suffix}", data)


@pytest.mark.parametrize("kind", GOOD)
def test_a_file_that_was_not_copied_to_its_end_is_read_or_refused_and_a_container_refused(place: Path, kind: str) -> None:
    suffix, data = GOOD[kind]
    for part in range(1, 16):
        path = place / f"年报{part}{suffix}"
        path.write_bytes(data[: len(data) * part // 16])
        outcome = attempt(path)
        assert isinstance(outcome, str) or kind not in (*PACKED, "json", "gknb", "doc", "xls")


LOCKED: dict[str, Callable[[], bytes]] = {
    "包.docx": bad_files.locked_package,
    "包.xlsx": bad_files.locked_package,
    "旧.doc": bad_files.locked_doc,
    "旧.wps": bad_files.locked_doc,
    "旧.xls": bad_files.locked_xls,
    "纸.pdf": bad_files.locked_pdf,
    "部件.docx": lambda: bad_files.locked_parts(WHOLE[".docx"]),
    "部件.xlsx": lambda: bad_files.locked_parts(WHOLE[".xlsx"]),
}


@pytest.mark.parametrize("name", LOCKED)
def test_a_file_with_a_password_is_refused(place: Path, name: str) -> None:
    refused(place / name, LOCKED[name]())


@pytest.mark.parametrize("name", ["picture", "program", "archive", "ofd"])
def test_something_else_under_the_name_of_a_report_is_refused(place: Path, name: str) -> None:
    made = {
        "picture": bad_files.picture,
        "program": bad_files.program,
        "archive": lambda: zipped({"去年/年报.docx": WHOLE[".docx"], "年报.xlsx": WHOLE[".xlsx"]}),
        "ofd": lambda: zipped({"OFD.xml": "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016'/>", "Doc_0/Document.xml": "<a/>"}),
    }
    data = made[name]()
    for suffix in SUFFIXES:
        refused(place / f"年报{suffix}", data)


@pytest.mark.parametrize("name", ["年报.zip", "年报.ofd", "年报.exe", "年报"])
def test_other_files_under_their_own_names_are_refused(place: Path, name: str) -> None:
    for data in (zipped({"年报.docx": WHOLE[".docx"]}), zipped({"OFD.xml": "<a/>"}), bad_files.program()):
        refused(place / name, data)


def _sheet_of_letter() -> bytes:
    import io

    book, _ = sheet_of(*[(line,) for line in LETTER])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


LETTERS: dict[str, Callable[[], bytes]] = {
    "通知.docx": lambda: docx("".join(map(p, LETTER))),
    "通知.txt": lambda: "\n".join(LETTER).encode("gb18030"),
    "通知.html": lambda: ("<html><body>" + "".join(f"<p>{line}</p>" for line in LETTER) + "</body></html>").encode(),
    "通知.xlsx": _sheet_of_letter,
    "通知.json": lambda: b'{"a": ["\xe5\x90\x84\xe4\xbd\x8d"], "tables": 3}',
    "通知.gknb": lambda: "\n".join(LETTER).encode(),
}


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_no_report(place: Path, name: str) -> None:
    refused(place / name, LETTERS[name]())


def _parts(kind: str) -> list[str]:
    return [name for name, content in parts_of(GOOD[kind][1]).items() if content.lstrip().startswith(b"<")]


@pytest.mark.parametrize("kind", PACKED)
def test_a_text_that_unpacks_to_eighty_megabytes_is_refused(place: Path, kind: str) -> None:
    suffix, data = GOOD[kind]
    parts = parts_of(data)
    name = max(_parts(kind), key=lambda part: len(parts[part]))
    refused(place / f"年报{suffix}", zipped(parts | {name: parts[name].replace(b">", b">" + b" " * 80_000_000, 1)}))


@pytest.mark.parametrize("kind", PACKED)
def test_entities_are_not_expanded_and_files_that_they_name_not_read(place: Path, kind: str, tmp_path: Path) -> None:
    suffix, data = GOOD[kind]
    secret = tmp_path.parent / f"{tmp_path.name}-secret.txt"
    secret.write_text("外部实体带来的秘密文字", "utf-8")
    laughs = '<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 20}">' for i in range(9))
    outside = f'<!ENTITY j SYSTEM "{secret.as_uri()}">'
    main = max(_parts(kind), key=lambda part: len(parts_of(data)[part]))
    for number, part in enumerate(_parts(kind)):
        for way, declarations in enumerate((laughs, outside, f'<!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;')):
            path = place / f"年报{number}-{way}{suffix}"
            path.write_bytes(with_document_type(data, part, declarations, "j" if way < 2 else "amp"))
            outcome = attempt(path)
            # A part that is not needed may be passed over; the text itself may not.
            assert isinstance(outcome, str) or part != main
            if isinstance(outcome, Report):
                told = [*(text.text for part_ in outcome.texts for text in outcome.paragraphs(part_)), *(n.message for n in outcome.notes)]
                assert "秘密" not in "".join(told)


def test_entities_of_a_web_page_are_not_expanded_and_files_that_they_name_not_read(place: Path, tmp_path: Path) -> None:
    secret = tmp_path.parent / f"{tmp_path.name}-secret.txt"
    secret.write_text("秘密", "utf-8")
    page = WHOLE[".html"].decode().partition("<html")[2]
    laughs = '<!ENTITY a "哈哈">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 50}">' for i in range(8))
    for number, declarations in enumerate((laughs, f'<!ENTITY i SYSTEM "{secret.as_uri()}">')):
        path = place / f"年报{number}.html"
        path.write_text(f"<!DOCTYPE html [{declarations}]><html{page.replace('<body>', '<body><p>&i;</p>')}", "utf-8")
        outcome = attempt(path)
        assert isinstance(outcome, Report)
        told = "".join(text.text for part in outcome.texts for text in outcome.paragraphs(part))
        assert "秘密" not in told
        assert "哈哈哈哈" not in told


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "b", "ul><li", "blockquote"])
def test_twenty_megabytes_of_nested_tags_are_refused(place: Path, tag: str) -> None:
    opening = f"<{tag}>"
    refused(place / "年报.html", b"<html><body>" + (opening * (19_900_000 // len(opening))).encode())


def test_tags_nested_a_hundred_thousand_deep_are_read_or_refused(place: Path) -> None:
    page = WHOLE[".html"].replace(b"<body>", b"<body>" + b"<div>" * 100_000)
    path = place / "年报.html"
    path.write_bytes(page)
    attempt(path)


def test_a_million_empty_rows_cost_no_number(place: Path) -> None:
    rows = "".join(f'<row r="{number}"/>' for number in range(100, 1_000_100)).encode()
    path = place / "年报.xlsx"
    path.write_bytes(changed(WHOLE[".xlsx"], "xl/worksheets/sheet2.xml", b"</sheetData>", rows + b"</sheetData>"))
    outcome = attempt(path)
    assert isinstance(outcome, Report)
    assert cell_values(outcome) == cell_values(TRUTH)


@pytest.mark.parametrize(
    ("cell", "is_read"), [("<table:table-cell/>", True), ("<table:table-cell><text:p>1</text:p></table:table-cell>", False)]
)
def test_rows_repeated_a_million_times_are_nothing_or_too_much(place: Path, cell: str, is_read: bool) -> None:
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell * 3}</table:table-row>'
    parts = parts_of(open_sheet())
    content = parts["content.xml"].replace(b"</table:table><table:table ", row.encode() + b"</table:table><table:table ", 1)
    assert content != parts["content.xml"]
    path = place / "年报.ods"
    path.write_bytes(zipped(parts | {"content.xml": content}))
    assert isinstance(attempt(path), Report) == is_read


def test_blank_lines_cost_no_number_and_endless_text_is_refused(place: Path) -> None:
    rows = written(TRUTH).tab_rows()
    (place / "空行.txt").write_text(rows + " \n" * 300_000, "utf-8")
    outcome = attempt(place / "空行.txt")
    assert isinstance(outcome, Report)
    assert cell_values(outcome) == cell_values(TRUTH)
    refused(place / "满.txt", (rows + "字\n" * 100_000).encode())
    refused(place / "宽.txt", (rows + "\n" + "1\t" * 300_000).encode())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", [suffix for suffix in WRITABLE if suffix not in PICTURES])
def test_any_name_can_be_read_and_is_named_in_a_refusal(place: Path, name: str, suffix: str) -> None:
    path = place / f"{name}{suffix}"
    path.write_bytes(to_bytes(TRUTH, suffix))
    assert cell_values(open_report(path)) == cell_values(TRUTH)
    refused(path, path.read_bytes()[:40])


def test_what_is_no_file_is_refused(place: Path) -> None:
    (place / "文件夹.docx").mkdir()
    refused(place / "文件夹.docx")
    refused(place / "没有.docx")
    refused(place / "没有" / "里面.docx")
    refused(place / "空\0字.docx")
    if hasattr(os, "mkfifo"):
        os.mkfifo(place / "管道.docx")
        refused(place / "管道.docx")
        refused(place / "两\n行.docx", b"x")
        (place / "断了.docx").symlink_to(place / "不在.docx")
        refused(place / "断了.docx")
        (place / "绕圈.docx").symlink_to(place / "绕圈.docx")
        refused(place / "绕圈.docx")


def test_a_file_that_may_not_be_read_is_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = place / "年报.docx"
    path.write_bytes(WHOLE[".docx"])
    path.chmod(0)
    if os.access(path, os.R_OK):
        # The system's administrator may read everything: let the system say what it says to anybody else.
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("io.open", refuse)
    refused(path)
