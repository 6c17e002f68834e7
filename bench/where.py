"""Where a build's time goes, by the profiler: its own weight makes calls dearer, so read it as shares."""

import cProfile
import pstats
import tempfile
from datetime import date
from pathlib import Path

from hemval.cli.languages import make_language
from hemval.content.folder import Folder
from hemval.editing.check import examine
from hemval.pages.site import Site
from hemval.settings import PROJECT

PARTS = (
    ("load: YAML to checked models", "loading.py", "load"),
    ("check: forms, pages, links", "check.py", "examine"),
    ("MkDocs: configuration", "base.py", "load_config"),
    ("MkDocs: its own and the theme's files", "files.py", "add_files_from_theme"),
    ("MkDocs: menu", "nav.py", "get_navigation"),
    ("MkDocs: written pages to HTML", "build.py", "_populate_page"),
    ("MkDocs: written pages drawn", "build.py", "_build_page"),
    ("MkDocs: files copied", "files.py", "copy_static_files"),
    ("ours: what pages there are, other files", "mkdocs_adapter.py", "on_files"),
    ("ours: generated pages drawn and written", "mkdocs_adapter.py", "on_post_build"),
    ("   of which the providers' views", "provider_view.py", "provider_view"),
    ("   of which templates", "environment.py", "render"),
    ("links: every page read once", "dead_links.py", "anchors_of"),
    ("search: its index", "search_site.py", "language_index"),
)


def tell_where(content: Path, today: date) -> None:
    """Build Swedish in this process and print what each part takes of the whole."""
    folder = Folder(content, PROJECT)
    with tempfile.TemporaryDirectory() as scratch, cProfile.Profile() as profile:
        examined = examine(folder, today)
        if examined.content is None:
            raise RuntimeError("the content has findings")
        made = make_language(
            "sv", content, Path(scratch, "sv"), Site(examined.content, today), lambda *_: None
        )
    if made.failure:
        raise RuntimeError(made.failure)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined] # not in its stub
    whole = sum(own for _, _, own, _, _ in stats.values())
    print("where the time goes, one language (the check loads too):")
    for told, file, name in PARTS:
        took = max(
            (c for (f, _, n), (_, _, _, c, _) in stats.items() if n == name and f.endswith(f"/{file}")),
            default=0,
        )
        print(f"  {told:42} {100 * took / whole:5.1f} %")
