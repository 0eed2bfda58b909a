"""PDF: words, tables, fields and what cannot be seen, by PDFium first and pdfplumber where that fails."""
