"""Start 公开年报: the window, or one of the commands without a window."""

import gc
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
    from gui import app

    return app


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
