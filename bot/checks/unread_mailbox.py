"""A mail address under contact: is read by somebody: what a buyer writes to no-reply@ is lost, and so are the days."""

import re
from collections.abc import Iterator
from datetime import date

from bot.checks import links
from bot.checks.check import Check, Finding
from bot.checks.examples import entry
from bot.directory.directory import Directory

_NOBODY_READS = re.compile(r"(?:.*[._+-])?(?:no|not|donot|dont|do[._-]not)[._-]?reply(?:[._+-].*)?", re.IGNORECASE)


def find(directory: Directory, _: date) -> Iterator[Finding]:
    for link in links.shown(directory):
        mailbox, is_mail, _host = link.address.partition("@")
        if is_mail and _NOBODY_READS.fullmatch(mailbox):
            message = f"nobody reads {link.address}; write one that answers, or move it to mailboxes: under recognise:"
            yield Finding(link.file, link.location, message)


_ENTRY = entry("Acme Pay", "contact: {email: help@pay.example}", "recognise: {mailboxes: [no-reply@pay.example]}")

CHECK = Check(
    id="unread-mailbox",
    severity="warning",
    rule="A mail address that buyers are sent to is none from which a company only sends.",
    find=find,
    good={"processors/acme.yaml": _ENTRY},
    bad={"processors/acme.yaml": _ENTRY.replace("help@", "no-reply@")},
)
