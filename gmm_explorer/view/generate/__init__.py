"""Data made here: the dialog in which a kind is chosen, described and looked at."""

from typing import TYPE_CHECKING

from gmm_explorer.fronts import front

if TYPE_CHECKING:
    from gmm_explorer.view.generate.generate_dialog import GenerateDialog
    from gmm_explorer.view.generate.memory import Memory
else:
    __getattr__ = front(
        __name__,
        {
            "generate_dialog": ("GenerateDialog",),
            "memory": ("Memory",),
        },
    )

__all__ = ["GenerateDialog", "Memory"]
