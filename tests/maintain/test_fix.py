"""What is mechanical is mended; what an entry says, and every comment, stays."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.directory.loader import load
from bot.directory.problems import InvalidDirectoryError
from bot.directory.textfile import UnreadableFileError
from bot.maintain.fix import mended
from bot.maintain.phones import in_full
from bot.maintain.schema import first_line
from bot.maintain.writing_commands import fix
from bot.settings import Settings
from tests.conftest import CONFIG, mend

ENTRIES = [file.relative_to(CONFIG) for name in ("processors", "developers") for file in (CONFIG / name).glob("*.yaml")]
ACME = Path("processors", "acme.yaml")
FIRST = first_line(ACME)


def run(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(fix, arguments, obj=Settings(config, None, "WARNING"))


def fixed(text: str) -> str:
    """Return the text of a processor's file, mended, without its first line."""
    after = mended(ACME, text)
    assert after.startswith(FIRST)
    assert mended(ACME, after) == after, "what is mended once needs nothing more"
    return after.removeprefix(FIRST)


def disturbed(text: str) -> str:
    """Return a file as somebody in a hurry would leave it: keys in another order, blanks and empty lines behind."""
    blocks: list[str] = []
    for line in text.splitlines()[1:]:
        if line[:1] in {" ", "#"} and blocks:
            blocks[-1] += f"{line}{'  ' * line.endswith(('}', ']'))}\n"
        else:
            blocks.append(f"{line}{' ' * (not line.endswith(('>-', '|')))}\n")
    return "".join(reversed(blocks)) + "\n\n"


def bare_lines(text: str) -> list[str]:
    return sorted(line.strip() for line in text.splitlines() if line.strip())


@pytest.mark.parametrize("file", ENTRIES, ids=lambda file: file.stem)
def test_every_shipped_file_is_as_it_should_be(file: Path) -> None:
    text = (CONFIG / file).read_bytes().decode()
    assert mended(file, text) == text, "run: recourse fix"


def test_shipped_files_stay_byte_for_byte(config: Path) -> None:
    assert run(config).output == "Nothing to mend.\n"
    assert all((config / file).read_bytes() == (CONFIG / file).read_bytes() for file in ENTRIES)


def test_records_and_comments_of_disturbed_files_stay_and_their_order_comes_back(config: Path) -> None:
    for file in ENTRIES:
        shipped = (config / file).read_text("utf-8")
        (config / file).write_text(disturbed(shipped), "utf-8")
    before = load(config)
    assert run(config).output.count("is mended.") == len(ENTRIES)
    after = load(config)
    assert (after.processors, after.developers) == (before.processors, before.developers)
    for file in ENTRIES:
        shipped, now = (CONFIG / file).read_text("utf-8"), (config / file).read_text("utf-8")
        assert bare_lines(now) == bare_lines(shipped)
        if not any(line.startswith("#") for line in shipped.splitlines()[1:]):
            assert now == shipped
    assert run(config).output == "Nothing to mend.\n"


def test_keys_stand_in_the_order_of_the_model_and_take_their_comments_along() -> None:
    text = """\
sources: []
# Nobody answered in May.
status:
  # It was sold.
  successor: zenith
  state: closed   # since when?
name: Acme
"""
    assert (
        fixed(text)
        == """\
name: Acme
# Nobody answered in May.
status:
  # It was sold.
  state: closed   # since when?
  successor: zenith
sources: []
"""
    )


def test_lists_of_mappings_are_put_in_order_behind_their_hyphens() -> None:
    text = """\
legal_seller:
  - for: everybody
    # ISO code
    country: GB
    name: Acme Ltd
  - {country: US, name: Acme Inc}
"""
    assert (
        fixed(text)
        == """\
legal_seller:
  - name: Acme Ltd
    # ISO code
    country: GB
    for: everybody
  - {country: US, name: Acme Inc}
"""
    )


def test_comments_go_along_whatever_the_indentation() -> None:
    text = """\
sources:
# the terms
- url: https://acme.example
    # from an old mail
- described:
      de: eine Mail
      en: a mail
  for: [role]
  # we trust it
  confidence: low
# not sure
role: unknown   # really?
contact:
    phone:
        - number: "+14029357733"   # new
          # only the first
          for: {en: USA}
        # another one follows
    # nobody reads mails
    email: null
    help: |
        # no comment
        Ask.

    # order_lookup: null

name: Acme
"""
    assert (
        fixed(text)
        == """\
name: Acme
# not sure
role: unknown   # really?
contact:
  help: |
    # no comment
    Ask.
  # nobody reads mails
  email: null
  phone:
    # only the first
    - for: {en: USA}
      number: "+14029357733"       # new
    # another one follows

  # order_lookup: null

sources:
  # the terms
  - url: https://acme.example
    # from an old mail
  - described:
      de: eine Mail
      en: a mail
    # we trust it
    confidence: low
    for: [role]
"""
    )


