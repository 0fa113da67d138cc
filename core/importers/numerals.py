"""Write numbers as the automatic numbering of word processors shows them, and read the small numbers of their attributes."""

_DIGITS = "零一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
          (4, "IV"), (1, "I"))  # fmt: skip
_COUNTING = {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
             "koreanCounting", "japaneseLegal"}  # fmt: skip
# Number format -> (code point of 1, how many there are)
_SIGNS = {
    "decimalEnclosedCircle": (0x2460, 20),
    "decimalEnclosedCircleChinese": (0x2460, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "decimalEnclosedFullstop": (0x2488, 20),
    "ideographEnclosedCircle": (0x3280, 10),
}
_ROWS = {"ideographTraditional": _STEMS, "ideographZodiac": _BRANCHES}


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """Write 1 to 9999 in Chinese: 十, 十一, 一百零五; anything else in digits."""
    if not 0 < number < 10_000:
        return digits[0] if number == 0 else str(number)
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += (digits[0] if gap and text else "") + digits[digit] + (units[power - 1] if power else "")
        gap = not digit
    return text[1:] if text.startswith("一十") else text


def _letters(number: int, first: str) -> str:
    """Word goes a … z, aa, bb …: the same letter again."""
    repeat, index = divmod(number - 1, 26)
    return chr(ord(first) + index) * (repeat + 1) if 0 < number <= 26 * 20 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def number_text(number: int, kind: str) -> str:
    """Write a number in one of Word's number formats; an unknown one is decimal."""
    if kind in _COUNTING:
        return chinese(number)
    if kind == "chineseLegalSimplified":
        return chinese(number, _LEGAL_DIGITS, "拾佰仟")
    if kind in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join("〇一二三四五六七八九"[int(d)] for d in str(number)) if number >= 0 else str(number)
    if kind in _SIGNS:
        first, count = _SIGNS[kind]
        return chr(first + number - 1) if 0 < number <= count else str(number)
    if kind in _ROWS:
        return _ROWS[kind][number - 1] if 0 < number <= len(_ROWS[kind]) else str(number)
    if kind in ("upperLetter", "lowerLetter"):
        return _letters(number, "A" if kind == "upperLetter" else "a")
    if kind in ("upperRoman", "lowerRoman"):
        return _roman(number) if kind == "upperRoman" else _roman(number).lower()
    if kind == "decimalFullWidth":
        return str(number).translate({48 + d: 0xFF10 + d for d in range(10)})
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def whole(text: str | None, default: int) -> int:
    """Read a small whole number of an attribute; the default where it is none."""
    try:
        number = int(text or "")
    except ValueError:
        return default
    return number if -1_000_000 < number < 1_000_000 else default
