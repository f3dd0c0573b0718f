"""The lines that lead from row to row of the history."""

from enum import Enum, auto
from typing import NamedTuple

from gmm_explorer.model.block import Block
from gmm_explorer.model.timeline import Timeline


class Course(Enum):
    """Where a part of the history lies, seen from where we are."""

    PAST = auto()
    FUTURE = auto()
    ELSEWHERE = auto()


class Rail(NamedTuple):
    """The lines through one row.

    Attributes
    ----------
    depth
        The column of the block's mark; a line crosses the row in each column before it.
    course
        Where the block lies.
    above
        The course of the line from the mark upwards, or None where nothing grew from it.
    from_side
        Whether the line from below comes out of the column before.
    crossing
        The column before the mark's where the active path crosses the row, with its course.
    """

    depth: int
    course: Course
    above: Course | None
    from_side: bool
    crossing: tuple[int, Course] | None


def course(timeline: Timeline, block: Block) -> Course:
    """Return where a block lies: on the active path up to here, ahead on it, or elsewhere."""
    rank = timeline.ranks.get(block)
    if rank is None:
        return Course.ELSEWHERE
    return Course.PAST if rank <= timeline.ranks[timeline.position.block] else Course.FUTURE


def rail(timeline: Timeline, row: int) -> Rail:
    """Return the lines through a row of `Timeline.outline`."""
    outline = timeline.outline
    block = outline.rows[row]
    parent = block.parent
    following = _following(block) if block in timeline.ranks else None
    above = None
    if block.children:
        above = Course.ELSEWHERE if following is None else course(timeline, following)
    return Rail(
        outline.depths[row],
        course(timeline, block),
        above,
        parent is not None and parent.block.children[-1] is not block,
        None if block in timeline.ranks else _crossing(timeline, row),
    )


def _crossing(timeline: Timeline, row: int) -> tuple[int, Course] | None:
    """Return where the active path crosses a row that it has no block in."""
    outline, ranks = timeline.outline, timeline.ranks
    below = next(at for at in range(row + 1, len(outline.rows)) if outline.rows[at] in ranks)
    following = _following(outline.rows[below])
    if following is None:
        return None
    return outline.depths[below], course(timeline, following)


def _following(block: Block) -> Block | None:
    """Return the block that the active path leads to from one of its blocks."""
    return block.turns.get(block.turn)
