"""Makes any text comparable: one line, no invisible characters, a bounded length; then its words, folded."""

import re
import unicodedata

TEXT_HEARD = 2000  # characters of a buyer's text that are read; the rest is cut off unread

# Chinese, Japanese and Korean are written without spaces, or with word endings attached: every sign is a word there.
SIGN = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_SUM_OF_MONEY = (
    r"(?:[€$£¥₽₺₩] ?[0-9]+(?:[.,][0-9]+)*"
    r"|(?<![0-9])[0-9]+(?:[.,][0-9]+)* ?[€$£¥₽₺₩](?! ?[0-9])|(?<![0-9])[0-9]+(?:[.,][0-9]+)+(?!\w))"
)
_WORD = re.compile(rf"{_SUM_OF_MONEY}|[{SIGN}]|[^\W_{SIGN}]+")
SUM = re.compile(_SUM_OF_MONEY)
_SENTENCE_ENDS = re.compile(rf"(?<![.!?;…])[.!?;…]++(?=\s|$)|(?<=[{SIGN}])[!?;]+|[。！？；]+")
_CLAUSE_ENDS = re.compile(r"[,:(){}\[\]、，：—–]+(?=\D)|\s-+\s")
_CONTRACTION = re.compile(r"(?<=n)['’](?=t\b)|(?<=[a-z])['’](?=(?:m|d|re|ve|ll)\b)|(?<=\b(?:it|he))['’](?=s\b)")
_CONTRACTION_OF_S = re.compile(r"\b(what|that|who|she|here|where|there|how|whats)['’]s\b")
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s\b")


def clean(text: str) -> str:
    """Return the text without control and direction marks, compatibility forms folded, white space single."""
    heard = text[:TEXT_HEARD]
    if heard.isascii() and heard.isprintable():
        return " ".join(heard.split())
    folded = unicodedata.normalize("NFKC", heard)[:TEXT_HEARD]
    visible = "".join(
        " " if char.isspace() or unicodedata.category(char) == "Cc" else char
        for char in folded
        if unicodedata.category(char) not in {"Cf", "Cs", "Cn"}
    )
    return " ".join(visible.split())


def _without_marks(char: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", char) if not unicodedata.combining(part))


# Latin and Cyrillic letters lose their accents, since a phone's keyboard often leaves them out.
_FOLDED = {code: _without_marks(chr(code)) for code in (*range(0xC0, 0x250), *range(0x400, 0x530))}
_FOLDED |= {ord("ı"): "i", ord("ł"): "l", ord("ø"): "o", ord("đ"): "d", ord("æ"): "ae", ord("œ"): "oe"}
_FOLDED |= dict.fromkeys(range(0x300, 0x370), "")  # marks that stand alone, as in a decomposed text


def fold(text: str) -> str:
    """Return the text in lower case, Latin and Cyrillic letters without their accents."""
    return text.casefold() if text.isascii() else text.casefold().translate(_FOLDED)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a cleaned text, folded, without any sign. Chinese, Japanese and Korean signs stand alone."""
    folded = fold(text)
    if "'" in folded or "’" in folded:
        folded = _CONTRACTION_OF_S.sub(r"\1s", _CONTRACTION.sub("", folded))
        folded = _POSSESSIVE.sub("", folded)
    return tuple(_WORD.findall(folded))


def sentences(text: str) -> list[list[tuple[str, ...]]]:
    """Return the sentences of a cleaned text, each as its clauses, each as its words. None is empty."""
    found = []
    for sentence in _SENTENCE_ENDS.split(text):
        clauses = [said for clause in _CLAUSE_ENDS.split(sentence) if (said := words(clause))]
        if clauses:
            found.append(clauses)
    return found
