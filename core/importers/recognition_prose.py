"""Recognise the prose of a report: title, unit, year, section headings, cut paragraphs, signing lines."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache

from core.importers.recognition_labels import bare, likeness
from core.layout import heading_level
from core.schema import Format, Section
from core.values import squeeze

_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")
_TITLE = re.compile(
    r"^(?P<unit>.{0,40}?)(?:关于)?(?P<year>[12２１二一][\d０-９〇○零一二三四五六七八九]{3})?年?度?(?P<kind>政府信息公开(?:工作)?(?:年度?)?(?:工作)?报告|政府信息公开年报)$"
)
_NO_TITLE = re.compile(r"[。；：:！]|〔\d{4}〕|(?:文件|号)$")
_HEADING = re.compile(r"^\s*[一二三四五六][、.．,，]?")
# Ordinals that the form does not have; a bracket opens a heading of the second level.
_OTHER_ORDINAL = re.compile(r"^\s*(?:[1-6１-６][、.．,，:：\s]|第[一二三四五六]部分[、:：\s]?|[一二三四五六][、.．,，])?\s*")
_LONGEST_TITLE = 40
_HAN_ONLY = re.compile("[\u3400-\u9fff\U00020000-\U000323af]+")
# As many characters a line of a title holds in 2号.
_TITLE_LINE = 20
_PAGE_LINE = re.compile(r"[-—–－―─\s]*\d{1,3}[-—–－―─\s]*|第\s*\d{1,3}\s*页(?:[，,\s]*共\s*\d{1,3}\s*页)?|\d{1,3}\s*[/／]\s*\d{1,3}")
_NUMBERED = re.compile(r"[.．…·_]*[-—]?\d{0,3}[-—]?")
# What follows a title in a table of contents.
_LEADER = re.compile(r"(?:[\s.．…·_]{2,}\d{0,3}|\s\d{1,3})$")
_ENDS = "。！？；：”’）)】…!?;:.．、，,"
_PERIOD = re.compile(r"(20\d\d)\s*年\s*1\s*月\s*1\s*日")
_DATE = re.compile(
    r"(?P<unit>.*?)(?P<year>20\d\d|二[〇○零]\S{2})年(?P<month>[\d一二三四五六七八九十]{1,3})月(?P<day>[\d一二三四五六七八九十]{1,3})日"
)
_SIGNERS = ("政府", "办公室", "办事处", "委员会", "局", "镇", "乡", "街道")
_LIST_MARK = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,3}[、.．]|[-•·●]|第[一二三四五六七八九十]+|[①-⑳])"
)
_SHORTEST_CUT = 18
# Lines that are longer than this together are no title, however many blanks stand in them.
_LONGEST_LINES = 1000
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class TitleFound:
    """The title on one line, the unit and year that it names (blank and 0 where it does not), and the blocks it took: [first, last)."""

    title: str
    unit: str
    year: int
    first: int
    last: int


def find_title(texts: Sequence[str]) -> TitleFound | None:
    """Find the title among the leading paragraphs; it may stand on up to three lines."""
    best: TitleFound | None = None
    for first in range(min(len(texts), 40)):
        for last in range(first + 1, min(first + 4, len(texts) + 1)):
            if sum(map(len, texts[first:last])) > _LONGEST_LINES:
                break
            joined = squeeze("".join(texts[first:last]))
            match = _TITLE.match(joined) if len(joined) <= 80 else None
            if match and _reads_as_title(texts[first:last]):
                found = TitleFound(joined, match["unit"].removesuffix("关于"), _year(match["year"]), first, last)
                if best is None or _worth(found) > _worth(best):
                    best = found
    return best and _with_line_before(texts, best)


def _with_line_before(texts: Sequence[str], found: TitleFound) -> TitleFound:
    """Take the line before along where the unit's name is too long for one line and goes on behind it.

    A letterhead, whose body is named once more below it, makes a name that is short or says 人民政府 twice.
    """
    if found.last - found.first != 2 or not found.first or bare(texts[found.first]) != bare(found.unit):
        return found
    before = squeeze(texts[found.first - 1])
    joined = before + found.title
    match = _TITLE.match(joined)
    one_name = _HAN_ONLY.fullmatch(before) and found.unit[:2] not in before and (before + found.unit).count("人民政府") < 2
    if not match or not one_name or len(before) > _TITLE_LINE or len(before + found.unit) <= _TITLE_LINE:
        return found
    return TitleFound(joined, match["unit"], found.year, found.first - 1, found.last)


def _reads_as_title(lines: Sequence[str]) -> bool:
    return all(len(squeeze(line)) <= 60 and not _NO_TITLE.search(line) for line in lines)


def _worth(found: TitleFound) -> tuple[bool, bool, int, int]:
    return bool(found.unit), bool(found.year), found.first - found.last, -found.first


def without_title(texts: Sequence[str], title: str) -> list[str]:
    """Return the paragraphs without further copies of the title, whole or in lines, and without the word 目录."""
    rest, wanted = list(texts), bare(title)
    for first in range(len(rest)):
        for last in range(first + 1, min(first + 4, len(rest) + 1)):
            if sum(map(len, rest[first:last])) <= _LONGEST_LINES and bare("".join(rest[first:last])) == wanted:
                rest[first:last] = [""] * (last - first)
    return [text for text in rest if text and bare(text) != "目录"]


def _year(text: str | None) -> int:
    digits = (text or "").translate(_CHINESE_DIGITS)
    return int(digits) if digits.isdigit() and len(digits) == 4 else 0


def year_of_period(texts: Sequence[str]) -> int:
    """Take the year from the statistics period (1月1日 to 12月31日)."""
    return next((int(m[1]) for text in texts if (m := _PERIOD.search(text))), 0)


def match_heading(text: str, form: Format, known: Container[str] = ()) -> tuple[Section, str] | None:
    """Return the section whose title a paragraph is, with what follows the title in the same paragraph.

    A misworded title counts by its likeness, but not for the sections of `known`, whose very titles stand elsewhere in the source.
    """
    if len(text) > 400:
        return None
    whole, text = text, _LEADER.sub("", text)
    if not _HEADING.match(text):
        return _renumbered(text, form, known)
    for section in form.sections:
        for title in (section.title, *section.seen_titles):
            cut = _behind(text, title)
            if cut is not None:
                return section, whole[cut:].lstrip(" 　：:。.\t") if text[cut:].strip() else ""
    found = _nearly(text, form)
    return None if found is None or found[0].id in known else found


def _renumbered(text: str, form: Format, known: Container[str]) -> tuple[Section, str] | None:
    """Recognise a title with another ordinal or none: only its very words on a line of their own."""
    if len(text) > _LONGEST_TITLE:
        return None
    words = bare(_OTHER_ORDINAL.sub("", text))
    for section in form.sections:
        if words and section.id not in known and words in _words_of(section):
            return section, ""
    return None


@cache
def _words_of(section: Section) -> frozenset[str]:
    """Return a section's titles without their ordinals."""
    return frozenset(bare(_HEADING.sub("", title)) for title in (section.title, *section.seen_titles))


