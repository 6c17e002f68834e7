"""Stock mkdocs-material over the same pages, each language a site of its own, as its documentation says."""

import multiprocessing
import os
from pathlib import Path

from bench.as_markdown import as_markdown

CONFIG = """\
site_name: Hemtjänst i Lindvik
site_url: https://lindvik.example/
docs_dir: {docs}
site_dir: {site}
theme:
  name: material
  language: {language}
"""


def write_sources(built: Path, target: Path, languages: list[str]) -> None:
    """Write the pages of a built site as Markdown, with a mkdocs.yml for each language."""
    for language in languages:
        root = built if language == "sv" else built / language
        others = [root / other for other in languages if language == "sv" and other != "sv"]
        docs = target / language / "docs"
        for page in root.rglob("index.html"):
            if any(page.is_relative_to(other) for other in others):
                continue
            file = docs / page.parent.relative_to(root) / "index.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(as_markdown(page.read_text("utf-8")), "utf-8")
        config = CONFIG.format(docs=docs, site=target / language / "site", language=language)
        (target / language / "mkdocs.yml").write_text(config, "utf-8")


def build_stock(target: Path, languages: list[str], together: bool) -> None:
    """Build the languages side by side, as we do, or one after the other, as two builds are typed."""
    if not together:
        for language in languages:
            build_stock(target, [language], True)
        return
    context = multiprocessing.get_context("fork")
    builds = [context.Process(target=_build, args=(target / language,)) for language in languages]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
        if build.exitcode:
            raise RuntimeError("stock MkDocs failed")


def _build(folder: Path) -> None:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    import logging

    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.disable(logging.INFO)  # links to pages of the other language are not there: as they are
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    build(load_config(str(folder / "mkdocs.yml")))
