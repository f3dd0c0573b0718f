"""``gmm-explorer fit``: a fit without a window."""

import os
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from gmm_explorer.cli.arguments import DEFAULT_N_COMPONENTS
from gmm_explorer.cli.exits import Exit, UsageError, tell
from gmm_explorer.cli.points import naming, read_points
from gmm_explorer.cli.runs import Starts, best_run
from gmm_explorer.cli.summary import collapse_message, summary
from gmm_explorer.data import Dataset
from gmm_explorer.em import (
    INITIALIZERS,
    EMSettings,
    EMState,
    Mixture,
    Outcome,
    SingularCovarianceError,
    e_step,
    prepare,
    project,
)
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files import (
    READABLE_PARAMETERS,
    ParametersFileError,
    check_parameters_suffix,
    read_parameters,
    write_parameters,
    write_responsibilities,
    write_trace,
)


def run_fit(arguments: Namespace) -> Exit:
    """Read, fit, write and say how it went.

    Raises
    ------
    UsageError
        When arguments do not go together.
    FileError
        When a file cannot be read or written.
    InvalidDataError
        When the data cannot be fitted in this way.
    """
    _check_outputs(arguments)
    start = _start_from_file(arguments)
    settings = EMSettings(
        arguments.covariance, arguments.reg_covar, tol=arguments.tol, max_iter=arguments.max_iter
    )
    n_components = arguments.n_components or DEFAULT_N_COMPONENTS
    if start is not None:
        n_components = start.n_components
    dataset = read_points(arguments, n_components)
    with naming(dataset):
        data = prepare(dataset.X)
        if start is None:
            made = Starts(n_components, arguments.init, arguments.seed, arguments.restarts)
            states = best_run(data, made.mixtures(data, settings), settings)
        else:
            fitting = _fitting_start(arguments.init, start, dataset, settings)
            states = best_run(data, [fitting], settings)
    _write(arguments, dataset, settings, states)
    print(summary(dataset, settings, states[-1]))
    if states[-1].outcome is Outcome.DEGENERATE:
        tell(collapse_message(dataset, states[-1]))
        return Exit.DEGENERATE
    return Exit.DONE


def _check_outputs(arguments: Namespace) -> None:
    """Refuse what could not be written before anything is computed."""
    if arguments.form is not None and arguments.export is None:
        raise UsageError("--form says how --export is written: name a file with --export.")
    if arguments.export is not None and arguments.form is None:
        try:
            check_parameters_suffix(arguments.export)
        except ParametersFileError as problem:
            raise UsageError(str(problem)) from problem
    taken = [os.path.realpath(arguments.data)]
    for output in (arguments.export, arguments.trace, arguments.responsibilities):
        if output is None:
            continue
        real = os.path.realpath(output)
        if real in taken:
            raise UsageError(f"{output} is named twice: give every output a file of its own.")
        if not Path(real).parent.is_dir():
            raise UsageError(f"the folder of {output} does not exist: make it first.")
        taken.append(real)


def _start_from_file(arguments: Namespace) -> Mixture | None:
    """Return the mixture that --init names, or None when it names a method."""
    if arguments.init in INITIALIZERS:
        return None
    if Path(arguments.init).suffix.lower() not in READABLE_PARAMETERS:
        raise UsageError(
            f"there is no initialisation {arguments.init!r}: use one of "
            f"{', '.join(INITIALIZERS)}, or a file {', '.join(READABLE_PARAMETERS)}."
        )
    start = read_parameters(arguments.init)
    if arguments.restarts != 1:
        raise UsageError("from a start that is given there is one run: leave out --restarts.")
    if arguments.n_components not in (None, start.n_components):
        raise UsageError(f"{arguments.init} has {start.n_components} components: leave out -k.")
    return start


def _fitting_start(path: str, start: Mixture, dataset: Dataset, settings: EMSettings) -> Mixture:
    """Return the start in the family of the fit, for the columns of the data."""
    if start.n_features != dataset.n_features:
        raise ParametersFileError(
            path,
            "",
            f"it describes {start.n_features} columns and {dataset.n_features} are to be fitted",
            "choose as many with --columns",
        )
    projected = project(start, settings.covariance_type)
    if projected is not start:
        tell(f"The start was brought into the family of {settings.covariance_type} covariances.")
    return projected


def _write(
    arguments: Namespace, dataset: Dataset, settings: EMSettings, states: Sequence[EMState]
) -> None:
    last = states[-1]
    if arguments.export is not None:
        write_parameters(
            arguments.export,
            last.mixture,
            names=dataset.names,
            settings=settings,
            log_likelihood=last.log_likelihood,
            n_iter=last.n_iter,
            outcome=last.outcome,
            n_samples=dataset.n_samples,
            form=arguments.form,
        )
    if arguments.trace is not None:
        write_trace(arguments.trace, states, dataset.names)
    if arguments.responsibilities is not None:
        shares = _responsibilities(dataset, last.mixture)
        write_responsibilities(arguments.responsibilities, dataset, shares)


def _responsibilities(dataset: Dataset, mixture: Mixture) -> FloatArray:
    """Return r_ic, or NaN where a collapsed component leaves them undefined."""
    try:
        return e_step(dataset.X, mixture).responsibilities
    except SingularCovarianceError:
        return np.full((dataset.n_samples, mixture.n_components), np.nan)
