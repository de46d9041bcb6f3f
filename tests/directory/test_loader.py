"""A maintainer breaks a file by hand: every mistake has a file, a line, a column, and says what to write."""

from pathlib import Path

import pytest

from bot.directory.loader import load
from bot.directory.problems import InvalidDirectoryError, UnavailableDirectoryError
from bot.directory.textfile import SIZE_CAP
from bot.directory.yamlfile import DEPTH_CAP
from tests.conftest import mend

GOOD = """\
name: Acme Pay
role: merchant-of-record
status: {state: active}
sources:
  - {url: "https://pay.example/terms", date: 2025-01, confidence: high}
as_of: 2025-01
"""


def problems(config: Path) -> list[str]:
    """Load and return what is wrong, as `file:line:column: message`."""
    with pytest.raises(InvalidDirectoryError) as caught:
        load(config)
    return [
        f"{p.file.relative_to(config)}:{p.line}:{p.column}: {p.message}"
        for p in caught.value.problems
        if p.severity == "error"
    ]


def write(config: Path, text: str, name: str = "processors/acme.yaml") -> Path:
    file = config / name
    file.write_text(text, "utf-8")
    return file


def test_a_small_entry_is_enough(config: Path) -> None:
    write(config, GOOD)
    entry = load(config).processors["acme"]
    assert (entry.id, entry.name, entry.privacy_policy) == ("acme", "Acme Pay", None)


