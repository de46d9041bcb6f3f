"""What a web page says to somebody who runs none of its scripts, read from the first part of its bytes. Pure."""

import codecs
import html
import re
from contextlib import suppress
from dataclasses import dataclass

from bot.understanding.text import clean

_TITLE_SHOWN = 80  # characters
# Every pattern ends at the end of the page too, so that a page cut off, or made to be slow, is read in one pass.
_TITLE = re.compile(r"<title\b[^>]*(?:>|\Z)(.*?)(?:</title|\Z)", re.IGNORECASE | re.DOTALL)
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|noscript|template|title)\b[^>]*(?:>|\Z).*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[!/?a-z][^>]*(?:>|\Z)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{1,40})", re.IGNORECASE)
_CUT_OFF = 3  # bytes that may be left of a last character


@dataclass(frozen=True)
class Page:
    """`title` is one line without control characters, cut to 80; `text` is what is shown, without any tags."""

    title: str
    text: str
    has_script: bool

    @property
    def said(self) -> str:
        return f"{self.title}\n{self.text}"


def read_page(body: bytes, charset: str | None) -> Page:
    """Read HTML or plain text. `charset` is what the server calls it, which may be wrong or unknown."""
    written = _decoded(body, charset)
    title = _TITLE.search(written)
    text = html.unescape(_TAG.sub(" ", _UNSEEN.sub(" ", written)))
    return Page(shortened(html.unescape(title[1])) if title else "", text, "<script" in written.casefold())


def shortened(text: str) -> str:
    """Return words of a stranger as one short line that cannot steer a terminal."""
    line = clean(text)
    return line if len(line) <= _TITLE_SHOWN else f"{line[: _TITLE_SHOWN - 1]}…"


def _decoded(body: bytes, charset: str | None) -> str:
    """Decode by what the bytes prove, then by what the server says, then by what the page says of itself."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - _CUT_OFF:
            return body[: error.start].decode("utf-8-sig")
    own = _CHARSET.search(body)
    for name in (charset, own[1].decode("ascii", "replace") if own else None):
        with suppress(LookupError, ValueError):  # no such charset, or one that is not for pages
            if name and codecs.lookup(name).name != "utf-8":  # which the bytes have disproved
                return body.decode(name, "replace")
    return body.decode("cp1252", "replace")
