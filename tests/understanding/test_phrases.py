"""Phrases with gaps, stems and numbers, and the slips that are forgiven."""

import pytest

from bot.understanding.phrases import PhraseBook
from bot.understanding.slips import Slips, is_a_slip
from bot.understanding.text import words


def found(book: PhraseBook, text: str) -> set[str]:
    return {phrase.meaning for phrase in book.read(words(text))}


def test_a_phrase_may_have_gaps_and_stems() -> None:
    book = PhraseBook({"late": ["key ... never came", "deliver* late"]})
    assert found(book, "the key for this one fine little thing never came") == {"late"}
    assert found(book, "the key one two three four five six seven never came") == set()
    assert found(book, "it was delivered late") == {"late"}
    assert found(book, "late delivery") == set()


def test_numbers_and_sums_have_signs_of_their_own() -> None:
    book = PhraseBook({"ago": ["0 days ago"], "sum": ["0.0"]})
    assert found(book, "12 days ago") == {"ago"}
    assert found(book, "9.99") == found(book, "$49") == found(book, "49€") == {"sum"}
    assert found(book, "49") == set()


def test_a_group_stands_for_any_of_its_entries() -> None:
    book = PhraseBook(
        {"missing": ["<not> .. <come>"]}, {"not": ["not", "hasnt"], "come": ["came", "arriv*", "show up"]}
    )
    for text in ("it has not yet arrived", "it hasn't arrived", "did not show up"):
        assert found(book, text) == {"missing"}, text
    for text in ("not a single file came", "it arrived and did not crash"):
        assert found(book, text) == set(), text


def test_a_short_gap_ends_with_its_clause_and_a_long_one_does_not() -> None:
    text, clauses = words("the key works, he never came"), {0, 3}
    assert PhraseBook({"late": ["key .. never"]}).read(text) != []
    assert PhraseBook({"late": ["key .. never"]}).read(text, clauses) == []
    assert PhraseBook({"late": ["key ... never"]}).read(text, clauses) != []


def test_a_phrase_says_where_it_stands() -> None:
    book = PhraseBook({"a": ["never came", "never"], "b": ["came"]})
    assert sorted(book.read(words("it never came"))) == [(1, 3, "a"), (2, 3, "b")]


def test_phrases_are_found_without_accents_and_with_other_spellings_of_umlauts() -> None:
    book = PhraseBook({"x": ["ungültig", "reçu"]})
    for text in ("ungültig", "UNGULTIG", "ungueltig", "recu", "Reçu"):
        assert found(book, text) == {"x"}, text


def test_signs_without_spaces_are_found_anywhere() -> None:
    book = PhraseBook({"missing": ["届いていません"], "refund": ["환불"]})
    assert found(book, "キーが届いていませんが") == {"missing"}
    assert found(book, "언제환불해주나요") == {"refund"}


@pytest.mark.parametrize(("typed", "meant"), [("recieved", "received"), ("refnd", "refund"), ("reffund", "refund")])
def test_one_slip_is_forgiven(typed: str, meant: str) -> None:
    assert is_a_slip(typed, meant)
    assert Slips([meant]).mended(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("changed", "charged"), ("efund", "refund"), ("refnud2", "refund"), ("rfnd", "refund")]
)
def test_another_word_is_no_slip(typed: str, meant: str) -> None:
    assert not is_a_slip(typed, meant)
    assert Slips([meant]).mended(typed) == typed


def test_a_known_word_is_not_mended_and_two_possible_ones_neither() -> None:
    assert Slips(["order", "orders"]).mended("orders") == "orders"
    assert Slips(["stars", "starts"]).mended("stasrt") == "stasrt"
    assert Slips(["licence"], ["licen"]).mended("licences") == "licences"
    assert Slips(["order", "odder"]).mended("oder") == "oder"
