"""A foreign file is read in a process of its own: what it holds comes back whole, and no crash, hang or hunger reaches the program."""

import io
import sys
import threading
from decimal import Decimal
from pathlib import Path

import psutil
import pytest

from core import isolation, isolation_child
from core.errors import Cancelled, UnreadableFile
from core.files import save_report, to_bytes
from core.importers import progress, wire
from core.importers.source import RawTable, RawText, Source
from core.isolation import ReadingProcess
from core.reading import open_reading, reading_of
from core.report import Note
from tests.helpers import cell_values, distinct_report

TRUTH = distinct_report()
READY = (
    "import sys, time; sys.path.insert(0, sys.argv[1]); from core.importers import wire; "
    "o = sys.stdout.buffer; wire.send(o, {'ready': True}); "
)


def stand_in(what: str, seconds: float = 30) -> ReadingProcess:
    """Return a process that does something else than reading."""
    root = str(Path(isolation.__file__).resolve().parent.parent)
    return ReadingProcess(seconds=seconds, memory=120 * 2**20, command=[sys.executable, "-c", READY + what, root])


def test_a_source_goes_through_the_wire_unchanged() -> None:
    rows = (("一", None, ""), ("𡌴\n2", "3", "é"))
    source = Source("doc", (RawText("甲"), RawTable(rows, exact=False), RawTable(((None,),))), (Note("a.b", "说明"),), doubtful=True)
    assert wire.unpack(wire.pack(source)) == source
    stream = io.BytesIO()
    wire.send(stream, wire.pack(source), b"\0raw")
    stream.seek(0)
    message = wire.receive(stream)
    assert message is not None
    assert (wire.unpack(message[0]), message[1]) == (source, b"\0raw")
    assert wire.receive(stream) is None


@pytest.mark.parametrize("damage", [b"", b"\0" * 15, b"\xff" * 16, (5).to_bytes(8, "big") + bytes(8) + b"{}"])
def test_a_broken_message_ends_the_talk(damage: bytes) -> None:
    assert wire.receive(io.BytesIO(damage)) is None


def test_every_kind_comes_back_as_if_read_here_from_one_process(tmp_path: Path) -> None:
    with ReadingProcess() as process:
        pids = set()
        for suffix in (".docx", ".xlsx", ".pdf", ".html", ".json", ".gknb"):
            path = tmp_path / f"青石 😀 乡{suffix}"
            save_report(TRUTH, path)
            reading = open_reading(path, process)
            here = reading_of(path.read_bytes(), path)
            assert (cell_values(reading.report), reading.source, reading.origins) == (cell_values(TRUTH), here.source, here.origins), suffix
            pids.add(process.pid)
        assert len(pids) == 1


def test_what_came_from_the_clipboard_is_read_under_its_name() -> None:
    with ReadingProcess() as process:
        reading = open_reading(Path("剪贴板"), process, to_bytes(TRUTH, ".html"))
        assert cell_values(reading.report) == cell_values(TRUTH)
        assert process.read(Path("剪贴板"), b'{"a": 1}') == b'{"a": 1}'


def test_a_refusal_is_the_readers_own_sentence_and_the_process_goes_on(tmp_path: Path) -> None:
    with ReadingProcess() as process:
        for name, says in (("空.docx", "空的"), ("没有.docx", "没有这个文件")):
            (tmp_path / "空.docx").write_bytes(b"")
            with pytest.raises(UnreadableFile, match=says):
                process.read(tmp_path / name)
        first = process.pid
        assert isinstance(process.read(Path("a.txt"), "第一行".encode()), Source)
        assert process.pid == first


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("sys.stdin.buffer.read(20); import os; os.abort()", "没有读完"),
        ("time.sleep(60)", "很久"),
        ("held = [bytearray(2**20 * 200)]; [x.extend(b'1') for x in held]; time.sleep(60)", "太大"),
        ("wire.receive(sys.stdin.buffer); wire.send(o, {'exhausted': True}); time.sleep(60)", "太大"),
        ("sys.exit(1)", "请"),
    ],
)
def test_a_reader_that_crashes_hangs_or_eats_memory_is_ended_with_a_sentence(what: str, says: str) -> None:
    with stand_in(what, 0.5 if says == "很久" else 30) as process:
        with pytest.raises(UnreadableFile, match=says) as caught:
            process.read(Path("/x/坏 文件.doc"), b"1")
        assert "请" in caught.value.message
        assert process.pid is None


