"""How large a picture stands on the page of a Word document: one of a size may hold a page of words."""

import re
from typing import Any

from pipelines.extract.package import local

LARGE_CM2 = 150.0  # a quarter of a page
EMU_PER_CM = 360_000
CM = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1, "px": 2.54 / 96, "": 2.54 / 96}
SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d+(?:\.\d+)?)(pt|in|cm|mm|px|)\s*(?=;|$)", re.IGNORECASE)


def is_large(picture: Any) -> bool:
    """Whether a picture (`pic:pic`, in older files `v:imagedata`) is shown large enough for a page of words."""
    if local(picture) == "imagedata":
        shape = picture.getparent()
        sides = {side.lower(): float(n) * CM[unit.lower()] for side, n, unit in SIDE.findall(shape.get("style") or "")}
        return sides.get("width", 0.0) * sides.get("height", 0.0) >= LARGE_CM2
    for extent in picture.iter("{*}ext"):
        across, down = (extent.get(side) or "" for side in ("cx", "cy"))
        if across.isdecimal() and down.isdecimal() and max(len(across), len(down)) < 12:
            return int(across) / EMU_PER_CM * int(down) / EMU_PER_CM >= LARGE_CM2
    return False
