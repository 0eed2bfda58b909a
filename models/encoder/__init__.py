"""The encoder: a small pretrained transformer that reads windows of consecutive sentences."""
