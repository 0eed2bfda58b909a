"""What a measured model is worth, told in figures, curves, tables and words."""
