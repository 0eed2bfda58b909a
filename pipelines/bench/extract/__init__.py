"""What `avowal bench extract` measures."""
