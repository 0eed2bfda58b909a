"""A worker for the tests of pictures: it crashes at page 3, lies at page 4, and has a picture for every other."""

import base64
import json
import os
from typing import Any


def work(request: Any) -> bytes:
    numbers = [wish["page"] for wish in request["wishes"]]
    if 3 in numbers:
        os._exit(1)
    return json.dumps({"pages": [_page(number) for number in numbers], "left_out": {}}).encode()


def _page(number: int) -> dict[str, Any]:
    content = b"<script>" if number == 4 else b"RIFF....WEBP"
    size = {"width": 1, "height": 1, "page_width": 1.0, "page_height": 1.0}
    return {"page": number, "webp": base64.b64encode(content).decode(), **size}
