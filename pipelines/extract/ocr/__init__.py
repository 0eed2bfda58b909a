"""OCR: pages that are pictures of print, read by Tesseract."""
