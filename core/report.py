"""The report: unit, year, form, cells and texts. It is the one mutable thing and changes in one method, `Report.apply`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from core.schema import CellId, Format
from core.values import Value

PREAMBLE = "preamble"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell holds.

    `manual` (手填): a number of a person's or a source's own in a cell with a declared sum. `carried` (带入): filled from last year's
    report and not touched since. `doubtful` (待核对): the reader was not sure. `remark` stood beside the number.
    """

    value: Value = None
    manual: bool = False
    remark: str = ""
    carried: bool = False
    doubtful: bool = False


EMPTY = Entry()


@dataclass(frozen=True, slots=True)
class Live:
    """A figure in prose that follows a cell (活数): characters `start` to `end` of its paragraph's text show the cell (`core.live`)."""

    start: int
    end: int
    cell: CellId


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of prose, without line breaks; `inherited` while it is still last year's.

    `text` has the live figures as the numbers that they show; `live` are their places in it, in order and apart.
    """

    text: str
    inherited: bool = False
    live: tuple[Live, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader guessed, repaired or lost: the place (`table.row[.column]`, section id or empty) and a Chinese sentence."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class AsRead:
    """How a source departed from the official form where the cells and texts no longer show it; blank for a report made here.

    `headings` are (section id, heading) pairs in the source's order, only where one is missing, misworded or out of order.
    `one_row_other` tells that a 2021 table had （六）其他处理 in one row, as the 2019 form has it.
    `remains` are (part, words) that a template or a word processor left in the source and that were taken out.
    """

    headings: tuple[tuple[str, str], ...] = ()
    one_row_other: bool = False
    remains: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Why a 核实 stands as it is.

    `rule` and `where` (`table.row.column`, a part, or empty) name the finding, `basis` the values or words that it spoke of: where they
    change, the finding is open again (`core.acceptance`).
    """

    rule: str
    where: str
    basis: str
    reason: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person confirmed of the unit (`core.profile`); blank where nobody was asked yet.

    `short` are other names of its own, `kind` a name in `core.profile.kinds`, `own` what it calls itself (我镇).
    """

    name: str = ""
    short: tuple[str, ...] = ()
    kind: str = ""
    own: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""


# What a change addresses: a cell, or one of the fields below by name.
Slot = CellId | str
Change = Mapping[Any, Any]  # Slot -> what the slot holds; Mapping is invariant in its keys, so a wider type here
TEXT_PREFIX = "text:"
FIELDS = ("unit", "year", "title", "signed_unit", "signed_date", "contact", "profile", "as_read", "accepted")


def text_slot(part: str) -> str:
    """Name the slot of a prose part: `preamble` or a text section's id."""
    return TEXT_PREFIX + part


@dataclass
class Report:
    """One year's report of one unit.

    `entries` and `texts` hold only what is not blank; read them with `entry()`, `value()` and `paragraphs()`.
    `signed_date` is an ISO date or empty; `contact` (联系人) is whom those who sign can ask, with a telephone number; `profile` (单位资料)
    is what a person confirmed of the unit. `last` is last year's report where known. `extra` keeps JSON keys that this version does
    not know.
    """

    form: Format
    unit: str = ""
    year: int = 0
    title: str = ""
    signed_unit: str = ""
    signed_date: str = ""
    contact: str = ""
    profile: Profile = Profile()
    texts: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    entries: dict[CellId, Entry] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    as_read: AsRead = AsRead()
    accepted: tuple[Acceptance, ...] = ()
    last: "Report | None" = None
    extra: dict[str, Any] = field(default_factory=dict)

    def entry(self, cell: CellId) -> Entry:
        """Return what the cell holds; a blank entry where nothing is filled in."""
        return self.entries.get(cell, EMPTY)

    def value(self, cell: CellId) -> Value:
        """Return the cell's value, None for 未填."""
        return self.entries.get(cell, EMPTY).value

    def paragraphs(self, part: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of `preamble` or of a text section."""
        return self.texts.get(part, ())

    def is_computed(self, cell: CellId) -> bool:
        """Tell whether the cell has a declared sum that is not overridden (自动)."""
        return cell in self.form.sum_of and not self.entry(cell).manual

    def get(self, slot: Slot) -> object:
        """Return what a slot holds now, in the shape that `apply` takes."""
        if isinstance(slot, CellId):
            return self.entry(slot)
        if slot.startswith(TEXT_PREFIX):
            return self.paragraphs(slot.removeprefix(TEXT_PREFIX))
        if slot in FIELDS:
            return getattr(self, slot)
        raise KeyError(slot)

    def apply(self, change: Change) -> Change:
        """Set every slot of the change and return the inverse change. A change of cells should come through `calculation.complete`."""
        inverse = {slot: self.get(slot) for slot in change}
        for slot, new in change.items():
            self._put(slot, new)
        return inverse

    def _put(self, slot: Slot, new: object) -> None:
        if isinstance(slot, CellId):
            if slot not in self.form.cells or not isinstance(new, Entry):
                raise KeyError(slot)
            if new == EMPTY:
                self.entries.pop(slot, None)
            else:
                self.entries[slot] = new
        elif slot.startswith(TEXT_PREFIX):
            self._put_text(slot, slot.removeprefix(TEXT_PREFIX), tuple(cast(Iterable[Paragraph], new)))
        elif slot in FIELDS:
            setattr(self, slot, new)
        else:
            raise KeyError(slot)

    def _put_text(self, slot: Slot, part: str, texts: tuple[Paragraph, ...]) -> None:
        if part != PREAMBLE and part not in (s.id for s in self.form.text_sections):
            raise KeyError(slot)
        if texts:
            self.texts[part] = texts
        else:
            self.texts.pop(part, None)

    def copy(self) -> "Report":
        """Return a report that can change without this one changing; frozen parts and last year's report are shared."""
        return replace(
            self,
            texts=dict(self.texts),
            entries=dict(self.entries),
            extra=dict(self.extra),
        )


def official_title(unit: str, year: int) -> str:
    """Return the title as the form words it."""
    return f"{unit}{year}年政府信息公开工作年度报告" if year else f"{unit}政府信息公开工作年度报告"


def paragraphs(texts: Iterable[str], *, inherited: bool = False) -> tuple[Paragraph, ...]:
    """Wrap strings as paragraphs."""
    return tuple(Paragraph(text, inherited) for text in texts)
