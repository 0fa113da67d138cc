"""Start 公开年报: the window, or one of the commands without a window."""

import sys


def main(argv: list[str]) -> int:
    """Run a command where the first word names one, else open the window; return the exit code."""
    if argv[:1] == ["read-in-child"]:
        from core.isolation_child import main as read_in_child

        return read_in_child()
    from core.cli import COMMANDS, run

    if argv and (argv[0] in COMMANDS or argv[0] in ("-h", "--help", "--version")):
        return run(argv)
    from core.cli import no_display

    if sentence := no_display():
        print(sentence, file=sys.stderr)
        return 2
    from gui.app import start

    return start([sys.argv[0], *argv])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
