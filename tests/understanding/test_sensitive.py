"""Card numbers, bank accounts and passwords are taken out before anything else reads a text."""

import pytest

from bot.directory.directory import Directory
from bot.understanding.sensitive import Secrets, without_card_numbers
from bot.understanding.understand import Understanding


@pytest.fixture(scope="module")
def secrets(directory: Directory) -> Secrets:
    return Secrets(directory.meanings.password_words)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4111 1111 1111 1111", True),
        ("5500-0055-5555-5559", True),
        ("4111 1111 1111 1111 12/26", True),
        ("4111 1111 1111 1111 123", True),
        ("on 12 4111 1111 1111 1111", True),
        ("4111.1111.1111.1111", True),
        ("4111 \u2013 1111 \u2013 1111 \u2013 1111", True),
        ("3782 822463 10005", True),
        ("2026-11-22 4029357733", False),
        ("378282246310005", True),
        ("4111 1111 1111 1112", False),
        ("35314369001", False),
        ("0000 0000 0000 0000", False),
        ("order 123456789", False),
    ],
)
def test_card_numbers_are_taken_out(text: str, found: bool) -> None:  # noqa: FBT001 - the other half of the example
    cleaned, was_found = without_card_numbers(text)
    assert was_found is found
    assert (cleaned == text) is not found
    assert not found or "1111" not in cleaned


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("my IBAN is DE89 3704 0044 0532 0130 00 thanks", "my IBAN is  thanks"),
        ("GB82WEST12345698765432", ""),
        ("de89370400440532013000", ""),
        ("NL91-ABNA-0417-1643-00", ""),
    ],
)
def test_bank_accounts_are_taken_out(secrets: Secrets, text: str, rest: str) -> None:
    cleaned, kinds = secrets.taken_out(text)
    assert kinds == ("iban",)
    assert cleaned.split() == rest.split()


@pytest.mark.parametrize(
    "text", ["DE89 3704 0044 0532 0130 02", "PADDLE.NET* FRESHL 12", "AB12 some ordinary words here"]
)
def test_what_fails_the_check_is_no_bank_account(secrets: Secrets, text: str) -> None:
    assert secrets.taken_out(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "password"),
    [
        ("my password is hunter2, help", "hunter2"),
        ("Passwort: geheimnis", "geheimnis"),
        ("mot de passe = soleil!", "soleil!"),
        ("パスワードはabc123です", "abc123"),
        ("пароль: солнце", "солнце"),
        ("Kennwort lautet Straße7", "Straße7"),
    ],
)
def test_passwords_are_taken_out(secrets: Secrets, text: str, password: str) -> None:
    cleaned, kinds = secrets.taken_out(text)
    assert kinds == ("password",)
    assert password not in cleaned


@pytest.mark.parametrize(
    "text", ["I forgot my password", "password reset does not work", "the password is not accepted"]
)
def test_talk_of_a_password_is_none(secrets: Secrets, text: str) -> None:
    assert secrets.taken_out(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("I ordered as jane.miller@mail.example", True),
        ("noreply@shop.example wrote to me", False),
        ("mail from help@paddle.com", False),
        ("mail from service@paypa1.com", False),
    ],
)
def test_a_private_address_is_told_from_a_senders(understanding: Understanding, text: str, private: bool) -> None:  # noqa: FBT001 - the other half of the example
    assert ("email" in understanding.read(text).sensitive) is private
