"""Chinese numerals with a unit: 十二件, 六十余条, 一百零三次, 二三十件, 几十个; manners of speaking are left out."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from core import phrases
from core.figures_model import Bound, Figure

_SINGLE = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"〇": 0, "两": 2}
_DIGITS = "一二三四五六七八九"
CHINESE = "零〇一二两三四五六七八九十百千万亿"
_LONGEST = 20
_SCALE = "百千万亿"
_NOT_BEFORE = CHINESE + "几第点"
# 二三十, 两三, 三五 are ranges; the scale may stand behind both digits.
_NEXT = re.compile(rf"(?P<head>(?:.*[{_SCALE}十零])?)(?P<low>[{_DIGITS}两])(?P<high>[{_DIGITS}])(?P<tail>(?:[十{_SCALE}].*)?)")
_SOME = re.compile(rf"(?P<head>.*)几(?P<tail>[十{_SCALE}]*)")
_ROUND = re.compile(r"一?[十百千万]+")
_ONLY_DIGITS = re.compile(rf"[零〇{_DIGITS}两]{{2,}}")
# 人数十二人 is no 数十, 以上百件 no 上百.
_VAGUE = re.compile(r"(?<![人总件条次个户字位指额量])数$|(?<![以网线])(?:成百)?上$")
_STOP = re.compile(r"\s?(?:$|[，。；、,;)）])")
_NEAR = re.compile(r"(?:近|超|超过|逾|约|大约|达|突破)$")


def unit_pattern(*names: str) -> str:
    """Return the pattern of the units of these lists; a word that only begins like one is none (12部门, 3条例)."""
    not_before = phrases.value("figures", "not_before")
    units = sorted({unit for name in names for unit in phrases.value("figures", name)}, key=len, reverse=True)
    return "|".join(re.escape(unit) + (f"(?![{not_before[unit]}])" if unit in not_before else "") for unit in units)


@cache
def _counts() -> re.Pattern[str]:
    units = unit_pattern("counted", "spans_of_time")
    # It begins with a set of characters, which the engine looks for fast; what must not stand before is asked afterwards.
    run = f"[{CHINESE}几][{CHINESE}几]{{0,{_LONGEST - 1}}}(?:点[零〇{_DIGITS}]{{1,6}}[万亿]?)?"
    return re.compile(rf"(?P<value>{run})(?:\s?[至到~～—-]\s?(?P<upper>{run}))?\s?(?P<more>余|多|来)?\s?(?P<unit>{units})")


@cache
def spans_of_time() -> frozenset[str]:
    """Return the units of time, which count no work."""
    return frozenset(phrases.value("figures", "spans_of_time"))


@cache
def _not_counted() -> re.Pattern[str]:
    return re.compile(phrases.any_of(phrases.value("figures", "not_counted")))


@cache
def _told_of_one() -> re.Pattern[str]:
    return re.compile(f"{phrases.any_of(phrases.value('figures', 'one_after'))}了?$")


def chinese_numbers(text: str) -> Iterator[Figure]:
    """Yield the counts in Chinese numerals, in order."""
    for match in _counts().finditer(text):
        start, unit = match.start(), match["unit"]
        if (start and text[start - 1] in _NOT_BEFORE) or unit in spans_of_time() or _is_manner_of_speaking(text, match):
            continue
        run, unit = _with_money(match["value"], unit)
        vague = _VAGUE.search(text, max(0, start - 4), start) if _ROUND.fullmatch(run) else None
        ends = _ends(match, run, vague.group() if vague else "")
        if ends is not None:
            value, upper, bound = ends
            yield Figure(vague.start() if vague else start, match.end(), value, unit, upper, bound)


def _with_money(run: str, unit: str) -> tuple[str, str]:
    """Return numeral and unit with the 万 of 两百万元 in the unit, as in 200万元."""
    return (run[:-1], run[-1] + unit) if unit == "元" and len(run) > 1 and run[-1] in "万亿" else (run, unit)


def _ends(match: re.Match[str], run: str, vague: str) -> tuple[Decimal, Decimal | None, Bound] | None:
    more = match["more"]
    if run[0] in _SCALE:
        # 百余条, 上百条, 近百条; 万元户 has no number.
        if not (vague or more or _NEAR.search(match.string[max(0, match.start() - 2) : match.start()])):
            return None
        run = "一" + run
    ends = numeral_range(run)
    if ends is None:
        return None
    value, upper = ends
    if match["upper"]:
        top = numeral(_with_money(match["upper"], match["unit"])[0])
        if upper is not None or top is None or top <= value:
            return None
        upper = top
    if vague == "数":
        return value * 2, value * 9, Bound.ABOUT
    bound = Bound.ABOUT if more == "来" or "几" in run else Bound.OVER if more or vague else Bound.EXACT
    return value, upper, bound


def _is_manner_of_speaking(text: str, match: re.Match[str]) -> bool:
    """Tell whether 一件, 零件 or 三个 counts nothing: 一个窗口, 三个方面, 二次审核."""
    if _not_counted().match(text, match.end()):
        return True
    if match["more"] or match["upper"]:
        return False
    if match["value"] in ("一", "零"):
        return not _is_one(text, match)
    return match["value"] == "二" and match["unit"] in ("次", "类", "期")


def _is_one(text: str, match: re.Match[str]) -> bool:
    """Tell whether 一件 or 零件 is a count: 收到一件申请, 收到零件, 专区一处."""
    ends = bool(_STOP.match(text, match.end()))
    if _told_of_one().search(text, max(0, match.start() - 6), match.start()):
        return ends or match["value"] == "一"
    if not ends or match.start() == 0 or match["unit"] not in phrases.value("figures", "one_at_the_end"):
        return False
    before = text[match.start() - 1]
    return before.isalpha() and before not in phrases.value("figures", "no_one_after")


def numeral_range(run: str) -> tuple[Decimal, Decimal | None] | None:
    """Read a run of Chinese numerals: (value, upper end or None); None where it is no count (一二三四)."""
    if len(run) == 1:
        return (Decimal(_SINGLE[run]), None) if run in _SINGLE else None
    if some := _SOME.fullmatch(run):
        return _some(some["head"], some["tail"])
    if (pair := _NEXT.fullmatch(run)) and not (pair["tail"] and pair["head"].endswith("零")):
        low, high = _SINGLE[pair["low"]], _SINGLE[pair["high"]]
        if high == low + 1 or (low, high) == (3, 5):
            ends = [numeral(pair["head"] + str(pair[name]) + pair["tail"]) for name in ("low", "high")]
            return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])
        return None
    if _ONLY_DIGITS.fullmatch(run) and not ("零" in run or "〇" in run):
        return None
    value = numeral(run)
    return None if value is None else (value, None)


def _some(head: str, tail: str) -> tuple[Decimal, Decimal | None] | None:
    """Read 几十 as 20 to 90 and 十几 as 11 to 19; 几 alone is no number."""
    if tail and not head:
        one = numeral("一" + tail)
        return None if one is None else (one * 2, one * 9)
    base = numeral(head) if head.endswith("十") and not tail else None
    return None if base is None else (base + 1, base + 9)


def whole(value: Decimal) -> Decimal:
    """Return the value, 45000 and not 45000.0."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


@lru_cache(maxsize=512)
def numeral(run: str) -> Decimal | None:
    """Read one Chinese numeral, 四点五 too; None where it is none."""
    if run in _SINGLE:
        return Decimal(_SINGLE[run])
    if not run or len(run) > 2 * _LONGEST:
        return None
    if "点" in run and run[-1] in "万亿":
        small = numeral(run[:-1])
        return None if small is None else whole(small * (10_000 if run[-1] == "万" else 100_000_000))
    from cn2an import cn2an

    try:
        return Decimal(str(cn2an(run.replace("〇", "零"), "normal")))
    except (ValueError, KeyError, IndexError):
        return None
