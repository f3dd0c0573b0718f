"""The window, or the app that has one open already."""

import gc
from collections.abc import Sequence

from gmm_explorer.cli.exits import Exit
from gmm_explorer.window_arguments import stands_alone, window_parser


def run_window(argv: Sequence[str]) -> int:
    """Open the window, or hand over to the app that runs; return the exit code.

    Each import stands where it is needed: nothing else on the command line needs Qt, and a start
    that only hands over needs little of it.
    """
    arguments = window_parser().parse_args(argv)
    if arguments.platform_info:
        from gmm_explorer.start.platform_info import platform_info

        print(platform_info())
        return Exit.DONE
    if not stands_alone(arguments):
        from gmm_explorer.start.door import hand_over
        from gmm_explorer.start.request import Request

        if hand_over(Request.of_this_start(arguments.files, arguments.example)):
            return Exit.DONE
    gc.disable()  # while nothing but code is loaded there is no garbage; then `start.garbage` looks
    from gmm_explorer.app import run

    return run(argv)
