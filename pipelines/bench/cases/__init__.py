"""What `avowal bench cases` judges."""
