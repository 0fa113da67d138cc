"""What runs beside the window: progress, stopping, ending, faults, and garbage that only the window's thread may free."""

import threading
from concurrent.futures import thread

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from core.errors import AppError
from gui import tasks as tasks_module
from gui.tasks import Task, Tasks


def test_a_task_reports_progress_and_can_be_stopped(qtbot: QtBot):
    tasks, steps, stopped, going = Tasks(), [], [], threading.Event()

    def work(task: Task) -> None:
        for i in range(1_000_000):
            task.report(i, 1_000_000)
            going.set()

    task = tasks.run(work, done=steps.append, cancelled=lambda: stopped.append(True), progress=lambda *step: steps.append(step))
    going.wait(5)
    qtbot.waitUntil(lambda: bool(steps))
    assert tasks.busy
    task.cancel()
    qtbot.waitUntil(lambda: bool(stopped))
    assert tasks.idle
    assert all(step[1] == 1_000_000 for step in steps)
    tasks.close()


def test_garbage_is_freed_in_the_gui_thread_only(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    class Loop:
        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            freed.append(threading.get_ident())

    def litter(_: Task) -> None:
        for _i in range(20_000):
            Loop()

    freed: list[int] = []
    monkeypatch.setattr(tasks_module, "COLLECT_MS", 20)
    tasks, done = Tasks(), []
    tasks.run(litter, done.append)
    qtbot.waitUntil(lambda: bool(done) and bool(freed))
    assert set(freed) == {threading.get_ident()}
    tasks.close()


def test_a_slow_thread_is_not_the_last_to_hold_on_to_what_an_act_was_given(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    class Held:
        def __del__(self) -> None:
            freed.append(threading.get_ident())

    def run_and_linger(item: thread._WorkItem[object]) -> None:
        run(item)
        lingered.wait(5)

    def start(held: Held) -> None:
        tasks.run(lambda _: id(held), lambda _: ended.append(held is not None))

    run, lingered, ended, freed = thread._WorkItem.run, threading.Event(), [], []
    monkeypatch.setattr(thread._WorkItem, "run", run_and_linger)
    tasks = Tasks()
    start(Held())
    qtbot.waitUntil(lambda: bool(ended))
    lingered.set()
    tasks.close()
    assert freed == [threading.get_ident()]


def test_nothing_is_begun_after_the_end(qtbot: QtBot):
    tasks, done = Tasks(), []
    tasks.run(lambda _: 1, done.append)
    tasks.close()
    tasks.run(lambda _: 2, done.append)
    qtbot.wait(50)
    assert done == []


def test_a_fault_of_the_program_in_a_task_is_not_swallowed(qtbot: QtBot):
    tasks = Tasks()
    with capture_exceptions() as raised:
        tasks.run(lambda _: 1 // 0)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    assert not tasks.busy
    tasks.close()


def test_what_fails_with_a_sentence_is_handed_over(qtbot: QtBot):
    def fail(_: Task) -> None:
        raise AppError("打不开", "请另选")

    tasks, faults = Tasks(), []
    tasks.run(fail, failed=faults.append)
    assert tasks.busy
    qtbot.waitUntil(lambda: bool(faults))
    assert str(faults[0]) == "打不开：请另选"
    tasks.close()
