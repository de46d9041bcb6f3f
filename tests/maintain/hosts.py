"""A small web of many hosts on 127.0.0.1, in a thread of its own: each plays one thing that a real host may do."""

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self

from aiohttp import TCPConnector, web
from aiohttp.abc import AbstractResolver, ResolveResult

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_TRAP = 0.005  # seconds in which a second request to the same host would be noticed


def page(title: str, text: str = "", status: int = 200, **headers: str) -> Handler:
    async def answer(_: web.Request) -> web.Response:
        body = f"<!doctype html><title>{title}</title><body><p>{text}</p>"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(text=body, status=status, content_type="text/html", headers=named)

    return answer


def redirect(to: str, status: int = 301) -> Handler:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Location": to})

    return answer


def raw(body: bytes, content_type: str) -> Handler:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body, headers={"Content-Type": content_type})

    return answer


def in_turn(*handlers: Handler) -> Handler:
    """Answer the first request with the first of them, and so on; the last one stays."""
    waiting = list(handlers)

    async def answer(request: web.Request) -> web.StreamResponse:
        return await (waiting.pop(0) if len(waiting) > 1 else waiting[0])(request)

    return answer


def without_head(handler: Handler, status: int) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(status=status) if request.method == "HEAD" else await handler(request)

    return answer


async def never(_: web.Request) -> web.Response:
    await asyncio.Event().wait()
    return web.Response()


async def cut(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


class Web:
    """Knows what each address answers; `asked` holds the requests as they came, `most` how many were under way."""

    def __init__(self, answers: dict[str, Handler]) -> None:
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.most_at_a_host = 0
        self.most = 0
        self.sent = 0
        self._answers = answers
        self._under_way: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._port = asyncio.run_coroutine_threadsafe(self._begin(), self._loop).result(10)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def connector(self) -> TCPConnector:
        """Return the way into this web; it has to be called where it is used, inside a running loop."""
        return TCPConnector(resolver=_Names(self._port))

    async def _begin(self) -> int:
        self._runner = web.ServerRunner(web.Server(self._answer, handler_cancellation=True), shutdown_timeout=0.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        assert isinstance(request, web.BaseRequest)
        host = request.host
        self.asked.append((request.method, f"{host}{request.rel_url}"))
        self.agents.add(request.headers.get("User-Agent", ""))
        self._under_way[host] += 1
        self.most_at_a_host = max(self.most_at_a_host, self._under_way[host])
        self.most = max(self.most, self._under_way.total())
        try:
            await asyncio.sleep(_TRAP)
            return await self._answers[f"{host}{request.rel_url}"](request)  # type: ignore[arg-type]
        finally:
            self._under_way[host] -= 1

    async def endless(self, request: web.Request) -> web.StreamResponse:
        """Send a page that names its owner at once, and never ends."""
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        piece = b"<title>Acme Pay</title>" + b"word " * 20_000
        while request.method == "GET":
            await response.write(piece)
            self.sent += len(piece)
        return response


class _Names(AbstractResolver):
    """Leads every name to one port here; `.void` is not known, and nobody listens at `closed.example`."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        del port, family
        if host.endswith(".void"):
            raise OSError(None, "no such name")
        at = 1 if host == "closed.example" else self._port
        return [
            ResolveResult(hostname=host, host="127.0.0.1", port=at, family=socket.AF_INET, proto=0, flags=0),
        ]

    async def close(self) -> None:
        """Nothing is open."""
