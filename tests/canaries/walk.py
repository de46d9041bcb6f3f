"""Walks over all that is reachable in a process, and finds canaries in it. Runs inside of the bot."""

import gc
import io
import sys
import threading
from collections.abc import Iterator
from itertools import islice
from types import CoroutineType, FrameType, FunctionType, GeneratorType
from typing import Any

from tests.canaries import search

_BETWEEN = b"\n\0\n"
_Trail = dict[int, tuple[object, int]]  # from an object's id: the object, and the id of what holds it


def found_in_process(first: int = 0) -> tuple[dict[int, str], int]:
    """Return each canary's number with the chain of types that holds it, and how many objects were looked at.

    Those with a number below `first` are somebody else's.
    """
    gc.collect()
    looked_at, leaves = 0, list[bytes]()
    for thing in _reachable(leaves):
        looked_at += 1
        if (content := _content(thing)) is not None:
            leaves.append(content)
    found = search.in_bytes(_BETWEEN.join(leaves))
    del leaves[:]
    chains = _with_chains() if any(number >= first for number in found) else {}
    return {number: chain for number, chain in chains.items() if number >= first}, looked_at


def _with_chains() -> dict[int, str]:
    """Look once more, and remember how each object was reached."""
    trail: _Trail = {}
    found: dict[int, str] = {}
    readable = ((id(thing), content) for thing in _reachable(trail, trail) if (content := _content(thing)) is not None)
    while several := list(islice(readable, 2000)):
        # Most hold nothing, and to look at them one by one would take a while.
        if search.in_bytes(_BETWEEN.join(content for _, content in several)):
            for identity, content in several:
                for number in search.in_bytes(content):
                    found.setdefault(number, " < ".join(_chain(trail, identity)))
    return found


def _chain(trail: _Trail, identity: int) -> Iterator[str]:
    for _ in range(12):
        if identity not in trail:
            return
        thing, identity = trail[identity]
        yield _name(thing)


def _content(thing: object) -> bytes | None:
    """Return what can be read in an object itself, apart from what it refers to."""
    match thing:
        case str():
            return thing.encode("utf-8", "surrogatepass")
        case bytes() | bytearray():
            return bytes(thing)
        case bool():
            return None
        case int():
            return b"%d" % thing if search.is_snowflake(thing) else None
        case memoryview() if not _is_released(thing):
            return thing.tobytes()
        case io.BytesIO() if not thing.closed:
            return thing.getvalue()
        case io.StringIO() if not thing.closed:
            return thing.getvalue().encode("utf-8", "surrogatepass")
    return None


def _is_released(view: memoryview) -> bool:
    try:
        return view.nbytes < 0
    except ValueError:
        return True


def _reachable(own_notes: object, trail: _Trail | None = None) -> Iterator[object]:
    """Yield everything that the collector knows of, every frame of every thread, and all that these refer to."""
    own = threading.get_ident()
    waiting: list[Any] = gc.get_objects()
    waiting += [vars(module) for module in list(sys.modules.values())]
    for thread, frame in sys._current_frames().items():
        if thread != own:
            waiting += _frames(frame)
    seen: set[int] = set()
    kept = waiting[:]  # so that no id is given away a second time while we look
    ours = {id(own) for own in (waiting, seen, kept, own_notes, *_frames(sys._getframe()))}
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen or id(thing) in ours:
            continue
        seen.add(id(thing))
        yield thing
        refers = gc.get_referents(thing)
        if isinstance(thing, FrameType):
            refers.append(dict(thing.f_locals))  # those of a frame that runs the collector does not know
        if isinstance(thing, io.TextIOWrapper | io.BufferedReader):
            refers.append(getattr(thing, "buffer", None) or getattr(thing, "raw", None))
        if trail is not None:
            trail.setdefault(id(thing), (thing, 0))
            for one in refers:
                if id(one) not in trail:
                    trail[id(one)] = (one, id(thing))
        kept += refers
        waiting += refers


def _frames(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def _name(thing: object) -> str:
    kind = type(thing)
    if isinstance(thing, FrameType):
        return f"frame of {thing.f_code.co_qualname}"
    if isinstance(thing, FunctionType | CoroutineType | GeneratorType):
        return f"{kind.__name__} {thing.__qualname__}"
    return f"{kind.__module__}.{kind.__qualname__}" if kind.__module__ != "builtins" else kind.__name__
