"""Which finding was gone to last, and which comes next: known again after every check."""

from collections.abc import Sequence

from core.rules.engine import Finding


def key_of(finding: Finding) -> tuple[str, str, str]:
    """Name a finding so that it is known again after the next check."""
    return finding.rule, finding.where, finding.message


class Steps:
    """Remember the finding gone to last."""

    def __init__(self) -> None:
        self._current: tuple[str, str, str] | None = None
        # Its row then.
        self._at = 0

    def go(self, finding: Finding, found: Sequence[Finding]) -> None:
        """Take a finding as the one gone to."""
        self._current = key_of(finding)
        self._at = next((row for row, each in enumerate(found) if each == finding), self._at)

    def after(self, found: Sequence[Finding], by: int) -> int:
        """Return the row a step leads to; where the finding gone to last is no more, that of what took its place."""
        here = self.row(found)
        if here is not None:
            return here + by
        if self._current is None:
            return 0 if by > 0 else -1
        return min(self._at, len(found)) + (by if by < 0 else 0)

    def row(self, found: Sequence[Finding]) -> int | None:
        """Return where the finding gone to last is now; typing before its words moves them, and it is still the same."""
        current = self._current
        if current is None:
            return None
        same = [row for row, finding in enumerate(found) if key_of(finding) == current]
        moved = [row for row, finding in enumerate(found) if _is_moved(finding, current)]
        return min(same or moved, key=lambda row: abs(row - self._at), default=None)


def _is_moved(finding: Finding, key: tuple[str, str, str]) -> bool:
    """Tell whether a finding is the one of that key with other numbers in its place."""
    part = finding.where.partition(":")
    return bool(part[2]) and (finding.rule, part[0], finding.message) == (key[0], key[1].partition(":")[0], key[2])
