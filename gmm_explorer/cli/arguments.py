"""What can be said on the command line."""

import argparse
import csv
import math
from collections.abc import Sequence

from gmm_explorer.em import COVARIANCE_TYPES, INITIALIZERS, EMSettings
from gmm_explorer.files import PARAMETERS_FORMS, PARAMETERS_SUFFIXES, READABLE_PARAMETERS
from gmm_explorer.window_arguments import plain_parser

_DEFAULTS = EMSettings()
DEFAULT_N_COMPONENTS = 2

_FIT_EPILOG = """\
examples:
  gmm-explorer fit data.csv -k 3
  gmm-explorer fit data.csv --columns x,y -k 3 --covariance tied --restarts 20 --export out.json
  gmm-explorer fit data.csv --init start.json --tol 0 --max-iter 50 --trace trace.csv
  gmm-explorer fit book.xlsx -k 2 --export model.py     (a script for scikit-learn)
  cut -f 2,3 data.tsv | gmm-explorer fit - -k 2 --responsibilities r.csv

files:
  DATA is text (CSV, TSV, columns separated by white space), .npy or .npz; Excel and OpenDocument
  sheets and Parquet with gmm-explorer[spreadsheets] and gmm-explorer[parquet]; - is standard input

exit codes:
  0 done, 2 usage, 3 input refused, 4 the fit became degenerate (files are written all the same)
"""

_PREDICT_EPILOG = """\
examples:
  gmm-explorer predict out.json new.csv
  gmm-explorer predict out.json new.csv --columns x,y --out predictions.csv
  tail -n 100 log.csv | gmm-explorer predict out.json -

exit codes:
  0 done, 2 usage, 3 input refused
"""


def fit_parser() -> argparse.ArgumentParser:
    """Return the parser of ``gmm-explorer fit``."""
    parser = plain_parser("gmm-explorer fit", "Fit a Gaussian mixture to a table.", _FIT_EPILOG)
    _add_data(parser)
    parser.add_argument(
        "-k",
        dest="n_components",
        metavar="K",
        type=_positive,
        help=f"number of components (default: {DEFAULT_N_COMPONENTS}, or those of --init)",
    )
    parser.add_argument(
        "--covariance",
        choices=COVARIANCE_TYPES,
        default=_DEFAULTS.covariance_type,
        help="family of the covariances (default: %(default)s)",
    )
    parser.add_argument(
        "--init",
        default="k-means++",
        metavar="METHOD|PARAMS",
        help=f"{', '.join(INITIALIZERS)}; or a file of parameters, "
        f"{', '.join(READABLE_PARAMETERS)} (default: %(default)s)",
    )
    _add_iteration(parser)
    parser.add_argument(
        "--export",
        metavar="OUT",
        help=f"write the parameters, the suffix says how: {', '.join(PARAMETERS_SUFFIXES)}",
    )
    parser.add_argument(
        "--form",
        choices=[form.name for form in PARAMETERS_FORMS],
        help="how --export is written, where the suffix does not say it",
    )
    parser.add_argument("--trace", metavar="TRACE.csv", help="write every iteration (.csv, .npz)")
    parser.add_argument("--responsibilities", metavar="R.csv", help="write r_ic for every row")
    return parser


def predict_parser() -> argparse.ArgumentParser:
    """Return the parser of ``gmm-explorer predict``."""
    parser = plain_parser(
        "gmm-explorer predict",
        "Say which component each row of a table belongs to, and how surely.",
        _PREDICT_EPILOG,
    )
    parser.add_argument("parameters", metavar="PARAMS", help="an exported mixture")
    _add_data(parser)
    parser.add_argument("--out", metavar="P.csv", help="write here, not to standard output")
    return parser


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("data", metavar="DATA", help="a table, or - for standard input")
    parser.add_argument(
        "--drop-incomplete",
        action="store_true",
        help="leave out rows with missing or non-numeric cells, and say which",
    )
    parser.add_argument(
        "--columns",
        metavar="A,B",
        type=_column_list,
        help="columns by name, or by number from 1 (default: all that hold numbers)",
    )


def _add_iteration(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seed",
        type=_whole,
        default=0,
        metavar="S",
        help="of the starts (default: %(default)s)",
    )
    parser.add_argument(
        "--restarts",
        type=_positive,
        default=1,
        metavar="R",
        help="starts to try; the best result is kept (default: %(default)s)",
    )
    parser.add_argument(
        "--reg-covar",
        type=_not_negative,
        default=_DEFAULTS.reg_covar,
        metavar="E",
        help="added to the diagonal of every covariance (default: %(default)s)",
    )
    parser.add_argument(
        "--tol",
        type=_not_negative,
        default=_DEFAULTS.tol,
        metavar="T",
        help="converged when the mean log-likelihood gains less; 0 never (default: %(default)s)",
    )
    parser.add_argument(
        "--max-iter",
        type=_whole,
        default=_DEFAULTS.max_iter,
        metavar="N",
        help="iterations at most (default: %(default)s)",
    )


def _column_list(text: str) -> Sequence[str]:
    columns = [column.strip() for column in next(csv.reader([text]), [])]
    if not columns or not all(columns):
        raise argparse.ArgumentTypeError(f"{text!r} is no list of columns such as x,y")
    return columns


def _positive(text: str) -> int:
    number = _whole(text)
    if number == 0:
        raise argparse.ArgumentTypeError("it must be at least 1")
    return number


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)


def _not_negative(text: str) -> float:
    try:
        number = float(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from problem
    if not (math.isfinite(number) and number >= 0.0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a finite number from 0 on")
    return number
