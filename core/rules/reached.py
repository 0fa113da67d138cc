"""S7.profile, S7.preamble: the preamble against the unit's profile, and a preamble where there is none."""

import re
from collections.abc import Iterator

from core import phrases
from core.preamble import proposed
from core.profile import REACHED, is_asked
from core.report import PREAMBLE, Paragraph, Report, text_slot
from core.rules.engine import Finding, Fix, Level, Scope, rule
from core.rules.spans import Passage, passages, replaced
from core.values import squeeze

_NOT_A_DIGIT = re.compile(r"\D+")
# The shortest number that tells a telephone: without its area code.
_PHONE_DIGITS = 7


@rule("S7.profile", Level.CONFIRM, Scope.TEXT, "前言里的电话、地址、邮编与单位资料不同")
def profile_differs(report: Report) -> Iterator[Finding]:
    """核对前言里写的电话、地址、邮编与单位资料是否一致：换了号码、搬了地方，上年的前言往往忘了改。

    只在确认过单位资料以后核对，单位资料里没有填的不核对。
    电话有没有区号、地址有没有省市县，不算不同；前言里另有监督电话、热线、传真，或者写了几个电话、其中有一个相同的，也不算。
    改法：前言是旧的，点“改为”；单位资料是旧的，在“设置—单位”里改。
    """
    if not is_asked(report):
        return
    preamble = [passage for passage in passages(report) if passage.part == PREAMBLE]
    for slot, (name, pattern) in REACHED.items():
        held: str = getattr(report.profile, slot)
        found = [(passage, match) for passage in preamble for match in pattern.finditer(passage.text) if not _is_other(slot, match)]
        if held and found and not any(_agree(slot, held, match[1]) for _, match in found):
            yield _differs(report, name, held, *found[0])


def _is_other(slot: str, match: re.Match[str]) -> bool:
    """Tell whether a telephone is another one by the words before it."""
    head = match.string[max(0, match.start() - 4) : match.start()]
    return slot == "phone" and head.endswith(tuple(phrases.value("preamble", "other", "phones")))


def _agree(slot: str, held: str, written: str) -> bool:
    if slot == "phone":
        number = _NOT_A_DIGIT.sub("", written)
        # The profile may hold several numbers; an extension or an area code more or less is no difference.
        known = [_NOT_A_DIGIT.sub("", each) for each in re.split(r"[、，,;；/\s]+", held)]
        return any(min(len(number), len(each)) >= _PHONE_DIGITS and (number in each or each in number) for each in known) or number in known
    first, second = squeeze(held), squeeze(written)
    return first in second or second in first


def _differs(report: Report, name: str, held: str, passage: Passage, match: re.Match[str]) -> Finding:
    written, span = match[1], match.span(1)
    message = f"前言里的{name}是“{written}”，单位资料里是“{held}”，两处不同，请核实哪一个是现在用的"
    fix = Fix(f"改为“{held}”", replaced(report, passage, [span], held))
    return Finding(passage.where(*span), message, expected=held, actual=written, fix=fix)


@rule("S7.preamble", Level.HINT, Scope.TEXT, "前言是空的")
def empty_preamble(report: Report) -> Iterator[Finding]:
    """提示前言还没有写：标题下面一般先说明编制依据、统计期限和联系方式，便于群众咨询。

    只在确认过单位资料、填了年度以后提示；确实不写前言的，可以不理会。
    改法：点“写成通常的前言”，程序按单位资料写好一段，再看一遍；或者自己写。
    """
    if not lacks_preamble(report):
        return
    fix = Fix("写成通常的前言", {text_slot(PREAMBLE): (Paragraph(proposed(report)),)})
    yield Finding(PREAMBLE, "前言是空的，一般写明编制依据、统计期限和联系方式；可以按单位资料写成一段", fix=fix)


def lacks_preamble(report: Report) -> bool:
    """Tell whether a preamble is missing that could be worded from what is known."""
    return is_asked(report) and bool(report.year) and not report.paragraphs(PREAMBLE)