def excerpt(texts: Sequence[str], most: int = 80) -> str:
    """Quote texts in a note; where they are too long for it, say how much there is."""
    whole = "　".join(texts)
    return whole if len(whole) <= most else f"{whole[:most]}……（共 {len(texts)} 段 {sum(map(len, texts))} 字）"


def is_page_line(text: str) -> bool:
    """Tell a line that holds nothing but the number of a page."""
    return bool(_PAGE_LINE.fullmatch(text.strip()))


def is_page_number(text: str) -> bool:
    """Tell what a table of contents has beside a title."""
    return _NUMBERED.fullmatch(squeeze(text)) is not None


def _behind(text: str, title: str) -> int | None:
    """Return where the title ends in the text, blanks apart, if a mark or nothing follows it."""
    place, want = 0, _squeezed(title)
    for wanted in want:
        while place < len(text) and text[place].isspace():
            place += 1
        if place >= len(text) or bare(text[place]) != bare(wanted):
            return None
        place += 1
    rest = text[place:]
    return place if not rest.strip() or rest[0] in " 　：:。\t" else None


# The form's titles are few, and every line of a file is held against each of them.
_squeezed = cache(squeeze)


def _nearly(text: str, form: Format) -> tuple[Section, str] | None:
    """Recognise a misworded title by its closeness, whatever its ordinal."""
    if len(squeeze(text)) > 40 or text.rstrip()[-1:] in "。；":
        return None
    plain = bare(text)
    scored = [(likeness(plain, bare(t)), s) for s in form.sections for t in (s.title, *s.seen_titles)]
    score, section = max(scored, key=lambda pair: pair[0])
    return (section, "") if score >= 0.75 else None


