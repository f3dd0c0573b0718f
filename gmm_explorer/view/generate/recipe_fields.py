"""The fields in which one kind of data is described."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from gmm_explorer.data.generators import Choice, Number, Parameter, Recipe, parameters
from gmm_explorer.view.generate.number_boxes import NumberBox, number_box
from gmm_explorer.view.widgets.card import Rows
from gmm_explorer.view.widgets.fields import choice_field


class RecipeFields(QWidget):
    """One field for each parameter that leaves a choice.

    Parameters
    ----------
    recipe
        What they say at first.

    Attributes
    ----------
    changed
        They say something else now.
    fields : list of QWidget
        All of them, in their order.
    recipe : Recipe
        What they say; it may be impossible to carry out.
    """

    changed = Signal()

    def __init__(self, recipe: Recipe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recipe = recipe
        self.fields: list[QWidget] = []
        self._on_plane_only: list[QWidget] = []
        self._rows = Rows()
        for name, parameter in parameters(recipe).items():
            self._add(name, parameter)
        self.setLayout(self._rows)
        self._follow_dimension()

    def _add(self, name: str, parameter: Parameter) -> None:
        field: QWidget
        if isinstance(parameter, Number):
            field = self._number_field(name, parameter)
            if parameter.plane_only:
                self._on_plane_only.append(field)
        elif len(parameter.options) > 1:
            field = self._choice_field(name, parameter)
        else:
            return
        field.setObjectName(object_name(parameter))
        field.setAccessibleDescription(parameter.tip)
        self._rows.add(parameter.text, field)
        self.fields.append(field)

    def _number_field(self, name: str, number: Number) -> NumberBox:
        box = number_box(number)
        box.setValue(getattr(self.recipe, name))
        box.valueChanged.connect(lambda value: self._take(name, value))
        return box

    def _choice_field(self, name: str, choice: Choice) -> QComboBox:
        field = choice_field(object_name(choice), choice.tip)
        for value, words in choice.options.items():
            field.addItem(words, value)
        field.setCurrentIndex(field.findData(getattr(self.recipe, name)))
        field.currentIndexChanged.connect(lambda: self._take(name, field.currentData()))
        return field

    def _take(self, name: str, value: float | str) -> None:
        # One call for all fields: mypy cannot know which type belongs to which name.
        change: dict[str, Any] = {name: value}
        self.recipe = replace(self.recipe, **change)
        self._follow_dimension()
        self.changed.emit()

    def _follow_dimension(self) -> None:
        # On a line there is no direction to stretch in.
        for field in self._on_plane_only:
            field.setEnabled(self.recipe.n_features > 1)


def object_name(parameter: Parameter) -> str:
    """Return the object name of a parameter's field."""
    return f"generate_{parameter.name.lower()}"
