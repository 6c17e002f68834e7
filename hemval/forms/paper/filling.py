"""An answer written in where a question leaves room for it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pydantic import JsonValue

from hemval.forms.asked.asking import Asking
from hemval.forms.paper.face import Boxes, Digits, Lines, PaperPart
from hemval.forms.question import Question


def filled(question: Question, answer: JsonValue, asking: Asking) -> tuple[PaperPart, ...]:
    """Return what paper leaves room for, with an answer in it: crosses, a digit in each box, words on lines.

    ``asking`` is the blank form's, so that boxes and lines are the same. What has no room among them is
    written on a line of its own: nothing is lost because a provider is gone or a form has changed.
    """
    parts = tuple(question.paper(asking))
    if answer in ("", None, []):
        return parts
    taken = [str(one) for one in answer] if isinstance(answer, list) else [str(answer)]
    boxes = {
        one.value for part in parts if isinstance(part, Boxes) for one in part.options if not one.hindrance
    }
    free = [one for one in taken if one not in boxes]
    in_words = "\n".join(question.told([one] if isinstance(answer, list) else answer, asking) for one in free)
    fields = [str(typed) for typed in question.shown(answer).values()]
    lines = sum(isinstance(part, Lines) for part in parts)
    words = iter(fields if lines == len(fields) > 1 else [in_words])
    written = tuple(_written(parts, taken, "".join(free), words))
    if any(isinstance(part, Lines | Digits) for part in parts) or not in_words:
        return written
    return (*written, Lines(answer=in_words))


def _written(
    parts: Sequence[PaperPart], taken: Sequence[str], free: str, words: Iterator[str]
) -> Iterator[PaperPart]:
    """Write into each part; ``free`` is what no box stands for."""
    for part in parts:
        match part:
            case Boxes():
                yield replace(part, answer=tuple(taken))
            case Digits():
                yield replace(part, answer="".join(filter(str.isalnum, free)))
            case Lines():
                yield replace(part, answer=next(words, ""))
            case _:
                yield part
