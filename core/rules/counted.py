"""What the figures of prose count, in cells of the form: 收到申请12件 is 三·本年新收. The wordings are `resources/phrases/counts.toml`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, NamedTuple

from core import phrases
from core.figures import Figure, Trend, figures
from core.memory import remembered
from core.values import squeeze

# A row of a table, or a whole cell; those with - before them are taken off.
Terms = tuple[str, ...]
# A topic is kept over the end of a sentence as far as this.
_REACH = 60
_FILLED = re.compile(
    r"(?:截[至止]到?)?(?:\d{4}|[二〇○零一二三四五六七八九]{4})\s?年度?(?:\s?1\s?月\s?1\s?日[至到—-]+12\s?月\s?31\s?日)?(?:\s?12\s?月)?(?:\s?31\s?日)?(?:[底末]|以来)?"
    r"|截[至止]到?\s?12\s?月(?:\s?31\s?日)?[底末]?"
    # All the ways together; one way alone is a part.
    r"|通过[^，。；\d]{2,30}?等(?:各类|多种)?(?:渠道|途径|方式)"
)
_ENDS = re.compile(r"[。！？\n]")
_NOT_OWN = frozenset({"scope", "disclosure"})


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that is counted; `group` names which of the five kinds of results it is of, `cells` the sums that it may be."""

    name: str
    topic: str
    needs: tuple[frozenset[str], ...]
    may: frozenset[str]
    plain: frozenset[str]
    units: frozenset[str]
    cells: tuple[Terms, ...]
    group: str | None = None
    label: str = ""

    def fits(self, kinds: frozenset[str]) -> bool:
        """Tell whether words of these kinds say this."""
        return any(need <= kinds <= need | self.may for need in self.needs)


class Counted(NamedTuple):
    """A figure that was understood: its place among the figures of the text, its columns (none: the total), other sums that it may be.

    `scoped` tells that the words name a scope of their own, such as 全县 or 县政府办公室.
    """

    at: int
    subject: Subject
    columns: tuple[str, ...] = ()
    scoped: bool = False
    also: tuple[Terms, ...] = ()


@cache
def subjects() -> tuple[Subject, ...]:
    """Return what can be counted, what is looked for first before the rest."""
    return tuple(made for entry in phrases.value("counts", "subject") for made in _made(entry))


def _made(entry: Mapping[str, Any]) -> Iterator[Subject]:
    units = frozenset(phrases.value("counts", "units", entry["units"]))
    group = entry["group"][0] if "group" in entry else None
    for kind, row in entry.get("rows", {}).items():
        yield Subject(row, entry["topic"], (frozenset({kind}),), frozenset(), frozenset(), units, ((f"applications.{row}",),), group)
    if "needs" in entry:
        needs = tuple(map(frozenset, entry["needs"]))
        cells = tuple(map(tuple, entry["cells"]))
        may, plain = frozenset(entry.get("may", ())), frozenset(entry.get("self", ()))
        yield Subject(entry["name"], entry["topic"], needs, may, plain, units, cells, group, entry.get("label", ""))


@cache
def _columns() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the topic and the columns of every kind of words that names columns."""
    known: Mapping[str, Mapping[str, list[str]]] = phrases.value("counts", "columns")
    return {kind: (topic, tuple(columns)) for topic, kinds in known.items() for kind, columns in kinds.items()}


@cache
def _words() -> dict[str, str]:
    known: Mapping[str, list[str]] = phrases.value("counts", "words")
    return {word: kind for kind, words in known.items() for word in words}


@lru_cache(maxsize=32)
def _vocabulary(unit: str) -> re.Pattern[str]:
    """Return the pattern of one known word; a unit's own names are known, too."""
    name = squeeze(unit).removesuffix("人民政府").removesuffix("办事处")
    names = {squeeze(unit), name, re.sub(r"^.{1,12}[省市县区旗州盟](?=.{2,})", "", name)} - {""}
    level = re.escape(name[-2:] if name.endswith("街道") else name[-1:])
    office = "(?:人民政府|政府|办事处)?(?P<office>(?:党政)?(?:综合)?办公?室?)?"
    own = rf"(?:{phrases.any_of(names)}{office})" if names else "(?!)(?P<office>)"
    called = rf"(?:{level}(?:人民)?政府(?!信息)(?P<part>办公?[室厅]?)?)" if level else "(?!)(?P<part>)"
    return re.compile(rf"[\s，,：:]*(?:{own}|{called}|{_FILLED.pattern}|(?P<word>{phrases.any_of(_words())}))\s*")


@lru_cache(maxsize=2048)
def kinds_of(words: str, unit: str) -> frozenset[str] | None:
    """Return the kinds of words that a text is made of; None where it holds a word that is not known."""
    found: set[str] = set()
    place, pattern = 0, _vocabulary(unit)
    while place < len(words):
        match = pattern.match(words, place)
        if match is None or match.end() == place:
            return None
        if match["word"]:
            found.add(_words()[match["word"]])
        elif match["office"] or match["part"]:
            found.add("scope")
        place = match.end()
    return frozenset(found - {"filler"})


@cache
def _topics() -> tuple[re.Pattern[str], dict[str, str]]:
    known: Mapping[str, list[str]] = phrases.value("counts", "topics")
    by_word = {word: topic for topic, words in known.items() for word in words}
    return re.compile(phrases.any_of(by_word)), by_word


@cache
def _goes_on() -> re.Pattern[str]:
    return phrases.compiled("counts", phrases.value("counts", "periods", "after"))


