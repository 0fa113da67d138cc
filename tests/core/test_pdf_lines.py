"""A paragraph comes back from .pdf as one, wherever its lines were broken."""

from pathlib import Path

import pytest

from core.exporters.to_pdf import paper, render
from core.files import from_bytes
from core.layout import document
from core.report import paragraphs
from tests.helpers import distinct_report

# Pieces that no line break parts, longer than the room that a line may leave at its end.
PIECES = ("电子邮箱:bangongshi0371@example.gov.cn）。", "见《[通知]》(第12345678901234567890号)。", "共￥12345678901234567890.50元。")


@pytest.mark.parametrize("piece", PIECES)
def test_a_line_that_ends_early_before_an_unbreakable_piece_does_not_end_the_paragraph(piece: str) -> None:
    """Every prefix length of one line, so that the piece meets the margin at each of its characters."""
    report = distinct_report()
    texts = ["甲乙丙丁戊己庚辛壬癸" * 4 + "子" * count + piece for count in range(28)]
    report.texts["overview"] = paragraphs(texts)
    back = from_bytes(render(document(report)), Path("x.pdf"))
    assert [paragraph.text for paragraph in back.paragraphs("overview")] == texts


@pytest.mark.parametrize("hyphen", ["-", "A-", "－", "–", "—"])
def test_a_hyphen_at_the_end_of_a_line_is_not_lost(hyphen: str) -> None:
    report = distinct_report()
    texts = ["甲乙丙丁戊己庚辛壬癸" * 4 + "子" * count + hyphen + "在公开的工作中" for count in range(28)]
    report.texts["overview"] = paragraphs(texts)
    back = from_bytes(render(document(report)), Path("x.pdf"))
    assert [paragraph.text for paragraph in back.paragraphs("overview")] == texts


@pytest.mark.parametrize("address", ["https://www.liuhe.example.cn/zwgk/2021-01-31/a.html", "liuhexiang_zhengwugongkai@example.gov.cn"])
def test_an_address_that_is_cut_is_read_back_without_a_blank(address: str) -> None:
    report = distinct_report()
    texts = ["公" * before + address + "下载，欢迎查阅。" for before in range(28)]
    report.texts["overview"] = paragraphs(texts)
    made = paper(document(report))
    starts = {place.start - place.index for place in made.places if place.part == "overview" and place.start > place.index}
    assert any(0 < start < len(address) for start in starts)
    assert [paragraph.text for paragraph in from_bytes(made.data, Path("x.pdf")).paragraphs("overview")] == texts
