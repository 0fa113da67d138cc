"""What is for paper alone, the 审签单 and the 图解, stands in no page, no Markdown and no text."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.document import Document, Picture
from core.drawing import Drawing
from core.exporters import to_html, to_markdown, to_text
from core.layout import document
from core.papers import Extras, laid_out
from tests.helpers import distinct_report


@pytest.mark.parametrize("render", [to_html.render, to_html.fragment, to_markdown.render, to_text.render])
def test_what_is_for_paper_alone_is_left_out(render: Callable[[Document], bytes | str]) -> None:
    report = distinct_report()
    laid = laid_out(report, (), Extras(slip=True))
    laid = replace(laid, blocks=(*laid.blocks, Picture("图解", Drawing(100, 50, (), "四个数"))))
    assert render(laid) == render(document(report))
