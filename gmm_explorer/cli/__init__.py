"""The command line: the window, or a fit and predictions without one.

The first argument chooses: ``fit``, ``predict``, or else the window. A file of one of these names
is opened as ``./fit``.
"""

import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper

from gmm_explorer.cli.exits import Exit, UsageError, tell
from gmm_explorer.cli.window import run_window
from gmm_explorer.em import InvalidDataError
from gmm_explorer.files import ExportError, FileError
from gmm_explorer.start.children import free_children_of_the_bundle

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments without the program's name; None means those of the process.
    """
    _print_whatever_the_encoding()
    free_children_of_the_bundle()
    arguments = list(sys.argv[1:] if argv is None else argv)
    command = _COMMANDS.get(arguments[0]) if arguments else None
    try:
        return run_window(arguments) if command is None else command(arguments[1:])
    except SystemExit as ended:  # argparse: help, version or usage
        return int(ended.code or Exit.DONE)
    except (UsageError, ExportError) as problem:
        tell(str(problem))
        return Exit.USAGE
    except (FileError, InvalidDataError) as problem:
        tell(str(problem))
        return Exit.REFUSED
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE


def _print_whatever_the_encoding() -> None:
    """Escape a name that the terminal cannot show, rather than fail after all the work."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _fit(argv: list[str]) -> int:
    from gmm_explorer.cli.arguments import fit_parser  # not on the way to the window
    from gmm_explorer.cli.fit import run_fit

    return run_fit(fit_parser().parse_args(argv))


def _predict(argv: list[str]) -> int:
    from gmm_explorer.cli.arguments import predict_parser
    from gmm_explorer.cli.predict import run_predict

    return run_predict(predict_parser().parse_args(argv))


_COMMANDS: dict[str, Callable[[list[str]], int]] = {"fit": _fit, "predict": _predict}
