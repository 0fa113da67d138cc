"""The commands without a window: convert, check, roll-forward. Exit 0 done, 1 findings of level 错误, 2 could not be done."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from core.commands import COMMANDS
from core.errors import AppError, UnwritableFile
from core.report import Report

if TYPE_CHECKING:
    from core.papers import Extras
    from core.rules.settings import Settings

VERSION = "0.1.0"
# What has pages, and so room for a page more.
_PAPERS = (".docx", ".pdf")


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, **options)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        usage = " ".join(self.format_usage().removeprefix("usage: ").split())
        print(f"命令写得不对；用法：{usage}", file=sys.stderr)
        raise SystemExit(2)


def _parser() -> argparse.ArgumentParser:
    from core.cli_check import add_options as add_check_options
    from core.cli_check import add_settings

    parser = _Parser(prog="公开年报", description="政府信息公开工作年度报告：转换、核对、结转。不带命令则打开窗口。")
    parser.add_argument("--version", action="version", version=f"公开年报 {VERSION}", help="显示版本")
    commands = parser.add_subparsers(dest="command", required=True, title="命令", metavar="|".join(COMMANDS))
    convert = commands.add_parser("convert", help="把一份报告转成另一种文件")
    convert.add_argument("source", type=Path, metavar="来源")
    convert.add_argument("dest", type=Path, metavar="去处")
    convert.add_argument("--slip", action="store_true", help="在 docx、pdf 的前面加一页审签单")
    convert.add_argument("--infographic", action="store_true", help="在 docx、pdf 的落款前面加一页图解")
    # The sheet of findings in .xlsx and the 审签单 print what the rules find.
    add_settings(convert)
    add_check_options(commands.add_parser("check", help="核对报告，列出问题"))
    forward = commands.add_parser("roll-forward", help="由上年报告生成本年草稿")
    forward.add_argument("last", type=Path, metavar="上年报告")
    forward.add_argument("new", type=Path, metavar="本年草稿")
    return parser


def run(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code; one Chinese sentence on stderr where it could not be done."""
    # A file name that the locale cannot read goes out as the bytes that it came in.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace" if os.name == "nt" else "surrogateescape")  # pyright: ignore[reportAttributeAccessIssue]
    try:
        options = _parser().parse_args(list(argv))
    except SystemExit as stop:
        return int(stop.code or 0)
    act: dict[str, Callable[[argparse.Namespace], int]] = {
        "convert": _convert,
        "check": _check,
        "roll-forward": _roll_forward,
    }
    try:
        return act[options.command](options)
    except SystemExit as stop:
        return int(stop.code or 0)
    except AppError as fault:
        print(str(fault), file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 2


def _convert(options: argparse.Namespace) -> int:
    _writable(options.dest)
    from core.cli_check import settings_of
    from core.papers import Extras

    settings = settings_of(options)
    report, extras = _read(options.source), Extras(options.slip, options.infographic)
    _write(report, options.dest, extras, settings)
    _tell_left_out(report, options.dest, extras)
    return 0


def _tell_left_out(report: Report, path: Path, extras: "Extras") -> None:
    """Say on stderr what was asked for and is not in the file."""
    from core.infographic import NOTHING, infographic

    if path.suffix.lower() not in _PAPERS:
        if extras.slip or extras.infographic:
            print(f"审签单和图解只加在 {'、'.join(_PAPERS)} 里，{path.name} 里没有", file=sys.stderr)
    elif extras.infographic and infographic(report) is None:
        print(f"{NOTHING}，{path.name} 里没有图解", file=sys.stderr)


def _roll_forward(options: argparse.Namespace) -> int:
    from core.rollover import roll_forward

    _writable(options.new)
    _write(roll_forward(_read(options.last)), options.new)
    return 0


def _read(path: Path) -> Report:
    from core.isolation import ReadingProcess
    from core.reading import open_reading

    with ReadingProcess() as process:
        return open_reading(path, process).report


def _writable(path: Path) -> None:
    """Refuse an unknown suffix before any reading is done."""
    from core.suffixes import WRITABLE

    if path.suffix.lower() not in WRITABLE:
        raise UnwritableFile(
            "不能写成这种文件",
            f"{path.name} 的后缀不认识；请用 {'、'.join(WRITABLE)} 之一",
        )


def _write(report: Report, path: Path, extras: "Extras | None" = None, settings: "Settings | None" = None) -> None:
    from core.files import save_report
    from core.finding_rows import rows_of
    from core.papers import PLAIN

    extras, rows = extras or PLAIN, []
    if path.suffix.lower() == ".xlsx" or extras.slip:
        from core.rules.engine import run as run_rules

        rows = rows_of(report, run_rules(report, settings=settings))
    save_report(report, path, rows, extras)


def _check(options: argparse.Namespace) -> int:
    from core.cli_check import run_check

    return run_check(options)
