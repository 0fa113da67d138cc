"""The command `check`: which files, against which rules, and how the findings are printed."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from core.checked import Checked, as_json, check, lines
from core.errors import AppError, UnreadableFile
from core.isolation import ReadingProcess
from core.report import Report

if TYPE_CHECKING:
    from core.rules.settings import Settings

DESCRIPTION = "核对报告，列出问题。文件可以有许多份；写文件夹就核对其中（连同下级文件夹）所有能读的文件；同一份只核对一次。"
EPILOG = """\
每个问题一行，写法固定：
  文件:位置: 级别 规则号 说明
例如：
  青溪镇.docx:三（七）总计·自然人: 错误 A1.total 填 60，各项相加为 61，相差 1
级别是 错误、核实、提示 之一；“说明 读入”的各行写的是把文件读成了什么。已说明理由的核实，行末注明（已说明：理由）。
说明里没有换行；要由别的程序接着处理，请用 --json（键名稳定）或 --sarif（SARIF 2.1.0，许多审阅工具都能打开）。

规则的级别可以由单位统一调整：写一个文本文件，例如
  [rules]
  W6 = "off"
  S3 = "hint"
再用 --settings 文件 给出，规则号见 --rules；本单位的词语表用 --words 文件 给出。
窗口“设置”里“规则”“词语”两页导出的就是这两种文件。这个命令只按命令里写明的文件核对，不看本机窗口里的设置：在哪台电脑上核对，结果都一样。

退出码：0 没有错误（可以有核实和提示）；1 有错误；2 有文件没能核对，或命令写得不对。
"""


class BadCommand(AppError):
    """Options that do not go together."""

    def __init__(self, message: str) -> None:
        super().__init__("命令写得不对", message)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Declare what `check` takes."""
    parser.description, parser.epilog = DESCRIPTION, EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("files", type=Path, nargs="*", metavar="文件", help="要核对的报告，或装报告的文件夹")
    parser.add_argument("--last", type=Path, metavar="上年报告", help="与这份上年报告比较（只核对一份时可用；不写则用报告里自带的上年数）")
    add_settings(parser)
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument("--sarif", action="store_true", help="以 SARIF 2.1.0 输出")
    parser.add_argument("--rules", action="store_true", help="不核对，列出全部规则：规则号、级别、名称和说明")
    parser.set_defaults(wrong=parser.error)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """Declare the two files by which an office's own settings reach a command."""
    parser.add_argument("--settings", type=Path, metavar="规则设置", help="按这个文件关闭、打开规则或调整级别；不写则都按默认")
    parser.add_argument("--words", type=Path, metavar="词语表", help="按这个文件找出本单位列的词语；不写则不找")


def run_check(options: argparse.Namespace) -> int:
    """Check what the options name; 1 where an 错误 was found, 2 where a file could not be checked."""
    if not options.files and not options.rules:
        options.wrong("")
    _refuse(options)
    settings = settings_of(options)
    if options.rules:
        return _list_rules(settings, as_data=options.json)
    with ExitStack() as stack:
        run = _Run(stack.enter_context(ReadingProcess()), settings, len(options.files) > 1 or os.path.isdir(options.files[0]))
        paths = list(run.spread(options.files))
        if options.last is not None:
            if len(paths) > 1:
                raise BadCommand(f"--last 只能用于一份报告，这里有 {len(paths)} 份，请一份一份核对")
            run.last = run.read(options.last)
        found = run.each(paths)
        if options.json or options.sarif:
            _print_data(list(found), run.failures, sarif=options.sarif, settings=settings)
        else:
            for checked in found:
                print(*lines(checked), sep="\n")
        return 2 if run.failures else int(run.has_errors)


