"""What the first word of a start can be, and whether a window can open: known before anything else is loaded."""

import os
import sys

COMMANDS = ("convert", "check", "roll-forward")


def no_display() -> str:
    """Return the sentence to say where no window can open, else nothing."""
    if sys.platform.startswith("linux") and not any(os.environ.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return "没有图形桌面，窗口打不开；请在桌面上运行，或用 ./run convert 来源 去处 这样的命令（另有 check、roll-forward）"
    return ""
