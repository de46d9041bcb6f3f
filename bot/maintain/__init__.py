"""What maintainers and operators run."""
