"""Every sentence of a source is in its report or told in a note; a table of documents and a page's head are no reason to lose any."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.importers.recognition import recognise
from core.importers.source import RawTable, RawText, Source
from core.report import Report
from tests.core.recognised import TRUTH, messages
from tests.core.written import written
from tests.helpers import cell_values

SENTENCES = (
    "第{n}项工作已经完成。",
    "《办法{n}》印发于2024年3月1日",
    "来源：第{n}次统计",
    "2024-01-{n:02}",
    "（{n}）加强政策解读",
    "{n}.主动公开政府信息情况",
    "主办单位第{n}次说明",
    "一、总体情况：全年公开信息 1{n}",
    "联系电话：0371-55501{n}",
    "柳河乡20{n}年政府信息公开工作年度报告",
    "上一篇：没有了{n}",
    "第{n}段没有句号",
    "2024年1月{n}日",
    "打印第{n}份",
)


def told(report: Report) -> str:
    held = [report.title, report.signed_unit, report.signed_date, *(p.text for texts in report.texts.values() for p in texts)]
    return "\n".join([*held, *(note.message for note in report.notes), *(text for _, text in report.as_read.headings)])


def counted(report: Report) -> bool:
    return any("（共 " in note.message or "后面的内容共 " in note.message for note in report.notes)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True), st.sampled_from(["docx", "html"]))
def test_every_sentence_is_in_the_report_or_told(seed: int, sentences: list[str], kind: str) -> None:
    rng = random.Random(seed)
    blocks = list(written(TRUTH, spans="none").grids().blocks)
    added = [sentence.format(n=rng.randrange(10, 28)) for sentence in sentences]
    for sentence in added:
        blocks.insert(rng.randrange(len(blocks) + 1), RawText(sentence))
    report = recognise(Source(kind, tuple(blocks)))
    missing = [sentence for sentence in added if sentence.split("：")[-1] not in told(report)]
    signed = [s for s in missing if s.startswith("2024年1月") and report.signed_date == f"2024-01-{s[7:-1]}"]
    assert missing == signed or counted(report)


def with_behind(at: str, *blocks: RawText | RawTable) -> Report:
    """Read the true report with blocks put behind the paragraph or heading `at`."""
    held = list(written(TRUTH, spans="none").grids().blocks)
    place = next(i for i, block in enumerate(held) if isinstance(block, RawText) and block.text == at) + 1
    return recognise(Source("docx", (*held[:place], *blocks, *held[place:])))


def test_a_list_of_documents_in_the_prose_is_no_card_of_a_portal() -> None:
    rows = (("文件名称", "文号", "发布日期"), *((f"第{n}号办法", f"柳政〔2023〕{n}号", f"2023-1-{n}") for n in range(1, 9)))
    report = with_behind("一、总体情况", RawTable(rows))
    assert "第8号办法 柳政〔2023〕8号 2023-1-8" in [p.text for p in report.paragraphs("overview")]


def test_a_document_with_its_day_is_not_the_signature_that_ends_the_report() -> None:
    report = with_behind("六、其他需要报告的事项", RawText("《办法》印发于2023年3月1日"), RawText("没有收取信息处理费。"))
    assert [p.text for p in report.paragraphs("other")][:2] == ["《办法》印发于2023年3月1日", "没有收取信息处理费。"]
    assert (report.signed_unit, report.signed_date) == (TRUTH.signed_unit, TRUTH.signed_date)


@pytest.mark.parametrize("unit", ["柳河乡人民政府", "某省青石县柳河乡人民政府"])
def test_the_unit_named_shorter_or_longer_is_no_other_report(unit: str) -> None:
    head = f"{unit}2023年政府信息公开工作年度报告"
    report = with_behind("三、收到和处理政府信息公开申请情况", RawText(head))
    assert cell_values(report) == cell_values(TRUTH)
    assert head in "".join(note.message for note in report.notes)


def test_a_number_that_ends_the_paragraph_of_a_heading_is_kept() -> None:
    blocks = written(TRUTH, spans="none").grids().blocks
    changed = (RawText("一、总体情况：公开信息 120") if b == RawText("一、总体情况") else b for b in blocks)
    report = recognise(Source("docx", tuple(changed)))
    assert report.paragraphs("overview")[0].text == "公开信息 120"
    assert report.notes == ()


def test_what_is_too_long_for_a_note_is_counted() -> None:
    report = with_behind("四、政府信息公开行政复议、行政诉讼情况", *(RawText(f"第{n}段文字写得很长很长很长。") for n in range(10)))
    assert "共 10 段 140 字" in messages(report, "review_litigation")
