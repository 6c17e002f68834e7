"""Write requirements/run.txt and requirements/test.txt: names, versions and hashes, no addresses.

Run as ``make lock`` (keep what still fits) or ``make lock UPGRADE=1`` (newest of everything).
"""

import subprocess
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / "requirements"
HEADING = "# {what}. Made by `make lock` from pyproject.toml; do not edit.\n"
UV = (
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet"),
    *("--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"),
)


def main(arguments: list[str]) -> None:
    """Lock what testing needs first, then what running needs at the very same versions."""
    lock("test", "What testing needs: all of run.txt, and the tools", "--extra", "test", *arguments)
    lock("run", "What running needs, and what building Hemval itself needs", "-c", "requirements/test.txt")


def lock(name: str, what: str, *options: str) -> None:
    """Compile one file from pyproject.toml and, on standard input, the build backend.

    The build backend is locked too, or installing Hemval itself would fetch one without a hash.
    """
    path = FOLDER / f"{name}.txt"
    pyproject = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    backend = "\n".join(pyproject["build-system"]["requires"])
    subprocess.run(  # noqa: S603 - our own arguments
        [*UV, *options, "--output-file", str(path), "pyproject.toml", "-"],
        cwd=PROJECT,
        input=backend,
        text=True,
        check=True,
    )
    path.write_text(HEADING.format(what=what) + path.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main(["--upgrade"] if "--upgrade" in sys.argv[1:] else [])
