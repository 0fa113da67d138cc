"""One file of the corpus: which true report, which quirks, and what writes it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.imports.paper import Paper
from tests.imports.sample import Quirk, Sample, sample

Writer = Callable[[Paper], bytes]


@dataclass(frozen=True)
class Case:
    """A file by its name. Where `office`, LibreOffice makes it from what `write` writes: (suffix of that, suffix that it makes)."""

    name: str
    truth: str
    write: Writer
    quirks: tuple[Quirk, ...] = ()
    office: tuple[str, str] | None = None
    clean: bool = False

    def sample(self) -> Sample:
        """Return the paper and what is due."""
        return sample(self.truth, self.quirks, clean=self.clean)
