"""Texts have no links, addresses, mentions or Markdown: front ends draw them as they stand, signs and all.

A link belongs where it is checked and drawn as one, under `contact:` or `sources:`.
"""

import re
from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.checks.entries import texts
from bot.directory.directory import Directory

_REFUSED = (
    (re.compile(r"\w+://\S*|\bwww\.\S*\w", re.IGNORECASE), "is a link; write it under contact: or sources:"),
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "is an e-mail address; write it under email: or mailboxes:"),
    (re.compile(r"(?<!\w)@(?:everyone|here)\b|<[@#]"), "calls people or channels on Discord; write it in words"),
    (re.compile(r"\*\*|__|~~|\|\||`|\]\("), "is a sign of Markdown, which nobody draws; write without it"),
)
# Nearly no text has any of these, and looking for them takes a tenth of the time.
_SUSPECT = re.compile(r"[@`]|://|www\.|<#|\*\*|__|~~|\|\||\]\(", re.IGNORECASE)


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for file, keys, words, owner in texts(directory):
        suspects = ((language, text) for language, text in words.items() if _SUSPECT.search(text))
        for language, text in suspects:
            for pattern, message in _REFUSED:
                found = pattern.search(text)
                if found:
                    yield Finding(file, (*keys, language), f"in a text of {owner}, {found[0]} {message}")


_ENTRY = """\
name: Acme Pay
role: merchant-of-record
status: {{state: active}}
notes: {{en: "{en}", de: "Der Beleg kommt von einer Adresse bei pay.example."}}
collected: 2026-11
sources:
  - {{url: "https://pay.example/terms", confidence: high, for: [role, notes]}}
"""

CHECK = Check(
    id="note-links",
    severity="error",
    rule="Texts have no links, e-mail addresses, mentions or Markdown.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(en="The receipt comes from an address at pay.example.")},
    bad={"processors/acme.yaml": _ENTRY.format(en="The receipt comes from orders@pay.example.")},
    live=("entries",),
)
