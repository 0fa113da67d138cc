"""Start the window: application, catalogue, fonts, colours, the hook for what nobody expected, and what a crash left behind."""

import gc
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from gui import fonts
from gui.fitting import fit_main
from gui.main_window import MainWindow
from gui.office import Office
from gui.report_window import ReportWindow
from gui.settings import LARGE_PRINT, SCHEME, Settings
from gui.theme import Scheme, Theme
from gui.windows import Windows

if TYPE_CHECKING:
    from gui.recovery import Orphan

_UNSEEN_MS = 500


def make_application(argv: Sequence[str]) -> QApplication:
    """Return the one QApplication, in Chinese, at the screen's own scaling."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # Said as an argument: setStyle would wrap the style it returns, which costs more than the whole theme.
    app = QApplication([*argv[:1], "-style", "fusion", *argv[1:]])
    app.setApplicationName("gongkai-nianbao")
    app.setApplicationDisplayName("公开年报")
    app.setDesktopFileName("gongkai-nianbao")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    # A child of the application: a translator that is collected takes its words with it.
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def make_window(app: QApplication, settings: Settings | None = None, recovery_folder: Path | None = None) -> MainWindow:
    """Put the first window together: theme, session, recovery."""
    return cast("MainWindow", make_windows(app, settings, recovery_folder).add())


def make_windows(app: QApplication, settings: Settings | None = None, recovery_folder: Path | None = None) -> Windows:
    """Make what all windows share."""
    settings = settings or Settings()
    faces = fonts.install()
    theme = Theme(app, faces.sans, faces.serif)
    choice = settings.get(SCHEME)
    theme.choose(Scheme(choice) if choice in list(Scheme) else Scheme.SYSTEM)
    theme.enlarge(settings.get(LARGE_PRINT))
    return Windows(settings, theme, Office(settings.folder), recovery_folder, MainWindow)


def start(argv: Sequence[str]) -> int:
    """Run the window until it is closed; an argument that is no option names a file to open."""
    app = make_application(argv)
    windows = make_windows(app)
    window = windows.add(bare=True)
    hook = CrashHook(windows)
    sys.excepthook = hook
    files = [Path(text) for text in app.arguments()[1:] if not text.startswith("-")]
    FirstPaint(window, lambda: _stands(window, files))
    fit_main(window)
    window.show()
    code = app.exec()
    for each in windows.all():
        each.session.stack.end()
    return code


class FirstPaint(QObject):
    """Call what may wait until a person sees the window; a moment later at the latest, where it is started unseen."""

    def __init__(self, window: QWidget, call: Callable[[], None]) -> None:
        super().__init__(window)
        self._call: Callable[[], None] | None = call
        window.installEventFilter(self)
        QTimer.singleShot(_UNSEEN_MS, self, self._go)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the end of the paint that has begun."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._go)
        return False

    def _go(self) -> None:
        call, self._call = self._call, None
        if call is not None:
            call()


def _stands(window: ReportWindow, files: Sequence[Path]) -> None:
    if window not in window.windows.all():
        # Closed as soon as it was seen.
        return
    window.furnish()
    from core.rules import load_all
    from gui.loading import Loading

    # What stands now stays: only what comes from here on is worth looking through for garbage.
    gc.freeze()
    gc.enable()
    # While a person looks for a file: the patterns of the rules take longer to load than a report to be read.
    window.session.tasks.run(lambda _: load_all(), quiet=True)
    Loading(window, window.prepare)
    after_start(window, files)


def after_start(window: ReportWindow, files: Sequence[Path]) -> None:
    """Offer what a broken-off run left behind, then open the files that were asked for."""
    from gui import dialogs
    from gui.icons import app_icon

    window.setWindowIcon(app_icon())
    chosen: list[Orphan] = []
    for orphan in list(window.recovery.orphans()):
        answer = dialogs.ask_recover(window, orphan.name, orphan.when)
        if answer is dialogs.Answer.SAVE:
            chosen.append(orphan)
        elif answer is dialogs.Answer.DISCARD:
            window.recovery.discard(orphan)
    if not chosen:
        open_files(window, files)
        return
    restore(window, chosen[0], partial(open_files, window, files))
    for orphan in chosen[1:]:
        restore(window.windows.open(window), orphan)


def open_files(window: ReportWindow, files: Sequence[Path]) -> None:
    """Open the files that were asked for: one in this window where it has no report yet, each other one in a window of its own."""
    for file in files:
        window.windows.open_file(file.absolute(), window)


def restore(window: ReportWindow, orphan: "Orphan", then: Callable[[], None] = lambda: None) -> None:
    """Open an orphan as unsaved work and go on keeping it; `then` follows, also where it is damaged."""

    def done() -> None:
        window.recovery.take_over(orphan)
        then()

    window.files.restore(orphan.file, orphan.original, done, then)


class CrashHook:
    """What nobody expected: keep the unsaved work of every window, say one sentence, go on. stderr has the details."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._telling = False

    def __call__(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Handle an exception that nothing caught."""
        sys.__excepthook__(kind, fault, trace)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if self._telling:
            return
        from gui import dialogs

        self._telling = True
        try:
            kept = self._windows.keep_all()
            what = "没有保存的内容已写入恢复文件，" if kept else ""
            words = f"{what}请先另存一份报告，再关闭并重新打开程序。（{kind.__name__}：{fault}）"
            dialogs.show_message(self._windows.front(), "程序出了意外", words)
        finally:
            self._telling = False
