"""The directory: who takes money for software, and by which rules it can be had back. All of it is data."""
