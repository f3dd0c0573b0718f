"""The dialog that asks in which format, and how large, the plot is saved."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from gmm_explorer.view.exchange.figure import FIGURE_FORMS, SCREEN_DPI, pixel_size
from gmm_explorer.view.plot.canvas import Canvas
from gmm_explorer.view.widgets.card import Rows, plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role
from gmm_explorer.view.widgets.fields import choice_field, offer_choices, whole_number_field

_LOW, _HIGH = 36, 1200
_USUAL = 2 * SCREEN_DPI
_MOST_PIXELS = 20_000  # to a side
_POINTS_PER_INCH = 72


class FigureDialog(Dialog):
    """Format, resolution, and what comes of them.

    Parameters
    ----------
    canvas
        The plot.
    then
        Called with the suffix of the format and the resolution in dots per inch.
    """

    def __init__(
        self, canvas: Canvas, then: Callable[[str, int], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("figure_dialog", "Export figure", parent)
        self._canvas, self._then = canvas, then
        self._format = choice_field("figure_format", "Pixels, or outlines that stay sharp")
        offer_choices(self._format, dict(enumerate(FIGURE_FORMS)), 0)
        side = max(canvas.width(), canvas.height(), 1)
        most = max(_LOW, min(_HIGH, _MOST_PIXELS * SCREEN_DPI // side))
        self._dpi = whole_number_field(
            "figure_dpi", _LOW, most, "Dots per inch; the plot on the screen has 96"
        )
        self._dpi.setValue(_USUAL)
        self._size = plain_label(dim=True)
        self._size.setObjectName("figure_size")
        self._format.activated.connect(self._tell_size)
        self._dpi.valueChanged.connect(self._tell_size)
        rows = Rows()
        rows.add("Format", self._format)
        rows.add("Dots per inch", self._dpi)
        rows.add("Size", self._size)
        self.body.addLayout(rows)
        self.add_button("Cancel", Role.RejectRole, "Save nothing")
        self.add_button("Save as…", Role.AcceptRole, "Choose where to save it", primary=True)
        self._tell_size()

    def accept(self) -> None:
        """Pass on what was chosen."""
        super().accept()
        self._then(FIGURE_FORMS[self._format.currentText()], self._dpi.value())

    def _tell_size(self) -> None:
        is_png = self._format.currentText() == "PNG"
        self._dpi.setEnabled(is_png)
        if is_png:
            size = pixel_size(self._canvas, self._dpi.value())
            self._size.setText(f"{size.width():,} × {size.height():,} pixels")
        else:
            size = pixel_size(self._canvas, _POINTS_PER_INCH)
            self._size.setText(f"{size.width():,} × {size.height():,} points, outlines")
