"""spaCy without torch, which it imports wherever it is installed: two seconds and 180 MB that no rule of ours uses."""

import sys

ABSENT = "torch" not in sys.modules
if ABSENT:
    sys.modules["torch"] = None  # type: ignore[assignment]  # an import of it fails, as where it is not installed
try:
    from spacy import blank
    from spacy.language import Language
    from spacy.tokens import Doc
finally:
    if ABSENT:
        del sys.modules["torch"]

__all__ = ["Doc", "Language", "blank"]
