"""A list of words is written and read without loss; a file that cannot be used is refused in a sentence that names the entry."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.prose import tidy
from core.rules.engine import Level, run
from core.rules.office_words import MOST_WORDS, BadWords, OfficeWord, checked, dumps, fault_of, parse, read
from core.rules.settings import Settings
from tests.core.rules.cases import build
from tests.helpers import prose_text

ONE = '[[word]]\nword = "放管服"\n'


def said(text: str | bytes) -> str:
    with pytest.raises(BadWords) as caught:
        parse(text if isinstance(text, bytes) else text.encode(), "县里.toml")
    assert caught.value.title == "词语表没有用上"
    return caught.value.message


def test_a_file_of_words_is_read_with_all_that_it_says() -> None:
    text = '[[word]]\nword = " 放管服"\nlevel = "错误"\nmessage = "改"\nreplacement = "新提法"\nfrom = 2024\nto = 2025\n'
    words = parse(("\ufeff" + text + '[[word]]\nword = "抓手"').encode(), "县里.toml")
    assert words == (OfficeWord("放管服", Level.ERROR, "改", "新提法", 2024, 2025), OfficeWord("抓手"))


@st.composite
def words(draw: st.DrawFn) -> OfficeWord:
    text = st.one_of(st.just(""), prose_text(20), st.text('"\\[]#=一', max_size=8).map(tidy))
    first, last = sorted((draw(st.integers(2000, 2100)), draw(st.integers(2000, 2100))))
    made = OfficeWord(draw(text) or "词", draw(st.sampled_from(Level)), draw(text), draw(text), first, last)
    return made if not fault_of(made) else OfficeWord("词", made.level, made.message)


@given(st.lists(words(), max_size=5, unique_by=lambda each: (each.word, each.first, each.last)))
def test_what_is_written_is_read_again(listed: list[OfficeWord]) -> None:
    assert parse(dumps(listed), "a.toml") == tuple(listed)
    assert dumps(listed) == dumps(tuple(listed))


def test_an_empty_list_is_a_list() -> None:
    assert parse(dumps(()), "a.toml") == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[[word]", "写法不对"),
        ("\x00", "写法不对"),
        (b"\xff\xfe[[word]]", "不是 UTF-8"),
        (b"x" * 600_000, "太大"),
        ('[rules]\nW6 = "off"', "只能有 [[word]]"),
        ('word = "放管服"', "只能有 [[word]]"),
        ("word = [1]", "第 1 个词语写法不对"),
        (ONE + "[[word]]\nlevel = '错误'", "第 2 个词语：没有写词语"),
        (ONE + "when = 2024", "“when”不认识"),
        (ONE + 'level = "严重"', "级别“严重”不认识"),
        (ONE + "level = 3", "级别“3”不认识"),
        (ONE + "message = 3", "message 要写成文字"),
        (ONE + 'from = "2024"', "from 要写成年份"),
        (ONE + "from = true", "from 要写成年份"),
        (ONE + "from = 24", "起始年度“24”不是四位数的年份"),
        (ONE + "from = 2025\nto = 2024", "起始年度 2025 在截止年度 2024 之后"),
        (ONE + 'replacement = "放管服"', "与原来的相同"),
        (ONE + f'message = "{"长" * 201}"', "说明有 201 字，最多 200 字"),
        (ONE + ONE, "“放管服”与第 1 个重复"),
        (ONE.replace("放管服", "长" * 61), "词语有 61 字，最多 60 字"),
    ],
)
def test_a_file_that_cannot_be_used_says_which_entry_and_why(text: str | bytes, part: str) -> None:
    message = said(text)
    assert part in message
    assert "县里.toml" in message


def test_too_many_words_are_refused() -> None:
    with pytest.raises(BadWords, match="501 个词语，最多 500 个"):
        checked([OfficeWord(f"词{n}") for n in range(MOST_WORDS + 1)], "词语表")


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadWords, match=r"没有\.toml 打不开"):
        read(tmp_path / "没有.toml")
    (tmp_path / "有.toml").write_text(ONE, "utf-8")
    assert read(tmp_path / "有.toml") == (OfficeWord("放管服"),)


@given(st.binary(max_size=60))
def test_no_bytes_make_it_fall_over(data: bytes) -> None:
    with contextlib.suppress(BadWords):
        assert isinstance(parse(data, "a.toml"), tuple)


def test_the_list_runs_with_the_rules_and_a_level_set_for_it_goes_before_its_own() -> None:
    report = build({"overview": ["深化放管服改革，以平台为抓手。"]})
    listed = (OfficeWord("放管服", Level.ERROR), OfficeWord("抓手", Level.HINT))

    def found(settings: Settings | None) -> dict[str, Level]:
        return {f.rule: f.level for f in run(report, settings=settings) if f.rule.startswith("W7")}

    assert found(Settings(words=listed)) == {"W7.error": Level.ERROR, "W7.hint": Level.HINT}
    assert found(Settings({"W7.error": "hint", "W7.hint": "off"}, listed)) == {"W7.error": Level.HINT}
    assert found(None) == {}
