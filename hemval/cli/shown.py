"""The citizens' application as ``hemval serve`` shows it: with the findings beside each page."""

from hemval.cli.application import run
from hemval.cli.starting import read_settings
from hemval.editing.beside import WithFindings

if __name__ == "__main__":
    settings = read_settings()
    run("public", settings, with_parent=True, around=lambda app: WithFindings(app, settings.places.var))
