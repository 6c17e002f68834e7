"""What no well-meaning browser sends: values, bodies, addresses and headers for the fuzz."""

import random
from collections.abc import Sequence
from typing import Any

VALUES = (
    "",
    " ",
    "\x00",
    "Åsa\x00Öberg",
    "\u200b\u200d\u2060",
    "\u202eevil\u202c",
    "a\u200d\u200d\u200db",
    "Zo\u0308e\u0301" + "\u0301" * 40,
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% for x in y %}",
    "%(name)s %s %n {0}",
    "'; DROP TABLE inbox; --",
    "../../../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "line one\nline two\r\nSet-Cookie: a=b",
    "_unknown",
    "_none",
    "none",
    "True",
    "null",
    "[]",
    "١٩٣٨٠٤١٢٩٨١٩",
    "１９３８０４１２９８１９",
    "193804129818",
    "194102299833",
    "380412-9819",
    "19380412–9819",
    "000000000000",
    "+46 (0)70-174 06 05",
    "070" + "-()/." * 3000,
    "x" * 101,
    "x" * 9_000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 30,
    "\U000e0041" * 50,
    "".join(chr(0x40000 + 7919 * n % 0x9FFFF) for n in range(100)),
    "ﷺ" * 100,
    "NaN",
    "1e309",
    "-1",
)

BODIES: tuple[tuple[bytes, str], ...] = (
    (b"%", "application/x-www-form-urlencoded"),
    (b"%ZZ=%E0%80&&&==&name=%ED%A0%80&who=%FF%FE", "application/x-www-form-urlencoded"),
    (b"name=%00&name=%00&csrf_token=%00", "application/x-www-form-urlencoded"),
    (b"&" * 15_000, "application/x-www-form-urlencoded"),
    (b"name=" + b"A" * 20_000, "application/x-www-form-urlencoded"),
    (b"a=1&" * 4_000, "application/x-www-form-urlencoded"),
    (b"\xff\xfe\x00n\x00a\x00m\x00e", "application/x-www-form-urlencoded; charset=utf-16"),
    (b"{}", "application/json"),
    (b"[" * 10_000, "application/json"),
    (
        b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nunfinished',
        "multipart/form-data; boundary=x",
    ),
    (b"no boundary", "multipart/form-data"),
    (b"--\r\n\r\n", "multipart/form-data; boundary="),
    (
        b'--x\r\nContent-Disposition: form-data; name="name"; filename="../../x"\r\n'
        b"Content-Type: text/plain; charset=utf-7\r\n\r\n+AGE-\r\n--x--\r\n",
        "multipart/form-data; boundary=x",
    ),
    (
        b'--x\r\nContent-Disposition: form-data; name="\xff\x00"\r\n\r\n\xff\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
    (b"", "text/plain"),
    (b"\x00" * 100, ""),
)

PATHS = (
    "/%00",
    "/%ff%fe",
    "/valj/%00/name/",
    "/valj//",
    "/valj/AAAAAAAAAAAAAAAAAAAAAA/",
    "/valj/AAAAAAAAAAAAAAAAAAAAAA/name/",
    "/valj/AAAAAAAAAAAAAAAAAAAAAA/sprak/xx/name/",
    "/valj/AAAAAAAAAAAAAAAAAAAAAA/sprak/en/%0d%0aSet-Cookie:a=b/",
    "/valj/raderat/",
    "/en/valj/raderat/",
    "/sv/valj/",
    "/formular/",
    "/formular/%00/",
    "/formular//evil.example",
    "/formular/..%2fvalj/AAAAAAAAAAAAAAAAAAAAAA/",
    "/formular/valj/AAAAAAAAAAAAAAAAAAAAAA/sprak/en/who/",
    "/en/formular/%0d%0aSet-Cookie:a=b/",
    "/" + "a" * 300,
    "/" + "a" * 5_000,
    "/" + "a/" * 1_500,
    "/valj/" + "b" * 3_000 + "/who/",
    "/..%2f..%2fetc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..\\..\\windows\\win.ini",
    "//evil.example/utforare",
    "/utforare",
    "/utforare/../var/public/secret",
    "/assets/",
    "/en",
    "/en/%F0%9F%98%80/",
    "/valj/?u=%00",
    "/valj/?u=" + "u" * 3_000,
    "/?%ff=%ff",
    "/valj/\u202e/",
    "/COM1",
    "/.git/config",
)

HEADERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {},
    {"Range": "bytes=99999999-"},
    {"Range": "bytes=abc"},
    {"If-Modified-Since": "yesterday"},
    {"If-None-Match": '"' + "x" * 500},
    {"Accept-Language": "\x7f;q=abc,,,;"},
    {"Host": "evil.example:99999"},
    {"Host": "a b"},
    {"Origin": "null"},
    {"Origin": "http://["},
    {"Sec-Fetch-Site": "cross-site"},
    {"Referer": "http://[::"},
    {"X-Forwarded-For": "1" * 3_000},
    {"Cookie": "utkast=; utkast=; =; ;;"},
    {"Cookie": "utkast=gAAAAA" + "x" * 3_000},
    {"Cookie": "utkast=\xff\xfe"},
    {"Cookie": 'utkast="\\777\\000"'},
)

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND")


def damaged(value: str, dice: random.Random) -> str:
    """Return a value cut, doubled, or with a character changed."""
    place = dice.randrange(len(value) + 1)
    return dice.choice(
        (
            value[:place],
            value + value,
            value[:place] + dice.choice("A=%\x00é") + value[place + 1 :],
            value[::-1],
        )
    )


def some_request(dice: random.Random, paths: Sequence[str]) -> dict[str, Any]:
    """Return what to send anywhere: any method, any body, any headers."""
    body, kind = dice.choice(BODIES)
    return {
        "path": dice.choice((*PATHS, *paths)),
        "method": dice.choice(METHODS),
        "data": body,
        "content_type": kind,
        "headers": dice.choice(HEADERS),
    }