@pytest.mark.parametrize(
    ("old", "new", "position", "said"),
    [
        ("role: merchant-of-record", "rolle: merchant-of-record", "2:1", "rolle is no key here; did you mean role?"),
        ("role: merchant-of-record", "role: seller", "2:7", "seller is not known here; write one of: merchant-of-record"),
        ("role: merchant-of-record", "role: merchant-of-record\nrole: unknown", "3:1", "role stands already in line 2"),
        ("name: Acme Pay", "name: no", "1:7", 'YAML reads the bare word no as yes or no; write "no" in quotes'),
        ("name: Acme Pay", "name: 1and1\nowner: 2000", "2:8", 'YAML reads 2000 as a number; write "2000" in quotes'),
        ("name: Acme Pay", "name:", "1:6", "the text is missing"),
        ("name: Acme Pay\n", "", "1:1", "name: is missing; add the line"),
        ("name: Acme Pay", "name: [Acme]", "1:7", "a text is needed here"),
        ("name: Acme Pay", "name: Acme Pay\nno: x", "2:1", 'YAML does not read no as a word; write "no":'),
        ("name: Acme Pay", "name: Acme Pay\n? [a, b]\n: x", "2:3", "a key is a single word"),
        ("name: Acme Pay", "name: Acme Pay\nid: acme", "2:1", "the file's name is the id; remove this line"),
        ("name: Acme Pay", f"name: {'A' * 61}", "1:7", "the text is too long; 60 characters at most"),
        ("{state: active}", "{state: renamed}", "3:9", "a renamed processor leads somewhere"),
        ("{state: active}", "{state: active, successor: paddle}", "3:9", "only a renamed, closed or insolvent"),
        ("{state: active}", "{state: closed, since: 2025-13}", "3:32", "a date is a year, a month or a day"),
        ("{state: active}", "{state: closed, since: 25}", "3:32", "a date is a year, a month or a day"),
        ("{state: active}", "active", "3:9", "key: value lines are needed here"),
        ("as_of: 2025-01", "as_of: 2025-02-30", "6:8", "a date is a year, a month or a day"),
        ("as_of: 2025-01", "verified: 2025-01", "6:11", "this date needs its day"),
        ("as_of: 2025-01", "privacy_policy: pay.example/privacy", "6:17", "a web address starts with https://"),
        ("as_of: 2025-01", "privacy_policy: ftp://pay.example", "6:17", "a web address starts with https://"),
        ("as_of: 2025-01", "contact: {email: nobody}", "6:18", "this is not an e-mail address"),
        ("as_of: 2025-01", "contact: {mail: a@b.example}", "6:11", "mail is no key here; did you mean email?"),
        ("as_of: 2025-01", "contact: {phone: [{number: +442079460958}]}", "6:28", 'in quotes; write for example "+442079460958"'),
        ("as_of: 2025-01", 'contact: {phone: [{number: "0800 1"}]}', "6:28", "a phone number has +, the country code"),
        ("as_of: 2025-01", "legal_seller: [{name: Acme, country: NO}]", "6:38", 'YAML reads the bare word NO as yes or no; write "NO"'),
        ("as_of: 2025-01", "legal_seller: [{name: Acme, country: Norway}]", "6:38", "a country is its two-letter ISO code"),
        ("as_of: 2025-01", "legal_seller: {name: Acme}", "6:15", "a list is needed here"),
        ("as_of: 2025-01", "refunds: {days: soon}", "6:17", "a whole number is needed here"),
        ("as_of: 2025-01", "refunds: {days: 0}", "6:17", "the number is too small; 1 at least"),
        ("as_of: 2025-01", "refunds: {days: 0x1F}", "6:17", "a whole number is needed here"),
        ("as_of: 2025-01", "notes: {de: Hallo}", "6:8", "English is the language that all others fall back to"),
        ("as_of: 2025-01", "notes: {en: hi, german: Hallo}", "6:8", "a language is its two-letter ISO code"),
        ("as_of: 2025-01", "have_ready: [order]", "6:14", "order is not known here; write one of: order-number"),
        ("as_of: 2025-01", "recognise: {sites: ['https://pay.example']}", "6:21", "a host is lower case, without https://"),
        ("as_of: 2025-01", "recognise: {order_numbers: ['#']}", "6:29", "a mask uses # for a digit"),
        ("as_of: 2025-01", "recognise: {statement: [{text: A*, kind: regex, confidence: high}]}", "6:42", "regex is not known here"),
        ("as_of: 2025-01", "as_of: &here 2025-01", "6:8", "an anchor (&name) is not allowed"),
        ("as_of: 2025-01", "as_of: *there", "6:8", "an alias (*name) is not allowed; a text that starts with * needs quotes"),
        ("as_of: 2025-01", "notes: a note: with a colon", "6:14", "a colon inside a text, or a wrong indent; quote the text"),
        ("as_of: 2025-01", "notes: 'Don't do", "6:13", "a ' inside 'a text' is written twice"),
        ("as_of: 2025-01", 'notes: "Do not', "6:8", "a quote is opened here and never closed; close it"),
        ("as_of: 2025-01", "\tas_of: 2025-01", "6:1", "a tab; use spaces"),
        ("as_of: 2025-01", "recognise: {order_numbers: [@@##]}", "6:29", "a text may not start with @; put it in quotes"),
        ("as_of: 2025-01", "as_of: 10.2026", "6:8", "a date is a year, a month or a day"),
        ("as_of: 2025-01", "verified: yes", "6:11", "a date is a year, a month or a day"),
        ("as_of: 2025-01", 'refunds: {days: "14"}', "6:17", "a number is needed here; write 14 without quotes"),
        ("{state: active}", "{state: actve}", "3:17", "actve is not known here; did you mean active?"),
        ("as_of: 2025-01", "as_of: !!python/object:os.system x", "6:8", "a tag (!name) is not allowed"),
        ("as_of: 2025-01", "as_of: 2025-01\n---\nname: Second", "7:1", "a second document starts here"),
        ("as_of: 2025-01", "as_of: [2025-01", "6:8", "this is not valid YAML"),
        ("as_of: 2025-01", "as_of: '2025-01\x07'", "6:16", "a control character; delete it"),
        ("as_of: 2025-01", "<<: {name: x}", "6:1", "YAML does not read << as a word"),
    ],
)  # fmt: skip
def test_each_mistake_has_a_place_and_a_remedy(config: Path, old: str, new: str, position: str, said: str) -> None:
    assert old in GOOD
    write(config, GOOD.replace(old, new, 1))
    found = [problem for problem in problems(config) if problem.startswith("processors/acme.yaml:")]
    assert any(p.startswith(f"processors/acme.yaml:{position}: ") and said in p for p in found), found


