"""What people see: the words and signs of a status, the templates and the one stylesheet of every page."""
