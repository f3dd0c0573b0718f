"""Parameters of a mixture as files; the format follows from the suffix."""

from collections.abc import Callable, Sequence
from pathlib import Path

from gmm_explorer.em import EMSettings, Mixture, Outcome
from gmm_explorer.files.atomic import replacing_bytes
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import FilePath, ParametersFileError
from gmm_explorer.files.parameters.csv_form import from_csv
from gmm_explorer.files.parameters.facts import FitFacts
from gmm_explorer.files.parameters.forms import (
    PARAMETERS_FORMS,
    PARAMETERS_SUFFIXES,
    READABLE_PARAMETERS,
    ParametersForm,
    form_named,
)
from gmm_explorer.files.parameters.json_in import from_json
from gmm_explorer.files.parameters.npz_form import from_npz
from gmm_explorer.files.parameters.parsed import Parameters
from gmm_explorer.files.parameters.writers import parameters_bytes
from gmm_explorer.files.size import at_most
from gmm_explorer.files.source import read_bytes

_READERS: dict[str, Callable[[bytes], Parameters]] = {
    ".json": from_json,
    ".csv": from_csv,
    ".npz": from_npz,
}
_PASTED = "the pasted text"
# A thousand components in ten columns; a larger file would take seconds to refuse.
_MAX_BYTES = 8 * 10**6


def write_parameters(
    path: FilePath,
    mixture: Mixture,
    *,
    names: Sequence[str] | None = None,
    settings: EMSettings | None = None,
    log_likelihood: float | None = None,
    n_iter: int | None = None,
    outcome: Outcome | None = None,
    n_samples: int | None = None,
    form: str | None = None,
) -> None:
    """Write a mixture, and what is known about its fit, in the format of the suffix.

    Parameters
    ----------
    path
        The file; one that exists is replaced at once or not at all.
    mixture
        The parameters, in original units.
    names
        Of the columns.
    settings
        Of the fit; None means the plain algorithm with full covariances.
    log_likelihood
        Total, nats; an infinite one is written as null.
    n_iter, outcome
        How many iterations were done and why they ended.
    n_samples
        Number of points: the BIC is null without it.
    form
        Name of one of `PARAMETERS_FORMS`; None means the first for the suffix.

    Raises
    ------
    ParametersFileError
        When the suffix is of no known format.
    ExportError
        When the file cannot be written.
    """
    facts = FitFacts(names, settings, log_likelihood, n_iter, outcome, n_samples)
    write_parameters_with(path, mixture, facts, form)


def write_parameters_with(
    path: FilePath, mixture: Mixture, facts: FitFacts, form: str | None = None
) -> None:
    """Write a mixture and the facts about it; see `write_parameters` and `in_original_units`."""
    chosen = check_parameters_suffix(path) if form is None else form_named(form)
    content = parameters_bytes(chosen, mixture, facts)
    with replacing_bytes(path) as stream:
        stream.write(content)


def read_parameters(path: FilePath) -> Mixture:
    """Return the mixture in a file of parameters.

    Raises
    ------
    ParametersFileError
        When the file cannot be read or holds no mixture.
    """
    return read_named_parameters(path).mixture


def read_named_parameters(path: FilePath) -> Parameters:
    """Return the mixture in a file of parameters, and the names of the columns it is about.

    Raises
    ------
    ParametersFileError
        When the file cannot be read or holds no mixture.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in _READERS:
        raise _unknown(path, READABLE_PARAMETERS)
    return _read(path, _READERS[suffix], read_bytes(path, ParametersFileError, at_most(_MAX_BYTES)))


def read_parameters_text(text: str) -> Parameters:
    """Return the mixture in text that is pasted: JSON, or a table with one row a component.

    Raises
    ------
    ParametersFileError
        When it holds no mixture.
    """
    is_json = text.lstrip("\ufeff \t\r\n").startswith(("{", "["))
    return _read(_PASTED, from_json if is_json else from_csv, text.encode("utf-8", "replace"))


def check_parameters_suffix(path: FilePath) -> ParametersForm:
    """Return the form of a suffix, or raise ParametersFileError when there is none."""
    suffix = Path(path).suffix.lower()
    for form in PARAMETERS_FORMS:
        if form.suffix.lower() == suffix:
            return form
    raise _unknown(path, PARAMETERS_SUFFIXES)


def _read(path: FilePath, read: Callable[[bytes], Parameters], content: bytes) -> Parameters:
    try:
        return read(content)
    except BadContentError as bad:
        raise ParametersFileError(path, bad.place, bad.reason, bad.remedy) from bad


def _unknown(path: FilePath, known: Sequence[str]) -> ParametersFileError:
    suffix = Path(path).suffix or "files without a suffix"
    return ParametersFileError(
        path, "", f"parameters are not kept as {suffix}", f"use {', '.join(known)}"
    )
