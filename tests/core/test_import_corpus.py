"""Every file of tests/samples/import is read as a careful person reads it, or says at each cell that it is not."""

from pathlib import Path

import pytest

from tests.imports.cases import CASES
from tests.imports.packing import unpacked
from tests.imports.score import FOLDER, Judged, files, judge

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

FILES = files()
_KINDS = ".docx .docm .doc .wps .rtf .odt .fodt .ods .xlsx .xls .html .htm .mht .pdf .txt"


@pytest.fixture(scope="module")
def judged(request: pytest.FixtureRequest) -> Judged:
    return judge(request.param)


def each_file(function):
    return pytest.mark.parametrize("judged", FILES, ids=[path.name for path in FILES], indirect=True)(function)


@each_file
def test_no_number_is_wrong_or_missing_without_a_note(judged: Judged) -> None:
    assert judged.silent == []


@each_file
def test_every_number_stands_in_its_cell(judged: Judged) -> None:
    assert (judged.refused, judged.noted) == ("", [])


@each_file
def test_form_unit_year_title_and_words_are_those_of_the_file(judged: Judged) -> None:
    assert judged.words == []


@each_file
def test_what_was_guessed_or_lost_is_said_and_nothing_else_is(judged: Judged) -> None:
    assert judged.without_note == []


def test_the_corpus_is_as_large_as_it_is_said_to_be_and_small_on_disk() -> None:
    sizes = [path.stat().st_size for path in FOLDER.iterdir()]
    assert len(FILES) >= 80
    assert sum(sizes) < 4 * 2**20
    assert {path.suffix for path in FILES} >= set(_KINDS.split())


def test_every_file_has_its_expected_result_and_no_result_stands_alone() -> None:
    names = {path.name for path in FOLDER.iterdir()}
    assert names == {name for path in FILES for name in (path.name, path.name + ".json")}


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_a_file_is_what_its_script_writes(path: Path) -> None:
    case = next(case for case in CASES if case.name == path.name)
    sample = case.sample()
    assert path.with_name(path.name + ".json").read_text("utf-8") == sample.expected()
    if case.office is None:
        assert unpacked(path.read_bytes()) == unpacked(case.write(sample.paper))
