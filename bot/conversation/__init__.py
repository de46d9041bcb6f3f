"""The conversation as a value: states, the questions between them, the advice at the end. Pure: no I/O, no clock."""
