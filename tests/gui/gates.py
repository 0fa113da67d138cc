"""A gate that a test opens: what is under way in another thread waits at it."""

import threading


class Gate:
    """Holds what happens in another thread until the test opens it."""

    def __init__(self) -> None:
        self.entered, self._open = threading.Event(), threading.Event()

    def wait(self) -> None:
        self.entered.set()
        self._open.wait(10)

    def open(self) -> None:
        self._open.set()
