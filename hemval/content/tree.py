"""From a stream of YAML events to a tree, refusing what surprises."""

from collections.abc import Iterator
from dataclasses import replace

import yaml

from hemval.content.findings import Finding
from hemval.content.node import Node, Place
from hemval.content.quoting import BEFORE_VALUE, braces_told, line_in_quotes
from hemval.content.surprises import glued, surprise
from hemval.words import words_in
from hemval.words.plain import HIDDEN, named

DEPTH_LIMIT = 12
NODE_LIMIT = 20_000

say = words_in("sv").say


class Stop(Exception):
    """The rest of the file is not worth reading; the finding that says why is made."""


class Tree:
    """One file's tree under way, with what was found and the last event that was read well."""

    def __init__(self, lines: list[str], name: str) -> None:
        self.lines = lines
        self.name = name
        self.findings: list[Finding] = []
        self.last: yaml.Event | None = None
        self.nodes = 0
        self.events: Iterator[yaml.Event] = iter(())

    def read(self, events: Iterator[yaml.Event]) -> Node | None:
        """Return the whole tree; None where its top is not a mapping."""
        self.events = events
        event = self._next()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent) or _is_empty(event):
            self.find((1, 1), say("The file is empty."), say("Write its keys, or take the file away."))
            return None
        top = self._node(event, 1)
        event = self._next()
        while not isinstance(event, yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                self.find(
                    _place(event),
                    say("A second document begins here."),
                    say("Take away the line with three dashes: a file holds one document."),
                )
                raise Stop
            event = self._next()
        if isinstance(top.value, str | tuple):
            if not top.refused:
                message = say("The file must consist of keys with values.")
                self.find(top.place, message, say("Write a key, a colon, a space and the value."))
            return None
        return top

    def find(self, place: Place, message: str, advice: str) -> None:
        """Note a finding at a place."""
        line, column = place
        shown = self.lines[line - 1] if line <= len(self.lines) else ""
        self.findings.append(Finding(self.name, line, column, message, shown, advice))

    def _next(self) -> yaml.Event:
        self.last = event = next(self.events)
        return event

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self.nodes += 1
        if self.nodes > NODE_LIMIT:
            message = say("The file has more than %(limit)s values.", limit=NODE_LIMIT)
            self.find(_place(event), message, say("Split it into several files."))
            raise Stop
        if isinstance(event, yaml.AliasEvent):
            message = say("References with * are not used here.")
            advice = say("Write the value again. If it is a text: %(written)s", written=self._quoted(event))
            self._find_in_braces_or(event, message, advice)
            return Node("", *_place(event), refused=True)
        decorated = self._refuse_decoration(event)
        if isinstance(event, yaml.ScalarEvent):
            scalar = self._scalar(event)
            return replace(scalar, empty=False, refused=True) if decorated else scalar
        if depth > DEPTH_LIMIT:
            message = say("Values stand inside each other in more than %(limit)s steps.", limit=DEPTH_LIMIT)
            self.find(_place(event), message, say("Check the indentation and the brackets."))
            raise Stop
        return (
            self._mapping(event, depth)
            if isinstance(event, yaml.MappingStartEvent)
            else self._list(event, depth)
        )

    def _refuse_decoration(self, event: yaml.Event) -> bool:
        told = {
            "anchor": say("Names with & are not used here."),
            "tag": say("Types with ! are not used here."),
        }
        found = [message for name, message in told.items() if getattr(event, name, None) is not None]
        for message in found:
            advice = say("Take it away. If it is a text: %(written)s", written=self._quoted(event))
            self._find_in_braces_or(event, message, advice)
        return bool(found)

    def _quoted(self, event: yaml.Event) -> str:
        number, column = _place(event)
        line = self.lines[number - 1]
        before = BEFORE_VALUE.match(line)
        # Within a list in brackets it is the sign alone that is not fit.
        alone = before is not None and before.end() == column - 1
        return (alone and line_in_quotes(number, self.lines)) or '"…"'

    def _find_in_braces_or(self, event: yaml.Event, message: str, advice: str) -> None:
        """Note a finding, unless the whole line needs quotation marks: then it says which."""
        self.find(*(braces_told(_place(event)[0], self.lines) or (_place(event), message, advice)))

    def _scalar(self, event: yaml.ScalarEvent) -> Node:
        # Elsewhere than between these marks a code is only its letters, and the file's own signs are checked.
        if event.style == '"' and (hidden := HIDDEN.search(event.value)):
            message = say("The text holds a code for the hidden character %(name)s.", name=named(hidden[0]))
            self.find(_place(event), message, say("Take the code away."))
            return Node("", *_place(event), refused=True)
        if found := surprise(event, self.lines):
            told = braces_told(found.place[0], self.lines) if event.start_mark else None
            self.find(*(told or (found.place, found.message, found.advice)))
            return Node(event.value, *_place(event), refused=True)
        return Node(event.value, *_place(event), empty=_is_empty(event))

    def _list(self, start: yaml.Event, depth: int) -> Node:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Node(tuple(items), *_place(start))

    def _mapping(self, start: yaml.Event, depth: int) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        # What a bracket holds is judged whole: half of its texts would be told of as missing.
        flow, broken = getattr(start, "flow_style", False), False
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if value.empty:
                # The parsers differ about where nothing stands; a writer looks for its key.
                value = replace(value, line=key.line, column=key.column)
                if flow and (told := braces_told(key.line, self.lines)):
                    self.find(*told)
                    value = replace(value, empty=False, refused=True)
            if value.empty and (found := glued(key)):
                self.find(found.place, found.message, found.advice)
                key = replace(key, refused=True)
            broken = broken or (flow and (key.refused or value.refused))
            name = self._key(key, event, keys)
            if name is not None:
                values[name], keys[name] = value, key.place
        return Node(values, *_place(start), keys, refused=broken)

    def _key(self, key: Node, event: yaml.Event, earlier: dict[str, Place]) -> str | None:
        if key.refused:
            return None
        if not isinstance(key.value, str) or key.empty:
            advice = say("Write a key, a colon, a space and the value.")
            self.find(key.place, say("A key must be a single word before the colon."), advice)
            return None
        if key.value == "<<" and isinstance(event, yaml.ScalarEvent) and not event.style:
            advice = say("Write the keys again where they are needed.")
            self.find(key.place, say("Merging with << is not used here."), advice)
            return None
        if key.value in earlier:
            message = say(
                "The key ”%(key)s” stands twice in the same group, first on line %(line)s.",
                key=key.value,
                line=earlier[key.value][0],
            )
            self.find(
                key.place, message, say("Keep one of them. A list has one key and one dash for each value.")
            )
            return None
        return key.value


def _is_empty(event: yaml.Event) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.value == "" and not event.style


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
