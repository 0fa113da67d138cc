"""Standard sentences (常用语句): a few general ones that come with the program, and the office's own in a TOML file that can be handed out.

The file is a list of tables:

    [[sentence]]
    title = "信息处理费"          # 名称，找的时候看
    text = "{年度}年，{单位}没有收取信息处理费。"   # 语句；换行是另起一段
    part = "other"              # 适用的部分，可不写：preamble、overview、problems、other
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from core import phrases
from core.errors import AppError
from core.profile import own_word
from core.prose import tidy, tidy_paragraphs
from core.report import PREAMBLE, Report
from core.toml_files import data_of, table_of

# More than a person looks through.
MOST_SENTENCES = 300
LONGEST_TITLE, LONGEST_TEXT = 30, 2000
PARTS: Mapping[str, str] = {"": "不限", PREAMBLE: "前言", "overview": "总体情况", "problems": "主要问题及改进情况", "other": "其他事项"}
_KEYS = {"title", "text", "part"}
_LARGEST = 2_000_000


class BadSentences(AppError):
    """A list of sentences cannot be used; says which entry of it, or why."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A name, the text (a line a paragraph) with its blanks, the part it suits (empty: any); `id` where the program brings it."""

    title: str
    text: str
    part: str = ""
    id: str = ""

    @property
    def is_general(self) -> bool:
        """Whether the program brings it."""
        return bool(self.id)

    def says(self, wanted: str) -> bool:
        """Tell whether every one of the words stands in its name, its text or the part it suits."""
        told = f"{self.title}\n{self.text}\n{PARTS.get(self.part, '')}".casefold()
        return all(word in told for word in wanted.casefold().split())


@cache
def general() -> tuple[Sentence, ...]:
    """Return the sentences that the program brings."""
    return tuple(Sentence(each["title"], each["text"], each["part"], each["id"]) for each in phrases.value("sentences", "sentence"))


def filled(sentence: Sentence, report: Report) -> tuple[str, ...]:
    """Return the paragraphs with year, last year and unit filled in; a blank that the report does not know stays as it is."""
    known = {
        "{年度}": str(report.year or ""),
        "{上年}": str(report.year - 1) if report.year else "",
        "{单位}": own_word(report) or report.unit,
    }
    text = sentence.text
    for blank, word in known.items():
        text = text.replace(blank, word or blank)
    return tidy_paragraphs([text])


def found(sentences: Iterable[Sentence], wanted: str, part: str) -> list[Sentence]:
    """Return those that say what is wanted: first those for the part, then those for any, then the rest."""
    rank = {part: 0, "": 1}
    return sorted((each for each in sentences if each.says(wanted)), key=lambda each: rank.get(each.part, 2))


def fault_of(sentence: Sentence) -> str:
    """Say what is wrong with a sentence; empty where nothing is."""
    for name, text, most in (("名称", sentence.title, LONGEST_TITLE), ("语句", sentence.text, LONGEST_TEXT)):
        if not text:
            return f"没有写{name}"
        if len(text) > most:
            return f"{name}有 {len(text)} 字，最多 {most} 字"
    return "" if sentence.part in PARTS else f"适用的部分“{sentence.part[:30]}”不认识，应为 preamble、overview、problems、other 之一"


def read(path: Path) -> tuple[Sentence, ...]:
    """Read a list; BadSentences with a sentence for the person where it cannot be used."""
    return parse(data_of(path, _bad), path.name)


def parse(data: bytes, name: str) -> tuple[Sentence, ...]:
    """Read the bytes of a list; `name` is what the complaint calls it."""
    if len(data) > _LARGEST:
        raise _bad(f"{name} 太大，不像常用语句，请换成写有 [[sentence]] 的那一个")
    held = table_of(data, name, '每句以 [[sentence]] 开头，下面写 title = "名称"、text = "语句"', _bad)
    entries = held.pop("sentence", None)
    if held or not isinstance(entries, list):
        raise _bad(f"{name} 不是常用语句：只能有 [[sentence]]，每句一节")
    return checked([_entry(raw, f"{name} 的第 {at} 句") for at, raw in enumerate(entries, start=1)], name)


def checked(sentences: Iterable[Sentence], name: str) -> tuple[Sentence, ...]:
    """Return the sentences where every one of them can be used; BadSentences names the first that cannot."""
    listed = tuple(sentences)
    if len(listed) > MOST_SENTENCES:
        raise _bad(f"{name} 有 {len(listed)} 句，最多 {MOST_SENTENCES} 句，请删去不用的")
    before: dict[tuple[str, str], int] = {}
    for at, each in enumerate(listed, start=1):
        first = before.setdefault((each.title, each.part), at)
        fault = fault_of(each) or (f"“{each.title}”与第 {first} 句重名" if first != at else "")
        if fault:
            raise _bad(f"{name} 的第 {at} 句：{fault}，请改正")
    return listed


def _entry(raw: Any, place: str) -> Sentence:
    if not isinstance(raw, dict):
        raise _bad(f'{place}写法不对，应为 [[sentence]] 下面写 title = "名称"')
    if strange := sorted(set(raw) - _KEYS):
        raise _bad(f"{place}：“{strange[0][:30]}”不认识，只能写 title、text、part")
    if wrong := [key for key in sorted(_KEYS) if not isinstance(raw.get(key, ""), str)]:
        raise _bad(f'{place}：{wrong[0]} 要写成文字，如 {wrong[0]} = "……"')
    return Sentence(tidy(raw.get("title", "")), "\n".join(tidy_paragraphs([raw.get("text", "")])), raw.get("part", "").strip())


def _bad(message: str) -> BadSentences:
    return BadSentences("常用语句没有用上", message)


def dumps(sentences: Iterable[Sentence]) -> bytes:
    """Write a list as `read` takes it; the same list gives the same bytes."""
    head = "# 公开年报 常用语句：每句一节；{年度}、{上年}、{单位} 插入时换成报告里的内容。\n"
    return (head + ("".join(map(_table, sentences)) or "sentence = []\n")).encode("utf-8")


def _table(sentence: Sentence) -> str:
    lines = ["", "[[sentence]]", f"title = {_quoted(sentence.title)}", f"text = {_quoted(sentence.text)}"]
    lines += [f"part = {_quoted(sentence.part)}"] if sentence.part else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a TOML string; the texts are tidied, so that only these marks have to be masked."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
