"""The theme's own files, the only thing besides the login that answers without a session."""

from pathlib import Path

from flask import Flask, Response, abort, send_file
from werkzeug.security import safe_join

ASSET_AGE = 60 * 60


def add_assets(app: Flask, themes: list[Path]) -> None:
    """Answer with style and icon; the municipality's own file goes before the shared one."""

    @app.get("/assets/<path:name>")
    def asset(name: str) -> Response:
        """Send a file of a theme's assets folder, and nothing outside it."""
        found = [path for theme in themes if (path := safe_join(str(theme / "assets"), name))]
        files = [path for path in found if Path(path).is_file()]
        if not files:
            abort(404)
        return send_file(files[0], max_age=ASSET_AGE)
