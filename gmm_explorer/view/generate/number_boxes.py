"""Spin boxes that hold any number, so that one out of range can be named instead of changed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox

from gmm_explorer.data.generators import Number
from gmm_explorer.view.style.plain_text import tool_tip
from gmm_explorer.view.widgets.fields import LARGEST_WHOLE_NUMBER

NumberBox = QSpinBox | QDoubleSpinBox

_LARGEST = 1e9
_DECIMALS = 3
_NARROWEST = 124


class WholeBox(QSpinBox):
    """Takes what is typed, as it is typed; keys, wheel and arrows stay in the range.

    Parameters
    ----------
    number
        What it is for.
    """

    def __init__(self, number: Number) -> None:
        super().__init__()
        self._number = number
        self.setRange(0, LARGEST_WHOLE_NUMBER)
        _set_up(self, number)
        self.valueChanged.connect(lambda value: _judge(self, number, value))

    def stepBy(self, steps: int) -> None:  # noqa: N802  # Qt calls it
        """Go up or down, not out of the range."""
        self.setValue(round(_stepped(self._number, self.value(), steps)))


class DecimalBox(QDoubleSpinBox):
    """As `WholeBox`, for numbers with decimals; it shows only those that tell something."""

    def __init__(self, number: Number) -> None:
        super().__init__()
        self._number = number
        self.setDecimals(_DECIMALS)
        self.setRange(0.0, _LARGEST)
        _set_up(self, number)
        self.valueChanged.connect(lambda value: _judge(self, number, value))

    def textFromValue(self, value: float) -> str:  # noqa: N802  # Qt calls it
        """Write a number without zeros at its end."""
        whole, point, decimals = (
            super().textFromValue(value).partition(self.locale().decimalPoint())
        )
        kept = decimals.rstrip("0")
        return f"{whole}{point}{kept}" if kept else whole

    def stepBy(self, steps: int) -> None:  # noqa: N802  # Qt calls it
        """Go up or down, not out of the range."""
        self.setValue(_stepped(self._number, self.value(), steps))


def number_box(number: Number) -> NumberBox:
    """Return a field for a number, whole or not."""
    return WholeBox(number) if number.is_whole else DecimalBox(number)


def _set_up(box: QAbstractSpinBox, number: Number) -> None:
    box.setToolTip(tool_tip(number.tip))
    box.setSpecialValueText(number.zero)
    box.setMinimumWidth(_NARROWEST)
    box.setAlignment(Qt.AlignmentFlag.AlignRight)


def _judge(box: QAbstractSpinBox, number: Number, value: float) -> None:
    """Outline a box in red while its number is out of the range."""
    invalid = not number.low <= value <= number.high
    if bool(box.property("invalid")) != invalid:
        box.setProperty("invalid", invalid)
        # A style sheet looks at properties only when it is applied.
        box.style().unpolish(box)
        box.style().polish(box)


def _stepped(number: Number, value: float, steps: int) -> float:
    """Return the number so many steps on, on the raster of the steps."""
    there = round(value / number.step + steps) * number.step
    return min(max(there, number.low), number.high)
