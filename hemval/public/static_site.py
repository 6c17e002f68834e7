"""The built pages, served as any web server would."""

from pathlib import Path

from flask import Flask, Response, abort, redirect, request, send_from_directory
from werkzeug.security import safe_join

from hemval.pages.address import address, language_and_page

PAGE_AGE = 60
"""Seconds that a page may be kept: room changes during the day."""


def serve_site(app: Flask, site: Path) -> None:
    """Answer with the files of a built site; folders answer with their index.html."""

    @app.get("/", defaults={"name": ""})
    @app.get("/<path:name>")
    def page(name: str) -> Response:
        joined = safe_join(str(site), name)
        if joined is None:
            abort(404)
        found = Path(joined)
        try:
            is_folder, is_file = found.is_dir(), found.is_file()
        except OSError:  # a name longer than any file's
            abort(404)
        if is_folder:
            if name and not name.endswith("/"):
                # A built folder's own name, never what a stranger could put another host into.
                return redirect(f"/{found.relative_to(site).as_posix()}/", 308)  # type: ignore[return-value]
            name = f"{name}index.html"
        elif not is_file:
            abort(404)
        return send_from_directory(site, name, max_age=PAGE_AGE)


def not_found_page(site: Path) -> str | None:
    """Return the built page for an address that is not there, in the language of the address."""
    language, _ = language_and_page(request.path)
    file = site / address(language, "404.html").removeprefix("/")
    return file.read_text(encoding="utf-8") if file.is_file() else None
