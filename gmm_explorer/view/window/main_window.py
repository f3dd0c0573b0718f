"""The main window: it holds the views, gives them frames and asks for files."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from gmm_explorer.controller import Controller
from gmm_explorer.controller.documents import REREAD
from gmm_explorer.controller.giving_way import drawing
from gmm_explorer.controller.notice import Notice
from gmm_explorer.model import Frame, Session
from gmm_explorer.view import dialogs
from gmm_explorer.view.actions import Actions, action_table
from gmm_explorer.view.collapse.laboratory import Laboratory
from gmm_explorer.view.health.curves import Curves
from gmm_explorer.view.health.health_panel import HealthPanel
from gmm_explorer.view.history.comparison_panel import ComparisonPanel
from gmm_explorer.view.history.history_panel import HistoryPanel
from gmm_explorer.view.keeping.sessions import Sessions
from gmm_explorer.view.likelihood.likelihood_plot import LikelihoodPlot
from gmm_explorer.view.paint.brush_strip import BrushStrip
from gmm_explorer.view.panels.components_table import ComponentsTable
from gmm_explorer.view.panels.data_panel import DataPanel
from gmm_explorer.view.panels.empty_state import EmptyState
from gmm_explorer.view.panels.model_panel import ModelPanel
from gmm_explorer.view.panels.progress_strip import ProgressStrip
from gmm_explorer.view.panels.responsibilities_table import ResponsibilitiesTable
from gmm_explorer.view.panels.show_panel import ShowPanel
from gmm_explorer.view.panels.status_bar import StatusLine
from gmm_explorer.view.style.icons import app_icon
from gmm_explorer.view.style.theme import ICON_PX, Theme, Themed, apply_theme
from gmm_explorer.view.widgets.claimed_keys import SpaceOnButtons
from gmm_explorer.view.widgets.speed_chooser import SpeedChooser
from gmm_explorer.view.window import menus
from gmm_explorer.view.window.docks import Area, Workspace, framed
from gmm_explorer.view.window.hints import tool_hint
from gmm_explorer.view.window.layout_memory import restore_layout, save_layout
from gmm_explorer.view.window.one_painting import gather_changes
from gmm_explorer.view.window.plot_area import PlotArea
from gmm_explorer.view.window.plot_menu import open_plot_menu
from gmm_explorer.view.window.presentation import PresentationMode
from gmm_explorer.view.window.toolbars import make_toolbars
from gmm_explorer.view.window.window_verbs import window_verbs

SMALLEST = (960, 640)
USUAL = (1440, 900)


class MainWindow(QMainWindow):
    """The window of one session.

    Attributes
    ----------
    session
        The model.
    controller
        The intents.
    """

    def __init__(self, session: Session, controller: Controller, theme: Theme) -> None:
        super().__init__()
        self.session = session
        self.controller = controller
        controller.setParent(self)
        self.setObjectName("main_window")
        self.setWindowIcon(app_icon())
        self.setMinimumSize(*SMALLEST)
        self.resize(QSize(*USUAL).boundedTo(self.screen().availableSize()))
        self.setAcceptDrops(True)
        self._hovered = ""
        self.sessions = Sessions(self, controller, session)
        self.laboratory = Laboratory(controller, session, self)
        self._make_views(theme)
        self.set_theme(theme)
        self._wire()
        SpaceOnButtons(self, *self.workspace.docks)
        self._laid_out = restore_layout(self, self.workspace)
        self.render_frame(None, session.frame)

    def _make_views(self, theme: Theme) -> None:
        self.actions_table = Actions(action_table(self.controller, window_verbs(self)), self)
        actions = self.actions_table
        examples = menus.examples_menu(actions, self)
        empty = EmptyState(actions["file_open"], actions["file_generate"], examples)
        self.plot_area = PlotArea(self.controller, empty, theme)
        self.plot_area.put_over(self.laboratory.card)
        self.brush_strip = BrushStrip(self.controller, actions)
        self.plot_area.put_strip(self.brush_strip)
        repairs = menus.repair_menu(actions, self)
        self.plot_area.banner.offer(repairs, actions["collapse_show_me"])
        self.plot_area.banner.offer_help(actions[REREAD])
        self.data_panel = DataPanel(self.controller)
        self.model_panel = ModelPanel(self.controller, actions["em_initialize"])
        self.show_panel = ShowPanel(self.controller, actions)
        self.history_panel = HistoryPanel(self.controller, self.session, theme)
        self.comparison_panel = ComparisonPanel(self.controller, theme)
        self.health_panel = HealthPanel(self.controller, theme)
        self.components_table = ComponentsTable(self.controller, theme)
        self.responsibilities_table = ResponsibilitiesTable(theme)
        self.likelihood_plot = LikelihoodPlot(self.controller, self.session, theme)
        self.status_line = StatusLine(self.session)
        strip = ProgressStrip(self.controller.running, actions["em_stop"])
        self.status_line.addPermanentWidget(strip)
        self.setStatusBar(self.status_line)
        self.workspace = Workspace(self.plot_area)
        self.setCentralWidget(self.workspace)
        left, right = Area.LeftDockWidgetArea, Area.RightDockWidgetArea
        self.workspace.fill(left, data=self.data_panel, model=self.model_panel)
        self.workspace.fill(left, show=self.show_panel, history=self.history_panel)
        self.workspace.fill(right, components=self.components_table)
        self.workspace.fill(right, responsibilities=self.responsibilities_table)
        beside = {"comparison": self.comparison_panel, "health": self.health_panel}
        self.workspace.keep_ready(right, "responsibilities", beside)
        self.curves = Curves(self.likelihood_plot, self.controller, theme)
        self.curves.grown.connect(self.workspace.give_curves_room)
        curves = framed(self.curves, "Log-likelihood")
        self.workspace.dock("likelihood", curves, Area.BottomDockWidgetArea)
        self._likelihood_menu = menus.likelihood_menu(actions, self)
        panels = menus.dock_menu(self.workspace.toggles, self)
        menus.fill_menu_bar(self, actions, examples, panels, self.sessions.recent_menu())
        self.speed_chooser = SpeedChooser(self.controller)
        bars = make_toolbars(self, actions, examples, self.speed_chooser)
        self.presentation = PresentationMode(
            self, self.workspace, bars, lambda: self.set_theme(self._theme)
        )

    def _wire(self) -> None:
        controller = self.controller
        controller.changed.connect(self.render_frame)
        controller.running.toggled.connect(lambda _on: self._follow_actions())
        controller.playing.toggled.connect(lambda _on: self._follow_actions())
        controller.notices.told.connect(self.plot_area.banner.tell)
        controller.notices.refused.connect(self._refuse)
        self.history_panel.wanted.connect(lambda: self.workspace.bring("history"))
        self.comparison_panel.wanted.connect(lambda: self.workspace.bring("comparison"))
        for asking in (self.health_panel.wanted, self.components_table.view.health_asked):
            asking.connect(lambda: self.workspace.bring("health"))
        for plot in (self.plot_area, self.likelihood_plot):
            plot.hinted.connect(self._hint)
        self.responsibilities_table.view.marking.connect(controller.presenting.mark)
        self.plot_area.menu_asked.connect(self._open_plot_menu)
        self.likelihood_plot.menu_asked.connect(self._likelihood_menu.popup)

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Let every view draw what has changed."""
        self.plot_area.render_frame(old, new)
        for panel in (
            self.laboratory.card,
            self.brush_strip,
            self.data_panel,
            self.model_panel,
            self.show_panel,
            self.history_panel,
            self.comparison_panel,
            self.health_panel,
            self.components_table,
            self.responsibilities_table,
            self.status_line,
            self.speed_chooser,
        ):
            panel.render_frame(old, new)
        self.curves.render_frame(old, new)
        if old is None or not (old.previewing and new.previewing):
            self._follow_actions()
        self._show_hint()
        self.sessions.follow()

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of a theme, larger while somebody presents."""
        self._theme = theme = replace(theme, scale=self.presentation.magnification)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, theme)
        self.setIconSize(QSize(ICON_PX, ICON_PX) * theme.scale)
        plots: tuple[Themed, ...] = (self.plot_area, self.curves)
        cards: tuple[Themed, ...] = (self.history_panel, self.comparison_panel, self.health_panel)
        tables: tuple[Themed, ...] = (self.components_table, self.responsibilities_table)
        for view in (self.actions_table, *plots, *cards, *tables):
            view.set_theme(theme)

    def open(self, path: Path) -> None:
        """Open a file: a session, parameters or a table, by its name."""
        self.sessions.open(path)

    def event(self, event: QEvent) -> bool:
        """Let workers hold still while all that has changed is painted, in one go."""
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        with drawing():
            gather_changes((*self.plot_area.plots, *self.curves.plots))
            return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape, where nobody wanted it, end presenting or dismiss the banner, and Q ask."""
        if event.key() == Qt.Key.Key_Escape and self.presentation.active:
            self.present(False)
        elif event.key() == Qt.Key.Key_Escape:
            self.laboratory.card.close_card()
            self.plot_area.banner.dismiss()
        elif not self.plot_area.press(event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files from the desktop."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the first file that is dropped."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.open(Path(files[0]))

    def closeEvent(self, event: QCloseEvent) -> None:
        """End a run, ask whether to save, and remember the layout."""
        self.controller.running.stop()
        self.controller.playing.pause()
        if not self.sessions.may_close():
            event.ignore()
            return
        self.presentation.switch(False)
        save_layout(self, self.workspace)
        super().closeEvent(event)

    def _refuse(self, notice: Notice) -> None:
        """Say what was refused: in a dialog, or in the banner before there is a window."""
        self._follow_actions()  # one that may help is enabled by what it helps with
        if self.isVisible():
            dialogs.show_refusal(self, notice, self.actions_table.get(notice.offer))
        else:
            self.plot_area.banner.tell(notice)

    def showEvent(self, event: QShowEvent) -> None:
        """Give a fresh window its proportions; docks have no sizes before they are shown."""
        super().showEvent(event)
        self.controller.documents.watched = True
        if not event.spontaneous():
            if not self._laid_out:
                self._laid_out = True
                self.workspace.set_sizes()
            self.workspace.share_places()

    def _follow_actions(self) -> None:
        self.actions_table.follow(self.session)

    def present(self, on: bool) -> None:
        """Begin or end presenting: the plot large, most of the rest away."""
        self.presentation.switch(on)
        self._follow_actions()

    def _hint(self, text: str) -> None:
        self._hovered = text
        self._show_hint()

    def _show_hint(self) -> None:
        self.status_line.set_hint(self._hovered or tool_hint(self.session.frame))

    def _open_plot_menu(self, position: QPointF, at: QPoint) -> None:
        self.plot_area.on_canvas(
            lambda canvas: open_plot_menu(canvas, self.actions_table, position, at)
        )
