"""The count: `(ISO week, category) -> number`, and nothing else."""
