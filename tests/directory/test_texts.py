"""The catalogues: complete, alike in all languages, and free of signs that change the direction of writing."""

import re

from bot.directory.directory import Directory
from bot.directory.textfile import read_text
from bot.directory.texts import Texts, parse_catalogue
from tests.conftest import CONFIG, ROOT


def test_every_language_has_every_message_with_the_same_variables(directory: Directory) -> None:
    english = directory.texts.variables["en"]
    assert len(english) > 200
    for language in directory.texts.languages:
        assert directory.texts.variables[language] == english, language


def test_every_message_that_the_code_names_exists(directory: Directory) -> None:
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "bot").rglob("*.py"))
    named = set(re.findall(r'say\("([a-z.-]+)"', code))
    assert len(named) > 80
    assert named <= directory.texts.variables["en"].keys()


def test_no_message_carries_direction_marks(directory: Directory) -> None:
    for language in directory.texts.languages:
        text = (CONFIG / "texts" / f"{language}.ftl").read_text("utf-8")
        assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)
        said = directory.texts.in_language(language)("was-renamed", processor="Plimus", successor="BlueSnap")
        assert not re.search("[\u2066-\u2069]", said)


def test_dates_are_written_as_people_write_them(directory: Directory) -> None:
    english, german = directory.texts.in_language("en"), directory.texts.in_language("de")
    assert english.day_or_month("2025") == "2025"
    assert english.day_or_month("2025-01") == "January 2025"
    assert german.day_or_month("2025-03") == "März 2025"
    assert german.day_or_month("2025-03-09") == "9. März 2025"


def test_a_message_that_is_missing_in_a_language_is_said_in_english() -> None:
    english, _ = parse_catalogue(CONFIG / "texts" / "en.ftl", read_text(CONFIG / "texts" / "en.ftl"))
    german, _ = parse_catalogue(CONFIG / "texts" / "de.ftl", read_text(CONFIG / "texts" / "de.ftl"))
    german.body = [entry for entry in german.body if getattr(getattr(entry, "id", None), "name", "") != "way-letter"]
    texts = Texts({"en": english, "de": german})
    assert texts.in_language("de")("way-letter") == "Write the message"
    assert texts.in_language("de")("way-back") == "Zurück zur Antwort"
