"""Recourse: whom to turn to when a software purchase went wrong."""
