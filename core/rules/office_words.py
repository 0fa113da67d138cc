"""An office's own list of words (本单位词语表): a TOML file that is edited in the settings and handed out by a county.

The file is a list of tables:

    [[word]]
    word = "放管服"            # 词语，照报告里的写法
    level = "confirm"          # error（错误）、confirm（核实）、hint（提示）；不写是核实
    message = "今年统一用新的提法"  # 说明，可不写
    replacement = "高效办成一件事"   # 换成什么，可不写；写了就能一键替换
    from = 2024                # 从哪一年度起、到哪一年度止，都可不写
    to = 2026
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import AppError
from core.prose import tidy
from core.rules.engine import Level
from core.toml_files import data_of, table_of

# More than any office keeps up to date; the cost of a check grows with them.
MOST_WORDS = 500
LONGEST_WORD, LONGEST_MESSAGE = 60, 200
FIRST_YEAR, LAST_YEAR = 2000, 2100
_KEYS = {"word", "level", "message", "replacement", "from", "to"}
_LEVELS = {each.value: each for each in Level} | {each.label: each for each in Level}
_LARGEST = 500_000


class BadWords(AppError):
    """A list of words cannot be used; says which entry of it, or why."""


@dataclass(frozen=True, slots=True)
class OfficeWord:
    """A word to be flagged: with what level, what is said of it, what stands in its place, in which years (0: no bound)."""

    word: str
    level: Level = Level.CONFIRM
    message: str = ""
    replacement: str = ""
    first: int = 0
    last: int = 0

    def counts_in(self, year: int) -> bool:
        """Tell whether the word is flagged in the report of a year; one whose year is not known is held against all."""
        return not year or ((not self.first or self.first <= year) and (not self.last or year <= self.last))


def fault_of(word: OfficeWord) -> str:
    """Say what is wrong with an entry; empty where nothing is."""
    if not word.word:
        return "没有写词语"
    for name, text, most in (
        ("词语", word.word, LONGEST_WORD),
        ("换成", word.replacement, LONGEST_WORD),
        ("说明", word.message, LONGEST_MESSAGE),
    ):
        if len(text) > most:
            return f"{name}有 {len(text)} 字，最多 {most} 字"
    if word.replacement == word.word:
        return "换成的词语与原来的相同"
    for name, year in (("起始年度", word.first), ("截止年度", word.last)):
        if year and not FIRST_YEAR <= year <= LAST_YEAR:
            return f"{name}“{year}”不是四位数的年份"
    if word.first and word.last and word.first > word.last:
        return f"起始年度 {word.first} 在截止年度 {word.last} 之后"
    return ""


def read(path: Path) -> tuple[OfficeWord, ...]:
    """Read a list of words; BadWords with a sentence for the person where it cannot be used."""
    return parse(data_of(path, _bad), path.name)


def parse(data: bytes, name: str) -> tuple[OfficeWord, ...]:
    """Read the bytes of a list; `name` is what the complaint calls it."""
    if len(data) > _LARGEST:
        raise _bad(f"{name} 太大，不像词语表，请换成写有 [[word]] 的那一个")
    found = table_of(data, name, '每个词语以 [[word]] 开头，下面写 word = "词语"', _bad)
    entries = found.pop("word", None)
    if found or not isinstance(entries, list):
        raise _bad(f"{name} 不是词语表：只能有 [[word]]，每个词语一节")
    return checked([entry(raw, f"{name} 的第 {at} 个词语") for at, raw in enumerate(entries, start=1)], name)


def checked(words: Iterable[OfficeWord], name: str) -> tuple[OfficeWord, ...]:
    """Return the words where every one of them can be used; BadWords names the first that cannot."""
    kept: dict[tuple[str, int, int], int] = {}
    listed = tuple(words)
    if len(listed) > MOST_WORDS:
        raise _bad(f"{name} 有 {len(listed)} 个词语，最多 {MOST_WORDS} 个，请删去不用的")
    for at, word in enumerate(listed, start=1):
        fault = fault_of(word)
        before = kept.setdefault((word.word, word.first, word.last), at)
        if not fault and before != at:
            fault = f"“{word.word}”与第 {before} 个重复"
        if fault:
            raise _bad(f"{name} 的第 {at} 个词语：{fault}，请改正")
    return listed


def entry(raw: Any, place: str) -> OfficeWord:
    """Read one table of a list; `place` is what the complaint calls it."""
    if not isinstance(raw, dict):
        raise _bad(f'{place}写法不对，应为 [[word]] 下面写 word = "词语"')
    if strange := sorted(set(raw) - _KEYS):
        raise _bad(f"{place}：“{strange[0][:30]}”不认识，只能写 word、level、message、replacement、from、to")
    level = _LEVELS.get(str(raw.get("level", Level.CONFIRM.value)).strip().lower())
    if level is None:
        raise _bad(f"{place}：级别“{str(raw['level'])[:30]}”不认识，应为 error（错误）、confirm（核实）、hint（提示）之一")
    texts = {key: _text(raw, key, place) for key in ("word", "message", "replacement")}
    years = {key: _year(raw, key, place) for key in ("from", "to")}
    return OfficeWord(texts["word"], level, texts["message"], texts["replacement"], years["from"], years["to"])


def _text(raw: dict[str, Any], key: str, place: str) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str):
        raise _bad(f'{place}：{key} 要写成文字，如 {key} = "……"')
    return tidy(value)


def _year(raw: dict[str, Any], key: str, place: str) -> int:
    value = raw.get(key, 0)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _bad(f"{place}：{key} 要写成年份，如 {key} = 2025")
    return value


def _bad(message: str) -> BadWords:
    return BadWords("词语表没有用上", message)


def dumps(words: Iterable[OfficeWord]) -> bytes:
    """Write a list as `read` takes it; the same list gives the same bytes."""
    head = "# 公开年报 本单位词语表：每个词语一节，level 为 error（错误）、confirm（核实）、hint（提示）。\n"
    return (head + ("".join(map(_table, words)) or "word = []\n")).encode("utf-8")


def _table(word: OfficeWord) -> str:
    lines = ["", "[[word]]", f"word = {_quoted(word.word)}", f'level = "{word.level.value}"']
    lines += [f"{key} = {_quoted(text)}" for key, text in (("message", word.message), ("replacement", word.replacement)) if text]
    lines += [f"{key} = {year}" for key, year in (("from", word.first), ("to", word.last)) if year]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a TOML string; the texts are tidied, so that only these two marks have to be masked."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
