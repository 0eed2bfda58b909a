"""Pictures of print for the tests of OCR, and whether Tesseract is there to read them."""

import io
import shutil

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.pipelines.pages import HEIGHT, WIDTH

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed: bin/setup does so where it can"
)
DPI = 150
LINES = [
    "Fernley Mills pays no fee to recruiters.",
    "Two mills in Kent were audited in 2025.",
    "We ended one contract.",
]


def picture(
    lines: list[str] = LINES, width: int = 900, height: int = 420, size: int = 28, turn: float = 0
) -> Image.Image:
    """Draw lines of print, 13 points at the usual dpi, and turn them counter-clockwise by degrees."""
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        draw.text((60, 60 + row * 1.5 * size), line, fill=0, font=ImageFont.load_default(size))
    return image.rotate(turn, expand=turn % 90 == 0, fillcolor=255, resample=Image.Resampling.BICUBIC)


def file_of(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def draw_picture(canvas: Canvas, image: Image.Image, x: float = 0, y: float = 0, width: float = WIDTH) -> None:
    canvas.drawImage(ImageReader(image), x, y, width, width * image.height / image.width)


def page(image: Image.Image) -> Image.Image:
    """Put a picture on an empty A4 page."""
    sheet = Image.new("L", (round(WIDTH / 72 * DPI), round(HEIGHT / 72 * DPI)), 255)
    sheet.paste(image, (100, 150))
    return sheet
