"""The verbs that bring results out: into files that are asked for, or onto the clipboard."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from gmm_explorer.controller.exporting import Exporting
from gmm_explorer.files import PARAMETERS_FORMS
from gmm_explorer.model import Session
from gmm_explorer.view import exchange
from gmm_explorer.view.dialogs import file_dialogs
from gmm_explorer.view.plot.canvas import Canvas

_TRACE_FORMS = {"CSV": ".csv", "NumPy arrays": ".npz"}


class ResultsOut:
    """Asks where to write, and passes paths on.

    Parameters
    ----------
    window
        What the dialogs stand before.
    session
        What an animation goes through.
    exporting
        Writes.
    canvas
        Returns the plot that is shown, None in an empty window.
    """

    def __init__(
        self,
        window: QWidget,
        session: Session,
        exporting: Exporting,
        canvas: Callable[[], Canvas | None],
    ) -> None:
        self._window = window
        self._session = session
        self._exporting = exporting
        self._canvas = canvas

    def export_parameters(self) -> None:
        """Ask where to write the mixture, and in which form."""
        names = {form.title: form.name for form in PARAMETERS_FORMS}
        file_dialogs.ask_to_save_as(
            self._window,
            "Export parameters",
            {form.title: form.suffix for form in PARAMETERS_FORMS},
            "parameters",
            lambda path, title: self._exporting.export_parameters(path, names[title]),
        )

    def export_responsibilities(self) -> None:
        """Ask where to write labels and responsibilities."""
        file_dialogs.ask_to_save(
            self._window,
            "Export responsibilities",
            file_dialogs.CSV,
            "responsibilities.csv",
            self._exporting.export_responsibilities,
        )

    def export_trace(self) -> None:
        """Ask where to write the way that led here."""
        file_dialogs.ask_to_save_as(
            self._window,
            "Export trace",
            _TRACE_FORMS,
            "trace",
            lambda path, _title: self._exporting.export_trace(path),
        )

    def export_script(self) -> None:
        """Ask where to write what was done as a script."""
        file_dialogs.ask_to_save(
            self._window,
            "Export script",
            file_dialogs.kind("Python", (".py",)),
            "session.py",
            self._exporting.export_script,
        )

    def export_figure(self) -> None:
        """Ask for a format, and where to write the plot."""
        canvas = self._canvas()
        if canvas is None:
            return

        def ask_where(suffix: str, dpi: int) -> None:
            file_dialogs.ask_to_save(
                self._window,
                "Export figure",
                file_dialogs.kind("Picture", (suffix,)),
                f"figure{suffix}",
                lambda path: self._exporting.export_figure(
                    path, lambda chosen: exchange.save_figure(canvas, chosen, dpi)
                ),
            )

        exchange.FigureDialog(canvas, ask_where, self._window).open()

    def export_animation(self) -> None:
        """Ask for a format, and where to write the way that led here as an animation."""
        canvas = self._canvas()
        if canvas is not None:
            dialog = exchange.AnimationDialog(canvas, self._session, self._exporting, self._window)
            dialog.open()

    def copy_parameters(self, form: str) -> None:
        """Put the mixture onto the clipboard, in a named form that is text."""
        _copy(self._exporting.parameters_text(form))

    def copy_responsibilities(self) -> None:
        """Put labels and responsibilities onto the clipboard as CSV."""
        _copy(self._exporting.responsibilities_text())

    def copy_trace(self) -> None:
        """Put the way that led here onto the clipboard as CSV."""
        _copy(self._exporting.trace_text())

    def copy_script(self) -> None:
        """Put what was done onto the clipboard as a script."""
        _copy(self._exporting.script_text())


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
