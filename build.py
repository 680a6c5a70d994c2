#!/usr/bin/env python3
"""Build every document in content/: `python3 build.py --format pdf`. `--help` tells the rest.

These lines need nothing but Python, and are written so that an old one can read them and say so.
"""

import os
import sys

OLDEST = (3, 11)

if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.stderr.write(
            "error: Presswork needs Python %s.%s or later, and this is %s.%s (%s)\n"
            "  hint: run it with a newer one, for example: python3.12 build.py\n"
            % (OLDEST + tuple(sys.version_info[:2]) + (sys.executable,))
        )
        sys.exit(7)

    root = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 - nor pathlib
    if root not in sys.path:
        sys.path.insert(0, root)

    from presswork import bootstrap

    bootstrap.enter(root)

    from presswork import cli

    cli.main()
