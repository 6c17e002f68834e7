"""The theme's own files, the only thing besides the login that answers without a session."""

from mimetypes import guess_type
from pathlib import Path

from flask import Flask, Response, abort, make_response, send_file
from werkzeug.security import safe_join

from hemval.content.folder import Folder
from hemval.content.look import Look
from hemval.pages.look_files import look_files
from hemval.pages.stylesheet import OFFICERS
from hemval.pages.theme import theme_folders

ASSET_AGE = 60 * 60


def add_assets(app: Flask, folder: Folder, look: Look | None) -> None:
    """Answer with style, icon and logotype; the municipality's own file goes before the shared one."""
    themes = theme_folders(folder)
    made = {file.path.removeprefix("assets/"): file.content for file in look_files(folder, look, OFFICERS)}

    @app.get("/assets/<path:name>")
    def asset(name: str) -> Response:
        """Send a file of a theme's assets folder, and nothing outside it."""
        if name in made:
            answer = make_response(made[name])
            answer.mimetype = guess_type(name)[0] or "application/octet-stream"
            answer.cache_control.max_age = ASSET_AGE
            return answer
        found = [path for theme in themes if (path := safe_join(str(theme / "assets"), name))]
        files = [path for path in found if Path(path).is_file()]
        if not files:
            abort(404)
        return send_file(files[0], max_age=ASSET_AGE)
