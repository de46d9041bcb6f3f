"""The bots that ours is measured against: discord.py as its own examples use it, with an answer that never changes.

`buttons` answers with a line and three buttons; `advice` with the components of one of our answers. Both build their
view once, and stop it, so that discord.py does not keep it anew with every answer.
"""

import os
import sys
from collections.abc import Iterator
from typing import Any

import discord
import yarl
from discord import ui
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.conversation.answer import answer
from bot.conversation.state import State
from bot.directory.loader import load
from bot.frontends.discord import drawing
from tests.conftest import CONFIG


class Bare(discord.AutoShardedClient):
    """Answers every interaction with the same view."""

    def __init__(self, kind: str) -> None:
        super().__init__(intents=discord.Intents(dm_messages=True), max_messages=None)
        self._kind = kind

    async def setup_hook(self) -> None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL((await self.http.get_bot_gateway())[1])
        self._view = _three_buttons() if self._kind == "buttons" else _advice()
        self._view.stop()

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if isinstance(self._view, ui.LayoutView):
            await interaction.response.send_message(view=self._view, ephemeral=True)
        else:
            await interaction.response.send_message("What went wrong?", view=self._view, ephemeral=True)


def _three_buttons() -> ui.View:
    view = ui.View(timeout=None)
    for number in range(3):
        view.add_item(ui.Button(label=f"Choice {number}", custom_id=f"choice-{number}"))
    return view


def _advice() -> ui.LayoutView:
    directory = load(CONFIG)
    say = directory.texts.in_language("en")
    reply = answer(directory, State(category="not-received", processor="paddle", counted=True), say)
    view = ui.LayoutView(timeout=None)
    for item in _items(drawing.components(reply, say, ephemeral=True)):
        view.add_item(item)
    return view


def _items(components: list[dict[str, Any]]) -> Iterator[ui.Item[Any]]:
    for part in components:
        inner = list(_items(part.get("components", [])))
        match part["type"]:
            case 1:
                yield ui.ActionRow(*inner)
            case 2:
                style, where = discord.ButtonStyle(part["style"]), part.get("custom_id")
                yield ui.Button(label=part["label"], style=style, custom_id=where, url=part.get("url"))
            case 9:
                (accessory,) = _items([part["accessory"]])
                yield ui.Section(*inner, accessory=accessory)
            case 10:
                yield ui.TextDisplay(part["content"])
            case 14:
                yield ui.Separator()
            case 17:
                yield ui.Container(*inner, accent_colour=part["accent_color"])


if __name__ == "__main__":
    Route.BASE = os.environ["DISCORD_API_URL"]
    Bare(sys.argv[1]).run(os.environ["DISCORD_TOKEN"], log_handler=None)
