"""Which part of a long list a page shows."""

from dataclasses import dataclass

from hemval.handover.told import WORDS

PAGE = 25


@dataclass(frozen=True)
class Part:
    """One page of a list: ``first`` and ``last`` count from 1, both nought for an empty list."""

    number: int
    pages: int
    first: int
    last: int
    total: int

    @property
    def span(self) -> slice:
        """Return where in the list this part stands."""
        return slice(max(self.first - 1, 0), self.last)


def part_of(total: int, asked: str, size: int = PAGE) -> Part:
    """Return the page asked for, the nearest there is: lists shrink between two clicks."""
    pages = max(-(-total // size), 1)
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    number = min(max(wanted, 1), pages)
    return Part(number, pages, min((number - 1) * size + 1, total), min(number * size, total), total)


def shown(part: Part) -> str:
    """Say which lines of how many a page shows."""
    return WORDS.say(
        "Showing %(first)s–%(last)s of %(total)s", first=part.first, last=part.last, total=part.total
    )
