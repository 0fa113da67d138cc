"""Mend what recognition takes digits for, only in texts that otherwise are numbers."""

import re

_LOOKS_LIKE = str.maketrans("OoDQ〇○lI|丨!iZz乙Ss§Bqg了フ", "000000" + "111111" + "222" + "555" + "8" + "99" + "77")
_NUMBER = re.compile(r"[-+－﹣−]?\d+(?:[,，]\d{3})*(?:[.．]\d+)?(?:亿元|万元|千元|元|万|件|条|个|人次|件次|次|%)?|[-—－–―─/／\\]{1,4}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SPECKS = " .,，、。·'‘’`´:：;；~_"


def is_number(text: str) -> bool:
    """Tell whether a cell's text is a number or stands for none."""
    return _NUMBER.fullmatch(text) is not None


def as_number(text: str) -> str:
    """Return the number that a text stands for where only its specks or the likeness of characters tell it from one; else the text."""
    if not text or is_number(text):
        return text
    if text == "一":
        return "—"
    bare = text.strip(_SPECKS)
    joined = re.sub(r"(?<=\d)\s+(?=[\d.])|(?<=[.])\s+(?=\d)", "", bare)
    for guess in (joined, joined.translate(_LOOKS_LIKE)):
        if is_number(guess) and any(char.isdigit() for char in guess):
            return guess
    return text


def is_label(text: str) -> bool:
    """Tell whether a text is mostly words: a label, which is matched to the form's own, and no number badly read."""
    return 2 * len(_HAN.findall(text)) >= len(text) and len(text) > 1