def test_a_comment_behind_a_hyphen_stays_with_its_item() -> None:
    text = "legal_seller:\n  - # the first\n    country: GB\n    name: Acme\n  - name: Acme Inc\n"
    assert fixed(text) == ("legal_seller:\n  # the first\n  - name: Acme\n    country: GB\n  - name: Acme Inc\n")


def test_empty_lines_stay_between_what_they_part() -> None:
    text = "role: unknown\n\n# why?\n\nstatus:\n  since: null\n  state: active\n\nname: Acme\n"
    assert fixed(text) == "name: Acme\nrole: unknown\n\n# why?\n\nstatus:\n  state: active\n  since: null\n"


def test_the_head_of_a_file_stays_at_its_head_and_the_end_at_its_end() -> None:
    assert fixed("# Of Acme.\n\nrole: unknown\nname: Acme\n# The end.\n") == (
        "# Of Acme.\n\nname: Acme\nrole: unknown\n# The end.\n"
    )


def test_a_key_that_nobody_knows_stays_behind_the_one_before_it() -> None:
    assert fixed("role: unknown\nroll: x\nname: Acme\n") == "name: Acme\nrole: unknown\nroll: x\n"


def test_a_text_with_lines_of_its_own_is_moved_as_a_whole() -> None:
    text = "notes: |\n  One.\n  # no comment\n\n  Two.\nrole: unknown\nowner: >-\n  A long\n\n  name\nname: Acme\n"
    assert fixed(text) == (
        "name: Acme\nrole: unknown\nowner: >-\n  A long\n\n  name\nnotes: |\n  One.\n  # no comment\n\n  Two.\n"
    )


def test_white_space_goes_where_it_says_nothing() -> None:
    assert fixed("name:\tAcme  \nrole: unknown \t# why?\t\n\n\n") == "name: Acme\nrole: unknown  # why?\n"
    assert fixed("name: Acme") == "name: Acme\n"
    assert fixed("---\nname: Acme\n...\n") == "name: Acme\n"
    assert fixed("name: Acme  \nnotes: |\n  One.  \n") == "name: Acme\nnotes: |\n  One.  \n"
    assert fixed('name: "A\tB"\n') == 'name: "A\\tB"\n'
    assert fixed("notes: |\n  One.  \n  Two.\n") == "notes: |\n  One.  \n  Two.\n"


def test_odd_indentation_and_spacing_are_mended() -> None:
    text = """\
name:   Acme
also_known_as: [ Acme Pay,Acme.com ]
status: { state : active,  since: ~ }
legal_seller:
- name: Acme Ltd
  country: GB
-   name: Acme Inc
    for:
        en: the US
"""
    assert (
        fixed(text)
        == """\
name: Acme
also_known_as: [Acme Pay, Acme.com]
status: {state: active, since: ~}
legal_seller:
  - name: Acme Ltd
    country: GB
  - name: Acme Inc
    for:
      en: the US
"""
    )


def test_lines_end_as_before(config: Path) -> None:
    (config / ACME).write_bytes(b"role: unknown\r\nname: Acme \r\n")
    assert run(config, str(config / ACME)).output == f"{config / ACME} is mended.\n"
    assert (config / ACME).read_bytes() == (FIRST + "name: Acme\nrole: unknown\n").replace("\n", "\r\n").encode()


def test_the_way_of_writing_stays() -> None:
    text = f"""\
name: 'Acme'
status: {{state: active, since: ~}}
legal_seller: [{{name: Acme}}]
recognise: {{statement: [yes, 0x1F, +14, 1_000, 010, 1e3, 2026-11-30T10:00:00Z, '5']}}
refunds:
  days: 014
notes: {{en: "{"A sentence. " * 40}", de: null}}   # a comment
as_of:
"""
    assert fixed(text) == text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("role:\tunknown\nname: 'A\tB'\n", "role:\tunknown\nname: 'A\tB'\n"),  # a tab that ruamel.yaml refuses
        ("role: [a,  # once\n  b]\nname: Acme\n", "name: Acme\nrole: [a,  # once\n  b]\n"),  # a comment that it loses
    ],
)
def test_what_ruamel_yaml_cannot_keep_is_left_as_it_is(config: Path, text: str, after: str) -> None:
    (config / ACME).write_text(text, "utf-8")
    assert run(config, str(config / ACME)).output == f"{config / ACME} is mended.\n"
    assert (config / ACME).read_text("utf-8") == FIRST + after
    assert run(config, str(config / ACME)).output == "Nothing to mend.\n"


