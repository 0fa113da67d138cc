"""Random whole reports from a seed: every kind of cell, wrong totals, remarks, blanks, headings, long paragraphs, odd characters."""

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from core.calculation import settle
from core.prose import tidy
from core.report import PREAMBLE, Entry, Report, official_title, paragraphs
from core.schema import CellId, Format, formats
from core.values import CellType, Value
from tests.papers.sentences import Writer

_UNITS = (
    *("青石县柳河乡人民政府", "白沙市云台区长岭街道办事处", "石门县榆桥镇", "青石县发展和改革局", "云岭自治州石磨沟回族乡人民政府"),
    *("青石县硚垟镇人民政府", "白沙市杏花岭区经济技术开发区管理委员会槐荫路街道办事处"),
)
# All are printable, none is so rare that no face has it.
_ODD = (
    *("①②③", "Ⅲ级响应", "≥95%", "±0.5‰", "25℃", "3㎡", "№12", "〔2024〕", "A—B", "３６５天", "ＡＢＣ", "“‘双’”", "①、②", "㈠㈡", "1/2"),
    *("→", "★★★", "■", "·", "α", "é", "m²", "×2", "〇", "～", "堽城", "硚口", "上垟", "䢺石", "㙟村", "+8.5%", "-3"),
    *("WPS Office", "GB/T 9704—2012", "http://www.qingshi.example/a_b?c=1&d=2#e", "「引」", "……", "——", "￥5.00", "@某某", "<备注>", "a&b"),
    *("(注)", "[2024]", "C++", "＝"),
    *("WPS Office 2019 for Linux and Windows", "Microsoft Word 97-2003 Document", "e\u0301tude", "Ⅰ类", "½", "Q&A：", "'single'"),
)
_OPENINGS = ("一是", "第一，", "“", "——", "《条例》", "2.5万元", "12月31日", "A. ", "★", "注：", "附：", "（四舍五入）", "①", "…")
_REMARKS = ("其中2件为网上申请", "含上年结转", "见附表", "延期1件；中止1件", "比上年增加3%", "硚垟村", "A类", "其中变更（延续）3件")
_TEXTS = ("约3", "见附件", "三百余", "无法统计", "12件（其中5件", "?")


def random_report(seed: int) -> Report:
    """Return the report of a seed; the form alternates."""
    rng = random.Random(f"report {seed}")
    form = formats()[("2021", "2019")[seed % 2]]
    year = rng.choice((2021, 2022, 2023, 2024, 2025)) if form.id == "2021" else rng.choice((2019, 2020))
    unit = rng.choice(_UNITS)
    title = rng.choice((official_title(unit, year),) * 3 + (f"{unit}{year}年政府信息公开年度报告",))
    report = Report(form, unit=unit, year=year, title=title)
    if rng.random() < 0.8:
        report.signed_unit = rng.choice((unit, unit, f"{unit}办公室", ""))
        report.signed_date = f"{year + 1}-0{rng.randint(1, 3)}-{rng.randint(1, 28):02}"
    settle(report, dict(_entries(form, rng)))
    for cell in rng.sample(list(form.sum_of), rng.choice((0, 0, 1, 3))):
        # A total of a person's own, as a rule a wrong one.
        report.entries[cell] = Entry(rng.randint(0, 999), manual=True)
    writer = Writer(seed, year)
    report.texts = {part: paragraphs(_prose(rng, writer, part)) for part in (PREAMBLE, *(s.id for s in form.text_sections))}
    return report


def _entries(form: Format, rng: random.Random) -> Iterator[tuple[CellId, Entry]]:
    """Fill the cells that no sum computes, each with another number; now and then one is blank, a text, or has a remark."""
    numbers = iter(rng.sample(range(1, rng.choice((1000, 100_000, 90_000_000))), len(form.cells)))
    zeros = rng.random() < 0.3
    for cell, kind in form.types.items():
        value, chance = _of_kind(kind, next(numbers), rng), rng.random()
        if cell in form.sum_of or chance < 0.03:
            continue
        entry = Entry(0 if zeros and chance > 0.4 and kind is CellType.COUNT else value)
        if chance > 0.985:
            entry = Entry(rng.choice(_TEXTS))
        elif chance > 0.96:
            entry = replace(entry, remark=rng.choice(_REMARKS))
        yield cell, entry


def _of_kind(kind: CellType, number: int, rng: random.Random) -> Value:
    if kind is CellType.MONEY:
        return f"{number}{rng.choice(('万元', '.5万元', '元'))}"
    if kind is CellType.MONEY_WAN:
        return Decimal(number) + rng.choice((Decimal(0), Decimal("0.5"), Decimal("0.1234")))
    return -number if kind is CellType.SIGNED and rng.random() < 0.4 else number


def _prose(rng: random.Random, writer: Writer, part: str) -> list[str]:
    if part == PREAMBLE:
        texts = [writer.paragraph(rng.randint(1, 3)) for _ in range(rng.choice((0, 1, 2)))]
    elif part == "overview":
        texts = writer.chapters(rng.choice((200, 1500, 9000)))
    else:
        texts = [writer.paragraph(rng.choice((1, 1, 2, 4, 12))) for _ in range(rng.choice((1, 2, 5)))]
    return [tidy(_odd(rng, text)) for text in texts]


def _odd(rng: random.Random, text: str) -> str:
    """Put an odd word into some paragraphs, behind a comma or at the end of the text before its stop, or open it oddly."""
    if rng.random() > 0.3 or not text.endswith("。"):
        return text
    if rng.random() < 0.2:
        return rng.choice(_OPENINGS) + text
    places = [at + 1 for at, char in enumerate(text) if char in "，；"] or [len(text) - 1]
    at = rng.choice(places)
    return text[:at] + rng.choice(_ODD) + text[at:]
