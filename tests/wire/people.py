"""People on Discord: they call commands, press, choose, type, and see what is on their screen."""

from typing import Any, Literal

from tests.wire import limits
from tests.wire.standin import BOT_ID, BOT_USER, CHANNEL_ID, GUILD_ID, OWNER_ID, StandIn

Json = dict[str, Any]
Place = Literal["server", "direct message", "private channel"]

_COMMAND, _COMPONENT, _AUTOCOMPLETE, _MODAL = 2, 3, 4, 5
_CONTEXT: dict[Place, int] = {"server": 0, "direct message": 1, "private channel": 2}
_BUTTON, _MENU = 2, 3
MANAGE_GUILD = 1 << 5


class Person:
    """Somebody in one place. `screen` is the message that they look at."""

    def __init__(
        self,
        discord: StandIn,
        place: Place = "server",
        *,
        language: str = "en-US",
        permissions: int = 0,
        user: str | None = None,
        guild: str = GUILD_ID,
        guild_language: str = "en-US",
    ) -> None:
        self.discord = discord
        self.place = place
        self.language = language
        self.permissions = permissions
        self.guild = guild
        self.guild_language = guild_language
        self.user_id = user or discord.new_id()
        self.channel = CHANNEL_ID if place == "server" else discord.new_id()
        self.screen: Json = {}

    @classmethod
    def owner(cls, discord: StandIn) -> "Person":
        """Return whom the application belongs to."""
        return cls(discord, user=OWNER_ID)

    def becomes_another(self) -> None:
        """Go on as somebody else in another server, for what no one person does so quickly."""
        self.user_id, self.guild = self.discord.new_id(), self.discord.new_id()

    @property
    def text(self) -> str:
        return limits.text_of(self.screen["components"])

    @property
    def is_private(self) -> bool:
        return bool(self.screen["flags"] & limits.EPHEMERAL)

    @property
    def labels(self) -> list[str]:
        """What can be pressed or chosen."""
        return [way["label"] for way in self._ways()]

    @property
    def links(self) -> list[str]:
        return [part["url"] for part in limits.parts(self.screen["components"]) if "url" in part]

    def calls(self, command: str, **options: str) -> None:
        """Call a command; `recourse_status` stands for `/recourse status`."""
        name, _, below = command.partition("_")
        given = [{"name": option, "type": 3, "value": value} for option, value in options.items()]
        if below:
            given = [{"name": below, "type": 1, "options": given}]
        self._act(_COMMAND, {"id": "1", "name": name, "type": 1, "options": given})

    def asks_about(self, message: Json) -> None:
        """Call "Whose charge is this?" on a message."""
        found = {"messages": {message["id"]: message}}
        data = {"id": "2", "name": "Whose charge is this?", "type": 3, "target_id": message["id"], "resolved": found}
        self._act(_COMMAND, data)

    def types(self, command: str, option: str, typed: str) -> list[Json]:
        """Return what is suggested while an option is typed."""
        focused = {"name": option, "type": 3, "value": typed, "focused": True}
        data = {"id": "1", "name": command, "type": 1, "options": [focused]}
        asked = self.discord.interact(self.event(_AUTOCOMPLETE, data))
        return list(asked.answers[0]["data"]["choices"])

    def takes(self, label: str) -> None:
        """Press the button, or choose from the menu, that reads so."""
        way = next((way for way in self._ways() if way["label"] == label), None)
        assert way is not None, f"there is no {label!r} among {self.labels}"
        self.presses(way["custom_id"], way.get("value"))

    def presses(self, custom_id: str, value: str | None = None) -> None:
        """Press whatever has this custom_id, also if it is not on the screen."""
        data: Json = {"custom_id": custom_id, "component_type": _BUTTON if value is None else _MENU}
        if value is not None:
            data["values"] = [value]
        self._act(_COMPONENT, data, on_screen=True)

    def opens_the_window(self) -> Json:
        """Press the button for a text of one's own, and return the window that opens."""
        way = next(way for way in self._ways() if way["custom_id"].startswith("t:"))
        data = {"custom_id": way["custom_id"], "component_type": _BUTTON}
        asked = self.discord.interact(self.event(_COMPONENT, data, on_screen=True))
        assert asked.answers[0]["type"] == 9
        return dict(asked.answers[0]["data"])

    def submits(self, window: Json, text: str) -> None:
        label = window["components"][0]
        filled = {"type": 4, "id": 2, "custom_id": label["component"]["custom_id"], "value": text}
        components = [{"type": 18, "id": 1, "component": filled}]
        self._act(_MODAL, {"custom_id": window["custom_id"], "components": components}, on_screen=True)

    def tells(self, text: str) -> None:
        self.submits(self.opens_the_window(), text)

    def submits_old_style(self, window: Json, text: str) -> None:
        """Submit a window as clients did before labels came: the field in a row."""
        field = {"type": 4, "custom_id": window["components"][0]["component"]["custom_id"], "value": text}
        row = {"type": 1, "components": [field]}
        self._act(_MODAL, {"custom_id": window["custom_id"], "components": [row]}, on_screen=True)

    def writes(self, text: str, *, in_reply_to: Json | None = None, **parts: object) -> None:
        """Write a direct message, and look at the answer."""
        before = len(self.discord.messages[self.channel])
        self.sends(text, in_reply_to=in_reply_to, **parts)
        self.screen = self.discord.wait_for_message(self.channel, before + 2)

    def sends(self, text: str, *, in_reply_to: Json | None = None, **parts: object) -> None:
        message = self.discord.new_message(self.channel, self.user, content=text, **parts)
        if in_reply_to is not None:
            message["message_reference"] = {"message_id": in_reply_to["id"], "channel_id": self.channel}
            message["referenced_message"] = in_reply_to
            message["type"] = 19
        self.discord.post(message)
        self.discord.dispatch("MESSAGE_CREATE", message)

    def interaction(self, custom_id: str) -> Json:
        """Return the press of a button as Discord would send it."""
        return self.event(_COMPONENT, {"custom_id": custom_id, "component_type": _BUTTON}, on_screen=True)

    @property
    def first_token(self) -> str:
        """The token of the first way on."""
        return next(str(way.get("value") or way["custom_id"]) for way in self._ways())

    def value_of(self, label: str) -> str:
        """Return the token of a way on."""
        return next(str(way.get("value") or way["custom_id"]) for way in self._ways() if way["label"] == label)

    def _ways(self) -> list[Json]:
        ways: list[Json] = []
        for part in limits.parts(self.screen["components"]):
            if part["type"] == _BUTTON and "custom_id" in part:
                ways.append(part)
            elif part["type"] == _MENU:
                ways += [{**option, "custom_id": part["custom_id"]} for option in part["options"]]
        return ways

    def _act(self, kind: int, data: Json, *, on_screen: bool = False) -> None:
        asked = self.discord.interact(self.event(kind, data, on_screen=on_screen))
        assert asked.shown is not None, f"nothing was shown: {asked.answers}"
        self.screen = {**asked.shown, "channel_id": self.channel}
        if self.place == "direct message" and not self.is_private:
            # A screen that is edited keeps its place in the channel.
            others = [one for one in self.discord.messages[self.channel] if one["id"] != self.screen["id"]]
            self.discord.messages[self.channel] = sorted([*others, self.screen], key=lambda one: int(one["id"]))

    @property
    def user(self) -> Json:
        return {
            "id": self.user_id,
            "username": "canary-name",
            "discriminator": "0",
            "avatar": None,
            "global_name": None,
        }

    def event(self, kind: int, data: Json, *, on_screen: bool = False) -> Json:
        interaction: Json = {
            "id": self.discord.new_id(),
            "application_id": BOT_ID,
            "type": kind,
            "token": f"token-{self.discord.new_id()}",
            "version": 1,
            "data": data,
            "channel_id": self.channel,
            "channel": {"id": self.channel, "type": {"server": 0, "direct message": 1}.get(self.place, 3)},
            "app_permissions": "0",
            "locale": self.language,
            "entitlements": [],
            "authorizing_integration_owners": {},
            "context": _CONTEXT[self.place],
            "attachment_size_limit": 524288,
        }
        if on_screen:
            interaction["message"] = {**self.screen, "author": BOT_USER}
        if self.place == "server":
            interaction |= self._in_the_server(interaction["channel"])
        else:
            interaction["user"] = self.user
            interaction["channel"]["recipients"] = [self.user]
        return interaction

    def _in_the_server(self, channel: Json) -> Json:
        return {
            "guild_id": self.guild,
            "guild": {"id": self.guild, "locale": self.guild_language, "features": []},
            "guild_locale": self.guild_language,
            "channel": {**channel, "name": "help", "position": 0, "guild_id": self.guild, "permission_overwrites": []},
            "member": {
                "user": self.user,
                "roles": [],
                "joined_at": "2026-01-01T00:00:00+00:00",
                "deaf": False,
                "mute": False,
                "flags": 0,
                "permissions": str(self.permissions),
            },
        }
