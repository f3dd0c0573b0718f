"""What can be said to the window on the command line, known without Qt."""

import argparse

from gmm_explorer import __version__
from gmm_explorer.scenes import scenes

STANDARD_INPUT = "-"
"""In place of a file: what is piped in."""

_EPILOG = """\
commands:
  gmm-explorer fit DATA ...       fit a mixture without a window (fit --help says more)
  gmm-explorer predict ...        apply a fitted mixture to new points (predict --help)
  A file that is called fit or predict is opened as ./fit.

examples:
  gmm-explorer                            an empty window
  gmm-explorer data.csv                   a table, its first two numeric columns
  cut -f 2,3 data.tsv | gmm-explorer -    the table that is piped in
  gmm-explorer work.gmmx                  a session, where it was left
  gmm-explorer --example old_faithful     a ready scene

An app that runs already takes the files, and comes to the front.
"""


def window_parser() -> argparse.ArgumentParser:
    """Return the parser of the arguments that open the window."""
    parser = plain_parser(
        "gmm-explorer",
        "See Expectation-Maximization fit Gaussian mixtures, by hand and eye.",
        _EPILOG,
    )
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="tables (- for what is piped in), sessions (.gmmx) or parameters (.json) to open",
    )
    names = [scene.name for scene in scenes()]
    parser.add_argument(
        "--example", choices=names, metavar="NAME", help=f"open an example: {', '.join(names)}"
    )
    parser.add_argument(
        "--new-window", action="store_true", help="start another app beside the one that runs"
    )
    parser.add_argument(
        "--safe-mode",
        action="store_true",
        help="start without any settings, and draw without the graphics driver",
    )
    parser.add_argument(
        "--try-start",
        action="store_true",
        help="open the window, and leave as soon as it is painted",
    )
    parser.add_argument(
        "--platform-info", action="store_true", help="tell what this app stands on, and leave"
    )
    parser.add_argument("--version", action="version", version=f"GMM Explorer {__version__}")
    return parser


def stands_alone(arguments: argparse.Namespace) -> bool:
    """Return whether a start has nothing to do with an app that runs already."""
    alone = arguments.new_window or arguments.safe_mode or arguments.try_start
    return bool(alone or STANDARD_INPUT in arguments.files)  # a pipe cannot be handed over


def plain_parser(program: str, description: str, epilog: str) -> argparse.ArgumentParser:
    """Return a parser that takes no abbreviations and prints its epilog as it is."""
    return argparse.ArgumentParser(
        prog=program,
        description=description,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
