"""The look: every pair of colours is seen, and a municipality's own colour and logotype are on every page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from hemval.cli.build import build_site
from hemval.content.findings import ContentError, Finding
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.logo import logo_findings
from hemval.content.look import Look
from hemval.editing.colours import colour_findings
from hemval.officers.assets import add_assets
from hemval.pages.look_files import TOKENS, look_files
from hemval.pages.palette import AS_EDGE, AS_TEXT, SCHEMES, Palette, faint, nearest_brand, palette
from hemval.pages.stylesheet import CITIZENS, OFFICERS, stylesheet
from hemval.settings import PROJECT, Settings
from tests.conftest import MadeBy
from tests.municipalities import NOW, copy_of
from tests.pages.reading import edited, page, pages_of

SHARED = palette((PROJECT / TOKENS).read_text("utf-8"))
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">{}</svg>'
LOGO = DRAWN.format('<circle cx="20" cy="20" r="18" fill="#1d3f73"/>')

# Our own tokens


def test_every_pair_of_our_colours_is_seen() -> None:
    assert faint(SHARED) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("fore", "ground"), [(fore, g) for pairs in (AS_TEXT, AS_EDGE) for fore in pairs for g in pairs[fore]]
)
def test_a_pair_that_is_too_faint_would_be_found(fore: str, ground: str, scheme: str) -> None:
    sabotaged = {**SHARED.of(scheme), fore: SHARED.of(scheme)[ground]}
    found = faint(Palette(sabotaged, SHARED.dark) if scheme == "light" else Palette(SHARED.light, sabotaged))
    assert (scheme, fore, ground) in {(pair.scheme, pair.fore, pair.ground) for pair in found}


def test_dark_has_colours_of_its_own() -> None:
    assert {name for name in AS_TEXT if SHARED.light[name] == SHARED.dark[name]} == {"focus-ink"}


def test_everything_that_colours_text_is_among_the_pairs() -> None:
    for parts in (*CITIZENS.values(), *OFFICERS.values()):
        css = stylesheet(Folder(PROJECT, PROJECT), parts)
        written = set(re.findall(r"[{;]color:var\(--([a-z-]+)\)", css))
        assert written - set(AS_TEXT) == set()
        grounds = {ground for pairs in AS_TEXT.values() for ground in pairs}
        laid = set(re.findall(r"background:var\(--([a-z-]+)\)", css))
        assert laid - grounds == set()


# The municipality's colour


@trying(deadline=None, max_examples=40)
@given(COLOURS)
def test_a_colour_that_is_seen_in_the_light_is_made_to_be_seen_in_the_dark(colour: str) -> None:
    colours = SHARED.with_look(Look(colour=colour))
    assert [pair for pair in faint(colours) if pair.scheme == "dark"] == []
    better = nearest_brand(colour, colours, "light")
    assert faint(SHARED.with_look(Look(colour=better))) == []


def test_both_municipalities_have_colours_of_their_own(settings: Settings, municipality: str) -> None:
    css = (settings.places.site / "assets" / "hemval.css").read_text("utf-8")
    colour = {"lindvik": "#0b4a42", "botkyrka": "#1d3f73"}[municipality]
    assert f"--brand:{colour};--on-brand:#ffffff;--menu:{colour}" in css
    assert f'fill="{colour}"' in (settings.places.site / "assets" / "icon.svg").read_text("utf-8")
    own = css.index(f"--brand:{colour};--on-brand:#ffffff")
    assert css.index("color-scheme:light dark") < own < css.index("@media print")


def of_look(settings: Settings, look: str) -> list[Finding]:
    """Give Lindvik another look and find what is wrong with it."""
    folder = Folder(settings.content, PROJECT)
    edited(folder.own / "municipality.yml", 'look:\n  colour: "#0b4a42"\n', f"look:\n{look}")
    content, findings = load(folder)
    return findings if content is None else list(colour_findings(folder, content))


@pytest.fixture
def lindvik(tmp_path: Path) -> Settings:
    return copy_of("lindvik", tmp_path / "content")


def test_a_faint_colour_is_found_at_its_place_with_the_pair_and_what_would_do(lindvik: Settings) -> None:
    (found,) = of_look(lindvik, '  colour: "#4a90d9"\n')
    assert (found.file, found.column) == ("municipality.yml", 11)
    assert found.source_line == '  colour: "#4a90d9"'
    assert found.message == (
        "Färgen #4a90d9 på #e6ebef (hjälprutan, ljust läge) har kontrasten 2,7 till 1. Minst 7 till 1 behövs."
    )
    better = re.fullmatch(r"Närmaste mörkare färg som syns är (#[0-9a-f]{6})\.", found.advice)
    assert better is not None
    assert faint(SHARED.with_look(Look(colour=better[1]))) == []
    with pytest.raises(ContentError):
        build_site(lindvik, NOW.date())


def test_a_faint_colour_for_the_dark_is_found_too(lindvik: Settings) -> None:
    (found,) = of_look(lindvik, '  colour: "#0b4a42"\n  colour_dark: "#0b4a42"\n')
    assert found.source_line.strip().startswith("colour_dark")
    assert "mörkt läge" in found.message
    assert "ljusare" in found.advice


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("green", "”green” är ingen färg."),
        ('"#0b4a4"', "”#0b4a4” är ingen färg."),
        ("#0b4a42", "Värdet saknas."),
    ],
)
def test_what_is_no_colour_is_refused(lindvik: Settings, written: str, told: str) -> None:
    (found,) = of_look(lindvik, f"  colour: {written}\n")
    assert found.message == told
    assert "citattecken" in found.advice


def test_a_colour_may_be_written_without_its_sign(lindvik: Settings) -> None:
    assert of_look(lindvik, "  colour: 7A0019\n") == []


def test_the_tokens_of_a_municipality_are_held_to_the_same(lindvik: Settings) -> None:
    own = lindvik.content / TOKENS
    own.parent.mkdir(parents=True)
    css = (PROJECT / TOKENS).read_text("utf-8").replace("--soft: #45433d", "--soft: #8a8780")
    own.write_text(css, "utf-8")
    folder = Folder(lindvik.content, PROJECT)
    content, _ = load(folder)
    assert content is not None
    found = list(colour_findings(folder, content))
    assert {finding.file for finding in found} == {TOKENS}, found
    assert all("--soft: #8a8780" in finding.source_line for finding in found)
    assert len(found) == len(AS_TEXT["soft"])


# The logotype


def with_logo(settings: Settings, content: str | bytes, name: str = "logo.svg") -> list[Finding]:
    path = settings.content / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return of_look(settings, f'  colour: "#0b4a42"\n  logo: {name}\n')


def as_logo(folder: Path, content: str) -> list[Finding]:
    path = folder / "logo.svg"
    path.write_text(content, "utf-8")
    return logo_findings(path, path.name)


def test_a_logotype_that_is_not_a_picture_stops_the_check(lindvik: Settings) -> None:
    (found,) = with_logo(lindvik, DRAWN.format("<script>alert(1)</script>"))
    assert (found.file, found.line, found.column) == ("logo.svg", 1, 61)


def test_the_logotype_is_in_the_head_and_is_the_icon(lindvik: Settings, made: MadeBy) -> None:
    assert with_logo(lindvik, LOGO) == []
    made("lindvik").lend_papers(lindvik)
    build_site(lindvik, NOW.date())
    site = lindvik.places.site
    assert (site / "assets" / "logo.svg").read_text("utf-8") == LOGO
    assert not (site / "assets" / "icon.svg").exists()
    tree = page(lindvik, "/")
    assert [(i.get("src"), i.get("alt")) for i in next(tree.iter("header")).iter("img")] == [
        ("/assets/logo.svg", "")
    ]
    for html in pages_of(lindvik).values():
        assert set(re.findall(r'"(/assets/(?:logo|icon)[^"]*)"', html)) == {"/assets/logo.svg"}


def test_officers_get_the_same_look_with_their_own_styles(lindvik: Settings) -> None:
    assert with_logo(lindvik, LOGO) == []
    app = Flask("officers", static_folder=None)
    add_assets(app, Folder(lindvik.content, PROJECT), Look(colour="#7a0019", logo="logo.svg"))
    client = app.test_client()
    css = client.get("/assets/hemval.css")
    assert css.content_type == "text/css; charset=utf-8"
    assert "--brand:#7a0019" in css.text
    assert ".dense" in css.text
    assert client.get("/assets/logo.svg").mimetype == "image/svg+xml"
    assert client.get("/assets/logo.svg").text == LOGO


def test_a_logotype_gone_since_the_last_build_stops_nobody(lindvik: Settings) -> None:
    made = look_files(Folder(lindvik.content, PROJECT), Look(colour="#7a0019", logo="borta.svg"), OFFICERS)
    assert [file.path for file in made] == ["assets/hemval.css", "assets/icon.svg"]


@pytest.mark.parametrize(
    ("drawn", "what"),
    [
        ("<script>alert(1)</script>", "script"),
        ('<circle r="1" onload="alert(1)"/>', "onload"),
        ('<circle r="1" ONCLICK="alert(1)"/>', "ONCLICK"),
        ("<foreignObject><p>hej</p></foreignObject>", "foreignObject"),
        ('<image href="https://elsewhere.example/a.png"/>', "image"),
        ('<use href="https://elsewhere.example/a.svg#b"/>', "href"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="//elsewhere.example/a.svg#b"/>', "href"),
        ('<circle r="1" fill="url(https://elsewhere.example/a.svg#b)"/>', "fill"),
        ('<circle r="1" fill="url( \'//elsewhere.example/a.svg\')"/>', "fill"),
        ("<style>@import 'https://elsewhere.example/a.css';</style>", "style"),
        ('<circle r="1" fill="u\\72l(//elsewhere.example/a.svg)"/>', "fill"),
        ('<circle r="1" fill="image-set(\'//elsewhere.example/a.svg\' 1x)"/>', "fill"),
        ('<circle r="1" style="fill: url(//elsewhere.example/a)"/>', "style"),
        ('<a href="javascript:alert(1)"><circle r="1"/></a>', "a"),
        ('<set attributeName="href" to="javascript:alert(1)"/>', "set"),
        ('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>', "script"),
    ],
)
def test_an_svg_that_does_more_than_draw_is_refused(tmp_path: Path, drawn: str, what: str) -> None:
    found = as_logo(tmp_path, DRAWN.format(f"\n  {drawn}\n"))
    assert {(finding.file, finding.line) for finding in found} == {("logo.svg", 2)}
    assert any(f"”{what}" in finding.message for finding in found)
    assert found[0].source_line == f"  {drawn}"


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "aaaa">]>\n' + DRAWN.format("&a;"), "<!DOCTYPE"),
        ('<?xml-stylesheet href="//elsewhere.example/a.css"?>\n' + LOGO, "<?xml-stylesheet"),
        (LOGO[:-4], "ingen SVG"),
        ("inte alls", "ingen SVG"),
        (DRAWN.format(" " * 20_000), "större än 16 kB"),
    ],
)
def test_what_is_no_plain_svg_is_refused(tmp_path: Path, whole: str, told: str) -> None:
    found = as_logo(tmp_path, whole)
    assert told in found[0].message


def test_references_within_the_picture_are_drawing(tmp_path: Path) -> None:
    drawn = '<defs><linearGradient id="a"/></defs><circle r="1" fill="url(#a)"/><use href="#a"/>'
    assert as_logo(tmp_path, DRAWN.format(drawn)) == []


def test_a_png_must_be_one(lindvik: Settings) -> None:
    (found,) = with_logo(lindvik, "<svg>", "logo.png")
    assert found.message == "Det här är ingen PNG-bild."


@pytest.mark.parametrize("name", ["borta.svg", "logo.jpg", "/etc/passwd", "../logo.svg"])
def test_a_logotype_that_is_not_there_or_of_another_kind_is_refused(lindvik: Settings, name: str) -> None:
    (found,) = of_look(lindvik, f'  colour: "#0b4a42"\n  logo: {name}\n')
    assert found.source_line == f"  logo: {name}"


# The way to a page


def links_of(settings: Settings, address: str) -> Iterator[tuple[str, str | None]]:
    for nav in page(settings, address).iter("nav"):
        if nav.get("class") == "wide trail":
            assert nav.get("aria-label")
            for item in next(nav.iter("ol")):
                yield "".join(item.itertext()).strip(), item[0].get("href")
            assert item[0].get("aria-current") == "page"


def test_a_page_below_others_shows_the_way_to_it(settings: Settings) -> None:
    provider = next((settings.places.site / "utforare").glob("*/index.html")).parent.name
    for prefix, names in (("", ["Start", "Utförare"]), ("/en", ["Start", "Providers"])):
        *above, (name, here) = links_of(settings, f"{prefix}/utforare/{provider}/")
        assert above == list(zip(names, [f"{prefix}/", f"{prefix}/utforare/"], strict=True))
        assert name
        assert here is None
        for address in ("/", "/utforare/", "/fragor/", "/jamfor/"):
            assert list(links_of(settings, f"{prefix}{address}")) == []
