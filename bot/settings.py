"""What an operator sets: the environment first, `config/bot.yaml` next."""

import os
import re
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
POSTGRES = re.compile(r"postgres(ql)?://[^\s]*")
# What may hold a password is never taken for the path of a file, since paths are shown: a scheme, a user's name with a
# password behind it, or the form with keywords.
LIKE_AN_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:/|[^/]*:.*@|.*password\s*=", re.IGNORECASE | re.DOTALL)
DISCORD_API = "https://discord.com/api/v10"
_LAST_PORT = 65535
_BESIDE_THE_PACKAGE = Path(__file__).resolve().parent.parent / "config"


class InvalidSettingError(Exception):
    """A setting has a value that cannot be used; the text is a sentence for the operator."""


@dataclass(frozen=True)
class Settings:
    """`data` is None where the environment leaves it to `bot.yaml`; `tally` is an address, None where it is a file."""

    config: Path
    data: Path | None
    log_level: str
    tally: str | None = field(default=None, repr=False)

    def tally_file(self, data_in_bot_yaml: str) -> Path:
        """Return where the tally lies; the path in `bot.yaml` counts from the folder of `bot.yaml`."""
        return (self.data or Path(os.path.normpath(self.config / data_in_bot_yaml))) / "tally.sqlite3"


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read RECOURSE_CONFIG, RECOURSE_DATA, RECOURSE_TALLY(_FILE) and RECOURSE_LOG_LEVEL; an empty one is not set.

    Raises:
        InvalidSettingError: one of them cannot be used. The address of the tally is never repeated.
    """
    level = (environment.get("RECOURSE_LOG_LEVEL") or "WARNING").upper()
    if level not in LOG_LEVELS:
        raise InvalidSettingError(f"RECOURSE_LOG_LEVEL is not one of {', '.join(LOG_LEVELS)}.")
    data = environment.get("RECOURSE_DATA")
    tally = _secret(environment, "RECOURSE_TALLY")
    if tally and not POSTGRES.fullmatch(tally):
        raise InvalidSettingError(
            "RECOURSE_TALLY is no address such as postgresql://user@host/database. "
            "To count into a file, leave it away and set RECOURSE_DATA to the folder."
        )
    return Settings(
        config=Path(environment.get("RECOURSE_CONFIG") or _BESIDE_THE_PACKAGE),
        data=Path(data) if data else None,
        log_level=level,
        tally=tally or None,
    )


@dataclass(frozen=True)
class Shards:
    """Which of a bot's connections this process holds, and how many there are."""

    ids: range
    of: int


@dataclass(frozen=True)
class Address:
    """Where to listen: a name or an address of this machine, and a port, of which 0 stands for any that is free."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True)
class DiscordSettings:
    """What serving Discord needs.

    `api` has no slash at its end. `shards` is None where Discord's own advice is followed, `ops` where nobody looks at
    the bot from outside.
    """

    token: str = field(repr=False)
    api: str
    shards: Shards | None
    ops: Address | None = None


def discord_from_environment(
    environment: Mapping[str, str] = os.environ, host: Callable[[], str] = socket.gethostname
) -> DiscordSettings:
    """Read DISCORD_TOKEN or DISCORD_TOKEN_FILE, DISCORD_API_URL, RECOURSE_SHARDS and RECOURSE_OPS.

    Raises:
        InvalidSettingError: there is no token, or one of them cannot be used. The token is never repeated.
    """
    api = (environment.get("DISCORD_API_URL") or DISCORD_API).rstrip("/")
    if not re.fullmatch(r"https?://[^\s/]\S*", api):
        raise InvalidSettingError(f"DISCORD_API_URL is no web address such as {DISCORD_API}.")
    shards, ops = _shards(environment.get("RECOURSE_SHARDS"), host), _address(environment.get("RECOURSE_OPS"))
    return DiscordSettings(_token(environment), api, shards, ops)


def _secret(environment: Mapping[str, str], name: str) -> str:
    """Return what a variable holds, or the file that NAME_FILE names; empty where neither is set."""
    secret, file = environment.get(name), environment.get(f"{name}_FILE")
    if not secret and file:
        try:
            secret = Path(file).read_text("utf-8-sig")  # some editors put a mark before the text
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is no text"
            # The path is not repeated: it may be the secret itself, put there by mistake.
            raise InvalidSettingError(f"The file that {name}_FILE names cannot be read ({reason}).") from None
        if not secret.strip():
            raise InvalidSettingError(f"The file that {name}_FILE names is empty.")
    return (secret or "").strip()


def _token(environment: Mapping[str, str]) -> str:
    token = _secret(environment, "DISCORD_TOKEN")
    if not token:
        raise InvalidSettingError(
            "There is no bot token. Set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file that holds it; "
            "the README says where to get one."
        )
    if not re.fullmatch(r"[\w.~+/=-]+", token, re.ASCII):
        raise InvalidSettingError(
            "The bot token holds signs that no token has. Write it as Discord shows it, without “Bot” or quotes."
        )
    return token


def _shards(value: str | None, host: Callable[[], str]) -> Shards | None:
    if not value:
        return None
    if match := re.fullmatch(r"([0-9]{1,6})(?:-([0-9]{1,6}))?/([0-9]{1,6})", value):
        first, last, of = int(match[1]), int(match[2] or match[1]), int(match[3])
        if first <= last < of:
            return Shards(range(first, last + 1), of)
    if (match := re.fullmatch(r"\*([0-9]{1,6})/([0-9]{1,6})", value)) and int(match[1]):
        return _shards_of_host(int(match[1]), int(match[2]), host())
    raise InvalidSettingError(
        "RECOURSE_SHARDS is no range of shards such as 0-1/4, the first to the second of four, or *2/4, two of four "
        "by the number at the end of the host's name."
    )


def _shards_of_host(size: int, of: int, host: str) -> Shards:
    """Return which shards belong to the host, as a StatefulSet numbers its pods: recourse-0, recourse-1 …"""
    name = host.partition(".")[0]
    number = re.search(r"-([0-9]{1,6})$", name)
    if not number:
        raise InvalidSettingError(
            f"RECOURSE_SHARDS wants a number at the end of the host's name, such as recourse-0, and {name} has none."
        )
    first = int(number[1]) * size
    if first >= of:
        raise InvalidSettingError(
            f"RECOURSE_SHARDS leaves no shard for {name}: {-(-of // size)} hosts, from 0 on, hold all {of}."
        )
    return Shards(range(first, min(first + size, of)), of)


def _address(value: str | None) -> Address | None:
    if not value:
        return None
    match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+)):([0-9]{1,5})", value)
    if match and int(match[3]) <= _LAST_PORT:
        return Address(match[1] or match[2], int(match[3]))
    raise InvalidSettingError("RECOURSE_OPS is no address with a port, such as 127.0.0.1:9464 or [::1]:9464.")
