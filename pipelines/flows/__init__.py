"""The flows and the server that keeps their records: the only packages besides the command line that know Prefect."""