def test_all_mistakes_are_told_at_once(config: Path) -> None:
    write(config, GOOD.replace("Acme Pay", "no").replace("active", "gone").replace("high", "sure"))
    write(config, "name: [", "processors/other.yaml")
    mend(config / "bot.yaml", "languages: [en, de]", "languages: [en, de]\nlanguage: fr")
    found = problems(config)
    assert [problem.split(": ")[0] for problem in found] == [
        "bot.yaml:12:1",
        "processors/acme.yaml:1:7",
        "processors/acme.yaml:3:17",
        "processors/acme.yaml:5:67",
        "processors/other.yaml:1:8",
    ]


def test_a_successor_has_to_exist(config: Path) -> None:
    mend(config / "processors" / "plimus.yaml", "successor: bluesnap", "successor: bluesnp")
    assert problems(config) == [
        "processors/plimus.yaml:6:50: there is no processors/bluesnp.yaml; write it, or name another"
    ]


def test_successors_may_not_run_in_a_circle(config: Path) -> None:
    mend(
        config / "processors" / "mycommerce.yaml",
        "successor: null, confidence: medium}",
        "successor: shareit, confidence: medium}",
    )
    found = problems(config)
    assert [problem.split(":")[0] for problem in found] == ["processors/mycommerce.yaml", "processors/shareit.yaml"]
    assert "successor: and part_of: run in a circle (mycommerce -> shareit -> mycommerce); end it somewhere" in found[0]


def test_owners_may_not_run_in_a_circle_either(config: Path) -> None:
    mend(config / "processors" / "digital-river.yaml", "legal_seller:", "related: {part_of: swreg}\nlegal_seller:")
    found = [problem for problem in problems(config) if "circle" in problem]
    assert any(problem.startswith("processors/swreg.yaml:") for problem in found)
    assert any("circle (digital-river -> swreg -> digital-river)" in problem for problem in found)


def test_a_developer_needs_a_source(config: Path) -> None:
    write(config, "name: Acme\nsite: https://acme.example\nas_of: 2025-01\nsources: []\n", "developers/acme.yaml")
    assert problems(config) == ["developers/acme.yaml:4:10: the list is empty; write at least one entry"]


@pytest.mark.parametrize("key", ["part_of: nobody", "sold_through: [nobody]", "paid_through: [paypal, nobody]"])
def test_whoever_an_entry_is_related_to_has_a_file(config: Path, key: str) -> None:
    write(config, f"{GOOD}related: {{{key}}}\n")
    assert "there is no processors/nobody.yaml; write it, or name another" in problems(config)[0]


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("related: {part_of: stripe}\nowner: Stripe\n", "owner: is for companies without a file here"),
        ("recognise: {sites: [acme.example]}\n", "write these hosts under old_sites:"),
        ("sold_by: others\n", "others always sell; remove sold_by:"),
    ],
)
def test_keys_that_contradict_each_other(config: Path, added: str, said: str) -> None:
    entry = GOOD.replace("role: merchant-of-record", "role: payment-service") if "sold_by" in added else GOOD
    closed = entry.replace("state: active", "state: closed") if "sites" in added else entry
    write(config, closed + added)
    assert said in problems(config)[0]


def test_no_source_needs_the_month_in_which_it_was_looked_for(config: Path) -> None:
    start = GOOD[: GOOD.index("sources:")]
    write(config, f"{start}sources: []\nas_of: 2025-01\n")
    assert "no source was found? write collected: and the month in which you looked" in problems(config)[0]
    write(config, f"{start}sources: []\ncollected: 2026-11\n")
    assert load(config).processors["acme"].sources == ()


