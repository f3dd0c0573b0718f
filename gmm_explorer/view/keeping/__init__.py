"""The session as a file, before a person's eyes: asking for it, saving first, recent ones."""

from typing import TYPE_CHECKING

from gmm_explorer.fronts import front

if TYPE_CHECKING:
    from gmm_explorer.view.keeping.save_dialog import SaveDialog
else:
    __getattr__ = front(
        __name__,
        {
            "save_dialog": ("SaveDialog",),
        },
    )

__all__ = ["SaveDialog"]
