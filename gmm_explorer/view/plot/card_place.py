"""Where a card over a plot lies so that it does not hide the place it is about."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize


def card_place(card: QSize, room: QRect, widest: QRect, bare: QRect) -> QPoint | None:
    """Return the upper left corner of a card, or None where it can but hide the place.

    Parameters
    ----------
    card
        Its size.
    room
        Where it lies if it can: in a corner, on the other side of the place and on top.
    widest
        Where it may reach; that is over the axes, too.
    bare
        What it does not hide: the place, and some room around it.
    """
    for corner in _corners(card, room, widest, bare):
        lies = QRect(corner, card)
        if widest.contains(lies) and not lies.intersects(bare):
            return corner
    return None


def usual_place(card: QSize, room: QRect, widest: QRect, bare: QRect) -> QPoint:
    """Return the corner for a card that hides the place wherever it lies."""
    corner = next(_corners(card, room, widest, bare))
    x = max(min(corner.x(), _end(widest.left(), widest.width(), card.width())), widest.left())
    y = max(min(corner.y(), _end(widest.top(), widest.height(), card.height())), widest.top())
    return QPoint(x, y)


def _corners(card: QSize, room: QRect, widest: QRect, bare: QRect) -> Iterator[QPoint]:
    sides = [room.left(), _end(room.left(), room.width(), card.width())]
    if bare.center().x() < room.center().x():
        sides.reverse()
    # A tall card on top may reach over the axis below.
    heights = [room.top(), max(_end(room.top(), room.height(), card.height()), widest.top())]
    beside = [bare.right() + 1, bare.left() - card.width()]
    above_or_below = [bare.top() - card.height(), bare.bottom() + 1]
    for x, y in (
        *((x, y) for x in (*sides, *beside) for y in heights),
        *((x, y) for y in above_or_below for x in (*sides, widest.left())),
    ):
        yield QPoint(x, y)


def _end(start: int, length: int, taken: int) -> int:
    """Return where something begins that ends where a stretch does."""
    return start + length - taken
