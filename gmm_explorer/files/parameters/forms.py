"""The formats that parameters are kept in, as people choose among them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ParametersForm:
    """A way to keep parameters.

    Attributes
    ----------
    name
        In code: ``scikit-learn``.
    title
        For people.
    suffix
        Of its files; several forms may share one, the first of them is taken for it.
    is_text
        Whether it can be put onto the clipboard.
    is_read
        Whether it is read too.
    """

    name: str
    title: str
    suffix: str
    is_text: bool = True
    is_read: bool = False


PARAMETERS_FORMS = (
    ParametersForm("json", "JSON", ".json", is_read=True),
    ParametersForm("csv", "CSV", ".csv", is_read=True),
    ParametersForm("npz", "NumPy arrays", ".npz", is_text=False, is_read=True),
    ParametersForm("scikit-learn", "Python with scikit-learn", ".py"),
    ParametersForm("numpy", "Python with NumPy and SciPy alone", ".py"),
    ParametersForm("mclust", "R with mclust", ".R"),
    ParametersForm("latex", "LaTeX", ".tex"),
    ParametersForm("markdown", "Markdown", ".md"),
)
PARAMETERS_SUFFIXES = tuple(dict.fromkeys(form.suffix for form in PARAMETERS_FORMS))
READABLE_PARAMETERS = tuple(form.suffix for form in PARAMETERS_FORMS if form.is_read)


def form_named(name: str) -> ParametersForm:
    """Return a form by its name, KeyError when there is none."""
    return {form.name: form for form in PARAMETERS_FORMS}[name]
