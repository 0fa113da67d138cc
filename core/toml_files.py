"""Read a TOML file that an office hands round: rule settings, words, sentences. What is wrong is told to a person in one sentence."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.errors import AppError

# Makes the complaint of one kind of file from a sentence.
Complaint = Callable[[str], AppError]


def data_of(path: Path, bad: Complaint) -> bytes:
    """Return the bytes of a file; raises the complaint where it cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise bad(f"{path.name} 打不开（{fault.strerror}），请检查文件是否还在、能不能读") from fault


def table_of(data: bytes, name: str, how: str, bad: Complaint) -> dict[str, Any]:
    """Return what the bytes hold; `name` is what the complaint calls the file, `how` tells the way it is to be written."""
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise bad(f"{name} 不是 UTF-8 编码的文本，请另存为 UTF-8 再用") from fault
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise bad(f"{name} 的写法不对（{fault}）。{how}") from fault