def test_a_process_that_does_not_start_is_told() -> None:
    with ReadingProcess(command=[sys.executable, "-c", "pass"]) as process, pytest.raises(UnreadableFile, match="没有启动"):
        process.read(Path("a.doc"), b"1")


def test_a_person_may_give_up_at_once() -> None:
    with stand_in("time.sleep(60)") as process:
        asked = iter([False, False, True])
        with pytest.raises(Cancelled):
            process.read(Path("a.doc"), b"1", stopped=lambda: next(asked))
        assert process.pid is None
    with ReadingProcess(command=[sys.executable, "-c", "import time; time.sleep(60)"]) as process, pytest.raises(Cancelled):
        process.read(Path("a.doc"), b"1", stopped=lambda: True)


def test_steps_are_told_and_give_more_time() -> None:
    told: list[tuple[int, int]] = []
    steps = "wire.receive(sys.stdin.buffer); [(wire.send(o, {'step': i, 'steps': 4}), time.sleep(0.25)) for i in range(4)]; "
    done = f"wire.send(o, {{'source': {wire.pack(Source('pdf', (RawText('x'),)))!r}}}); time.sleep(9)"
    with stand_in(steps + done, 0.6) as process:
        source = process.read(Path("a.pdf"), b"1", progress=lambda *step: told.append(step))
    assert source == Source("pdf", (RawText("x"),))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_the_reading_process_ends_with_the_program() -> None:
    with ReadingProcess() as process:
        process.read(Path("a.txt"), "一".encode())
        child = psutil.Process(process.pid)
        process.hang_up()
        child.wait(timeout=10)


def serve(*requests: tuple[dict[str, object], bytes]) -> list[dict[str, object]]:
    """Let the child's part answer requests in this process."""
    asked, answers, ended = io.BytesIO(), io.BytesIO(), threading.Event()
    for request, data in requests:
        wire.send(asked, request, data)
    asked.seek(0)
    isolation_child.serve(asked, answers, ended.set)
    assert ended.wait(5)
    answers.seek(0)
    return [message[0] for message in iter(lambda: wire.receive(answers), None)]


def test_the_child_answers_each_request_and_ends_with_the_last() -> None:
    given = {"path": "/x/a.txt", "given": True}
    ready, source, raw, refused = serve((given, "甲".encode()), (given, b"{}"), ({"path": "/nowhere/x", "given": False}, b""))
    assert ready == {"ready": True}
    assert source["source"] == wire.pack(Source("text", (RawText("甲"),)))
    assert raw == {"raw": True}
    assert "没有这个文件" in str(refused["refused"])


def test_the_child_says_that_its_memory_is_exhausted_and_passes_steps_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def reader(_data: bytes, _path: Path) -> Source:
        progress.tell(1, 2)
        raise MemoryError

    monkeypatch.setattr("core.reading.read_source", reader)
    assert serve(({"path": "a.pdf", "given": True}, b"1"))[1:] == [{"step": 1, "steps": 2}, {"exhausted": True}]
    progress.tell(1, 2)


def test_the_childs_memory_is_limited_where_the_system_can() -> None:
    with ReadingProcess() as process:
        process.read(Path("a.txt"), "一".encode())
        child = psutil.Process(process.pid)
        assert not hasattr(child, "rlimit") or child.rlimit(psutil.RLIMIT_AS)[0] == isolation_child.MEMORY


def test_money_stays_decimal_through_the_process(tmp_path: Path) -> None:
    save_report(TRUTH, tmp_path / "a.json")
    with ReadingProcess() as process:
        report = open_reading(tmp_path / "a.json", process).report
    assert any(isinstance(value, Decimal) for value in cell_values(report).values())
