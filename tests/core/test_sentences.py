"""Standard sentences: those that come along, the office's file, blanks filled from the report."""

from pathlib import Path

import pytest

from core.report import Profile, Report
from core.rules.engine import run
from core.schema import formats
from core.sentences import PARTS, BadSentences, Sentence, dumps, fault_of, filled, found, general, parse, read
from tests.helpers import distinct_report

UNIT = "清溪县柳湾镇人民政府"
OWN = (
    Sentence("信息处理费", "{年度}年，{单位}没有收取信息处理费。\n特此说明。", "other"),
    Sentence('引号"与\\', "上一年（{上年}年）共“三”件。"),
)


def test_what_is_written_is_read_again(tmp_path: Path):
    file = tmp_path / "sentences.toml"
    file.write_bytes(dumps(OWN))
    assert read(file) == OWN
    assert parse(dumps(()), "空") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[word]]\nword = 1", "不是常用语句"),
        ('[[sentence]]\ntitle = "甲"', "第 1 句：没有写语句"),
        ('[[sentence]]\ntitle = "甲"\ntext = "乙"\npart = "proactive"', "适用的部分"),
        ('[[sentence]]\ntitle = "甲"\ntext = "乙"\nlevel = "x"', "“level”不认识"),
        ('[[sentence]]\ntitle = 3\ntext = "乙"', "title 要写成文字"),
        ('[[sentence]]\ntitle = "甲"\ntext = "乙"\n[[sentence]]\ntitle = "甲"\ntext = "丙"', "与第 1 句重名"),
        ("sentence = [", "写法不对"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(text: str, said: str):
    with pytest.raises(BadSentences) as fault:
        parse(text.encode(), "语句.toml")
    assert said in fault.value.message


def test_blanks_are_filled_from_the_report_and_stay_where_it_does_not_know():
    report = Report(formats()["2021"], unit=UNIT, year=2025)
    assert filled(OWN[0], report) == ("2025年，我镇没有收取信息处理费。", "特此说明。")
    report.profile = Profile(name=UNIT, own="本镇")
    assert filled(Sentence("甲", "{单位}{上年}"), report) == ("本镇2024",)
    assert filled(Sentence("甲", "{年度}年{单位}"), Report(formats()["2021"])) == ("{年度}年{单位}",)


def test_a_search_puts_what_suits_the_part_first():
    listed = (Sentence("甲", "费", "overview"), Sentence("乙", "费"), Sentence("丙", "费", "other"), Sentence("丁", "别的", "other"))
    assert [each.title for each in found(listed, "费", "other")] == ["丙", "乙", "甲"]
    assert [each.title for each in found(listed, "费 总体", "other")] == ["甲"]


def test_general_sentences_can_be_used_and_raise_no_findings_in_a_report_of_zeros():
    report = distinct_report()
    report.unit = UNIT
    report.entries.clear()
    before = {(each.rule, each.message) for each in run(report)}
    for sentence in general():
        assert not fault_of(sentence)
        assert sentence.part in PARTS
        report.texts[sentence.part] = (*report.texts.get(sentence.part, ()), *_paragraphs(filled(sentence, report)))
    new = {(each.rule, each.message) for each in run(report)} - before
    assert not [rule for rule, _ in new if rule.startswith(("N", "W"))]
    assert len({each.id for each in general()}) == len(general())


def _paragraphs(texts: tuple[str, ...]):
    from core.report import paragraphs

    return paragraphs(texts)
