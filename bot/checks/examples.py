"""Entries for the checks' examples."""


def entry(name: str, *lines: str) -> str:
    """Return the file of an active processor of which no source says anything, with some lines more."""
    head = (f"name: {name}", "role: merchant-of-record", "status: {state: active}")
    return "".join(f"{line}\n" for line in (*head, *lines, "collected: 2026-11", "sources: []"))
