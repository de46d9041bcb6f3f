"""The directory for others to use, as a SQLite file whose names, texts and hosts can be searched.

Columns hold what the keys of the same name hold in `config/`. Lists, and texts in several languages, are JSON.
`search` has a row for each processor; its index `search_fts` is asked with MATCH, or with `sqlite-utils search`.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from bot.directory.directory import Directory
from bot.directory.models import Developer, Rule
from bot.directory.processor import Processor
from bot.directory.records import Source
from bot.maintain.export import FORMAT, LICENCE, as_written, counts

Row = dict[str, Any]

_DDL = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE processors (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, also_known_as TEXT NOT NULL,
    role TEXT NOT NULL, role_confidence TEXT NOT NULL, sold_by TEXT, way_to_pay TEXT,
    state TEXT NOT NULL, since TEXT, status_confidence TEXT NOT NULL, successor TEXT REFERENCES processors (id),
    owner TEXT, part_of TEXT REFERENCES processors (id), paid_through TEXT NOT NULL, sold_through TEXT NOT NULL,
    legal_seller TEXT NOT NULL, help TEXT, order_lookup TEXT, email TEXT, phone TEXT NOT NULL, privacy_policy TEXT,
    mailboxes TEXT NOT NULL, order_numbers TEXT NOT NULL, spellings TEXT NOT NULL, everyday_words TEXT NOT NULL,
    not_names TEXT NOT NULL, namesake TEXT, have_ready TEXT NOT NULL,
    refunds_decided_by TEXT, refunds_days INTEGER, refunds_text TEXT, notes TEXT,
    as_of TEXT, collected TEXT, verified TEXT
) STRICT;
CREATE TABLE statements (
    processor TEXT NOT NULL REFERENCES processors (id),
    text TEXT NOT NULL, kind TEXT NOT NULL, confidence TEXT NOT NULL
) STRICT;
CREATE TABLE hosts (
    processor TEXT NOT NULL REFERENCES processors (id),
    host TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('site', 'old_site', 'sender'))
) STRICT;
CREATE TABLE developers (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, also_known_as TEXT NOT NULL, site TEXT NOT NULL,
    help TEXT, email TEXT, as_of TEXT, collected TEXT, verified TEXT
) STRICT;
CREATE TABLE products (
    id TEXT PRIMARY KEY, developer TEXT NOT NULL REFERENCES developers (id),
    name TEXT NOT NULL, also_known_as TEXT NOT NULL, sold_through TEXT NOT NULL
) STRICT;
CREATE TABLE rules (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,
    regions TEXT NOT NULL, paid TEXT NOT NULL, categories TEXT NOT NULL, processors TEXT NOT NULL,
    days INTEGER, months INTEGER, at_most_days INTEGER, counts_from TEXT, starts_within INTEGER,
    contact TEXT, complaint_about TEXT, confidence TEXT NOT NULL, as_of TEXT, collected TEXT
) STRICT;
CREATE TABLE sources (
    processor TEXT REFERENCES processors (id),
    developer TEXT REFERENCES developers (id),
    rule TEXT REFERENCES rules (id),
    url TEXT, described TEXT, date TEXT, confidence TEXT NOT NULL, supports TEXT NOT NULL,
    CHECK ((processor IS NOT NULL) + (developer IS NOT NULL) + (rule IS NOT NULL) = 1)
) STRICT;
CREATE TABLE search (
    processor TEXT PRIMARY KEY REFERENCES processors (id),
    names TEXT NOT NULL, statements TEXT NOT NULL, senders TEXT NOT NULL, sites TEXT NOT NULL, notes TEXT NOT NULL
) STRICT;
"""


def write(directory: Directory, file: Path) -> None:
    """Write the directory into `file`, which is not there yet.

    Raises:
        sqlite3.Error: the file cannot be written.
    """
    database = Database(sqlite3.connect(file))
    try:
        for statement in _DDL.split(";\n")[:-1]:
            database.execute(statement)
        with database.atomic():
            for table, rows in _tables(directory):
                database.table(table).insert_all(rows)
        database.table("search").enable_fts(["names", "statements", "senders", "sites", "notes"])
    finally:
        database.close()


def _tables(directory: Directory) -> Iterator[tuple[str, Iterable[Row]]]:
    processors = sorted(directory.processors.values(), key=lambda entry: entry.id)
    developers = sorted(directory.developers.values(), key=lambda entry: entry.id)
    rules = sorted(directory.rules, key=lambda rule: rule.id)
    yield "meta", _meta(directory)
    yield "processors", map(_processor, processors)
    yield "statements", (_of(entry, as_written(line)) for entry in processors for line in entry.recognise.statement)
    yield "hosts", (_of(entry, host) for entry in processors for host in _hosts(entry))
    yield "developers", map(_developer, developers)
    yield (
        "products",
        (
            {"developer": developer.id, **as_written(product)}
            for developer in developers
            for product in developer.products
        ),
    )
    yield "rules", map(_rule, rules)
    for owner, records in (("processor", processors), ("developer", developers), ("rule", rules)):
        yield "sources", ({owner: record.id, **_source(source)} for record in records for source in record.sources)
    yield "search", (_of(entry, _searchable(entry)) for entry in processors)


def _meta(directory: Directory) -> Iterator[Row]:
    facts = {
        "format": FORMAT,
        "version": directory.version,
        **{f"licence of the {what}": licence for what, licence in LICENCE.items()},
        **{f"number of {what}": number for what, number in counts(directory).items()},
    }
    return ({"key": key, "value": str(value)} for key, value in facts.items())


def _of(processor: Processor, row: Row) -> Row:
    return {"processor": processor.id, **row}


def _processor(processor: Processor) -> Row:
    row = as_written(processor)
    status, refunds, recognise = row.pop("status"), row.pop("refunds"), row.pop("recognise")
    for key in ("statement", "senders", "sites", "old_sites"):  # they have tables of their own
        del recognise[key]
    del row["sources"]
    return {
        **row.pop("related"),
        **row.pop("contact"),
        **row,
        **recognise,
        "state": status["state"],
        "since": status["since"],
        "status_confidence": status["confidence"],
        "successor": status["successor"],
        **{f"refunds_{key}": value for key, value in refunds.items()},
    }


def _hosts(processor: Processor) -> Iterator[Row]:
    recognise = processor.recognise
    for kind, hosts in (
        ("site", recognise.sites),
        ("old_site", recognise.old_sites),
        ("sender", recognise.senders),
    ):
        yield from ({"host": host, "kind": kind} for host in hosts)


def _developer(developer: Developer) -> Row:
    row = as_written(developer)
    del row["products"], row["sources"]
    return {**row.pop("contact"), **row}


def _rule(rule: Rule) -> Row:
    row = as_written(rule)
    del row["sources"]
    return {"regions": row.pop("where"), **row}


def _source(source: Source) -> Row:
    row = as_written(source)
    return {"supports": row.pop("for"), **row}


def _searchable(processor: Processor) -> Row:
    recognise = processor.recognise
    return {
        "names": _lines(processor.name, *processor.also_known_as, *recognise.spellings),
        "statements": _lines(*(line.text for line in recognise.statement)),
        "senders": _lines(*recognise.senders, *recognise.mailboxes),
        "sites": _lines(*recognise.sites, *recognise.old_sites),
        "notes": _lines(*(processor.notes or {}).values()),
    }


def _lines(*texts: str) -> str:
    return "\n".join(texts)
