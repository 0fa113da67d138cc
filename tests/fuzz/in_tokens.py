"""Damage to files that are text with a grammar: web pages, RTF, plain text, PDF; tokens are dropped, moved, nested and given odd values."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tests.fuzz.odd import LARGEST, NUMBERS, TEXTS, Mutation

_TIMES = (1, 2, 20, 300, 5000)
_DIGITS = re.compile(rb"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Grammar:
    """How a kind of text falls into tokens, which odd tokens are put in, and how its texts are encoded."""

    token: re.Pattern[bytes]
    odd: tuple[bytes, ...]
    encoding: str = "utf-8"


def _listed(tokens: str) -> list[str]:
    return tokens.split(" ¦ ")


_HTML_ODD = (
    *_listed(
        r"<table> ¦ </table> ¦ <tr> ¦ <td> ¦ </td> ¦ <td rowspan=65535 colspan=1000> ¦ <td colspan=99999999999> ¦ "
        r"<td rowspan=-1> ¦ <div> ¦ </div> ¦ <p> ¦ <br> ¦ <pre> ¦ <ol start=99999> ¦ <li value=-3> ¦ <script> ¦ <style> ¦ "
        r"<!-- ¦ --> ¦ <![CDATA[ ¦ <caption> ¦ <plaintext> ¦ <select> ¦ <svg><td> ¦ <h1 hidden> ¦ <main><header> ¦ <tbody> ¦ "
        r"<meta charset=utf-16> ¦ <meta charset=xyz> ¦ </body> ¦ &#0; ¦ &#xD800; ¦ &#99999999999; ¦ &nbsp; ¦ "
        r"<p style='display:none'> ¦ <a b=' ¦ <?xml encoding='ebcdic'?>"
    ),
    "\0",
    "<th>" * 3000,
)
_RTF_ODD = (
    *_listed(
        r"\bin99999999 ¦ \bin-1 ¦ \u-99999 ? ¦ \uc99999 ¦ \uc-1 ¦ \'zz ¦ \' ¦ \cellx-2147483649 ¦ \cellx99999999999 ¦ \trowd ¦ "
        r"\cell ¦ \row ¦ \intbl ¦ \itap99999 ¦ \nestcell ¦ \nestrow ¦ \clmgf ¦ \clmrg ¦ \clvmgf ¦ \clvmrg ¦ \pard ¦ \par ¦ \* ¦ "
        r"\*\x ¦ { ¦ } ¦ \ ¦ \ansicpg99999 ¦ \ansicpg65001 ¦ \fcharset134 ¦ \f99 ¦ \v ¦ \v0 ¦ \deleted ¦ \u55357? ¦ \pict ¦ "
        r"\listtext ¦ \field ¦ \fldrslt ¦ \footnote ¦ \object ¦ \shptxt ¦ \upr ¦ \ud ¦ \mac"
    ),
    "{" * 5000,
    "}" * 50,
    "\0",
    "\r\n",
    r"\cellx1" * 3000,
    r"\cell" * 3000,
)
_PDF_ODD = (
    *_listed(
        r"1 0 R ¦ 99999 0 R ¦ null ¦ true ¦ /Kids ¦ /Parent ¦ /Length ¦ << ¦ >> ¦ [ ¦ ] ¦ stream ¦ endstream ¦ endobj ¦ xref ¦ "
        r"trailer ¦ startxref ¦ %%EOF ¦ q ¦ Q ¦ BT ¦ ET ¦ cm ¦ re ¦ f ¦ S ¦ l ¦ m ¦ h ¦ Tj ¦ Td ¦ Tm ¦ Tf ¦ Do ¦ /Rotate 90 ¦ "
        r"/Rotate -45 ¦ /MediaBox [0 0 1e38 -1e38] ¦ /MediaBox [nan] ¦ -1e39 ¦ 1e-45 ¦ 99999999999999 ¦ /Encrypt ¦ "
        r"/Filter /LZWDecode ¦ /Prev 0 ¦ 0 0 0 0 0 0 cm"
    ),
    "(" * 300,
    "0 0 m 595 842 l S\n" * 500,
    "80 80 400 1 re f\n" * 3500,
    "q " * 4000,
    "1 0 0 1 5 5 cm " * 50,
    "(abc) Tj " * 3000,
    "\0",
)
_TEXT_ODD = (
    "\t",
    "\n",
    "\n\n",
    "\r",
    "\t\t\t",
    "|",
    "|" * 50,
    "\n|a|b|\n|-|-|\n",
    "\t1\n" * 300,
    "\n" * 5000,
    "\t" * 5000,
    "\0",
    "- ",
    "\n一、",
    "\x1a",
)


def _bytes(tokens: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(token.encode() for token in tokens)


HTML = Grammar(re.compile(rb"<[^<>]*>|[^<>]+|[<>]"), _bytes(_HTML_ODD))
RTF = Grammar(re.compile(rb"\\[a-zA-Z]+-?\d* ?|\\'..|\\[^a-zA-Z]|[{}]|[^\\{}]+", re.DOTALL), _bytes(_RTF_ODD), "ascii")
PDF = Grammar(re.compile(rb"[\s]+|[^\s<>\[\]()/]+|/[^\s<>\[\]()/]*|<<|>>|[<>\[\]()]"), _bytes(_PDF_ODD), "ascii")
TEXT = Grammar(re.compile(rb"\r?\n|\t|[^\r\n\t]+|\r"), _bytes(_TEXT_ODD))
_Way = Callable[[list[bytes], Mutation, Grammar], None]


@lru_cache(maxsize=16)
def _tokens(data: bytes, grammar: Grammar) -> tuple[bytes, ...]:
    return tuple(grammar.token.findall(data))


def damager(grammar: Grammar) -> Callable[[bytes, Sequence[Mutation], bytes], bytes]:
    """Return the family of mutations that follows this grammar."""

    def damaged(data: bytes, mutations: Sequence[Mutation], _other: bytes) -> bytes:
        tokens = list(_tokens(data, grammar))
        for mutation in mutations:
            if tokens:
                _WAYS[mutation.what % len(_WAYS)](tokens, mutation, grammar)
        return b"".join(tokens)[:LARGEST]

    return damaged


def _one(tokens: list[bytes], m: Mutation) -> int:
    """Choose a place; every second time the token first, so that what is rare is chosen as often as what is everywhere."""
    if m.what // 16 % 2:
        return m.place(len(tokens))
    kinds = sorted({token.lstrip()[:8] for token in tokens})
    kind = kinds[m.place(len(kinds))]
    alike = [at for at, token in enumerate(tokens) if token.lstrip().startswith(kind)]
    return alike[m.second(len(alike))]


def _drop(tokens: list[bytes], m: Mutation, _: Grammar) -> None:
    at = _one(tokens, m)
    del tokens[at : at + 1 + m.value % 5]


def _double(tokens: list[bytes], m: Mutation, _: Grammar) -> None:
    at = _one(tokens, m)
    piece = tokens[at : at + 1 + m.other % 12]
    size = sum(map(len, piece)) or 1
    tokens[at:at] = piece * min(m.pick(_TIMES), 200_000 // size)


def _move(tokens: list[bytes], m: Mutation, _: Grammar) -> None:
    at = _one(tokens, m)
    piece = tokens[at : at + 1 + m.value % 12]
    del tokens[at : at + len(piece)]
    to = m.second(len(tokens) + 1)
    tokens[to:to] = piece


def _insert(tokens: list[bytes], m: Mutation, grammar: Grammar) -> None:
    at = m.place(len(tokens) + 1)
    tokens.insert(at, m.pick(grammar.odd))


def _replace(tokens: list[bytes], m: Mutation, grammar: Grammar) -> None:
    tokens[_one(tokens, m)] = m.pick(grammar.odd)


def _odd_text(tokens: list[bytes], m: Mutation, grammar: Grammar) -> None:
    tokens[_one(tokens, m)] = m.pick((*TEXTS, *NUMBERS)).encode(grammar.encoding, "replace")


def _odd_number(tokens: list[bytes], m: Mutation, grammar: Grammar) -> None:
    """Change a number inside a token that has one."""
    first = _one(tokens, m)
    for step in range(40):
        at = (first + step) % len(tokens)
        found = list(_DIGITS.finditer(tokens[at]))
        if found:
            match = found[m.other % len(found)]
            number = m.pick(NUMBERS).encode(grammar.encoding, "replace")
            tokens[at] = tokens[at][: match.start()] + number + tokens[at][match.end() :]
            return


def _swap(tokens: list[bytes], m: Mutation, _: Grammar) -> None:
    first, second = m.place(len(tokens)), m.second(len(tokens))
    tokens[first], tokens[second] = tokens[second], tokens[first]


_WAYS: tuple[_Way, ...] = (_drop, _double, _move, _insert, _insert, _replace, _odd_text, _odd_number, _odd_number, _swap)
