"""What an operator sets for Discord. A secret is never repeated, not even in an error."""

from pathlib import Path

import pytest

from bot.settings import (
    DISCORD_API,
    Address,
    InvalidSettingError,
    Shards,
    discord_from_environment,
    from_environment,
)

SECRET = "MTIz.secret.value"  # noqa: S105 - an example


def test_a_token_is_enough() -> None:
    setting = discord_from_environment({"DISCORD_TOKEN": f" {SECRET}\n"})
    assert (setting.token, setting.api, setting.shards) == (SECRET, DISCORD_API, None)
    assert SECRET not in repr(setting)


def test_the_address_of_the_api_loses_its_last_slash() -> None:
    setting = discord_from_environment({"DISCORD_TOKEN": SECRET, "DISCORD_API_URL": "http://proxy:8080/api/v10/"})
    assert setting.api == "http://proxy:8080/api/v10"


@pytest.mark.parametrize(
    ("value", "shards"), [("0-1/4", Shards(range(2), 4)), ("3/4", Shards(range(3, 4), 4)), ("", None)]
)
def test_shards_are_a_range_of_all(value: str, shards: Shards | None) -> None:
    assert discord_from_environment({"DISCORD_TOKEN": SECRET, "RECOURSE_SHARDS": value}).shards == shards


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("127.0.0.1:9464", Address("127.0.0.1", 9464)),
        ("0.0.0.0:0", Address("0.0.0.0", 0)),  # noqa: S104 - probes of a cluster come from elsewhere
        ("[::1]:65535", Address("::1", 65535)),
        ("ops.internal:80", Address("ops.internal", 80)),
        ("", None),
    ],
)
def test_the_bot_is_seen_at_an_address_with_a_port(value: str, address: Address | None) -> None:
    setting = discord_from_environment({"DISCORD_TOKEN": SECRET, "RECOURSE_OPS": value})
    assert setting.ops == address
    assert str(setting.ops or "") == value


@pytest.mark.parametrize(
    "value", ["9464", ":9464", "127.0.0.1", "127.0.0.1:", "::1:9464", "[]:1", "[host]:1", "host:65536", "a b:1", "h:-1"]
)
def test_what_is_no_address_with_a_port_is_said(value: str) -> None:
    with pytest.raises(
        InvalidSettingError, match=r"^RECOURSE_OPS is no address with a port, such as 127\.0\.0\.1:9464"
    ):
        discord_from_environment({"DISCORD_TOKEN": SECRET, "RECOURSE_OPS": value})


@pytest.mark.parametrize(
    "wrong",
    [
        {"DISCORD_TOKEN": ""},
        {"DISCORD_TOKEN": f"{SECRET} and more"},
        {"DISCORD_TOKEN": "", "DISCORD_TOKEN_FILE": "/"},
        {"DISCORD_TOKEN_FILE": SECRET},
        {"DISCORD_TOKEN_FILE": f"{SECRET}\0"},
        {"DISCORD_TOKEN": SECRET, "DISCORD_API_URL": "discord.com"},
        {"DISCORD_TOKEN": SECRET, "RECOURSE_SHARDS": "2"},
        {"DISCORD_TOKEN": SECRET, "RECOURSE_SHARDS": "1-4/4"},
        {"DISCORD_TOKEN": SECRET, "RECOURSE_SHARDS": "2-1/4"},
        {"DISCORD_TOKEN": SECRET, "RECOURSE_SHARDS": "*0/4"},
    ],
)
def test_what_cannot_be_used_is_said_without_the_secret(wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidSettingError) as caught:
        discord_from_environment(wrong)
    assert SECRET not in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("host", "value", "shards"),
    [
        ("recourse-0", "*16/64", Shards(range(16), 64)),
        ("recourse-3", "*16/64", Shards(range(48, 64), 64)),
        ("recourse-2.recourse.shop.svc.cluster.local", "*2/5", Shards(range(4, 5), 5)),
        ("recourse-10", "*1/11", Shards(range(10, 11), 11)),
    ],
)
def test_a_host_has_the_shards_of_its_number(host: str, value: str, shards: Shards) -> None:
    environment = {"DISCORD_TOKEN": SECRET, "RECOURSE_SHARDS": value}
    assert discord_from_environment(environment, lambda: host).shards == shards


@pytest.mark.parametrize(
    ("host", "value", "said"),
    [
        (
            "recourse",
            "*16/64",
            "RECOURSE_SHARDS wants a number at the end of the host's name, such as recourse-0, and recourse has none.",
        ),
        (
            "7f3a9b12",
            "*16/64",
            "RECOURSE_SHARDS wants a number at the end of the host's name, such as recourse-0, and 7f3a9b12 has none.",
        ),
        ("recourse-4", "*16/64", "RECOURSE_SHARDS leaves no shard for recourse-4: 4 hosts, from 0 on, hold all 64."),
        ("recourse-3", "*2/5", "RECOURSE_SHARDS leaves no shard for recourse-3: 3 hosts, from 0 on, hold all 5."),
    ],
)
def test_a_host_without_a_number_or_beyond_the_last_shard_is_told(host: str, value: str, said: str) -> None:
    with pytest.raises(InvalidSettingError) as caught:
        discord_from_environment({"DISCORD_TOKEN": SECRET, "RECOURSE_SHARDS": value}, lambda: host)
    assert str(caught.value) == said


def test_the_address_of_the_tally_may_stand_in_a_file_and_is_never_shown(tmp_path: Path) -> None:
    address = "postgresql://recourse:secret@db/recourse"
    (tmp_path / "address").write_text(f"{address}\n")
    for environment in ({"RECOURSE_TALLY": address}, {"RECOURSE_TALLY_FILE": str(tmp_path / "address")}):
        setting = from_environment(environment)
        assert setting.tally == address
        assert "secret" not in repr(setting)
    assert from_environment({}).tally is None


@pytest.mark.parametrize(
    "wrong", ["mysql://u:secret@db/x", "secret.sqlite3", "POSTGRES://u:secret@db", "postgresql://u:secret@d b"]
)
def test_what_is_no_address_of_a_tally_is_said_without_repeating_it(wrong: str) -> None:
    with pytest.raises(InvalidSettingError, match="RECOURSE_TALLY is no address such as") as caught:
        from_environment({"RECOURSE_TALLY": wrong})
    assert "secret" not in str(caught.value)
