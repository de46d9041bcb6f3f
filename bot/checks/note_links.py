"""Texts and names have no links, addresses, mentions or Markdown: front ends draw them as they stand, signs and all.

A link belongs where it is checked and drawn as one, under `contact:` or `sources:`.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from bot.checks.check import Check, Finding
from bot.checks.entries import names, texts
from bot.directory.directory import Directory
from bot.directory.processor import Processor
from bot.understanding.statements import letters

# Each looks only once at a long run of letters: where it begins.
_LINK = r"(?<![a-z])[a-z]+://\S*|(?<![\w.-])(?:[\w-]+\.)+[a-z]{2,}/(?:\S*\w)?"
_PHONE = (
    r"\+[0-9][0-9 ()/.-]{6,}[0-9]|\b0[0-9]{2,4}[ /.-]?[0-9]{3}[0-9 /.-]*[0-9]"
    r"|(?:\([0-9]{3}\)|\b[0-9]{3})[ .-]?[0-9]{3}[ .-][0-9]{4}\b"
)
# The loader refuses the others that turn the reading round. Between Persian letters a joiner is part of the spelling.
_UNSEEN = (
    r"[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064]"
    r"|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
# What it looks like, and what is said of it. Of two that begin at one place the first one counts.
_REFUSED = {
    "mail": (r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", "is an e-mail address; write it under email: or mailboxes:"),
    "link": (_LINK, "is a link; write it under contact: or sources:"),
    "site": (r"\bwww\.\S*\w", "is a link; write it under contact: or sources:"),
    "phone": (_PHONE, "is a phone number; write it under phone:"),
    "mention": (r"(?<!\w)@(?:everyone|here)\b|<[@#]", "calls people or channels on Discord; write it in words"),
    "markdown": (r"\*\*|__|~~|\|\||`|\]\(", "is a sign of Markdown, which nobody draws; write without it"),
    "unseen": (_UNSEEN, "cannot be seen; delete it"),
    "break": (r"\n", "is a line break, and a text is drawn in one piece; write a blank instead"),
}
_ANY = re.compile("|".join(f"(?P<{kind}>{form})" for kind, (form, _) in _REFUSED.items()), re.IGNORECASE)
_FINE_IN_A_NAME = frozenset({"site"})


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for file, keys, words, owner in texts(directory):
        for language, text in words.items():
            for _kind, fault in _faults(text):
                yield Finding(file, (*keys, language), f"in a text of {owner}, {fault}")
    for file, keys, name, record in names(directory):
        lines = record.recognise.statement if isinstance(record, Processor) else ()
        if letters(name) not in {letters(line.text) for line in lines}:  # apple.com/bill is what a bank prints
            for kind, fault in _faults(name):
                if kind not in _FINE_IN_A_NAME:
                    yield Finding(file, keys, f"in a name of {record.name}, {fault}")


def _faults(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a text should not have, the first of each kind."""
    # A full-width @ is one to whoever reads it.
    read = unicodedata.normalize("NFKC", text.strip())
    found = {match.lastgroup or "": match[0] for match in reversed(list(_ANY.finditer(read)))}
    for kind, written in found.items():
        shown = written if written.isprintable() else f"U+{ord(written):04X}"
        yield kind, f"{shown} {_REFUSED[kind][1]}"


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
    rule="Texts and names have no links, e-mail addresses, phone numbers, mentions, Markdown or hidden signs.",
    find=find,
    good={"processors/acme.yaml": _ENTRY.format(en="The receipt comes from an address at pay.example.")},
    bad={"processors/acme.yaml": _ENTRY.format(en="The receipt comes from orders@pay.example.")},
    live=("entries",),
)
