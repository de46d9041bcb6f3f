"""What an operator sets: the environment first, `config/bot.yaml` next."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_BESIDE_THE_PACKAGE = Path(__file__).resolve().parent.parent / "config"


class InvalidSettingError(Exception):
    """A setting has a value that cannot be used; the text is a sentence for the operator."""


@dataclass(frozen=True)
class Settings:
    """`data` is None where the environment leaves it to `bot.yaml`."""

    config: Path
    data: Path | None
    log_level: str

    def tally_file(self, data_in_bot_yaml: str) -> Path:
        """Return where the tally lies; the path in `bot.yaml` counts from the folder of `bot.yaml`."""
        return (self.data or Path(os.path.normpath(self.config / data_in_bot_yaml))) / "tally.sqlite3"


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read RECOURSE_CONFIG, RECOURSE_DATA and RECOURSE_LOG_LEVEL; an empty one counts as not set.

    Raises:
        InvalidSettingError: the log level is none.
    """
    level = (environment.get("RECOURSE_LOG_LEVEL") or "WARNING").upper()
    if level not in LOG_LEVELS:
        raise InvalidSettingError(f"RECOURSE_LOG_LEVEL is not one of {', '.join(LOG_LEVELS)}.")
    data = environment.get("RECOURSE_DATA")
    return Settings(
        config=Path(environment.get("RECOURSE_CONFIG") or _BESIDE_THE_PACKAGE),
        data=Path(data) if data else None,
        log_level=level,
    )
