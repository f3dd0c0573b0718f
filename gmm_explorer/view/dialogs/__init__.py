"""Dialogs: opened, never waited for."""

from typing import TYPE_CHECKING

from gmm_explorer.fronts import front

if TYPE_CHECKING:
    from gmm_explorer.view.dialogs.about_dialog import AboutDialog
    from gmm_explorer.view.dialogs.message_dialog import show_refusal
    from gmm_explorer.view.dialogs.predict_dialog import PredictDialog
    from gmm_explorer.view.dialogs.prune_dialog import PruneDialog
    from gmm_explorer.view.dialogs.shortcuts_dialog import ShortcutsDialog
else:
    __getattr__ = front(
        __name__,
        {
            "about_dialog": ("AboutDialog",),
            "message_dialog": ("show_refusal",),
            "predict_dialog": ("PredictDialog",),
            "prune_dialog": ("PruneDialog",),
            "shortcuts_dialog": ("ShortcutsDialog",),
        },
    )

__all__ = ["AboutDialog", "PredictDialog", "PruneDialog", "ShortcutsDialog", "show_refusal"]