def test_without_ruamel_yaml_it_is_told_what_to_install(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "bot.maintain.fix")
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    done = run(config)
    assert done.exit_code == 2
    assert '.venv/bin/pip install --editable ".[maintain]"' in done.output


def test_a_first_line_that_names_another_schema_is_replaced() -> None:
    wrong = "# yaml-language-server: $schema=https://schema.example/\n"
    assert fixed(f"# Of Acme.\n{wrong}name: Acme\n") == "# Of Acme.\nname: Acme\n"


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ('{for: {en: USA, de: USA}, number: "+1 (402) 935-7733"}   # new', '{for: {en: USA, de: USA}, number: "+14029357733"}        # new'),
        ("{number: +14029357733}", '{number: "+14029357733"}'),
        ("{number: '+14029357733'}", '{number: "+14029357733"}'),
        ("{number: 020 7946 0958, for: Vereinigtes Königreich}", '{number: "+442079460958", for: Vereinigtes Königreich}'),
        ('{for: {en: Germany, de: Deutschland}, number: "0049 30 901820"}', '{for: {en: Germany, de: Deutschland}, number: "+4930901820"}'),
        ("{for: Europe, number: 020 7946 0958}", "{for: Europe, number: 020 7946 0958}"),
        ("{for: {en: toll-free}, number: 0800 123 4567}", "{for: {en: toll-free}, number: 0800 123 4567}"),
        ("{number: 020 7946 0958}", "{number: 020 7946 0958}"),
        ("{number: +44 20 7946 0958 ext. 5}", "{number: +44 20 7946 0958 ext. 5}"),
        ("{number: soon}", "{number: soon}"),
        ("{for: everybody}", "{for: everybody}"),
    ],
)  # fmt: skip
def test_a_phone_number_gets_its_full_form_only_where_it_is_certain(written: str, after: str) -> None:
    assert fixed(f"contact:\n  phone:\n    - {written}\n") == f"contact:\n  phone:\n    - {after}\n"


def test_two_numbers_in_one_line_are_both_mended() -> None:
    text = "contact: {phone: [{number: +1 402 935 7733}, {number: +44 20 7946 0958}]}\n"
    assert fixed(text) == 'contact: {phone: [{number: "+14029357733"}, {number: "+442079460958"}]}\n'


def test_a_number_of_a_company_in_one_country_alone_is_of_that_country() -> None:
    sellers = "legal_seller: [{name: Acme, country: GB}]\n"
    phone = "contact: {phone: [{number: 020 7946 0958}]}\n"
    assert '"+442079460958"' in fixed(sellers + phone)
    assert fixed(sellers.replace("]", ", {name: Acme, country: US}]") + phone).endswith(phone)
    assert in_full("020 7946 0958", None, None) is None


def test_what_is_no_yaml_is_told_and_left_alone(config: Path) -> None:
    with pytest.raises(UnreadableFileError):
        mended(ACME, "name: [Acme\n")
    file = config / ACME
    file.write_text("name: [Acme\n", "utf-8")
    mend(config / "processors" / "paddle.yaml", "role:", "role:  ")
    done = run(config)
    assert isinstance(done.exception, InvalidDirectoryError)  # which main() turns into sentences and exit code 2
    assert [problem.file for problem in done.exception.problems] == [file]
    assert file.read_text("utf-8") == "name: [Acme\n"


def test_check_only_tells(config: Path) -> None:
    file = config / "processors" / "paddle.yaml"
    mend(file, "name: Paddle\n", "name: Paddle  \n")
    before = file.read_bytes()
    done = run(config, "--check")
    assert (done.exit_code, done.output) == (1, f"{file} would be mended.\n")
    assert file.read_bytes() == before
    assert run(config, "--check", str(config / "processors" / "paypal.yaml")).exit_code == 0
    assert run(config, str(file)).output == f"{file} is mended.\n"
    assert run(config, "--check").exit_code == 0
    assert file.read_bytes() == (CONFIG / "processors" / "paddle.yaml").read_bytes()


def test_files_elsewhere_are_refused(config: Path) -> None:
    for file in (config / "bot.yaml", config / "texts" / "en.ftl", config.parent / "acme.yaml", CONFIG / ENTRIES[0]):
        done = run(config, str(file))
        assert done.exit_code == 2
        assert "is no entry" in done.output


def test_a_file_that_is_not_there_is_told(config: Path) -> None:
    done = run(config, str(config / ACME))
    assert isinstance(done.exception, InvalidDirectoryError)
    assert "there is no such file" in str(done.exception.problems[0])


def test_a_folder_without_entries_is_told(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.exit_code == 2
    assert "There are no entries" in done.output
