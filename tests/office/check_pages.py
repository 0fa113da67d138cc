"""Our .docx on LibreOffice's pages, and our .pdf in poppler's eyes: the same measures as in the plain suite."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from core.document import Document
from core.files import open_report, to_bytes
from core.finding_rows import rows_of
from core.papers import Extras, laid_out
from core.report import Report
from tests.helpers import distinct_report, lost_characters
from tests.papers.checks import faults
from tests.papers.libreoffice import convert
from tests.papers.made_up import MADE_UP, big_numbers
from tests.papers.paper import visible

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REPORTS: dict[str, Callable[[], Report]] = {
    **MADE_UP,
    "big-2019": lambda: big_numbers("2019"),
    "distinct-2019": lambda: distinct_report("2019"),
    "distinct-2021": lambda: distinct_report("2021"),
    **{path.stem + path.suffix: lambda path=path: open_report(path) for path in sorted(EXAMPLES.iterdir())},
}
NAMES = [name + extra for name in REPORTS for extra in ("", "+slip")] + ["long+slip+picture", "distinct-2019+picture"]


class Papers:
    """Every report as our .pdf and as LibreOffice's .pdf of our .docx, with the document that both should show."""

    def __init__(self, folder: Path) -> None:
        self.documents: dict[str, Document] = {}
        self.folder = folder
        for name in NAMES:
            report, extras = REPORTS[name.partition("+")[0]](), Extras(slip="+slip" in name, infographic="+picture" in name)
            rows = rows_of(report)
            self.documents[name] = laid_out(report, rows, extras)
            for suffix in (".docx", ".pdf"):
                self.path("ours", name, suffix).write_bytes(to_bytes(report, suffix, rows, extras))
        convert([self.path("ours", name, ".docx") for name in NAMES], "pdf", folder / "office")

    def path(self, whose: str, name: str, suffix: str = ".pdf") -> Path:
        """Name a file; the reports are numbered, since LibreOffice's names have no suffix of their own."""
        (self.folder / whose).mkdir(exist_ok=True)
        return self.folder / whose / f"{NAMES.index(name)}{suffix}"


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    return Papers(tmp_path_factory.mktemp("papers"))


@pytest.mark.parametrize("name", NAMES)
def test_our_pages_have_no_fault(papers: Papers, name: str):
    laid = papers.documents[name]
    assert "\n".join(faults(papers.path("ours", name).read_bytes(), laid, lost_characters(laid))) == ""


@pytest.mark.parametrize("name", NAMES)
def test_libreoffices_pages_of_our_docx_have_no_fault(papers: Papers, name: str):
    laid = papers.documents[name]
    assert "\n".join(faults(papers.path("office", name).read_bytes(), laid, lost_characters(laid), by_office=True)) == ""


def asked(*command: str) -> str:
    """Return what a program of poppler says."""
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode("utf-8")


@pytest.mark.parametrize("whose", ["ours", "office"])
@pytest.mark.parametrize("name", NAMES)
def test_poppler_finds_every_font_embedded_and_subset_and_its_text_named(papers: Papers, name: str, whose: str):
    lines = asked("pdffonts", str(papers.path(whose, name))).splitlines()[2:]
    assert lines
    assert [line for line in lines if not re.search(r" yes +yes +yes +\d+ +\d+$", line)] == []


@pytest.mark.parametrize("name", NAMES)
def test_poppler_copies_every_character_out_of_our_pages(papers: Papers, name: str):
    laid = papers.documents[name]
    text = visible(asked("pdftotext", "-raw", str(papers.path("ours", name)), "-"))
    numbers = re.compile(r"—\d+—")
    for block in laid.blocks:
        for wanted in [visible(said) for said in (getattr(block, "text", ""), getattr(block, "unit", ""))]:
            assert wanted in numbers.sub("", text)
