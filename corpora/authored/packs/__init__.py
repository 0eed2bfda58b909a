"""Response packs that were written for this project: what six invented bidders sent, and how a person reads it."""
