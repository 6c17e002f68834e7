"""Serve one application with waitress, and stop without dropping a request under way."""

import logging
import resource
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any
from wsgiref.types import WSGIApplication

from waitress import wasyncore  # type: ignore[import-untyped]
from waitress.server import TcpWSGIServer, create_server  # type: ignore[import-untyped]

from hemval.web.error_log import tell_only_where

CONNECTIONS = 2000
"""Open connections at once. Slow clients hold some hundred of them without anyone else noticing."""

LARGEST_BODY = 128 * 1024
"""Bytes of a post that we read where the application says nothing else. Well above what a form has, so that
its own page says no."""

BODY_LIMIT = "hemval.largest_body"
"""The extension in which an application says how long a post it reads."""

NEVER = sys.maxsize
"""Bytes that an answer or a post may wait in memory; beyond, waitress would write it to a temporary file."""

SILENCE = 15
"""Seconds that a connection may be silent."""

QUIET = 0.5
"""Seconds without a byte after which a connection is taken to be idle, once we are stopping."""

PATIENCE = 25
"""Seconds that requests under way get to finish, once we are stopping."""


def listen(host: str, port: int) -> socket.socket:
    """Open the socket; raise ``OSError`` when the port is taken, forbidden or not ours."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    return listening


def serve(
    app: WSGIApplication,
    listening: socket.socket,
    *,
    proxy_hops: int = 0,
    largest_body: int = LARGEST_BODY,
    stop_when: Callable[[], object] | None = None,
) -> None:
    """Answer requests until SIGTERM or SIGINT, then finish those under way and return.

    ``stop_when`` blocks until there is another reason to stop; it runs in a thread of its own.
    Must be called from the main thread, since signals arrive there.
    """
    _allow_open_files(CONNECTIONS + 100)
    # Waitress warns of queues, of broken headers with the client's address, and of clients that hang up:
    # anyone could fill the log, and addresses do not belong in it.
    log = logging.getLogger("waitress")
    log.setLevel(logging.ERROR)
    tell_only_where(log)
    connections: dict[int, Any] = {}
    server = create_server(
        app,
        map=connections,
        sockets=[listening],
        threads=8,
        ident=None,
        connection_limit=CONNECTIONS,
        asyncore_use_poll=True,  # select() stops at 1024 connections
        channel_timeout=SILENCE,
        max_request_header_size=16384,
        max_request_body_size=largest_body,
        inbuf_overflow=NEVER,
        outbuf_overflow=NEVER,
        log_socket_errors=False,
        **_trust(proxy_hops),
    )
    stopping = threading.Event()

    def stop(_number: int | None = None, _frame: FrameType | None = None) -> None:
        stopping.set()
        with suppress(OSError):  # already closed: a second signal
            server.pull_trigger()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    if stop_when is not None:
        threading.Thread(target=_then, args=(stop_when, stop), daemon=True).start()
    while not stopping.is_set():
        wasyncore.loop(timeout=1, use_poll=True, map=connections, count=1)
    _finish(server, connections)


def _then(reason: Callable[[], object], stop: Callable[[], None]) -> None:
    """Wait for a reason to stop, then stop."""
    reason()
    stop()


def _trust(hops: int) -> dict[str, object]:
    """Believe the address and scheme that the nearest proxies give; without proxies, drop such headers."""
    if not hops:
        return {}
    return {
        "trusted_proxy": "*",
        "trusted_proxy_count": hops,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }


def _finish(server: TcpWSGIServer, connections: dict[int, Any]) -> None:
    """Take in who already stands at the door, close it, and wait until everyone has been answered."""
    while select.select([server.socket], [], [], 0)[0]:
        server.handle_accept()
    server.accepting = False
    server.del_channel()
    server.socket.close()
    deadline = time.monotonic() + PATIENCE
    while server.active_channels and time.monotonic() < deadline:
        for channel in list(server.active_channels.values()):
            silent = time.time() - channel.last_activity > QUIET
            if silent and not (channel.requests or channel.request or channel.total_outbufs_len):
                channel.will_close = True
        wasyncore.loop(timeout=0.05, use_poll=True, map=connections, count=1)
    server.task_dispatcher.shutdown(timeout=1)
    wasyncore.close_all(connections)


def _allow_open_files(wanted: int) -> None:
    """Ask for as many open files as connections need; many systems start a process with 1024."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    if now != resource.RLIM_INFINITY and now < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
