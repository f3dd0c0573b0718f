"""What only the window can do."""

from collections.abc import Callable
from typing import NamedTuple

from gmm_explorer.controller.remedies import Remedy
from gmm_explorer.view.exchange.results_out import ResultsOut
from gmm_explorer.view.exchange.tables_in import TablesIn
from gmm_explorer.view.generate.generating import Generating
from gmm_explorer.view.keeping.sessions import Sessions


class WindowVerbs(NamedTuple):
    """What only the window can do: ask for a file, show a dialog, change the view."""

    sessions: Sessions
    tables: TablesIn
    results: ResultsOut
    open_parameters: Callable[[], None]
    generating: Generating
    close: Callable[[], bool]
    predict_table: Callable[[], None]
    fit_data: Callable[[], None]
    equal_axes: Callable[[bool], None]
    has_equal_axes: Callable[[], bool]
    snap_to_points: Callable[[], None]
    make_round: Callable[[], None]
    turn: Callable[[float], None]
    fold_answer: Callable[[], None]
    shortcuts: Callable[[], None]
    present: Callable[[bool], None]
    is_presenting: Callable[[], bool]
    about: Callable[[], None]
    show_history: Callable[[], None]
    compare_states: Callable[[bool], None]
    name_state: Callable[[], None]
    prune_branch: Callable[[], None]
    show_health: Callable[[], None]
    show_collapse: Callable[[], None]
    propose_repair: Callable[[Remedy], None]
    compare_repairs: Callable[[], None]
