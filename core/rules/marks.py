"""W6.mark, W6.phone: punctuation doubled or half as wide as it should be, telephone numbers with two strokes."""

import re
from collections.abc import Iterator, Sequence

from core.memory import remembered
from core.report import Report
from core.rules.engine import Finding, Fix, Level, Scope, rule
from core.rules.slips import IDEOGRAPHS, Slip, around, findings, fixed_wordings
from core.rules.spans import Passage, merged, outside, passages, replaced

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
# Where two marks meet, the one that parts more stays.
_STRENGTH = "。；：，、"
_H = IDEOGRAPHS
# Each begins with one class of characters, so that the search leaps from mark to mark.
_DOUBLED = re.compile(
    rf"[，。、；：,.](?:(?<=。)。{{2,}}|(?:(?<=([，。、；：])))(?:\s?\1)+|(?<=[{_H}\d）》”%％][，,])[，,]|(?<=。)\.|(?<=[{_H}）》”]\.)。"
    rf"|(?<=[{_H}\d）》”%％][，、；：])[，。、；：]|(?<=。)[，、；：])"
)
_HALF = re.compile(
    # A number in front of , and ; too: 80条,其中 and 12,其中; but no list's own mark, such as 一.
    rf"[,;:?!.](?:(?<=[{_H}）)》”%％][:?!])(?=\s?[{_H}“（《])|(?<=[{_H}\d）)》”%％][,;])(?=\s?[{_H}“《])"
    rf"|(?<=[{_H}）)》”].)(?=\s?$)|(?<=[{_H}）)》”]\.)(?<![一二三四五六七八九十]\.)(?=[{_H}“《]))"
)
_BRACKETS = re.compile(r"（[^（）()]{0,80}\)|\([^（）()]{0,80}）")


@remembered
def _doubled(text: str) -> tuple[Slip, ...]:
    """Return marks that stand twice and brackets of two widths."""
    kept = fixed_wordings(text)
    slips = [Slip(*match.span(), _one(match.group())) for match in outside(kept, _DOUBLED.finditer(text))]
    slips += [Slip(*match.span(), f"（{match.group()[1:-1]}）") for match in outside(kept, _BRACKETS.finditer(text))]
    found: list[Slip] = []
    for slip in sorted(slips, key=lambda each: (each.start, -each.end)):
        if not found or slip.start >= found[-1].end:
            found.append(slip)
    return tuple(found)


def _one(marks: str) -> str:
    """Return the one mark that belongs in the place of several."""
    if marks.startswith("。。。"):
        return "……"
    return min((_FULL.get(mark, mark) for mark in marks if not mark.isspace()), key=_STRENGTH.index)


@remembered
def _halves(text: str) -> tuple[Slip, ...]:
    """Return half-width marks in Chinese text; those that stand twice are left to `_doubled`."""
    doubled = [(slip.start, slip.end) for slip in _doubled(text)]
    kept = merged([*fixed_wordings(text), *doubled])
    return tuple(Slip(*match.span(), _FULL[match.group()]) for match in outside(kept, _HALF.finditer(text)))


@rule("W6.mark", Level.HINT, Scope.TEXT, "标点重复或用了半角")
def marks(report: Report) -> Iterator[Finding]:
    """找出重复的标点（“，，”“。。”“，。”）、中文里的半角标点（“80条,其中”）和一半全角一半半角的括号。

    依据：GB/T 15834—2011《标点符号用法》。数字、字母、网址、时间、小数里的半角标点，条目序号后的点，省略号“……”，破折号“——”，
    整对的半角括号，书名号里的，都不提示。同一段里的半角标点一次全部改好。
    改法：点“改为”换成一个全角标点。
    """
    yield from findings(report, _doubled, _say)
    for passage in passages(report):
        if halves := _halves(passage.text):
            yield _half(report, passage, halves)


def _say(text: str, slip: Slip) -> str:
    what = "括号一边是全角、一边是半角" if slip.right.endswith("）") else "标点重复"
    return f"“{around(text, slip)}”里{what}，应为“{slip.right}”"


def _half(report: Report, passage: Passage, halves: Sequence[Slip]) -> Finding:
    """Name half-width marks once a paragraph, at the first: a text typed so throughout has dozens."""
    first = halves[0]
    old = passage.text[first.start : first.end]
    change = replaced(report, passage, [(slip.start, slip.end) for slip in halves], lambda mark: _FULL[mark])
    count = f"（本段共 {len(halves)} 处）" if len(halves) > 1 else ""
    message = f"“{around(passage.text, first)}”里的“{old}”是半角标点，应为“{first.right}”{count}"
    return Finding(passage.where(first.start, first.end), message, expected=first.right, actual=old, fix=Fix(f"改为全角{count}", change))


_STROKES = r"\-－—–―─~～"
_PHONE = re.compile(
    rf"(?<![\d{_STROKES}])(0\d{{2,3}})(?:\s?[{_STROKES}](?:\s?[{_STROKES}]){{1,3}}\s?|\s[{_STROKES}]\s?|[{_STROKES}]\s)(\d{{7,8}})(?!\d)"
)


@remembered
def _phones(text: str) -> tuple[Slip, ...]:
    return tuple(Slip(*match.span(), f"{match[1]}-{match[2]}") for match in outside(fixed_wordings(text), _PHONE.finditer(text)))


@rule("W6.phone", Level.HINT, Scope.TEXT, "电话号码写法不规范")
def phones(report: Report) -> Iterator[Finding]:
    """找出区号和号码之间写了两道横线或夹着空格的电话，如“0900--5550126”“0900 - 5550126”。

    只看像电话的数字（0 开头的区号，后面 7 或 8 位号码）；一道横线（不论长短）、只空一格的，起止日期、文号都不提示。
    改法：点“改为”写成一道短横线。
    """
    yield from findings(report, _phones, lambda text, slip: f"电话“{text[slip.start : slip.end]}”应写成“{slip.right}”")
