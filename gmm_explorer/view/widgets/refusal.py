"""Saying no in place: a field that shows why it did not take what was typed."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QToolTip

from gmm_explorer.view.style.plain_text import tool_tip


def refuse(field: QLineEdit, reason: str) -> None:
    """Outline a field in red and say the reason right below it."""
    _mark(field, invalid=True)
    field.setToolTip(tool_tip(reason))
    field.setAccessibleDescription(reason)
    QToolTip.showText(field.mapToGlobal(QPoint(0, field.height() // 2)), field.toolTip(), field)


def accept(field: QLineEdit, tip: str = "") -> None:
    """Take the outline and the reason away; ``tip`` is what the field says otherwise."""
    if is_refused(field):
        QToolTip.hideText()
    _mark(field, invalid=False)
    field.setToolTip(tool_tip(tip))
    field.setAccessibleDescription(tip)


def is_refused(field: QLineEdit) -> bool:
    """Whether the field shows a reason for not taking what was typed."""
    return bool(field.property("invalid"))


def _mark(field: QLineEdit, *, invalid: bool) -> None:
    if is_refused(field) != invalid:
        field.setProperty("invalid", invalid)
        # A style sheet looks at properties only when it is applied.
        field.style().unpolish(field)
        field.style().polish(field)
