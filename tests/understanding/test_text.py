"""Cleaning and cutting a text into sentences, clauses and words."""

import pytest

from bot.understanding.text import TEXT_HEARD, clean, sentences, words


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  two \t\n words ", "two words"),
        ("Gum\u200broad", "Gumroad"),
        ("ＧＵＭＲＯＡＤ", "GUMROAD"),
        ("a\x00b", "a b"),
        ("\ud800", ""),
    ],
)
def test_a_text_becomes_one_line_of_visible_signs(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_only_the_beginning_of_a_text_is_kept() -> None:
    assert len(clean("x" * 1_000_000)) == TEXT_HEARD
    assert len(clean("\ufdfa" * 1_000_000)) <= TEXT_HEARD


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Größe ÜBER naïve", ("grosse", "uber", "naive")),
        ("İADE ışık", ("iade", "isik")),
        ("Ёлка й", ("елка", "и")),
        ("don't it's what's", ("dont", "its", "whats")),
        ("Paddle's l'argent PayPal'dan", ("paddle", "l", "argent", "paypal", "dan")),
        ("19.99 $49, 49 €, 2x", ("19.99", "$49", "49 €", "2x")),
        ("PayPalで払った", ("paypal", "で", "払", "っ", "た")),
        ("환불 해줘", ("환", "불", "해", "줘")),
    ],
)
def test_words_lose_accents_and_signs(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


def test_signs_part_sentences_and_clauses() -> None:
    assert sentences("Hi, I paid 29.90. Why? (nothing)") == [
        [("hi",), ("i", "paid", "29.90")],
        [("why",)],
        [("nothing",)],
    ]
    assert sentences("届かない！返金、まだ？") == [[("届", "か", "な", "い")], [("返", "金"), ("ま", "だ")]]
    assert sentences("...") == []
