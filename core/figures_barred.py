"""What only looks like a figure: addresses, document numbers, titles, quotations, ordinals, paragraph marks, telephones."""

import re
from collections.abc import Iterator
from functools import cache

from core import phrases

Span = tuple[int, int]

_NUMERAL = r"(?:[0-9０-９]{1,6}|[零〇一二两三四五六七八九十百千]{1,12})"
_MARK = r"\s?(?:[（(]\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|\d{1,2}[)）])"
# A run of letters and digits is one word (5G, H5, 12345@…), however long: what it holds is looked at afterwards, in one pass.
_LATIN = re.compile(r"[A-Za-z0-9@._:/?&=%#+×*-]+")
_LETTER = re.compile(r"[A-Za-z@×*]")
_TAIL = re.compile(r"[0-9]{1,9}$")
# Each begins with one set of characters, which the engine looks for fast: one pattern for all takes three times as long.
_OTHERS = tuple(
    re.compile(pattern)
    for pattern in (
        # 〔2021〕30号.
        r"[〔［\[【(（]\s?\d{4}\s?[〕］\]】)）]\s?\d{0,9}\s?号?",
        # Titles, and quotations so short that they are names: “一网通办”.
        r"《[^《》]{0,200}》",
        r"“[^“”]{0,40}”",
        r"「[^「」]{0,40}」",
        r"‘[^‘’]{0,40}’",
        # 第三十九条, 第1、2、3条.
        rf"第\s?{_NUMERAL}(?:\s?[、，和与及至到—－-]{{1,2}}\s?第?\s?{_NUMERAL}){{0,20}}",
        # 1.2.3, 2025.12.31; 0370-8258005, 13800000000.
        r"\d(?<!\d\d)(?<![.．]\d)\d{0,5}(?:[.．]\d{1,6}){2,9}(?![\d.．])",
        r"\d(?<!\d\d)(?:\d{2,3}\s?[-—－–]{1,2}\s?\d{7,8}|(?<=1)\d{10})(?!\d)",
        # 1. and (1) at the head of a sentence.
        rf"[。；：:;]{_MARK}",
    )
)
_FIRST = re.compile(_MARK)


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(r"\s?[余多]?\s?" + phrases.any_of(phrases.value("figures", "counted")))


def barred(text: str) -> list[Span]:
    """Return the spans in which no figure is, in order, apart."""
    joined: list[Span] = []
    found: list[Span] = [match.span() for pattern in _OTHERS for match in pattern.finditer(text)]
    if first := _FIRST.match(text):
        found.append(first.span())
    found += _words(text)
    for start, end in sorted(found):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _words(text: str) -> Iterator[Span]:
    for match in _LATIN.finditer(text):
        start, end = match.span()
        if not _LETTER.search(text, start, end):
            continue
        tail = _TAIL.search(text, max(start, end - 9), end)
        # APP12条 is a figure behind a word, 5G and 7×24小时 are not.
        if tail and _counted().match(text, end):
            end = tail.start()
        yield start, end
