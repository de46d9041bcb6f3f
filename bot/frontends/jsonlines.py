"""The conversation for programs: one JSON object a line in, one a line out, whatever comes in."""

import io
import json
import logging
import sys
from typing import Any

import click
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from bot.conversation.reply import Block, Reply
from bot.conversation.state import START
from bot.desk import Desk
from bot.directory.texts import Voice
from bot.frontends.lines import LINE_CAP, Line, read_lines
from bot.logs import place_of

_LOG = logging.getLogger(__name__)


class Request(BaseModel):
    """One line of input: exactly one of `open`, `say` and `press`; `token` only with `say`."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    open: bool | None = None
    say: str | None = None
    press: str | None = None
    token: str | None = None
    lang: str | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> "Request":
        wishes = (self.open is not None, self.say is not None, self.press is not None)
        if sum(wishes) != 1 or self.open is False or (self.token is not None and self.say is None):
            raise ValueError("exactly one of open, say and press")
        return self


def chat(desk: Desk, language: str | None) -> None:
    """Answer every line until the input ends."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # JSON is UTF-8, whatever the terminal speaks
    token: str | None = None
    for line in read_lines():
        reply = _answer(desk, line, token, language)
        if reply.kind == "error":
            click.echo(_as_line({**reply.as_data(), "token": token}))
        else:
            token = reply.token
            click.echo(_as_line(reply.as_data()))
        del line  # nothing that was said is kept while the next line is waited for


def _answer(desk: Desk, line: Line, token: str | None, language: str | None) -> Reply:
    say = desk.directory.texts.in_language(language)
    if line.cut:
        return _error(say, "line-too-long", bytes=LINE_CAP)
    try:
        request = Request.model_validate_json(line.text)
    except ValidationError:
        return _error(say, "line-not-json")
    wanted = request.lang or language
    try:
        if request.open:
            return desk.open(wanted)
        if request.press is not None:
            return desk.press(request.press, wanted)
        return desk.hear(request.token or token, request.say or "", wanted)
    except Exception as error:  # noqa: BLE001 - the stream goes on, whatever we did wrong
        _LOG.error("a reply failed: %s", place_of(error))
        return desk.apology(wanted)


def _error(say: Voice, message: str, **variables: int) -> Reply:
    return Reply("error", say("line-heading"), START, (Block(say(message, **variables)),))


def _as_line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)
