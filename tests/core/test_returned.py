"""A .docx that comes back is told from the one that was sent, by its visible text; what rides along is a hint and never more."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from core import returned
from core.files import to_bytes
from core.fingerprint import fingerprint
from core.importers import wire
from core.importers.from_docx import read
from core.interchange import dumps, loads
from core.interchange_reading import from_dict
from core.papers import Extras
from core.reading import reading_of
from core.report import Acceptance, Entry, Note, Report, paragraphs
from core.returned import notes_of
from core.schema import CellId
from core.sent import packed, unpacked
from tests.core.docx_schema import parts_of
from tests.helpers import distinct_report, reports

NAME = Path("年报.docx")
SAME = Note("", "这份文件由本程序导出，导出后文字和表格没有改动")
ITEM = "customXml/item1.xml"
ROW = CellId("applications", "new", "natural_person")


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Put other parts into a package, as a word processor that saves it does."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts_of(data) | dict(parts)).items():
            package.writestr(name, content)
    return stream.getvalue()


def edited(data: bytes, *pairs: tuple[str, str]) -> bytes:
    """Change words of the visible text, each of which stands there once."""
    body = parts_of(data)["word/document.xml"]
    for old, new in pairs:
        assert body.count(old.encode()) == 1
        body = body.replace(old.encode(), new.encode())
    return repacked(data, {"word/document.xml": body})


def notes_from(data: bytes) -> list[Note]:
    return list(reading_of(data, NAME).report.notes)


def sample() -> Report:
    return distinct_report("2021")


@pytest.mark.parametrize("extras", [Extras(), Extras(slip=True)])
@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_file_that_nobody_touched_is_said_to_be_so(form: str, extras: Extras) -> None:
    assert notes_from(to_bytes(distinct_report(form), ".docx", (), extras)) == [SAME]


@settings(max_examples=25)
@given(reports())
def test_no_report_seems_changed_that_was_not(report: Report) -> None:
    source = read(to_bytes(report, ".docx"), NAME.name)
    sent = unpacked(source.sent)
    assert sent is not None
    assert fingerprint(sent) == fingerprint(report)
    assert SAME in notes_from(to_bytes(report, ".docx"))


def test_each_change_is_told_at_its_place_with_both_wordings() -> None:
    report = sample()
    old = report.value(ROW)
    data = edited(
        to_bytes(report, ".docx"),
        (f"<w:t>{old}</w:t>", "<w:t>77777</w:t>"),
        ("全年公开各类信息312条，", "全年公开各类信息321条，"),
        ("没有其他需要报告的事项。", "没有。"),
        ("2024年1月20日", "2024年1月25日"),
    )
    assert [(note.where, note.message) for note in notes_from(data) if "导出" in note.message] == [
        ("", "这份文件由本程序导出，导出后有 4 处改动"),
        ("signed_date", "落款日期与导出时不同：原为“2024年1月20日”，现为“2024年1月25日”"),
        ("overview", "第 2 段与导出时不同：原为“……开各类信息312条，其中工作……”，现为“……开各类信息321条，其中工作……”"),
        ("other", "第 2 段与导出时不同：原为“没有其他需要报告的事项。”，现为“没有。”"),
        (str(ROW), f"与导出时不同：原为 {old}，现为 77777"),
    ]


def test_the_visible_text_is_what_is_read() -> None:
    report = sample()
    data = edited(to_bytes(report, ".docx"), (f"<w:t>{report.value(ROW)}</w:t>", "<w:t>77777</w:t>"))
    assert reading_of(data, NAME).report.value(ROW) == 77777


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["甲。", "新的一段。", "乙。"], ["第 2 段是导出后加上的：“新的一段。”"]),
        (["乙。"], ["导出时有的一段现在没有了：“甲。”"]),
        (["甲。", "啊" * 50], ["第 2 段与导出时不同：原为“乙。”，现为“" + "啊" * 40 + "……”"]),
        ([], ["导出时有的一段现在没有了：“甲。”", "导出时有的一段现在没有了：“乙。”"]),
    ],
)
def test_paragraphs_that_came_and_went_are_told(texts: list[str], said: list[str]) -> None:
    report = sample()
    report.texts["overview"] = paragraphs(["甲。", "乙。"])
    now = report.copy()
    now.texts["overview"] = paragraphs(texts)
    found = notes_of(now, packed(report))
    assert [note.message for note in found[1:]] == said
    assert {note.where for note in found[1:]} == {"overview"}


def test_a_blank_is_called_so() -> None:
    report, now = sample(), sample()
    del now.entries[ROW]
    now.signed_unit = ""
    messages = [note.message for note in notes_of(now, packed(report))]
    assert f"落款单位与导出时不同：原为“{report.signed_unit}”，现为空" in messages
    assert f"与导出时不同：原为 {report.value(ROW)}，现为 空" in messages


def test_many_changes_are_counted_and_not_all_listed() -> None:
    report, now = sample(), sample()
    for cell in now.form.cells:
        now.entries[cell] = Entry(1)
    notes = notes_of(now, packed(report))
    assert len(notes) == 42
    assert notes[0].message == f"这份文件由本程序导出，导出后有 {len(now.form.cells)} 处改动"
    assert notes[-1].message == f"另有 {len(now.form.cells) - 40} 处与导出时不同，没有逐一列出"


def test_another_edition_of_the_form_is_one_note() -> None:
    (note,) = notes_of(distinct_report("2019"), packed(sample()))
    assert "2021 年的表样" in note.message


def test_nothing_personal_and_nothing_internal_rides_along() -> None:
    report = sample()
    report.contact, report.last = "柳明 0371-5559999", distinct_report("2019")
    report.notes = (Note("", "读入时的说明"),)
    report.accepted = (Acceptance("H2", "x", "y", "内部理由"),)
    report.extra = {"内部": "备忘"}
    item = parts_of(to_bytes(report, ".docx"))[ITEM].decode()
    assert fingerprint(report) in item
    assert not any(words in item for words in ("5559999", "last_year", "读入时的说明", "内部", "marks", "contact"))


def test_the_part_is_named_where_word_looks_for_it() -> None:
    parts = parts_of(to_bytes(sample(), ".docx"))
    assert b'Target="../customXml/item1.xml"' in parts["word/_rels/document.xml.rels"]
    assert b"urn:gongkai-nianbao:report" in parts["customXml/itemProps1.xml"]
    assert b'Target="itemProps1.xml"' in parts["customXml/_rels/item1.xml.rels"]
    assert b'PartName="/customXml/itemProps1.xml"' in parts["[Content_Types].xml"]


def item(text: str) -> bytes:
    return f'<r:report xmlns:r="urn:gongkai-nianbao:report">{text}</r:report>'.encode()


def forged(change: Callable[[dict[str, object]], object]) -> bytes:
    data = json.loads(packed(sample()))
    change(data)
    return item(json.dumps(data, ensure_ascii=False).replace("&", "&amp;").replace("<", "&lt;"))


BAD: dict[str, bytes] = {
    "cut off": parts_of(to_bytes(sample(), ".docx"))[ITEM][:-300],
    "no XML": b"\x00\xff{}",
    "empty": b"",
    "another program's": b'<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">{}</b:Sources>',
    "no JSON": item("ABC"),
    "a list": item("[]"),
    "deep": item("[" * 20000),
    "another number in it": forged(lambda data: data.update(year=2020)),
    "no fingerprint": forged(lambda data: data.pop("fingerprint")),
    "fingerprint of another kind": forged(lambda data: data.update(fingerprint=["A"])),
    "no tables": forged(lambda data: data.pop("tables")),
    "elements within": item("<x/>" + packed(sample())[:20]),
    "entities": b'<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + item("&b;"),
    "external entity": b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + item("&a;"),
    "too long": item(" " * 1_000_001),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_part_that_is_not_whole_is_passed_over(kind: str) -> None:
    data = repacked(to_bytes(sample(), ".docx"), {ITEM: BAD[kind]})
    reading = reading_of(data, NAME)
    assert reading.report.notes == ()
    assert reading.report.value(ROW) == sample().value(ROW)


def test_the_part_is_found_among_those_of_other_programs() -> None:
    data = to_bytes(sample(), ".docx")
    own = parts_of(data)[ITEM]
    moved = repacked(data, {ITEM: BAD["another program's"], "customXml/item2.xml": own})
    assert notes_from(moved) == [SAME]


def test_a_file_without_the_part_says_nothing() -> None:
    data = to_bytes(sample(), ".docx")
    bare = repacked(data, {ITEM: BAD["empty"]})
    assert read(bare, NAME.name).sent == ""
    assert notes_from(bare) == []


def test_what_was_sent_goes_from_the_reading_process_to_the_program() -> None:
    source = read(to_bytes(sample(), ".docx"), NAME.name)
    assert source.sent == packed(sample())
    assert wire.unpack(json.loads(json.dumps(wire.pack(source)))) == source


@pytest.mark.parametrize("text", ["\ufffe", "\uffff\x7f", "\ud800", "\"\\&<]]>'"])
def test_any_text_fits_into_the_part(text: str) -> None:
    report = replace(sample(), title=f"青石县{text}报告")
    data = to_bytes(report, ".docx")
    sent = read(data, NAME.name).sent
    assert sent == packed(report)


@pytest.mark.parametrize("title", ["", "青石县柳河乡  2023年 政府信息公开工作年度报告 "])
def test_what_was_typed_with_blanks_too_many_is_known_again(title: str) -> None:
    report = sample()
    report.title, report.signed_unit = title, "青石县柳河乡 人民政府\u3000"
    report.texts["overview"] = paragraphs(["主动公开  信息 12 条。", "", "\u3000\u3000依申请公开\t3 件。"])
    again = from_dict(loads(dumps(report)))
    assert fingerprint(again) == fingerprint(report)
    sent = unpacked(packed(report))
    assert sent is not None
    assert fingerprint(sent) == fingerprint(report)
    assert notes_from(to_bytes(report, ".docx")) == [SAME]


def test_many_paragraphs_are_not_compared_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    report, now = sample(), sample()
    report.texts["overview"] = paragraphs(["的"] * 20_000)
    now.texts["overview"] = paragraphs(["甲", *["的"] * 20_000])
    longest: list[int] = []
    made = returned.SequenceMatcher
    monkeypatch.setattr(returned, "SequenceMatcher", lambda _, a, b, **more: longest.append(len(a)) or made(None, a[:500], b[:500], **more))
    found = notes_of(now, packed(report))
    assert [note.message for note in found[1:]] == ["与导出时不同：原有 20000 段，现有 20001 段，没有逐段比较"]
    assert max(longest) < 500