def test_a_processor_may_not_succeed_itself(config: Path) -> None:
    mend(config / "processors" / "plimus.yaml", "successor: bluesnap", "successor: plimus")
    assert "circle (plimus -> plimus)" in problems(config)[0]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("bot.yaml", "  - paddle\n", "  - padle\n", "there is no processors/padle.yaml"),
        ("bot.yaml", "languages: [en, de]", "languages: [en, de, fr]", "fr.ftl:1:1: there is no such file"),
        ("rules.yaml", "processors: [paypal]", "processors: [paypall]", "there is no processors/paypall.yaml"),
        ("bot.yaml", "languages: [en, de]", "languages: [en, en]", "en stands here twice; keep one of them"),
        ("bot.yaml", "languages: [en, de]", "languages: [en, xx]", "there is no such language"),
        ("bot.yaml", "  - paddle\n", "  - paddle\n  - paddle\n", "paddle stands here twice"),
        ("bot.yaml", "data: ../data", 'data: "a\\0b"', "a control character; delete it"),
        ("categories.yaml", "mixed_up_with: subscription", "mixed_up_with: refund-request", "there is no such category"),
        ("categories.yaml", "[developer, processor, issuer]", "[developer, developer, issuer]", "developer stands here twice"),
        ("categories.yaml", "[developer, processor, issuer]", "[issuer-by-right]", "nobody but the issuer is named"),
        ("categories.yaml", "[decider, other, issuer]", "[decider, processor, issuer]", "write one pair or the other"),
        ("texts/de.ftl", "way-back =", "way-letter = x\nway-back =", "way-letter stands already above"),
        ("texts/de.ftl", "way-back =", "way-back = " + "{ " * 300, "braces are nested too deeply"),
        ("categories.yaml", "- id: invoice", "- id: bill", "bill is not known here; write one of: not-received"),
        ("categories.yaml", "- id: invoice", "- id: other", "missing: invoice; this release counts exactly"),
        ("categories.yaml", "mixed_up_with: subscription", "mixed_up_with: abo", "there is no such category"),
        ("phrases/en.yaml", "  invoice: ", "  bills: ", "there is no such cue; write it under cues: in meanings.yaml"),
        ("phrases/en.yaml", "  invoice: ", "  invoice: x*, ", "'x*' is no phrase: it has only words"),
        ("phrases/en.yaml", "  invoice: ", "  invoice: ..., ", "'...' is no phrase"),
        ("phrases/en.yaml", "  invoice: ", "  invoice: <nothing> came, ", "there is no group nothing; write it under groups:"),
        ("phrases/en.yaml", "groups:\n", "groups:\n  Not yet: b\n", "a group's name has only a-z and single hyphens"),
        ("phrases/en.yaml", "groups:\n", "groups:\n  zz-a: b\n  zz-c: <zz-a> d\n", "may name no group; write <zz-a> into the phrases"),
        ("phrases/en.yaml", "  invoice: ", "  invoice: <No> came, ", "'<No> came' is no phrase"),
        ("meanings.yaml", "names_nobody: [before-buying", "names_nobody: [elsewhere", "there is no such cue"),
        ("meanings.yaml", "start: {none: ", "start: {nothing: ", "nothing is not known here"),
        ("meanings.yaml", "start: {none: ", "start: {none: 99", "the number is too large; 20.0 at most"),
        ("developers/tech-pro.yaml", "products: []", "products: [{id: a, name: A, sold_through: [acme]}]", "no processors/acme"),
        ("developers/tech-pro.yaml", "products: []", "products: [{id: tech-pro, name: A}]", "has this id; write another"),
        ("developers/tech-pro.yaml", "products: []", f"products: [{{id: {'a' * 33}, name: A}}]", "at most 32 characters"),
        ("texts/de.ftl", "open-heading =", "open-heading", "this is not valid Fluent"),
    ],
)  # fmt: skip
def test_what_one_file_says_of_another_is_checked(config: Path, file: str, old: str, new: str, said: str) -> None:
    mend(config / file, old, new)
    found = problems(config)
    assert any(said in problem and (problem.startswith(f"{file}:") or "texts/" in problem) for problem in found), found


def test_a_languages_phrases_need_nothing_but_cues(config: Path) -> None:
    write(config, "cues: {invoice: faktura}\n", "phrases/cs.yaml")
    assert load(config).phrases["cs"].cues == {"invoice": ("faktura",)}


