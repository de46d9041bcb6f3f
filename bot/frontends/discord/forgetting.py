"""Makes the libraries below forget. For speed they keep addresses, and an address names an interaction or a channel."""

import urllib.parse

import yarl._url
from discord.http import HTTPClient

SECONDS_BETWEEN = 20


def forget(http: HTTPClient) -> None:
    """Clear what is kept of addresses: those of our requests, those in texts, and the rate limits of quiet channels."""
    for cached in vars(yarl._url).values():
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()
    urllib.parse.clear_cache()  # type: ignore[attr-defined]  # the standard library's own, in all its versions
    for key, bucket in list(http._buckets.items()):
        in_use = bucket.outgoing or bucket._pending_requests or (bucket.expires and not bucket.is_expired())
        if not in_use:
            del http._buckets[key]
