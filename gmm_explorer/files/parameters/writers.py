"""What writes parameters in each of the forms."""

from collections.abc import Callable

from gmm_explorer.em import Mixture
from gmm_explorer.files.parameters.csv_form import to_csv
from gmm_explorer.files.parameters.facts import FitFacts
from gmm_explorer.files.parameters.forms import ParametersForm, form_named
from gmm_explorer.files.parameters.json_out import to_json
from gmm_explorer.files.parameters.latex import to_latex
from gmm_explorer.files.parameters.markdown import to_markdown
from gmm_explorer.files.parameters.mclust import to_mclust
from gmm_explorer.files.parameters.npz_form import to_npz
from gmm_explorer.files.parameters.python_scripts import to_numpy_script, to_scikit_learn_script

_TEXTS: dict[str, Callable[[Mixture, FitFacts], str]] = {
    "json": to_json,
    "csv": to_csv,
    "scikit-learn": to_scikit_learn_script,
    "numpy": to_numpy_script,
    "mclust": to_mclust,
    "latex": to_latex,
    "markdown": to_markdown,
}
_BYTES: dict[str, Callable[[Mixture, FitFacts], bytes]] = {"npz": to_npz}


def parameters_bytes(form: ParametersForm, mixture: Mixture, facts: FitFacts) -> bytes:
    """Return what a file of that form holds."""
    if form.is_text:
        return _TEXTS[form.name](mixture, facts).encode()
    return _BYTES[form.name](mixture, facts)


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
    if not form_named(name).is_text:
        raise ValueError(f"{name} is no text: write it into a file")
    return _TEXTS[name](mixture, facts or FitFacts())
