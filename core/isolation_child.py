"""The process in which foreign files are read: one message in, one source out, until the parent goes away."""

import contextlib
import os
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO

from core.errors import AppError
from core.importers import progress, wire

# Address space, on systems that can limit it: a report takes a tenth of this. Recognition of pictures needs more.
MEMORY = 1024 * 1024 * 1024
MEMORY_FOR_PICTURES = 6 * MEMORY
_LARGE = 8 * 1024 * 1024
_Message = tuple[dict[str, Any], bytes]


def serve(requests: BinaryIO, answers: BinaryIO, ended: Callable[[], None], limit: Callable[[int], None] = lambda _: None) -> None:
    """Answer requests until there are no more; `ended` is called as soon as the parent has gone, whatever goes on here.

    `limit` sets how many bytes this process may take.
    """
    limit(MEMORY)
    waiting: SimpleQueue[_Message | None] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests, waiting, ended), daemon=True).start()
    wire.send(answers, {"ready": True})

    def tell(step: int, steps: int) -> None:
        # Only what recognises pictures goes in steps, and it needs more room.
        limit(MEMORY_FOR_PICTURES)
        wire.send(answers, {"step": step, "steps": steps})

    listening = progress.listener.set(tell)
    while (message := waiting.get()) is not None:
        wire.send(answers, *answer(*message))
        limit(MEMORY)
    progress.listener.reset(listening)


def _listen(requests: BinaryIO, waiting: "SimpleQueue[_Message | None]", ended: Callable[[], None]) -> None:
    while (message := wire.receive(requests)) is not None:
        waiting.put(message)
    waiting.put(None)
    ended()


def answer(request: dict[str, Any], data: bytes) -> _Message:
    """Read one file, or the data that came along, and return what to answer."""
    from core.reading import read_bytes, read_source

    path = Path(request["path"])
    try:
        data = data if request["given"] else read_bytes(path)
        source = read_source(data, path)
    except AppError as fault:
        return {"refused": [fault.title, fault.message]}, b""
    except MemoryError:
        return {"exhausted": True}, b""
    if source is None:
        return {"raw": True}, data
    # A large file leaves the process large.
    return {"source": wire.pack(source), "used_up": len(data) > _LARGE or source.doubtful}, b""


def _limit(size: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, resource.getrlimit(resource.RLIMIT_AS)[1]))


def main() -> int:
    """Serve on stdin and stdout; what libraries print must not get between the answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    warnings.simplefilter("ignore")
    serve(sys.stdin.buffer, answers, lambda: os._exit(0), _limit)
    return 0
