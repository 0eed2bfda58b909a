"""How the tests run the command line: in a process of its own, or in this one."""

import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner, Result

from pipelines.cli.main import app

ROOT = Path(__file__).parents[2]
STATEMENT = """Hollowbeck Ltd: modern slavery statement for the financial year ended 31 December 2025

This statement is made under section 54(1) of the Modern Slavery Act 2015.

We buy tea and packaging from forty suppliers in Kenya and India.

This statement was approved by the board of directors on 12 May 2026.

Jane Roe, Director
"""


def avowal(*arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli.main", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def quick(*arguments: str | Path) -> Result:
    """Run a command that never gets as far as Prefect, in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])
