"""The manual page, written from the parsers, so that it knows every option.

Run in the build environment: ``python -m shipping.manual VERSION DATE``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from gmm_explorer.cli.arguments import fit_parser, predict_parser
from gmm_explorer.window_arguments import window_parser

_TITLE = '.TH GMM\\-EXPLORER 1 "{date}" "GMM Explorer {version}" "User Commands"'
_NAME = "gmm\\-explorer \\- see Expectation\\-Maximization fit Gaussian mixtures"
_DESCRIPTION = """\
Opens a window in which a person sees Expectation-Maximization fit a Gaussian mixture to data of one
or two dimensions. The commands fit and predict work without a window, in any dimension."""
_FILES = """\
~/.config/gmm-explorer holds the settings. A file there that cannot be read is renamed to end in
.broken, and the app starts without it."""


def manual(version: str, date: str) -> str:
    """Return the page in the language of man."""
    parsers = [window_parser(), fit_parser(), predict_parser()]
    lines = [_TITLE.format(date=date, version=version), ".SH NAME", _NAME, ".SH SYNOPSIS"]
    lines += [line for parser in parsers for line in (".B", _escaped(_usage(parser)), ".br")]
    lines += [".SH DESCRIPTION", _escaped(_DESCRIPTION)]
    for parser, title in zip(parsers, ("THE WINDOW", "FIT", "PREDICT"), strict=True):
        lines += [f".SH {title}", _escaped(parser.description or ""), *_options(parser)]
        lines += [".PP", ".nf", _escaped(parser.epilog or "").rstrip(), ".fi"]
    lines += [".SH FILES", _escaped(_FILES)]
    return "\n".join(lines) + "\n"


def _usage(parser: argparse.ArgumentParser) -> str:
    return " ".join(parser.format_usage().removeprefix("usage: ").split())


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield each argument as a paragraph with a hanging tag."""
    formatter = parser._get_formatter()
    for action in parser._actions:
        name = action.metavar or action.dest.upper()
        words = ", ".join(action.option_strings) or str(name)
        if action.option_strings and action.nargs != 0:
            words += f" {name}"
        yield ".TP"
        yield f".B {_escaped(words)}"
        yield _escaped(formatter._expand_help(action) if action.help else "")


def _escaped(text: str) -> str:
    """Return text that man sets as it is."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(
        f"\\&{line}" if line.startswith((".", "'")) else line for line in plain.split("\n")
    )


if __name__ == "__main__":
    print(manual(sys.argv[1], sys.argv[2]), end="")
