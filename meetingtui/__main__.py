"""`python -m meetingtui` and the `meetingtui` command."""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the program with the words it was called with.

    Nothing that is loaded at the start ever becomes garbage: looking for some is put off until the command or the
    first screen is there.
    """
    gc.disable()
    from meetingtui.bootstrap import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