def is_official(text: str, section: Section) -> bool:
    """Tell whether a heading is worded as the form or a known variant has it, blanks and widths apart."""
    return bare(text) in {bare(t) for t in (section.title, *section.seen_titles)}


def join_cut(texts: Sequence[str]) -> tuple[list[str], int]:
    """Join paragraphs that a page break cut in two; return them and how many joins were made.

    A paragraph was cut where it ends in the middle of a sentence, is too long for a heading, and the next one opens no list.
    """
    joined: list[str] = []
    joins = 0
    for text in texts:
        if joined and _is_cut(joined[-1], text):
            joined[-1] += text
            joins += 1
        else:
            joined.append(text)
    return joined, joins


def _is_cut(before: str, after: str) -> bool:
    if before[-1] in _ENDS or len(before) < _SHORTEST_CUT or _LIST_MARK.match(after):
        return False
    return not (heading_level(before) and len(before) < _LONGEST_HEADING and "，" not in before)


def take_signature(texts: list[str], unit: str) -> tuple[list[str], str, str]:
    """Split the signing lines off the end: return the rest, the unit that signs, and the date as ISO; blanks where there are none."""
    if not texts:
        return texts, "", ""
    match = _DATE.fullmatch(squeeze(texts[-1]))
    if not match or len(match["unit"]) > 40 or re.search(r"[。，；：《》]", match["unit"]):
        return texts, "", ""
    date = _iso(match)
    if not date:
        return texts, "", ""
    rest, signed = texts[:-1], match["unit"]
    if not signed and rest and is_signer(rest[-1], unit):
        signed = squeeze(rest[-1])
        rest = rest[:-1]
    return (*_whole_name(rest, signed, squeeze(unit)), date)


def _whole_name(rest: list[str], signed: str, unit: str) -> tuple[list[str], str]:
    """Put the name of who signs together where it is too long for its line; the report's own unit tells where it begins."""
    for lines in (1, 2) if unit and not signed.startswith(unit) else ():
        name = "".join(map(squeeze, rest[-lines:])) + signed
        if len(rest) >= lines and name.startswith(unit) and name.endswith(_SIGNERS) and is_signer(name, unit):
            return rest[:-lines], name
    return rest, signed


def is_signer(text: str, unit: str) -> bool:
    """Tell whether a text reads as the name of who signs."""
    plain = squeeze(text)
    if plain and unit and (plain == squeeze(unit) or plain in unit or (unit in plain and len(plain) <= len(unit) + 10)):
        return True
    return len(plain) <= 30 and plain.endswith(_SIGNERS) and "，" not in plain


def _iso(match: re.Match[str]) -> str:
    year = _year(match["year"])
    month, day = _small(match["month"]), _small(match["day"])
    return f"{year:04}-{month:02}-{day:02}" if year and 1 <= month <= 12 and 1 <= day <= 31 else ""


def _small(text: str) -> int:
    """Read a number up to 31 in Arabic or Chinese digits; 0 where it is none."""
    if text.isdigit():
        return int(text)
    ones = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
    if "十" not in text:
        return ones.get(text, 0)
    tens, _, rest = text.partition("十")
    return (ones.get(tens, 1) if not tens or tens in ones else 0) * 10 + (ones.get(rest, 0))
