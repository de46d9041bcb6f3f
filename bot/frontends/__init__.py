"""Thin: a front end draws a reply and hands back a token or a text. It holds no wording and no rule."""
