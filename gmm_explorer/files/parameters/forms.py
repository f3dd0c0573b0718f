"""The formats that parameters are written in."""

from collections.abc import Callable
from dataclasses import dataclass

from gmm_explorer.em import Mixture
from gmm_explorer.files.parameters.csv_form import to_csv
from gmm_explorer.files.parameters.facts import FitFacts
from gmm_explorer.files.parameters.json_out import to_json
from gmm_explorer.files.parameters.latex import to_latex
from gmm_explorer.files.parameters.markdown import to_markdown
from gmm_explorer.files.parameters.mclust import to_mclust
from gmm_explorer.files.parameters.npz_form import to_npz
from gmm_explorer.files.parameters.python_scripts import to_numpy_script, to_scikit_learn_script


@dataclass(frozen=True, slots=True)
class ParametersForm:
    """A way to write parameters.

    Attributes
    ----------
    name
        In code: ``scikit-learn``.
    title
        For people.
    suffix
        Of its files; several forms may share one, the first of them is taken for it.
    text
        What writes it, or None where the format is no text.
    content
        What writes the bytes of a file.
    """

    name: str
    title: str
    suffix: str
    text: Callable[[Mixture, FitFacts], str] | None
    content: Callable[[Mixture, FitFacts], bytes]


def _of_text(
    name: str, title: str, suffix: str, write: Callable[[Mixture, FitFacts], str]
) -> ParametersForm:
    return ParametersForm(
        name, title, suffix, write, lambda mixture, facts: write(mixture, facts).encode()
    )


PARAMETERS_FORMS = (
    _of_text("json", "JSON", ".json", to_json),
    _of_text("csv", "CSV", ".csv", to_csv),
    ParametersForm("npz", "NumPy arrays", ".npz", None, to_npz),
    _of_text("scikit-learn", "Python with scikit-learn", ".py", to_scikit_learn_script),
    _of_text("numpy", "Python with NumPy and SciPy alone", ".py", to_numpy_script),
    _of_text("mclust", "R with mclust", ".R", to_mclust),
    _of_text("latex", "LaTeX", ".tex", to_latex),
    _of_text("markdown", "Markdown", ".md", to_markdown),
)


def form_named(name: str) -> ParametersForm:
    """Return a form by its name, KeyError when there is none."""
    return {form.name: form for form in PARAMETERS_FORMS}[name]


def parameters_text(name: str, mixture: Mixture, facts: FitFacts | None = None) -> str:
    """Return parameters as text, for the clipboard.

    Parameters
    ----------
    name
        Of one of `PARAMETERS_FORMS` that are text.
    mixture
        The parameters, in original units; see `in_original_units`.
    facts
        What else is known.

    Raises
    ------
    ValueError
        When the form is no text.
    """
    write = form_named(name).text
    if write is None:
        raise ValueError(f"{name} is no text: write it into a file")
    return write(mixture, facts or FitFacts())
