"""What went wrong with PostgreSQL, in our own words: its messages may quote the address, a user or a value."""

import psycopg
from psycopg import errors

_LOST = "the connection was lost"
_NO_ANSWER = "nothing answers there; is it running?"
_NO_HOST = "there is no host of that name; in a password, an @ is written as %40"
_NOT_VALID = "its address has something in it that is not valid"
# By the code of the error, or the class that the code begins with.
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_BY_CODE = {
    "08": _LOST,
    "25006": "it can only be read",
    "28": "the user or the password is not accepted",
    "3D000": "there is no database of that name",
    "3F": "there is no schema that the user may use",
    "40": "others wrote at the same time",
    "42501": "the user may not do that there",
    "42": "its tables are not those of a tally",
    "53100": "its disk is full",
    "53": "it has no room for another connection",
    "55P03": "others wrote for too long",
    "57014": "it took too long",
    "57": "it is being stopped or started",
}
# How a server, or libpq, says it while no connection is there yet, and no code.
_BY_TEXT = {
    "invalid port": _NOT_VALID,
    "invalid integer value": _NOT_VALID,
    ' value: "': _NOT_VALID,  # of sslmode, target_session_attrs and others
    "definition of service": _NOT_VALID,
    "could not parse network address": _NOT_VALID,
    "could not match": _NOT_VALID,  # ports to hosts
    "Servname not supported": _NOT_VALID,
    "consuming input failed": _LOST,
    "sending query": _LOST,
    "flushing failed": _LOST,
    "authentication failed": _BY_CODE["28"],
    "no password supplied": "it wants a password, and none is set",
    "no pg_hba.conf entry": "it takes no connections of this user from here",
    "failed to resolve host": _NO_HOST,
    "could not translate host": _NO_HOST,
    "too many": _BY_CODE["53"],
    "starting up": _BY_CODE["57"],
    "shutting down": _BY_CODE["57"],
    "timeout": "it does not answer",
    "Connection refused": _NO_ANSWER,
    "No such file": _NO_ANSWER,
    "SSL": "no encrypted connection could be agreed on",
    "connection failed": "no connection could be made",  # and why, in a language that we cannot tell
}
_CLASSES_OF_THE_MOMENT = ("08", "40", "57P")


class ForeignTablesError(Exception):
    """A table has other columns than a tally's, or is missing."""

    def __init__(self, table: str) -> None:
        super().__init__(f"its table {table} is not that of a tally; give the tally a database or schema of its own")


def reason(error: Exception) -> str:
    """Return what an error means, in words that fit into brackets and hold nothing of the address."""
    if isinstance(error, ForeignTablesError):
        return str(error)
    code = getattr(error, "sqlstate", None)
    if code:
        words = _BY_CODE.get(code) or _BY_CODE.get(code[:2])
        return words or f"PostgreSQL's error {code}"
    if isinstance(error, psycopg.OperationalError):
        text = str(error)
        if 'database "' in text and "does not exist" in text:
            return _BY_CODE["3D000"]
        return next((words for part, words in _BY_TEXT.items() if part in text), _LOST)
    if isinstance(error, (psycopg.ProgrammingError, UnicodeError)):
        return "its address cannot be read; it is written as postgresql://user:password@host/database"
    return _LOST  # by what pools connections, or by us, who cut it off


def is_of_the_moment(error: Exception) -> bool:
    """Say whether the same may go well at once: others were in the way, or a connection is to be made anew."""
    if isinstance(error, (errors.UniqueViolation, errors.DuplicateTable, errors.DuplicateObject)):
        return True  # another process made the tables at the same time
    code: str | None = getattr(error, "sqlstate", None)
    if code:
        return code.startswith(_CLASSES_OF_THE_MOMENT)
    return reason(error) in {_LOST, _NO_ANSWER, _BY_CODE["57"]}
