"""Tables in and results out: dialogs, clipboard, pictures."""

from typing import TYPE_CHECKING

from gmm_explorer.fronts import front

if TYPE_CHECKING:
    from gmm_explorer.view.exchange.animation_dialog import AnimationDialog
    from gmm_explorer.view.exchange.figure import save_figure
    from gmm_explorer.view.exchange.figure_dialog import FigureDialog
    from gmm_explorer.view.exchange.import_dialog import ImportDialog
else:
    __getattr__ = front(
        __name__,
        {
            "animation_dialog": ("AnimationDialog",),
            "figure": ("save_figure",),
            "figure_dialog": ("FigureDialog",),
            "import_dialog": ("ImportDialog",),
        },
    )

__all__ = ["AnimationDialog", "FigureDialog", "ImportDialog", "save_figure"]
