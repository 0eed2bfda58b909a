"""Word documents, read from their parts."""
