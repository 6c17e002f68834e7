"""A small application of the tests' own, served as Hemval is: ``python slow_application.py PORT HOPS``."""

import sys
import threading
import time

from flask import Flask, Response, request, stream_with_context

from hemval.web.serving import listen, serve

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 100_000
given_to_the_server = threading.Event()


@app.get("/fast")
def fast():
    return "fast"


@app.get("/slow")
def slow():
    time.sleep(1.2)
    return "answered " * 20_000


@app.get("/big")
def big():
    """More than the sockets hold, so that most of it waits in the server."""
    answer = Response(b"hemligt " * 2_000_000)
    answer.call_on_close(given_to_the_server.set)
    return answer


@app.get("/when-given")
def when_given():
    given_to_the_server.wait(20)
    return "given"


@app.get("/breaks-while-sent")
def breaks_while_sent():
    def parts():
        yield b""
        raise ValueError(f"cannot parse {request.args}")

    return Response(stream_with_context(parts()))


@app.errorhandler(413)
def too_long(error):
    return "said by the application", 413


@app.post("/length")
def length():
    return str(len(request.get_data()))


@app.get("/seen")
def seen():
    return {
        "address": request.remote_addr,
        "scheme": request.scheme,
        "for": request.headers.get("X-Forwarded-For"),
    }


if __name__ == "__main__":
    serve(app, listen("127.0.0.1", int(sys.argv[1])), proxy_hops=int(sys.argv[2]))
