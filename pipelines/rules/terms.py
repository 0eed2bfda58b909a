"""Vocabularies as data: named patterns in YAML files beside the rules, readable without Python."""

import re
from collections.abc import Mapping
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent


def load_terms(name: str) -> dict[str, re.Pattern[str]]:
    """Read the named patterns of one vocabulary, `approval` for `approval.yaml`."""
    raw: dict[str, str] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return compile_terms(raw)


def compile_terms(raw: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """Compile named patterns.

    Patterns ignore case and match as whole words; one that ends in `$` matches up to the end, and one that begins with
    `(?-i:` heeds case where it says so. `{name}` stands for the pattern of that name, given above it.
    """
    patterns: dict[str, str] = {}
    for key, term in raw.items():
        patterns[key] = re.sub(r"\{([a-z_]+)\}", lambda match: f"(?:{patterns[match[1]]})", " ".join(term.split()))
    return {key: _compile(term) for key, term in patterns.items()}


def _compile(term: str) -> re.Pattern[str]:
    if term.endswith("$"):
        return re.compile(rf"\b(?:{term[:-1]})$", re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?:{term})(?!\w)", re.IGNORECASE)
