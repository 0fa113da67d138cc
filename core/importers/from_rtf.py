"""Read RTF: a .rtf file, a .doc that is RTF inside, or what a word processor puts on the clipboard.

The reader is our own. The libraries for RTF give plain text: striprtf, the one in use, puts "|" between cells, loses merged cells,
reads deleted text and comments as text and drops what stands in notes and text boxes; a number could come into a wrong cell unseen.
"""

from collections import Counter

from core.errors import UnreadableFile
from core.importers.from_rtf_grid import Losses
from core.importers.from_rtf_groups import TooDeep
from core.importers.from_rtf_machine import Machine
from core.importers.from_rtf_story import Tally, TooLarge
from core.importers.from_rtf_tokens import TooManyTokens
from core.importers.source import Source
from core.importers.word_notes import notes_of
from core.report import Note

# Pictures are written twice and in hexadecimal: a report with some photographs has ten million bytes.
MAX_BYTES = 40_000_000
_TITLE = "打不开这份文件"
_START = b"{\\rtf"
_MOST_LABELS = 10
_LONGEST_LABEL = 20


def read(data: bytes, name: str) -> Source:
    """Read RTF; UnreadableFile says in one sentence why it cannot be read and what to do."""
    start = data.find(_START, 0, 1024)
    if start < 0 or data[:start].strip(b"\xef\xbb\xbf\0 \t\r\n"):
        raise UnreadableFile(_TITLE, f"{name} 不是 RTF 文件，或开头已损坏；请重新复制一份，或在 Word、WPS 中打开并另存为 .docx 后再试")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(_TITLE, f"{name} 超过 40 兆，不像是一份年度报告；请删去其中的图片，或在 Word、WPS 中另存为 .docx 后再试")
    tally = Tally(Counter())
    machine = Machine(data[start:], tally)
    try:
        blocks = machine.run()
    except (TooLarge, TooManyTokens) as fault:
        raise UnreadableFile(_TITLE, f"{name} 里的内容太多，不像是一份年度报告；请只保留报告正文，另存后再试") from fault
    except TooDeep as fault:
        raise UnreadableFile(_TITLE, f"{name} 里面的内容嵌套得太深；请在 Word 或 WPS 中整理后另存再试") from fault
    if not blocks:
        raise UnreadableFile(_TITLE, f"{name} {_why_empty(machine)}")
    return Source("rtf", tuple(blocks), _notes(machine))


def _why_empty(machine: Machine) -> str:
    if not machine.is_whole or machine.rest:
        return "不完整或已损坏；请重新复制一份，或在 Word、WPS 中打开并另存为 .docx 后再试"
    if machine.tally.counts["pictures"]:
        return "里只有图片，没有文字；请改用有文字的文件，或手工录入"
    return "里没有文字；请确认选的是年度报告，或在 Word、WPS 中打开并另存为 .docx 后再试"


def _notes(machine: Machine) -> tuple[Note, ...]:
    codes, counts = machine.codes, machine.tally.counts
    losses = machine.tally.losses
    counts["symbols"] += codes.signs
    counts["deleted"] += losses.deleted
    found = [*notes_of(counts), *(Note("", sentence) for sentence in _table_sentences(losses))]
    if codes.bad:
        found.append(Note("", f"{codes.bad} 个字符的编码有误，读成了“�”，请对照原文改正"))
    if codes.guessed:
        found.append(Note("", "文件没有正确写明中文编码，已按国标码读入，请核对文字"))
    if not machine.is_whole:
        found.append(Note("", "文件不完整，结尾处的内容可能缺失，请对照原文核对"))
    elif machine.rest:
        found.append(Note("", "文件正文结束之后还有内容，没有读入，请在 Word 或 WPS 中打开核对"))
    return tuple(found)


def _table_sentences(losses: Losses) -> list[str]:
    """Say of each row by its first text that its cells did not fit."""
    found = []
    for label in losses.uneven[:_MOST_LABELS]:
        row = label.replace("\n", "")[:_LONGEST_LABEL]
        found.append(
            f"表格里“{row}”一行的单元格数与列数不符，已按原有顺序读入，请核对这一行"
            if row
            else "表格里有一行空行的单元格数与列数不符，请核对"
        )
    if len(losses.uneven) > _MOST_LABELS:
        found.append(f"表格里另有 {len(losses.uneven) - _MOST_LABELS} 行的单元格数与列数不符，已按原有顺序读入，请核对这些行")
    if losses.senseless:
        found.append(f"表格里 {losses.senseless} 行的列边界缺失或有误，已按原有顺序排列，请核对这些行")
    if losses.covered:
        found.append(f"{losses.covered} 个被合并掉的单元格里还有文字，没有读入，请对照原文核对")
    return found