@dataclass
class _Reader:
    """Goes through the figures of a paragraph once and keeps what the text speaks of."""

    text: str
    unit: str
    found: tuple[Figure, ...]
    topic: str = ""
    main: Counted | None = None
    seen: set[str] = field(default_factory=set)
    done: dict[int, Counted] = field(default_factory=dict)
    # The sentence tells of reviews and suits that are not all about disclosure: 办理行政复议2件，行政诉讼1件.
    in_court: bool = False

    def read(self) -> tuple[Counted, ...]:
        """Return the figures that are understood."""
        place = 0
        for at, figure in enumerate(self.found):
            self._turn(self.text[place : figure.start])
            place = figure.end
            if figure.trend is Trend.NONE and not (figure.compared or figure.base or figure.last or figure.each):
                self._take(at, figure)
        return tuple(self._with_carried_parts())

    def _turn(self, gap: str) -> None:
        """Take the topic that the words between two figures name last."""
        pattern, topics = _topics()
        self.in_court = self.in_court and not _ENDS.search(gap)
        if said := pattern.findall(gap):
            self._begin(topics[said[-1]])
        elif len(gap) > _REACH and _ENDS.search(gap):
            self._begin("")

    def _begin(self, topic: str) -> None:
        if topic != self.topic:
            self.topic, self.main = topic, None
            self.seen.clear()

    def _take(self, at: int, figure: Figure) -> None:
        kinds = self._kinds(figure)
        made = self._counted(at, figure, kinds) if kinds is not None else None
        if made is None:
            self.in_court |= "复议" in figure.before or "诉讼" in figure.before
            if kinds is None and figure.whole is None and figure.before and figure.unit in phrases.value("counts", "units", "case"):
                # Another thing is counted: what follows may be of that.
                self._begin("")
            return
        self.done[at] = made
        self._begin(made.subject.topic)
        self.seen.add(made.subject.name)
        if figure.whole is None or (not made.columns and made.subject.topic == "disputes"):
            self.main = made

    def _counted(self, at: int, figure: Figure, kinds: frozenset[str]) -> Counted | None:
        named = [kind for kind in kinds if kind in _columns()]
        if len(named) > 1:
            return None
        rest = kinds.difference(named, ("scope",))
        topic, columns = _columns()[named[0]] if named else ("", ())
        whole = self.done.get(figure.whole) if figure.whole is not None else None
        is_lost = whole is None and figure.whole is not None and figure.whole < at
        context = "" if is_lost else whole.subject.topic if whole else self.topic
        if columns and rest <= {"apply", "disclosure"}:
            return self._column(at, figure, columns, topic, whole, context, is_known=bool(rest))
        for subject in subjects():
            if subject.fits(rest) and figure.unit in subject.units:
                if columns and subject.topic != topic:
                    return None
                return self._plain(at, subject, columns, rest, whole, context, "scope" in kinds)
        return None

    def _kinds(self, figure: Figure) -> frozenset[str] | None:
        """Return the kinds of the words around a figure; those behind it only where those before do not tell."""
        before = kinds_of(figure.before, self.unit)
        if before is None or not figure.after:
            return before
        after = kinds_of(figure.after, self.unit)
        if after is None:
            return before if before and _goes_on().match(figure.after) else None
        tells = any(s.fits(before - _NOT_OWN) and (not s.plain or s.plain & before) for s in subjects())
        return before if tells else before | after

    def _column(
        self, at: int, figure: Figure, columns: tuple[str, ...], topic: str, whole: Counted | None, context: str, *, is_known: bool
    ) -> Counted | None:
        """Read 自然人9件 or 结果维持3件: the subject is that of the whole, or of what was counted last."""
        if whole is not None:
            return whole._replace(at=at, columns=columns, also=()) if whole.subject.topic == topic else None
        if topic == "applications" and (is_known or context == topic):
            applied = next(subject for subject in subjects() if subject.name == "applied")
            return Counted(at, applied, columns) if figure.unit in applied.units else None
        if topic == context and self.main is not None and self.main.subject.topic == topic:
            return Counted(at, self.main.subject, columns)
        return None

    def _plain(
        self, at: int, subject: Subject, columns: tuple[str, ...], kinds: frozenset[str], whole: Counted | None, context: str, scoped: bool
    ) -> Counted | None:
        if not (subject.plain & kinds or subject.topic == context):
            return None
        if subject.topic == "disputes" and self.in_court and whole is None and "disclosure" not in kinds:
            return None
        also: tuple[Terms, ...] = ()
        if subject.group is not None or subject.name == "done":
            carried = whole.subject.name.startswith("carried") if whole else self._only_carried()
            if carried:
                return None
            # 新收5件，办结5件；上年结转2件，办结2件.
            if "done" in self.seen and subject.name == "done" and self.main is not None and self.main.subject.name == "carried_in":
                also = (("applications.carried_in",),)
        if whole is not None and not columns and whole.subject.topic == subject.topic == "applications":
            columns = whole.columns
        return Counted(at, subject, columns, scoped or bool(whole and whole.scoped), also)

    def _only_carried(self) -> bool:
        """Tell whether the text has spoken of what was carried over, and not yet of what came in."""
        return "carried_in" in self.seen and self.seen.isdisjoint({"new", "accepted", "handled", "applied", "done"})

    def _with_carried_parts(self) -> Iterator[Counted]:
        """Yield the figures; what came in may count what was carried over, too: 收到申请12件，其中上年结转1件."""
        wholes = {self.found[at].whole for at, one in self.done.items() if one.subject.name in ("carried_in", "carried")}
        for one in self.done.values():
            is_new = one.subject.name == "new" and one.at in wholes
            yield one._replace(also=(("applications.new", "applications.carried_in"),)) if is_new else one


@remembered
def counted(text: str, unit: str) -> tuple[Counted, ...]:
    """Return those of the text's figures of which it is certain what they count; linear in the length of the text."""
    found = figures(text)
    return _Reader(text, unit, found).read() if found else ()
