"""The movement: one module a stage, in the order data passes; flows and the command line."""
