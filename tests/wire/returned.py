"""What Discord returns for a command that was registered: with what it adds, and without what it leaves out."""

from typing import Any

Json = dict[str, Any]


def as_discord_returns(command: Json, application: str, *, with_translations: bool) -> Json:
    permissions = command.get("default_member_permissions")
    returned = {
        "application_id": application,
        "nsfw": False,
        "dm_permission": True,
        **command,
        "default_member_permissions": None if permissions is None else str(permissions),
        "options": [_option(option, with_translations=with_translations) for option in command.get("options", ())],
    }
    return _translated(returned, with_translations=with_translations)


def _option(option: Json, *, with_translations: bool) -> Json:
    returned = {name: value for name, value in option.items() if value not in (False, [], {})}
    for name, form in (("options", _option), ("choices", _translated)):
        if name in option:
            returned[name] = [form(inner, with_translations=with_translations) for inner in option[name]]
    return _translated(returned, with_translations=with_translations)


def _translated(named: Json, *, with_translations: bool) -> Json:
    names = ("name_localizations", "description_localizations")
    if with_translations:
        return {**named, **{name: named.get(name) or None for name in names}}
    return {name: value for name, value in named.items() if name not in names}
