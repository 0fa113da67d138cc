"""What a page has around a report is told from the report by its place and its words, named in a note, and never a sentence of it."""

import pytest

from core.importers.recognition import recognise
from core.importers.recognition_page import cut_end, is_card, split_front
from core.importers.source import RawTable, RawText, Source
from core.report import PREAMBLE
from tests.helpers import UNIT

SENTENCE = "根据《条例》编制本报告。"


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2024-01-20 10:21 来源：柳河乡人民政府 浏览次数：128",
        "2024-01-20 10:21 来源：柳河乡人民政府",
        "2024-01-20",
        "2024年1月20日 10:21:05",
        "来源: 柳河乡",
        "【字体：大 中 小】",
        "【打印】【关闭】",
        "打印 | 关闭 | 收藏",
        "索 引 号：QS0012/2024-00037",
        "发文字号：无",
    ],
)
def test_lines_on_publishing_are_told(line: str) -> None:
    assert split_front([line, SENTENCE]) == ([SENTENCE], [line])


@pytest.mark.parametrize(
    "line",
    [
        SENTENCE,
        "来源：数据来自各村上报，截至2023年12月31日。",
        "2023年，柳河乡扎实做好政府信息公开工作",
        "统计期限：2023年1月1日至2023年12月31日",
        "联系电话：0371-5550123",
        "来源：" + "长" * 200,
        "1",
    ],
)
def test_lines_of_a_report_are_not(line: str) -> None:
    assert split_front([line]) == ([line], [])


def test_the_value_below_a_label_goes_with_it() -> None:
    lines = ["发布时间：", "2024-01-20", "来源：", "柳河乡党政办", SENTENCE, "来源：", SENTENCE]
    assert split_front(lines) == ([SENTENCE, SENTENCE], ["发布时间：", "2024-01-20", "来源：", "柳河乡党政办", "来源："])


def test_a_card_is_told_by_its_labels() -> None:
    assert is_card(RawTable((("索 引 号：", "QS1", "主题分类：", "综合"), ("发布机构", UNIT, None, None))))
    assert is_card(RawTable((("索引号：QS1", "生成日期:2024-01-20"), ("名称：年报", ""))))
    assert not is_card(RawTable((("信息内容", "本年新制作数量"), ("规章", "3"), ("名称", "日期"))))
    assert not is_card(RawTable((("索引号", "名称", "文号"), *[("1", "2", "3")] * 20)))


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (["没有其他事项。", UNIT, "2024年1月20日", "附件：年报.docx", "上一篇：没有了"], 3),
        (["没有其他事项。", f"{UNIT}2024年1月20日", "责任编辑：张三"], 2),
        (["没有其他事项。", "2024年1月20日", "打印", "网站标识码：4101230001"], 2),
        (["没有其他事项。", "2024年1月5日", "召开了会议。"], 3),
        (["没有其他事项。", "附件：清单", "【打印】", "版权所有：青石县", "豫ICP备1号"], 2),
        (["没有其他事项。", "主办单位不收费。", "另行说明。"], 3),
        (["2024年1月5日", "召开了会议。", UNIT, "2024年1月20日", "2024年3月5日"], 4),
        (["没有其他事项。"], 1),
        ([], 0),
    ],
)
def test_the_end_of_a_report_is_found(texts: list[str], kept: int) -> None:
    assert cut_end(texts, UNIT) == (texts[:kept], texts[kept:])


def test_what_is_left_out_is_named() -> None:
    title = f"{UNIT}2023年政府信息公开工作年度报告"
    card = RawTable((("索引号", "QS1", "文号", ""), ("名称", title, "有效性", "有效")))
    lines = [
        title,
        "来源：柳河乡",
        SENTENCE,
        "一、总体情况",
        "好。",
        "六、其他需要报告的事项",
        "无。",
        UNIT,
        "2024年1月20日",
        "下一篇：没有了",
    ]
    report = recognise(Source("html", (card, *map(RawText, lines))))
    assert (report.title, report.unit, report.signed_unit, report.signed_date) == (title, UNIT, UNIT, "2024-01-20")
    assert [p.text for p in report.texts[PREAMBLE]] == [SENTENCE]
    assert [p.text for p in report.texts["other"]] == ["无。"]
    said = [(note.where, note.message) for note in report.notes if "没有读入" in note.message]
    assert [where for where, _ in said] == ["title", "title", "other"]
    for (_, message), word in zip(said, ("QS1", "来源：柳河乡", "下一篇"), strict=True):
        assert word in message
