"""The roles of typefaces on paper."""

from enum import StrEnum


class Face(StrEnum):
    """The role of a typeface: 小标宋, 黑体, 楷体, 仿宋, 宋体."""

    TITLE = "title"
    HEITI = "heiti"
    KAITI = "kaiti"
    FANGSONG = "fangsong"
    SONG = "song"
