"""Which model is live: the one version that ships with the package."""

from pathlib import Path

RELEASED = "linear-2026.11"  # an exact version; promotion is a commit that changes this line
FOLDER = Path(__file__).with_name("released")


def released(version: str = RELEASED) -> Path:
    """Return the folder of a shipped version."""
    return FOLDER / version
