"""What all tables say in the heads of their columns, and how wide they make them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def head(
    texts: Sequence[str],
    words: Sequence[str],
    section: int,
    orientation: Qt.Orientation,
    role: int,
) -> object:
    """Return what `headerData` is asked for: a short text, or what it stands for in words."""
    if orientation != Qt.Orientation.Horizontal:
        return None
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return texts[section]
        case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
            return words[section]
        case Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
    return None


def shared_out(needs: Sequence[int], room: int) -> list[int]:
    """Return widths of columns: all alike where that will do, else what each needs and a share.

    Parameters
    ----------
    needs
        The least width of each, in pixels; they are wider together than the room at worst.
    room
        What there is for all of them.
    """
    alike = room // len(needs)
    if alike >= max(needs):
        return [alike] * len(needs)
    spare = max(0, room - sum(needs)) // len(needs)
    return [need + spare for need in needs]
