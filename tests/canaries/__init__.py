"""Attacks on the promise that nothing about a buyer is left behind: what is planted has to be found, and nothing else."""
