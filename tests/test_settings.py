"""What an operator sets for Discord. A secret is never repeated, not even in an error."""

import pytest

from bot.settings import DISCORD_API, Address, InvalidSettingError, Shards, discord_from_environment

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
        {"DISCORD_TOKEN": SECRET, "DISCORD_API_URL": "discord.com"},
        {"DISCORD_TOKEN": SECRET, "RECOURSE_SHARDS": "2"},
        {"DISCORD_TOKEN": SECRET, "RECOURSE_SHARDS": "1-4/4"},
        {"DISCORD_TOKEN": SECRET, "RECOURSE_SHARDS": "2-1/4"},
    ],
)
def test_what_cannot_be_used_is_said_without_the_secret(wrong: dict[str, str]) -> None:
    with pytest.raises(InvalidSettingError) as caught:
        discord_from_environment(wrong)
    assert SECRET not in str(caught.value)
    assert str(caught.value).endswith((".", "one.", "four."))
