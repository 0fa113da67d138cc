"""What the office has set for all its reports: rules off, on, lowered or raised, and its own words. Each is a file beside the settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import AppError
from gui.limits import Limits

if TYPE_CHECKING:
    from core.rules.office_words import OfficeWord
    from core.rules.settings import Settings
    from core.sentences import Sentence

RULES_FILE, WORDS_FILE, SENTENCES_FILE = "rules.toml", "words.toml", "sentences.toml"

# The files are read when a report is there to be checked: the start page needs neither.


class Office(QObject):
    """Hold the settings of the checks; without a folder nothing is kept. A file that cannot be used counts as none: `faults` says why."""

    changed = Signal()

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.limits = Limits(folder, self)
        self._settings: Settings | None = None
        self._sentences: tuple[Sentence, ...] | None = None
        # By file name: what kept it from being used.
        self.faults: dict[str, AppError] = {}

    @property
    def settings(self) -> Settings:
        """What the rules run with."""
        if self._settings is None:
            self._settings = self._read()
        return self._settings

    def choose(self, chosen: Mapping[str, str]) -> None:
        """Set which rules are off, on, lowered or raised; raises UnwritableFile where it cannot be kept."""
        from core.rules.settings import Settings
        from core.rules.settings_out import dumps

        self._put(Settings(dict(chosen), self.settings.words), RULES_FILE, dumps(chosen))

    def list_words(self, words: Sequence[OfficeWord]) -> None:
        """Set the office's own words; raises BadWords where one cannot be used, UnwritableFile where the list cannot be kept."""
        from core.rules.office_words import checked, dumps
        from core.rules.settings import Settings

        listed = checked(words, "词语表")
        self._put(Settings(self.settings.chosen, listed), WORDS_FILE, dumps(listed))

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The office's own standard sentences."""
        if self._sentences is None:
            from core.sentences import read

            self._sentences = ()
            path = self._file(SENTENCES_FILE)
            try:
                self._sentences = read(path) if path else ()
            except AppError as fault:
                self.faults[SENTENCES_FILE] = fault
        return self._sentences

    def list_sentences(self, sentences: Sequence[Sentence]) -> None:
        """Keep standard sentences; raises BadSentences where one cannot be used, UnwritableFile where the list cannot be kept."""
        from core.sentences import checked, dumps

        listed = checked(sentences, "常用语句")
        if listed != self.sentences or SENTENCES_FILE in self.faults:
            self._write(SENTENCES_FILE, dumps(listed))
            self._sentences = listed

    def _read(self) -> Settings:
        from core.rules import office_words, settings

        empty = settings.Settings()
        rules, words = self._file(RULES_FILE), self._file(WORDS_FILE)
        chosen, listed = empty.chosen, empty.words
        try:
            chosen = settings.read(rules).chosen if rules else chosen
        except AppError as fault:
            self.faults[RULES_FILE] = fault
        try:
            listed = office_words.read(words) if words else listed
        except AppError as fault:
            self.faults[WORDS_FILE] = fault
        return settings.Settings(chosen, listed)

    def _file(self, name: str) -> Path | None:
        """Return a file of the folder where there is one."""
        path = self._folder / name if self._folder is not None else None
        return path if path is not None and path.exists() else None

    def _put(self, settings: Settings, name: str, data: bytes) -> None:
        self._write(name, data)
        if settings != self._settings:
            self._settings = settings
            self.changed.emit()

    def _write(self, name: str, data: bytes) -> None:
        if self._folder is not None:
            from core.errors import UnwritableFile
            from core.storage import write_atomic

            path = self._folder / name
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as fault:
                raise UnwritableFile("设置没有存成", f"文件夹 {path.parent} 建不了（{fault.strerror}），请检查磁盘和权限") from fault
            # One that somebody wrote by hand and got wrong is not thrown away.
            write_atomic(path, data, backup=path.with_suffix(".bak") if name in self.faults else None)
        self.faults.pop(name, None)
