"""The fuzzer names whatever a reader does wrong, makes the same files of the same seed, and misses no reader."""

import json
import logging
import warnings
from pathlib import Path

import pytest

from core.errors import UnreadableFile
from core.files import from_bytes
from core.importers import ocr_page
from core.report import Report
from tests.fuzz import __main__ as command
from tests.fuzz import judge as judging
from tests.fuzz import worker
from tests.fuzz.engine import OneLine
from tests.fuzz.judge import FAILURE, REFUSAL, REPORT, Judge
from tests.fuzz.runs import Run, table
from tests.fuzz.samples import kinds, samples
from tests.helpers import distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

PATH = Path("年报.docx")


@pytest.fixture(autouse=True)
def _engine_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker puts a stand-in in the place of the engine, which is meant for a process of its own."""
    monkeypatch.setattr(ocr_page, "engine", ocr_page.engine)


def crash(*_: object) -> Report:
    return [][1]


def log(*_: object) -> Report:
    logging.getLogger("parser").warning("odd")
    return distinct_report()


def warn(*_: object) -> Report:
    warnings.warn("old", DeprecationWarning, stacklevel=1)
    return distinct_report()


def refuse(message: str) -> Report:
    raise UnreadableFile("打不开", message)


def hang(*_: object) -> Report:
    while True:
        pass


def test_a_report_and_a_refusal_in_a_sentence_are_right() -> None:
    assert Judge(lambda *_: distinct_report())(b"", PATH).outcome == REPORT
    assert Judge(lambda *_: refuse("年报.docx 已损坏；请重新复制一份"))(b"", PATH).outcome == REFUSAL


@pytest.mark.parametrize(
    ("read", "named"),
    [
        (crash, "IndexError in test_fuzz.py:crash"),
        (log, "speaks: odd"),
        (warn, "DeprecationWarning"),
        (lambda *_: refuse("年报.docx 已损坏"), "sentence without what to do"),
        (lambda *_: refuse("年报.docx 已损坏\u0007；请\n重新复制一份"), ""),
    ],
)
@pytest.mark.expects_log("odd")
def test_whatever_else_a_reader_does_is_named(read: judging.Read, named: str) -> None:
    logging.getLogger("parser").warning("odd before the judge listens")
    verdict = Judge(read)(b"", PATH)
    assert verdict.outcome == (FAILURE if named else REFUSAL)
    assert named in verdict.name


def test_a_line_that_gets_to_the_process_s_streams_is_named(tmp_path: Path) -> None:
    (tmp_path / "streams").write_text("before")

    def speak(*_: object) -> Report:
        with open(tmp_path / "streams", "a") as streams:
            streams.write("libx: error 77\n")
        return distinct_report()

    judge = Judge(speak, tmp_path / "streams")
    assert judge(b"", PATH).name == "speaks: libx: error #"
    assert judge(b"", PATH).detail == "libx: error 77"


def test_a_reader_that_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(judging.signal, "setitimer"):
        return
    monkeypatch.setattr(judging, "LIMIT", 0.05)
    verdict = Judge(hang)(b"", PATH)
    assert verdict.name.startswith("Hang in")
    assert verdict.seconds < 5


def test_every_reader_has_sound_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_page, "engine", lambda _name: OneLine())
    found = kinds()
    assert {"docx", "xlsx", "html", "pdf", "text", "json", "gknb"} <= set(found)
    readers = {path.stem.removeprefix("from_") for path in Path(judging.__file__).parents[2].glob("core/importers/from_*.py")}
    assert {name for name in readers if "_" not in name} <= set(found)
    for kind in found:
        suffix, data = samples(kind)[-1]
        assert from_bytes(data, Path(f"年报{suffix}")), kind


def test_the_same_seed_makes_the_same_files(tmp_path: Path) -> None:
    seen: list[list[bytes]] = []
    for name in "ab":
        made: list[bytes] = []
        folder = tmp_path / name
        folder.mkdir()
        (folder / worker.STREAMS).touch()
        run = worker.Worker("json", folder, 40)
        run.judge = lambda data, _path, made=made: made.append(data) or judging.Verdict(REFUSAL, 0)  # pyright: ignore[reportAttributeAccessIssue]
        run.run(5)
        seen.append(made)
    assert len(seen[0]) == 40
    assert seen[0] == seen[1]


@pytest.mark.parametrize("kind", kinds())
def test_a_few_damaged_files_of_each_kind_are_read_or_refused(kind: str, tmp_path: Path) -> None:
    (tmp_path / worker.STREAMS).touch()
    run = worker.Worker(kind, tmp_path, 25)
    run.run(1)
    state = json.loads((tmp_path / worker.STATE).read_text("utf-8"))
    assert state["failures"] == {}
    assert state["reports"] + state["refusals"] == state["inputs"] >= 25


def test_a_failure_is_kept_in_its_smallest_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(data: bytes, path: Path) -> Report:
        if "柳河" in data.decode("utf-8", "replace"):
            raise KeyError
        return from_bytes(data, path)

    monkeypatch.setattr(worker, "read", read)
    monkeypatch.setattr(worker, "_SHRINKING", 0.5)
    (tmp_path / worker.STREAMS).touch()
    run = worker.Worker("json", tmp_path, 30)
    run.run(1)
    [(name, failure)] = run.state.failures.items()
    assert name.startswith("KeyError")
    kept = Path(str(failure["file"])).read_bytes()
    assert len(kept) == failure["size"]
    assert "柳河" in kept.decode("utf-8", "replace")


def test_a_process_that_dies_is_named_with_its_input_and_followed_by_another(tmp_path: Path) -> None:
    run = Run("json", tmp_path / "json", 3, 1)
    run.part.mkdir(parents=True)
    (run.part / "current").write_bytes(b'.json 4\n{"a"rest of a longer one')
    (run.part / "streams.txt").write_text("Segmentation fault")
    run._finish(-11)
    assert run.part.name == "2"
    [(name, (times, file, _))] = run.failures.items()
    assert "status -11" in name
    assert times == 1
    assert Path(file).read_bytes() == b'{"a"'
    assert "json" in table([run])


def test_the_command_runs_a_reader_and_reads_an_input_again(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert command.main(["json", "--inputs", "20", "--seed", "3"]) == 0
    told = capfd.readouterr().out
    assert "seed 3," in told
    assert "json                20" in told
    (tmp_path / "a.json").write_bytes(b"{")
    assert command.main(["--again", str(tmp_path / "a.json")]) == 0
    assert "refusal" in capfd.readouterr().out
    assert command.main(["odd"]) == 2
