"""W6.double, W6.blank: words typed twice, blanks where none belong."""

import re
from collections.abc import Iterator
from functools import cache

from core import phrases
from core.memory import remembered
from core.report import Report
from core.rules.engine import Finding, Level, Scope, rule
from core.rules.slips import IDEOGRAPHS, Slip, around, findings, fixed_wordings
from core.rules.spans import outside, quotations

_DOUBLE = re.compile(rf"([{IDEOGRAPHS}]{{2,8}}?)\1+")
_NUMERALS = frozenset("零〇一二三四五六七八九十百千万亿两")


@cache
def _doubles() -> tuple[frozenset[str], re.Pattern[str], frozenset[str], tuple[str, ...]]:
    def value(name: str) -> object:
        return phrases.value("misprints", "double", name)

    starts = phrases.compiled("misprints", str(value("starts")))
    return frozenset(value("allowed")), starts, frozenset(value("both")), tuple(value("after"))  # pyright: ignore[reportArgumentType]


@cache
def _letters() -> re.Pattern[str]:
    return phrases.compiled("misprints", phrases.value("misprints", "double", "letters"))


@remembered
def _doubled(text: str) -> tuple[Slip, ...]:
    kept = fixed_wordings(text)
    words = [
        Slip(*match.span(), match[1])
        for match in outside(kept, _DOUBLE.finditer(text))
        if not _may_stand_twice(match[1], match.group(), text[match.end() : match.end() + 2])
    ]
    letters = [Slip(*match.span(), match.group()[0]) for match in outside(kept, _letters().finditer(text))]
    return tuple(sorted([*words, *letters], key=lambda slip: slip.start))


def _may_stand_twice(word: str, written: str, behind: str) -> bool:
    allowed, starts, both, after = _doubles()
    if written in allowed or starts.match(word) or len(set(word)) == 1 or _NUMERALS.issuperset(word):
        return True
    goes_on = bool(behind) and "\u4e00" <= behind[0] <= "\u9fff"
    return behind.startswith(after) or (word in both and goes_on and behind[0] not in "的了和与及等")


@rule("W6.double", Level.HINT, Scope.TEXT, "词语写重了")
def doubled_words(report: Report) -> Iterator[Finding]:
    """找出连着写了两遍的词语，如“工作工作”“政府信息政府信息”。

    多半是修改时漏删。“研究研究”“一件一件”这样本来就可以重复的，“人人”“家家”“天天”这样的叠字，“主动公开公开事项”这样前后是两个词的，
    地名、数字和书名号里的，都不提示；只看紧挨着的。可以重复的词在词语表 resources/phrases/misprints.toml 里。
    改法：点“改为”留下一个；确实应当重复的，不用改。
    """
    yield from findings(report, _doubled, lambda text, slip: f"“{text[slip.start : slip.end]}”写重了，应为“{slip.right}”")


_H = IDEOGRAPHS
_BLANKS = re.compile(rf"[{_H}](?: [{_H}])+|[，、；] [{_H}]|[{_H}] [，。、；！？]")
_HEADING_MARK = re.compile(r"\s*(?:[-•·●■]\s?)?(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s?)")
_PROSE = re.compile(r"[，。；]")
_OPENS, _CLOSES = frozenset(" ：:、，；。（(/“"), frozenset(" ：:、，；。）)/”")


@remembered
def _blanks(text: str) -> tuple[Slip, ...]:
    if " " not in text or not _PROSE.search(text):
        return ()
    slips = [Slip(*match.span(), match.group().replace(" ", "")) for match in outside(quotations(text), _BLANKS.finditer(text))]
    head = _heading_end(text)
    return tuple(slip for slip in slips if slip.start >= head and not _is_spaced_out(text, slip))


def _heading_end(text: str) -> int:
    """Return where the blank behind a subheading without a mark of its own ends; 0 where there is none."""
    mark = _HEADING_MARK.match(text)
    blank = text.find(" ", mark.end() if mark else 0)
    title = text[mark.end() if mark else 0 : blank]
    if blank < 0 or len(title) > 30 or _PROSE.search(title) or "：" in title:
        return mark.end() if mark else 0
    is_heading = (mark is not None and len(title) >= 4) or phrases.compiled(
        "misprints", phrases.value("misprints", "blank", "headings")
    ).search(title)
    return blank + 1 if is_heading else mark.end() if mark else 0


def _is_spaced_out(text: str, slip: Slip) -> bool:
    """Tell whether letters were spaced on purpose: 联 系 人：, 王 明."""
    if not slip.right.isalpha():
        return False
    before, behind = text[slip.start - 1 : slip.start], text[slip.end : slip.end + 1]
    alone = (not before or before in _OPENS) and (not behind or behind in _CLOSES or behind.isdigit())
    is_name = len(slip.right) == 2 and slip.right[0] in phrases.value("misprints", "blank", "surnames")
    return behind in ("：", ":") or is_name or (alone and len(slip.right) <= 3)


@rule("W6.blank", Level.HINT, Scope.TEXT, "多余的空格")
def stray_blanks(report: Report) -> Iterator[Finding]:
    """找出汉字之间、汉字与标点之间多余的空格，如“政府信 息公开”“意见箱、 报刊架”。

    多半是从网页、PDF 复制过来的。汉字与数字、字母之间的空格，“联 系 人：”“王 明”这样有意隔开的，小标题后面的空格，
    引号里分开的短句，没有标点的名单，都不提示。
    改法：点“改为”去掉空格。
    """
    yield from findings(report, _blanks, lambda text, slip: f"“{around(text, slip)}”里有多余的空格，应为“{slip.right}”")
