"""Applications served for real, on a port of their own, for as long as a test file needs them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.types import WSGIApplication

from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    """Answers without a line a request on the terminal."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(app: WSGIApplication, name: str = "127.0.0.1") -> Iterator[str]:
    """Serve an application and return its address; ``name`` is the host that the browser calls it by."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://{name}:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
