"""Excel workbooks as they are shown."""
