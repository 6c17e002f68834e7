"""How fast the site is built, beside stock mkdocs-material on the same pages and our templates alone.

Run ``python -m bench.build`` from the top level; ``PROVIDERS=400`` and ``MANY=4000`` say how many. All is
Lindvik, multiplied. Each part is a process of its own that begins from nothing, with two languages side by
side. Seconds of the clock depend on what else the machine does, those of the processor less.
"""

import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.multiplied import clean, multiplied, pages_of, size_of
from bench.stock import build_stock, write_sources
from bench.templates import render_alone
from bench.where import tell_where
from hemval.cli.build import build_site

PROVIDERS = int(os.environ.get("PROVIDERS", "400"))
MANY = int(os.environ.get("MANY", "4000"))
TODAY = date(2026, 11, 23)
LANGUAGES = ["sv", "en"]


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and seconds of the processor in all processes together."""

    clock: float
    processor: float

    def over(self, other: "Cost") -> str:
        return f"{self.clock / other.clock:6.2f} {self.processor / other.processor:6.2f}"


def cost(work: Callable[..., object], *arguments: object) -> Cost:
    """Run work in a fresh process and return what it took, its own processes included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = multiprocessing.get_context("spawn").Process(target=work, args=arguments)
    process.start()
    process.join()
    clock = time.perf_counter() - began
    if process.exitcode:
        raise RuntimeError(f"{work.__name__} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def ours(content: Path) -> None:
    from bench.multiplied import lift_limits
    from hemval.settings import Settings

    lift_limits()
    build_site(Settings(content=content), TODAY, LANGUAGES)


def line(told: str, value: Cost, more: str = "") -> None:
    print(f"{told:46} {value.clock:7.2f} {value.processor:7.2f}  {more}", flush=True)


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        few = multiplied(folder / "few", PROVIDERS)
        many = multiplied(folder / "many", MANY)
        print(f"{'':46} {'clock s':>7} {'cpu s':>7}")
        mine = cost(ours, few.content)
        pages = len(pages_of(few.places.site))
        line(f"hemval build, {PROVIDERS} providers × 2 languages", mine, f"{pages} pages")
        alone = cost(render_alone, few.content, folder / "alone", TODAY, LANGUAGES)
        line("the same templates without MkDocs or checks", alone, f"ours is {mine.over(alone)} times it")
        write_sources(few.places.site, folder / "stock", LANGUAGES)
        for told, together in (("one build after the other", False), ("side by side as ours", True)):
            stock = cost(build_stock, folder / "stock", LANGUAGES, together)
            line(f"stock mkdocs-material, {told}", stock, f"it is {stock.over(mine)} times ours")
        again = cost(ours, few.content)
        line("hemval build again", again)
        size, stock_size = (
            size_of(few.places.site),
            sum(size_of(folder / "stock" / language / "site") for language in LANGUAGES),
        )
        print(
            f"output: ours {size / 1e6:.1f} MB, stock {stock_size / 1e6:.1f} MB, "
            f"which is {stock_size / size:.1f} times ours"
        )
        large = cost(ours, many.content)
        line(
            f"hemval build, {MANY} providers × 2 languages", large, f"{len(pages_of(many.places.site))} pages"
        )
        one, one_of_many = (c.processor / n for c, n in ((again, PROVIDERS), (large, MANY)))
        print(
            f"cpu a provider: {one * 1000:.2f} ms of {PROVIDERS}, {one_of_many * 1000:.2f} ms of {MANY}: "
            f"{one_of_many / one:.2f} times"
        )
        tell_where(few.content, TODAY)
    finally:
        clean(folder)


if __name__ == "__main__":
    main()
