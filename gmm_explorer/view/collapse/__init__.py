"""The collapse laboratory: why a component collapsed, and what each repair would do about it."""

from typing import TYPE_CHECKING

from gmm_explorer.fronts import front

if TYPE_CHECKING:
    from gmm_explorer.view.collapse.compare_dialog import CompareDialog
    from gmm_explorer.view.collapse.evidence_dialog import EvidenceDialog
else:
    __getattr__ = front(
        __name__,
        {
            "compare_dialog": ("CompareDialog",),
            "evidence_dialog": ("EvidenceDialog",),
        },
    )

__all__ = ["CompareDialog", "EvidenceDialog"]
