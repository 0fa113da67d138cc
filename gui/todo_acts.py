"""The acts that lead through 待办: to the next thing to do, and to let a paragraph of last year stand as it is."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from core.report import PREAMBLE
from gui.places import INFO, Place
from gui.progress import Todo, todos
from gui.session import Session
from gui.workspace import Workspace


class TodoActs(QObject):
    """Lead a person from one thing to the next."""

    # Nothing is left to do.
    done = Signal()

    def __init__(self, session: Session, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._session, self._workspace = session, workspace
        self._last = -1
        # What the last one said when it was gone to: where it says less by now, its rest comes first.
        self._shown: Todo | None = None

    def next_todo(self) -> None:
        """Go to the next thing to do; whoever asks again where nothing was done goes on to the one after."""
        self._workspace.page().commit()
        items = todos(self._session)
        left = [at for at, todo in enumerate(items) if not todo.done]
        if not left:
            self.done.emit()
            return
        # The lines keep their order, done or not.
        if self._last not in left or items[self._last] == self._shown:
            self._last = next((at for at in left if at > self._last), left[0])
        self._shown = items[self._last]
        self._workspace.go(self._shown.place)
        self._session.message.emit(f"待办：{items[self._last].text}")

    def first(self) -> None:
        """Go to the first thing to do."""
        self._last = -1
        self.next_todo()

    def keep_last_text(self) -> None:
        """Let the paragraphs selected, or that of the cursor, stand as last year had them, and go on to the next that is last year's."""
        self._workspace.page().commit()
        place = self._workspace.place()
        part = PREAMBLE if place.page == INFO else place.page
        held = self._session.report.paragraphs(part)
        chosen = [n for n in self._chosen(place) if n < len(held) and held[n].inherited]
        if not chosen:
            self._session.message.emit("光标不在上年的段落里")
            return
        kept = [replace(p, inherited=p.inherited and n not in chosen) for n, p in enumerate(held)]
        self._session.edit_text(part, kept, "上年文字照用")
        left = [n for n, p in enumerate(kept) if p.inherited]
        if left:
            self._workspace.go(Place(place.page, paragraph=next((n for n in left if n > chosen[-1]), left[0])))
            which = "这一段" if len(chosen) == 1 else f"这 {len(chosen)} 段"
            self._session.message.emit(f"{which}照用；还有 {len(left)} 段上年文字")
        else:
            self._next_part(place.page)

    def _chosen(self, place: Place) -> Sequence[int]:
        """Return the paragraphs meant."""
        from gui.text_editor import TextEditor

        work = self._workspace.page().work
        if isinstance(work, TextEditor) and work.area.textCursor().hasSelection():
            return work.chosen()
        # A cursor that was never moved stands in the first.
        return [place.paragraph or 0]

    def keep_part(self, part: str) -> None:
        """Let all of a part stand as last year had it, and go on to the next thing to do."""
        self._workspace.page().commit()
        held = self._session.report.paragraphs(part)
        self._session.edit_text(part, [replace(p, inherited=False) for p in held], "上年文字照用")
        self.first()

    def _next_part(self, page: str) -> None:
        """Go on to the next section that has text of last year."""
        report = self._session.report
        for section in report.form.text_sections:
            old = [n for n, p in enumerate(report.paragraphs(section.id)) if p.inherited]
            if old and section.id != page:
                self._workspace.go(Place(section.id, paragraph=old[0]))
                self._session.message.emit(f"这一部分没有上年文字了；下面是第{section.number}部分，还有 {len(old)} 段")
                return
        self._session.message.emit("没有上年文字了")
