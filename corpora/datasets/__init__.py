"""Loaders of labelled sentences, one module a source."""
