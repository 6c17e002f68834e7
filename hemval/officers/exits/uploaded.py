"""Lists that an officer sends in: held in memory, however long, and never written to a file."""

import threading
from io import BytesIO
from typing import IO

from flask import Flask, Request, request

LARGEST_LIST = 4 * 1024 * 1024
"""Bytes of a list: more than 20,000 people with their addresses take."""

LISTS = frozenset({"exit_list", "exit_letters"})
"""Endpoints that take one; every other post is as short as a form."""

FIELD = "list"

ONE_LIST = threading.Lock()
"""Held while a list is read: the longest takes some seconds and a hundred megabytes."""


class InMemory(Request):
    """A request whose files stay in memory: Werkzeug would put one above 500 kB in a temporary file."""

    def _get_file_stream(self, *_args: object, **_kwargs: object) -> IO[bytes]:
        return BytesIO()


def take_lists(app: Flask) -> None:
    """Let posts of lists be long, and keep what is sent in memory; to be called before the guard is put."""
    app.request_class = InMemory

    @app.before_request
    def allow_a_long_list() -> None:
        """Raise the limit before anything reads the form."""
        if request.endpoint in LISTS:
            request.max_content_length = LARGEST_LIST


def uploaded_list() -> bytes:
    """Return the bytes of the list in this post; nothing where no file was chosen."""
    file = request.files.get(FIELD)
    return file.read() if file is not None else b""