def test_an_id_has_to_fit_into_a_token(config: Path) -> None:
    write(config, GOOD, "processors/a-processor-with-a-long-name.yaml")
    write(config, GOOD, "processors/Upper_Case.yaml")
    found = problems(config)
    assert "an id has only a-z, 0-9 and single hyphens" in found[0]
    assert "an id may have at most 24 characters, this one has 28; shorten it" in found[1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("processors/acme.YAML", "only .yaml is read; rename it to acme.yaml"),
        ("processors/acme.Yaml", "only .yaml is read; rename it to acme.yaml"),
        ("phrases/de.YML", "only .yaml is read; rename it to de.yaml"),
        ("bot.yml", "only .yaml is read; rename it to bot.yaml"),
        ("Rules.yaml", "only .yaml is read; rename it to rules.yaml"),
        ("acme.yaml", "no such file is read here; put an entry into processors/ or developers/, or delete the file"),
        ("processors/new/acme.yaml", "no folders within processors/ are read; move the file up into it"),
        ("developers/new/acme.YML", "no folders within developers/ are read; move the file up into it"),
    ],
)
def test_a_file_that_nobody_reads_says_where_it_belongs(name: str, said: str, config: Path) -> None:
    (config / name).parent.mkdir(exist_ok=True)
    write(config, GOOD, name)
    assert problems(config) == [f"{name}:1:1: {said}"]


@pytest.mark.parametrize(
    "name",
    [
        ".acme.YAML",
        ".acme.yaml.swp",
        "acme.yaml~",
        "#acme.yaml#",
        ".#acme.yaml",
        "..data/acme.yaml",
        "..2026_11_30/acme.yaml",
        "old/.acme.yaml",
        "old/acme.txt",
    ],
)
def test_hidden_files_and_backups_are_let_be(name: str, config: Path) -> None:
    for folder in ("processors", "developers", "phrases"):
        (config / folder / name).parent.mkdir(exist_ok=True)
        write(config, "- [", f"{folder}/{name}")
    load(config)


def test_a_wrong_ending_is_noticed_and_other_files_are_left_alone(config: Path) -> None:
    write(config, GOOD, "processors/acme.yml")
    write(config, "[", "processors/acme.yaml~")
    write(config, "[", "processors/.acme.yaml")
    assert problems(config) == ["processors/acme.yml:1:1: only .yaml is read; rename it to acme.yaml"]


def test_deep_nesting_is_refused_before_anything_is_composed(config: Path) -> None:
    write(config, "name: " + "[" * 100_000)
    assert f"nested deeper than {DEPTH_CAP} levels" in problems(config)[0]


def test_a_file_that_is_too_large_is_not_read(config: Path) -> None:
    write(config, "#" * (SIZE_CAP + 1))
    assert "larger than 512 KiB" in problems(config)[0]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "the file is empty"),
        (b"# only a comment\n", "the file is empty"),
        (b"name: \xff", "acme.yaml:1:7: this is not UTF-8"),
        ("name: Ä".encode("utf-16"), "this is not UTF-8"),
        (b"name: a\x00b", "a control character"),
        (b"just a text", "key: value lines are needed here"),
        (b"- a\n- b", "key: value lines are needed here"),
        (b"\xef\xbb\xbfname: A", "role: is missing"),
    ],
)
def test_any_bytes_end_in_a_sentence(config: Path, raw: bytes, said: str) -> None:
    (config / "processors" / "acme.yaml").write_bytes(raw)
    assert any(said in problem for problem in problems(config))


def test_a_link_that_runs_in_a_circle_is_no_file(config: Path) -> None:
    loop = config / "processors" / "acme.yaml"
    loop.symlink_to(loop)
    assert "acme.yaml:1:1: " in problems(config)[0]


def test_a_folder_in_place_of_a_file_is_no_file(config: Path) -> None:
    (config / "processors" / "acme.yaml").mkdir()
    assert "there is no such file" in problems(config)[0]


@pytest.mark.parametrize("missing", ["bot.yaml", "categories.yaml", "rules.yaml", "meanings.yaml"])
def test_a_missing_file_is_named(config: Path, missing: str) -> None:
    (config / missing).unlink()
    assert f"{missing}:1:1: there is no such file; write it or restore it" in problems(config)


def test_a_missing_folder_is_named(config: Path) -> None:
    (config / "processors").rename(config / "elsewhere")
    assert problems(config)[0].startswith("processors:1:1: the folder cannot be read")


def test_no_configuration_at_all_is_another_matter(tmp_path: Path) -> None:
    with pytest.raises(UnavailableDirectoryError, match=r"cannot be read .* Set RECOURSE_CONFIG"):
        load(tmp_path / "nowhere")
