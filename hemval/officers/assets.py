"""The theme's own files, the only thing besides the login that answers without a session."""

from pathlib import Path

from flask import Flask, Response, abort, make_response, send_file
from werkzeug.security import safe_join

from hemval.content.folder import Folder
from hemval.pages.stylesheet import OFFICERS, stylesheet
from hemval.pages.theme import theme_folders

ASSET_AGE = 60 * 60


STYLES = "hemval.css"


def add_assets(app: Flask, folder: Folder) -> None:
    """Answer with style and icon; the municipality's own file goes before the shared one."""
    themes = theme_folders(folder)
    styles = stylesheet(folder, OFFICERS)

    @app.get("/assets/<path:name>")
    def asset(name: str) -> Response:
        """Send a file of a theme's assets folder, and nothing outside it."""
        if name == STYLES:
            answer = make_response(styles, {"Content-Type": "text/css; charset=utf-8"})
            answer.cache_control.max_age = ASSET_AGE
            return answer
        found = [path for theme in themes if (path := safe_join(str(theme / "assets"), name))]
        files = [path for path in found if Path(path).is_file()]
        if not files:
            abort(404)
        return send_file(files[0], max_age=ASSET_AGE)
