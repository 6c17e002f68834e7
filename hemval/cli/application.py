"""Run one application in this process."""

import logging
import os
import sys
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Protocol
from wsgiref.types import WSGIApplication

from flask import Flask

from hemval.cli.roles import Name, as_started, cannot_listen, command, role_of
from hemval.cli.starting import Refusal, say
from hemval.pages.published import UnreadableBuild
from hemval.queue.errors import StoreError
from hemval.settings import Settings
from hemval.web.serving import BODY_LIMIT, LARGEST_BODY, listen, serve
from hemval.words.dates import SWEDEN


def clock() -> datetime:
    """Return what time it is, in Sweden: dates in rules are Swedish dates."""
    return datetime.now(SWEDEN)


Around = Callable[[WSGIApplication], WSGIApplication]
"""What stands around an application: nothing but ``hemval serve`` puts anything there."""


class Beside(Protocol):
    """What an application does beside the requests, from when it is served until that ends."""

    def begin(self) -> None:
        """Begin."""

    def end(self) -> None:
        """End soon."""


def run(name: Name, settings: Settings, *, with_parent: bool = False, around: Around | None = None) -> None:
    """Serve an application until told to stop; with a parent, also until the parent is gone."""
    logging.basicConfig(level=logging.INFO, format=f"%(levelname)s {name} %(name)s: %(message)s")
    settings = as_started(settings)
    create: Callable[[Settings, Callable[[], datetime]], Flask]
    create = import_module(f"hemval.{name}.application").create
    try:
        app = create(settings, clock)
    except UnreadableBuild as error:
        again = say("The pages were built by another version of Hemval. Build them again: %(command)s")
        raise Refusal(again % {"command": command("build", settings)}) from error
    except StoreError as error:
        # Why an inbox cannot be used is a sentence of its own, which names the command that mends it.
        why = error.__cause__ if isinstance(error.__cause__, StoreError) else error
        raise Refusal(say(why.sentence, **why.values)) from error
    role = role_of(name, settings)
    try:
        listening = listen(role.host, role.port)
    except OSError as error:
        raise cannot_listen(role, error) from error
    stop_when = _parent_is_gone if with_parent else None
    beside: Beside | None = app.extensions.get("hemval.rounds")
    if beside:
        beside.begin()
    try:
        serve(
            around(app) if around else app,
            listening,
            proxy_hops=settings.proxy_hops,
            largest_body=app.extensions.get(BODY_LIMIT, LARGEST_BODY),
            stop_when=stop_when,
        )
    finally:
        if beside:
            beside.end()


def _parent_is_gone() -> None:
    """Block until standard input closes; read past Python's buffer, whose lock would break the exit."""
    os.read(sys.stdin.fileno(), 1)
