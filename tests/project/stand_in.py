"""An application that stands in for Hemval's own where only the starting and stopping is tried."""

import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask

from hemval.settings import Settings


def create(settings: Settings, clock: Callable[[], datetime]) -> Flask:
    app = Flask("stand_in")

    @app.get("/slow")
    def slow():
        time.sleep(1)
        return "answered"

    @app.get("/told")
    def told():
        return {
            "environment": dict(os.environ),
            "pid": os.getpid(),
            "secure_cookies": settings.secure_cookies,
            "zone": str(clock().tzinfo),
        }

    app.extensions["hemval.rounds"] = Noting(settings.places.var / f"rounds-{os.getpid()}")
    return app


class Noting:
    """What goes on beside the requests, as little as can be."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def begin(self) -> None:
        self.path.write_text("begun")

    def end(self) -> None:
        self.path.write_text("ended")
