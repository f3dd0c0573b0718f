"""What actions ask of the window, which they do not know."""

from typing import TYPE_CHECKING

from gmm_explorer.view import dialogs
from gmm_explorer.view.actions import WindowVerbs
from gmm_explorer.view.exchange.results_out import ResultsOut
from gmm_explorer.view.exchange.tables_in import TablesIn
from gmm_explorer.view.generate.generating import Generating
from gmm_explorer.view.plot.canvas import Canvas
from gmm_explorer.view.plot.verbs import make_round, snap_to_points, turn
from gmm_explorer.view.window.file_verbs import FileVerbs

if TYPE_CHECKING:
    from gmm_explorer.view.window.main_window import MainWindow


def window_verbs(window: "MainWindow") -> WindowVerbs:
    """Return the verbs of a window, which may still be without its panels."""
    controller, session = window.controller, window.session
    files = FileVerbs(window, controller.documents)

    def fit_data(canvas: Canvas) -> None:
        canvas.fit_data()

    def fold(canvas: Canvas) -> None:
        canvas.asking.card.turn()

    return WindowVerbs(
        sessions=window.sessions,
        tables=TablesIn(window, controller.documents, controller.notices, window.open),
        results=ResultsOut(window, session, controller.exporting, lambda: window.plot_area.canvas),
        open_parameters=files.open_parameters,
        generating=Generating(window, controller, session),
        close=window.close,
        predict_table=lambda: dialogs.PredictDialog(controller, session.frame, window).open(),
        fit_data=lambda: window.plot_area.on_canvas(fit_data),
        equal_axes=controller.presenting.equal_axes,
        has_equal_axes=lambda: window.plot_area.equal_axes,
        snap_to_points=lambda: window.plot_area.on_canvas(snap_to_points),
        make_round=lambda: window.plot_area.on_canvas(make_round),
        turn=lambda angle: window.plot_area.on_canvas(lambda canvas: turn(canvas, angle)),
        fold_answer=lambda: window.plot_area.on_canvas(fold),
        shortcuts=lambda: dialogs.ShortcutsDialog(list(window.actions_table), window).open(),
        present=window.present,
        is_presenting=lambda: window.presentation.active,
        about=lambda: dialogs.AboutDialog(window).open(),
        show_history=lambda: window.history_panel.take_keys(),
        compare_states=lambda on: window.history_panel.compare(on=on),
        name_state=lambda: window.history_panel.rename(),
        prune_branch=lambda: window.history_panel.prune_chosen(),
        show_health=lambda: window.health_panel.take_keys(),
        show_collapse=window.laboratory.show_collapse,
        propose_repair=window.laboratory.propose,
        compare_repairs=window.laboratory.compare,
    )
