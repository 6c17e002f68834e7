"""Work in processes of their own, side by side on the cores there are, heard of while it goes on."""

import multiprocessing
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection, wait
from typing import TypeVar, cast

Tell = Callable[[int, int], object]
"""Told how much is done of how much."""


R = TypeVar("R")


class Ended(Exception):
    """A process ended without a result; why stands on standard error. The message is the work's name."""


def side_by_side(work: Mapping[str, Callable[[Tell], R]], tell: Callable[[str, int, int], object]) -> list[R]:
    """Do each piece of work, tell how far each has come by its name, and return the results in order.

    Raises ``Ended``. A process begins with what this one has read: nothing is copied to it or read again.
    """
    listening: dict[Connection, str] = {}
    processes = []
    for name, piece in work.items():
        receiving, sending = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.Process(target=_do, args=(piece, sending))
        process.start()
        sending.close()
        listening[receiving] = name
        processes.append(process)
    results: dict[str, R] = {}
    while listening:
        for connection in cast("list[Connection]", wait(list(listening))):
            name = listening[connection]
            try:
                done, heard = connection.recv()
            except EOFError:
                del listening[connection]
                continue
            if done:
                results[name] = heard
            else:
                tell(name, *heard)
    for process in processes:
        process.join()
    for name in work:
        if name not in results:
            raise Ended(name)
    return [results[name] for name in work]


def _do(piece: Callable[[Tell], object], sending: Connection) -> None:
    with sending:
        sending.send((True, piece(lambda done, total: sending.send((False, (done, total))))))
