"""An application is served so that slow, greedy and hostile clients harm nobody else, and stops gently."""

import http.client
import json
import os
import signal
import socket
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from hemval.officers import application as officers
from hemval.public import application as public
from hemval.web.serving import LARGEST_BODY
from tests.project.running import fetch, served


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_requests_under_way_are_answered_after_the_signal(number):
    with served() as (port, process), ThreadPoolExecutor(12) as pool:
        # More than there are threads: those still waiting for one are under way too.
        slow = [pool.submit(fetch, port, "/slow") for _ in range(12)]
        time.sleep(0.4)
        process.send_signal(number)
        assert [len(answer.result()) for answer in slow] == [180_000] * 12
        assert process.wait(10) == 0
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=1)


def test_a_killed_process_does_drop_the_request_so_the_test_above_can_fail():
    with served() as (port, process), ThreadPoolExecutor(1) as pool:
        slow = pool.submit(fetch, port, "/slow")
        time.sleep(0.4)
        process.kill()
        with pytest.raises((OSError, http.client.HTTPException)):
            slow.result()


def test_an_idle_open_connection_does_not_hold_the_stop_up():
    with served() as (port, process):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/fast")
        assert connection.getresponse().read() == b"fast"
        process.send_signal(signal.SIGTERM)
        assert process.wait(5) == 0
        connection.close()


def test_three_hundred_slow_connections_stop_nobody():
    with served() as (port, _):
        slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(300)]
        for connection in slow:
            connection.sendall(b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Le")
        assert fetch(port, "/fast") == "fast"
        for connection in slow:
            connection.close()


def test_too_large_a_body_or_header_is_refused():
    with served() as (port, _):
        assert post(port, b"a" * 60_000) == (200, b"60000")
        assert post(port, b"a" * 110_000) == (413, b"said by the application")
        assert post(port, b"a" * 1_000_000)[0] == 413
        assert post(port, b"a", {"X-Long": "a" * 20_000})[0] == 431


def test_neither_an_answer_nor_a_post_is_ever_written_to_a_file():
    """What officers download would otherwise lie on the disk in the clear while it is sent."""
    with served() as (port, process):
        reader = socket.create_connection(("127.0.0.1", port))
        reader.sendall(b"GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
        assert reader.recv(8) == b"HTTP/1.1"
        writer = socket.create_connection(("127.0.0.1", port))
        writer.sendall(b"POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n" + b"a" * 59_999)
        assert fetch(port, "/when-given") == "given"
        assert deleted_files(process.pid) == []
        reader.close()
        writer.close()


def test_a_deleted_file_is_found_so_the_test_above_can_fail():
    with tempfile.TemporaryFile() as file:
        file.write(b"hemligt")
        assert len(deleted_files(os.getpid())) >= 1


@pytest.mark.parametrize("largest", [public.LARGEST_POST, officers.LARGEST_POST])
def test_the_applications_refuse_a_post_before_the_server_does(largest):
    assert 2 * largest <= LARGEST_BODY


def deleted_files(pid: int) -> list[str]:
    """List the files that a process has open and that nobody else can see."""
    found = []
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):
            found.append(str(descriptor.readlink()))
    return [path for path in found if path.endswith(" (deleted)")]


def test_the_answer_does_not_name_the_server():
    with served() as (port, _):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/fast")
        answer = connection.getresponse()
        assert answer.getheader("Server") is None
        connection.close()


def test_headers_of_a_proxy_are_believed_only_when_there_is_one():
    headers = {"X-Forwarded-For": "192.0.2.66, 192.0.2.7", "X-Forwarded-Proto": "https"}
    with served(hops=0) as (port, _):
        assert seen(port, headers) == {"address": "127.0.0.1", "scheme": "http", "for": None}
    with served(hops=1) as (port, _):
        # The first address is what the client claimed of itself; the proxy added the second.
        told = seen(port, headers)
        assert (told["address"], told["scheme"]) == ("192.0.2.7", "https")


def seen(port, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/seen", headers=headers)
    told = json.loads(connection.getresponse().read())
    connection.close()
    return told


def post(port, body, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    # Refused before everything was sent: the answer is there to read all the same.
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.request("POST", "/length", body, headers or {})
    answer = connection.getresponse()
    told = answer.status, answer.read()
    connection.close()
    return told
