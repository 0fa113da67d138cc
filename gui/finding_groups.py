"""The findings as the right pane shows them: which are wanted, and how they are grouped. Computed from the session, no widgets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.places import place_label
from core.rules.engine import Finding, Level, rule_of
from gui.places import INFO, place_of
from gui.session import Session

BY_LEVEL, BY_SECTION = "level", "section"
ACCEPTED = "accepted"
# What names a finding again after the next check, and the reason for which it was accepted.
ItemKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """A finding, where it is in words, the page it is on, and the reason it was accepted for (empty where it is open)."""

    finding: Finding
    place: str
    page: str
    reason: str = ""

    @property
    def key(self) -> ItemKey:
        """What the card is known by."""
        return self.finding.rule, self.finding.where, self.finding.message, self.reason

    @property
    def kin(self) -> tuple[str, str, str, str]:
        """What stays when typing before its words moves them."""
        return self.finding.rule, self.finding.where.partition(":")[0], self.finding.message, self.reason

    def says(self, wanted: Sequence[str]) -> bool:
        """Tell whether every one of the words stands in its place, its sentence, its reason or its rule."""
        rule = rule_of(self.finding)
        named = f"{rule.id} {rule.title}" if rule is not None else self.finding.rule
        text = f"{self.place}\n{self.finding.message}\n{self.reason}\n{named}\n{self.finding.level.label}".casefold()
        return all(word in text for word in wanted)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and what stands under it."""

    key: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to see: levels, one page (empty for all), words; and grouped by what."""

    levels: frozenset[Level] = frozenset(Level)
    page: str = ""
    words: str = ""
    by: str = BY_LEVEL

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return len(self.levels) == len(Level) and not self.page and not self.words.strip()

    def of(self, items: Iterable[Item]) -> list[Item]:
        """Return those that are wanted, in the order of the groups."""
        words = self.words.casefold().split()
        found = [each for each in items if each.finding.level in self.levels and (not self.page or each.page == self.page)]
        return [each for each in found if each.says(words)] if words else found


def items(session: Session) -> list[Item]:
    """Return the open findings, then the accepted ones, in official order."""
    report = session.report
    both = [*((each, "") for each in session.open_findings), *session.accepted_findings]
    return [Item(each, place_label(report.form, each.where), place_of(each, report).page, reason) for each, reason in both]


def grouped(session: Session, found: Sequence[Item], by: str) -> list[Group]:
    """Put what is open under its level or its part of the report, what is accepted at the end."""
    opened = [each for each in found if not each.reason]
    groups = _by_section(session, opened) if by == BY_SECTION else _by_level(opened)
    groups.append(Group(ACCEPTED, "已说明", tuple(each for each in found if each.reason)))
    return [group for group in groups if group.items]


def _by_level(found: Sequence[Item]) -> list[Group]:
    return [Group(level.value, level.label, tuple(each for each in found if each.finding.level is level)) for level in Level]


def _by_section(session: Session, found: Sequence[Item]) -> list[Group]:
    """Return a group a page, the gravest of each first."""
    grave = list(Level)
    ordered = sorted(found, key=lambda each: grave.index(each.finding.level))
    pages = [(INFO, "报告信息与前言"), *((section.id, section.title) for section in session.report.form.sections)]
    return [Group(page, title, tuple(each for each in ordered if each.page == page)) for page, title in pages]
