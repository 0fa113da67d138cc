"""What reaches a person when a file or a program cannot be used: a sentence with what to do."""

import re
from pathlib import Path

# A file's name may hold these, and what names it is one line all the same.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class AppError(Exception):
    """Carry one clear Chinese sentence to the person.

    `title` names what could not be done (a few characters, no full stop); `message` says why and what to do next.
    `str()` joins both into the one line that commands print.
    """

    def __init__(self, title: str, message: str = "") -> None:
        super().__init__(title, message)
        self.title = title
        self.message = _CONTROLS.sub(" ", message)

    def __str__(self) -> str:
        return f"{self.title}：{self.message}" if self.message else self.title


class UnreadableFile(AppError):
    """A source file is missing, locked, empty, damaged, encrypted or no report."""


class UnwritableFile(AppError):
    """A destination cannot be written."""


class NewerVersion(AppError):
    """A file was written by a newer version of this program; `backup` is the file before it where there is one."""

    def __init__(self, title: str, message: str = "", backup: Path | None = None) -> None:
        super().__init__(title, message)
        self.backup = backup


class DamagedFile(UnreadableFile):
    """The app's own file does not hold together; `backup` is the file before it where there is one."""

    def __init__(self, title: str, message: str = "", backup: Path | None = None) -> None:
        super().__init__(title, message)
        self.backup = backup


class BrokenForm(AppError):
    """A format file of `resources/formats` contradicts itself."""


class Cancelled(AppError):
    """A person stopped a long act."""

    def __init__(self) -> None:
        super().__init__("已取消")
