"""Settings of EM, priors and repairs in a session."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from typing import get_args

import numpy as np

from gmm_explorer.em import COVARIANCE_TYPES, EMSettings, InvalidDataError, Prior
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.em.repairs import (
    AddToDiagonal,
    Drop,
    FloorEigenvalues,
    NewPlace,
    Repair,
    ResetComponent,
    SplitLargest,
    Tie,
    UsePrior,
)
from gmm_explorer.files.session.fields import Fields, items, number, one_of, refusal

Json = dict[str, object]

_SETTINGS = tuple(field.name for field in fields_of(EMSettings))
_PRIOR = tuple(field.name for field in fields_of(Prior))
_REPAIRS: Mapping[str, type] = {
    "add_to_diagonal": AddToDiagonal,
    "floor_eigenvalues": FloorEigenvalues,
    "use_prior": UsePrior,
    "reset_component": ResetComponent,
    "split_largest": SplitLargest,
    "drop": Drop,
    "tie": Tie,
}


def settings_document(settings: EMSettings) -> Json:
    """Return settings as JSON."""
    prior = settings.prior
    plain = {name: getattr(settings, name) for name in _SETTINGS}
    return {**plain, "prior": None if prior is None else _prior_document(prior)}


def read_settings(value: object, place: str) -> EMSettings:
    """Return the settings that JSON stands for.

    Raises
    ------
    BadContentError
        When it stands for none.
    """
    fields = Fields(value, place, _SETTINGS)
    family = one_of(fields.get("covariance_type"), place, COVARIANCE_TYPES)
    try:
        return EMSettings(
            covariance_type=next(one for one in COVARIANCE_TYPES if one == family),
            reg_covar=fields.number("reg_covar"),
            prior=fields.optional("prior", _read_prior),
            tol=fields.number("tol"),
            max_iter=fields.whole("max_iter"),
            eigenvalue_floor=fields.number("eigenvalue_floor"),
        )
    except InvalidDataError as problem:
        raise refusal(place, str(problem).removesuffix(".")) from problem


def _prior_document(prior: Prior) -> Json:
    arrays = (np.ndarray,)
    values = ((name, getattr(prior, name)) for name in _PRIOR)
    return {name: value.tolist() if isinstance(value, arrays) else value for name, value in values}


def _read_prior(value: object, place: str) -> Prior:
    fields = Fields(value, place, _PRIOR)
    try:
        return Prior(
            shrinkage=fields.number("shrinkage"),
            degrees_of_freedom=fields.optional("degrees_of_freedom", number),
            mean=fields.optional("mean", _vector),
            scale=fields.optional("scale", _matrix),
        )
    except InvalidDataError as problem:
        raise refusal(place, str(problem).removesuffix(".")) from problem


def _vector(value: object, place: str) -> FloatArray:
    return np.array([number(one, place) for one in items(value, place)])


def _matrix(value: object, place: str) -> FloatArray:
    rows = [_vector(row, place) for row in items(value, place)]
    if not rows or any(len(row) != len(rows) for row in rows):
        raise refusal(place, "it is no square matrix")
    return np.array(rows)


def repair_document(repair: Repair) -> Json:
    """Return a repair as JSON."""
    kind = next(name for name, made in _REPAIRS.items() if type(repair) is made)
    values = {field.name: getattr(repair, field.name) for field in fields_of(_REPAIRS[kind])}
    if isinstance(repair, UsePrior):
        values["prior"] = _prior_document(repair.prior)
    return {"kind": kind, **values}


def read_repair(value: object, place: str) -> Repair:
    """Return the repair that JSON stands for.

    Raises
    ------
    BadContentError
        When it stands for none.
    """
    known = {"kind", *(field.name for made in _REPAIRS.values() for field in fields_of(made))}
    fields = Fields(value, place, known)
    kind = one_of(fields.get("kind"), fields.where("kind"), _REPAIRS)
    made = _REPAIRS[kind]
    arguments = {field.name: _repair_field(fields, field.name) for field in fields_of(made)}
    try:
        repair: Repair = made(**arguments)
    except InvalidDataError as problem:
        raise refusal(place, str(problem).removesuffix(".")) from problem
    return repair


def _repair_field(fields: Fields, name: str) -> object:
    if name == "prior":
        return _read_prior(fields.get(name), fields.where(name))
    if name == "place":
        return one_of(fields.get(name), fields.where(name), get_args(NewPlace))
    return fields.truth(name) if name in ("is_relative", "at_every_step") else fields.number(name)
