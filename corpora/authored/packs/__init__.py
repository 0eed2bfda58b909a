"""Response packs that were written for this project: what invented bidders sent, and how a person reads it."""