def _refuse(options: argparse.Namespace) -> None:
    if options.json and options.sarif:
        raise BadCommand("--json 和 --sarif 只能用一个")
    if not options.rules:
        return
    if options.files:
        raise BadCommand("--rules 只列出规则，不核对文件，请去掉文件名或去掉 --rules")
    if options.sarif or options.last is not None:
        raise BadCommand(f"--rules 只列出规则，不能和 {'--sarif' if options.sarif else '--last'} 一起用")


def settings_of(options: argparse.Namespace) -> "Settings | None":
    """Read the files that were named; None where none was."""
    if options.settings is None and options.words is None:
        return None
    from core.rules import office_words, settings

    chosen = settings.read(options.settings).chosen if options.settings is not None else {}
    return settings.Settings(chosen, office_words.read(options.words) if options.words is not None else ())


@dataclass
class _Run:
    """One call of the command: the reading process that all files share, and what came of them."""

    process: ReadingProcess
    settings: "Settings | None"
    many: bool
    last: Report | None = None
    has_errors: bool = False
    failures: list[tuple[Path, str]] = field(default_factory=list)

    def spread(self, given: Iterable[Path]) -> Iterator[Path]:
        """Yield every file once, folders by the files in them; an empty folder is a failure."""
        seen: set[str] = set()
        for path in given:
            files = list(files_in(path)) if os.path.isdir(path) else [path]
            if not files:
                self.fail(path, f"没有可以核对的文件：{path.name or path} 里没有能读的文件；请检查文件夹")
            for file in files:
                real = os.path.realpath(file)
                if real not in seen:
                    seen.add(real)
                    yield file

    def each(self, paths: Iterable[Path]) -> Iterator[Checked]:
        """Yield every file that can be read as checked."""
        for path in paths:
            try:
                checked = check(path, self._with_last(path, self.read(path)), self.settings)
            except AppError as fault:
                self.fail(path, str(fault))
                continue
            self.has_errors |= checked.has_errors
            yield checked

    def read(self, path: Path) -> Report:
        """Read one report."""
        from core.reading import open_reading

        return open_reading(path, self.process).report

    def _with_last(self, path: Path, report: Report) -> Report:
        if self.last is None:
            return report
        if report.year and self.last.year and self.last.year + 1 != report.year:
            # The rules across years would keep silent, and silence reads as agreement.
            words = f"{path.name} 是 {report.year} 年度，--last 应是 {report.year - 1} 年度的，给的却是 {self.last.year} 年度"
            raise UnreadableFile("没有核对", words)
        report.last = self.last
        return report

    def fail(self, path: Path, sentence: str) -> None:
        """Say on stderr why a file was not checked, and remember it."""
        self.failures.append((path, sentence))
        print(f"{path}：{sentence}" if self.many else sentence, file=sys.stderr)


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those below it that have a suffix that is read, in order; hidden and temporary ones left out."""
    from core.suffixes import READABLE

    known = {suffix for suffixes in READABLE.values() for suffix in suffixes}
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in known and not name.startswith((".", "~$")):
                yield Path(where, name)


def _print_data(found: list[Checked], failures: list[tuple[Path, str]], *, sarif: bool, settings: "Settings | None") -> None:
    if sarif:
        from core.sarif import document

        data: object = document(found, failures, settings)
    else:
        data = [{"file": str(each.path)} | as_json(*pair) for each in found for pair in each.findings]
    print(json.dumps(data, ensure_ascii=False, indent=1))


def _list_rules(settings: "Settings | None", *, as_data: bool) -> int:
    """Print every rule with its level under these settings, its title and its help."""
    from core.rules.engine import registered
    from core.rules.settings import Settings

    chosen = settings or Settings()
    rules = [(rule, chosen.level(rule)) for rule in registered().values()]
    if as_data:
        rows = [{"rule": r.id, "level": level.value if level else "off", "title": r.title, "help": r.help} for r, level in rules]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for rule, level in rules:
        print(f"{rule.id} {level.label if level else '关闭'} {rule.title}", *(f"    {line}" for line in rule.help.splitlines()), sep="\n")
    return 0
