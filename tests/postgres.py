"""A PostgreSQL of the tests' own, started by them as somebody without rights, and what stands between it and a bot."""

import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
import threading
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import psycopg

PASSWORD = "a-word-that-is-never-shown"  # noqa: S105 - of a server that lives as long as the tests
_USER = "recourse"

Cut = Literal["before", "after"]


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL that is installed."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += [initdb.parent for initdb in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(folders, key=lambda folder: int("".join(filter(str.isdigit, folder.parent.name)) or 0), default=None)


class Server:
    """`fsync` is on, as its operator would have it. It is reached over a socket in its own folder alone."""

    def __init__(self, installed: Path) -> None:
        self._installed = installed
        self._names = count()
        self._folder = Path(tempfile.mkdtemp(prefix="recourse-pg-"))
        # PostgreSQL refuses to run as root.
        names = {entry.pw_name for entry in pwd.getpwall()}
        self._user = next(name for name in ("postgres", "nobody") if name in names) if os.getuid() == 0 else None
        if self._user:
            shutil.chown(self._folder, self._user)
        self._folder.chmod(0o755)
        password = self._folder / "password"
        password.write_text(PASSWORD)
        self._run("initdb", "--no-sync", f"--username={_USER}", f"--pwfile={password}", "--auth=scram-sha-256",
                  "--encoding=UTF8", "--locale=C")  # fmt: skip
        self.start()

    def url(self, schema: str, password: str = PASSWORD, *, database: str = "postgres", options: str = "") -> str:
        options = quote(f"-c search_path={schema} {options}")
        return f"postgresql://{_USER}:{password}@/{database}?host={self._folder}&options={options}"

    def new_schema(self) -> str:
        """Return the name of an empty schema: quicker than a database, and as separate for who has no other."""
        name = f"tally{next(self._names)}"
        with psycopg.connect(self.url("public"), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return name

    def start(self) -> None:
        options = f"-k {self._folder} -c listen_addresses='' -c deadlock_timeout=50ms -c log_min_messages=fatal"
        self._run("pg_ctl", "start", "--wait", f"--log={self._folder / 'log'}", f"--options={options}")

    def stop(self, mode: Literal["fast", "immediate"] = "fast") -> None:
        self._run("pg_ctl", "stop", "--wait", f"--mode={mode}")

    def remove(self) -> None:
        with suppress(subprocess.CalledProcessError):  # a test has stopped it
            self.stop("immediate")
        shutil.rmtree(self._folder)

    def line(self) -> socket.socket:
        line = socket.socket(socket.AF_UNIX)
        line.connect(str(self._folder / ".s.PGSQL.5432"))
        return line

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._installed / program), f"--pgdata={self._folder / 'data'}", *arguments]
        subprocess.run(
            command, user=self._user, cwd=self._folder, check=True, timeout=60, stdout=subprocess.DEVNULL,
            env={"PATH": os.defpath, "LC_ALL": "C"}, stdin=subprocess.DEVNULL,
        )  # fmt: skip


class Line:
    """A line to a server that breaks when something is committed, as often as `cuts` says.

    `before`: the server never hears of it. `after`: it has done it, and only the answer is lost.
    """

    def __init__(self, server: Server) -> None:
        self.cuts: list[Cut] = []
        self.broken = 0
        self._server = server
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, schema: str) -> str:
        there = self._server.url(schema).replace("@/", f"@127.0.0.1:{self.port}/", 1)
        return f"{re.sub('host=[^&]*&', '', there)}&sslmode=disable&gssencmode=disable"

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):  # it is closed
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._carry, args=(client,), daemon=True).start()

    def _carry(self, client: socket.socket) -> None:
        server = self._server.line()
        cut: list[str] = []

        def answers() -> None:
            with suppress(OSError):
                while (said := server.recv(1 << 16)) and not cut:
                    client.sendall(said)
                self.broken += bool(said)
            _end(client, server)

        threading.Thread(target=answers, daemon=True).start()
        with suppress(OSError):
            while asked := client.recv(1 << 16):
                if b"COMMIT\0" in asked and self.cuts:  # not READ COMMITTED, with which it begins
                    if self.cuts.pop(0) == "before":
                        self.broken += 1
                        break
                    cut.append("after")
                server.sendall(asked)
        if not cut:
            _end(client, server)


def _end(*lines: socket.socket) -> None:
    for line in lines:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
        line.close()
