"""Parameters of a mixture, in and out; each format is a module."""

from gmm_explorer.files.parameters.facts import FitFacts, in_original_units
from gmm_explorer.files.parameters.files import (
    PARAMETERS_SUFFIXES,
    READABLE_PARAMETERS,
    check_parameters_suffix,
    read_named_parameters,
    read_parameters,
    read_parameters_text,
    write_parameters,
    write_parameters_with,
)
from gmm_explorer.files.parameters.forms import (
    PARAMETERS_FORMS,
    ParametersForm,
    parameters_text,
)
from gmm_explorer.files.parameters.parsed import Parameters

__all__ = [
    "PARAMETERS_FORMS",
    "PARAMETERS_SUFFIXES",
    "READABLE_PARAMETERS",
    "FitFacts",
    "Parameters",
    "ParametersForm",
    "check_parameters_suffix",
    "in_original_units",
    "parameters_text",
    "read_named_parameters",
    "read_parameters",
    "read_parameters_text",
    "write_parameters",
    "write_parameters_with",
]
