"""Stable identifiers: SHA-256 over a delimited encoding, never over concatenated text."""

import hashlib
import json


def digest(*parts: str | int) -> str:
    """Return the SHA-256 (64 hex digits) of the parts as a JSON list, so that no two lists share an encoding."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8")).hexdigest()
