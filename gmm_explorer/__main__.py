"""``python -m gmm_explorer`` is ``gmm-explorer``."""

import sys

from gmm_explorer.cli import main

sys.exit(main())
