"""The main window: its actions, menus, docks and file dialogs."""

from gmm_explorer.view.window.main_window import MainWindow

__all__ = ["MainWindow"]
