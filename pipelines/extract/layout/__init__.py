"""Layout: the reading order of a page from the places of its words."""
