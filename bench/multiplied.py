"""Lindvik with as many providers as asked for: the same facts under names and addresses of their own."""

import re
import shutil
from itertools import cycle, islice
from pathlib import Path

import hemval.content.source
import hemval.content.tree
from hemval.settings import PROJECT, Settings
from tests.municipalities import copy_of

WITHOUT_END = 2**27
NUMBER = re.compile(r"(organisation_number: )\S+")


def lift_limits() -> None:
    """Let one file hold what thousands of providers need; a municipality's own is kept far below."""
    hemval.content.source.SIZE_LIMIT = WITHOUT_END
    hemval.content.tree.NODE_LIMIT = WITHOUT_END


def multiplied(target: Path, number: int) -> Settings:
    """Copy Lindvik with so many providers, each with room and results."""
    lift_limits()
    settings = copy_of("lindvik", target)
    profiles = settings.content / "provider_profiles"
    # One that has only applied is on no page.
    asked = {path for path in profiles.glob("*.yml") if "  applied:" in path.read_text("utf-8")}
    names = sorted(path.stem for path in {*profiles.glob("*.yml")} - asked)
    copies = {name: [name] for name in names}
    for count, name in enumerate(islice(cycle(names), number - len(names)), start=1):
        copy = f"{name}-{count}"
        copies[name].append(copy)
        text = (profiles / f"{name}.yml").read_text("utf-8")
        text = re.sub(r"^name: (.*)", rf"name: \1 {count}", text, count=1, flags=re.MULTILINE)
        (profiles / f"{copy}.yml").write_text(NUMBER.sub(rf"\g<1>{_organisation(count)}", text), "utf-8")
    for file in (settings.content / "room.yml", *profiles.glob("results/*.yml")):
        file.write_text(_with_copies(file.read_text("utf-8"), copies), "utf-8")
    return settings


def pages_of(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _with_copies(text: str, copies: dict[str, list[str]]) -> str:
    """Repeat each provider's lines for its copies."""
    entry = re.compile(r"^( *)(" + "|".join(copies) + r"):\n((?:\1 +.*\n?)+)", re.MULTILINE)
    return entry.sub(lambda m: "".join(f"{m[1]}{copy}:\n{m[3]}" for copy in copies[m[2]]), text)


def _organisation(count: int) -> str:
    """Return an organisation number that passes the check and that no company can have."""
    digits = f"{5590 + count // 100000:04d}{count % 100000:05d}"
    doubled = [int(d) * (2 - place % 2) for place, d in enumerate(digits)]
    total = sum(d - 9 if d > 9 else d for d in doubled)
    return f"{digits[:6]}-{digits[6:]}{-total % 10}"


def clean(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


__all__ = ["PROJECT", "clean", "multiplied", "pages_of", "size_of"]
