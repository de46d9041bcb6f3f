"""Makes the libraries below forget. For speed they keep addresses, and an address names an interaction or a channel."""

import sys
import urllib.parse

import yarl._url
from discord.http import HTTPClient

SECONDS_BETWEEN = 20


def forget(http: HTTPClient) -> None:
    """Clear what is kept of addresses: those of our requests, those in texts, and the rate limits of quiet channels.

    Python keeps the text of each warning, so as not to show it twice.
    """
    for cached in vars(yarl._url).values():
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()
    urllib.parse.clear_cache()  # type: ignore[attr-defined]  # the standard library's own, in all its versions
    for module in list(sys.modules.values()):
        getattr(module, "__dict__", {}).get("__warningregistry__", {}).clear()
    for key, bucket in list(http._buckets.items()):
        in_use = bucket.outgoing or bucket._pending_requests or (bucket.expires and not bucket.is_expired())
        if not in_use:
            del http._buckets[key]
