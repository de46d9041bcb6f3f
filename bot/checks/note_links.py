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
    (re.compile(r"\w://|\bwww\.", re.IGNORECASE), "a link; write it under contact: or sources:, and here in words"),
    (re.compile(r"[\w.+-]+@[\w-]+\.\w"), "an e-mail address; write it under contact: or mailboxes:, and here in words"),
    (re.compile(r"@everyone|@here|<[@#]"), "a mention, which would call people on Discord; remove it"),
    (re.compile(r"\*\*|__|~~|\|\||`|\]\("), "signs of Markdown, which a buyer would read as they are; remove them"),
)


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for file, keys, words in texts(directory):
        for language, text in words.items():
            for pattern, message in _REFUSED:
                if pattern.search(text):
                    yield Finding(file, (*keys, language), f"the text has {message}")


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
    quick=True,
)
