"""Start 公开年报: the window, or one of the commands without a window."""

import builtins
import gc
import importlib
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


def main(argv: list[str]) -> int:
    """Run a command where the first word names one, else open the window; return the exit code."""
    if argv[:1] == ["read-in-child"]:
        from core.isolation_child import main as read_in_child

        return read_in_child()
    from core.commands import COMMANDS, no_display

    if argv and (argv[0] in COMMANDS or argv[0] in ("-h", "--help", "--version")):
        from core.cli import run

        return run(argv)
    if sentence := no_display():
        print(sentence, file=sys.stderr)
        return 2
    return load_window().start([sys.argv[0], *argv])


def load_window() -> "ModuleType":
    """Load what the window needs; what is loaded lives as long as the program, so nothing is looked through for garbage until it stands."""
    gc.disable()
    _import_plainly()
    from gui import app

    return app


def _import_plainly() -> None:
    """Let `import` be Python's own again once PySide is loaded.

    PySide puts another one in its place, for `from __feature__ import`, which is not used here: it reads the source of every
    module loaded after it, keeps it in memory, and costs something at every import within a function.
    """
    importlib.import_module("PySide6.QtCore")
    builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
