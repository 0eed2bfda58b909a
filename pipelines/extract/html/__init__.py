"""Web pages without their frame."""
