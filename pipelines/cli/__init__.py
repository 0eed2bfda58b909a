"""The command line: one module a noun; the only place that prints and exits.

Every module here is imported for `--help`, which must answer at once: whatever is heavy is imported by the command
that needs it, when it runs.
"""

import time

BEGAN = time.perf_counter()  # this package is the first thing of ours that a command imports
