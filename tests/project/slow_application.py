"""A small application of the tests' own, served as Hemval is: ``python slow_application.py PORT HOPS``."""

import sys
import time

from flask import Flask, request

from hemval.web.serving import listen, serve

app = Flask(__name__)


@app.get("/fast")
def fast():
    return "fast"


@app.get("/slow")
def slow():
    time.sleep(1.2)
    return "answered " * 20_000


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
