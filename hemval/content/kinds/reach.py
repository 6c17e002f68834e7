"""Ways to reach somebody: phone, e-mail, web."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator

from hemval.content.kinds.texts import text_of
from hemval.words.plain import line
from hemval.words.wrong import wrong


def _phone(value: object) -> str:
    text = text_of(value)
    if not re.fullmatch("[0-9+ -]{6,30}", text) or len(re.findall("[0-9]", text)) < 6:
        raise wrong(
            "”%(value)s” is not a phone number.",
            advice="Write digits, spaces and dashes, for example 08-465 004 00.",
            value=text,
        )
    return text


def _email(value: object) -> str:
    text = text_of(value)
    if len(text) > 254 or not re.fullmatch(
        r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}", text
    ):
        raise wrong(
            "”%(value)s” is not an e-mail address.",
            advice="Write it without spaces and without å, ä and ö, for example hemtjanst@lindvik.example.",
            value=text,
        )
    return text


def _web_address(value: object) -> str:
    text = line(text_of(value))
    scheme, separator, _ = text.partition("://")
    if not separator or scheme.lower() not in {"http", "https"}:
        raise wrong(
            "”%(value)s” is not a web address.",
            advice="Begin with https://, for example https://www.lindvik.example/.",
            value=text,
        )
    if not _has_plain_host(text):
        raise wrong(
            "The web address ”%(value)s” cannot be used.",
            advice="Copy the address from the browser. It may hold no spaces, quotation marks or user names.",
            value=text,
        )
    return text


def _has_plain_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if re.search(r"[\s\\\"'<>`^{}|]", address) or "@" in parts.netloc or host is None:
        return False
    return re.fullmatch(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)*[^\W_](?:[\w-]*[^\W_])?", host) is not None


Phone = Annotated[str, BeforeValidator(_phone)]
Email = Annotated[str, BeforeValidator(_email)]
WebAddress = Annotated[str, BeforeValidator(_web_address)]
