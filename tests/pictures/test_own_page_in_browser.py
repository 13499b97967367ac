"""The person's own page in a real browser: plain, alone, readable when enlarged, and whole on paper."""

import asyncio
import base64
import re
import shutil

import pytest
from browser import browsing
from planned_case import Planned
from written_case import moment

from analytics.own_pages import own_page
from graph.model.words import CONDITIONS
from graph.own_view_sentences import day, looked, parts
from graph.own_view_shapes import OwnView
from graph.own_views import drawn

pytestmark = pytest.mark.prove

TODAY = "2026-03-10"
LONG = "arbeidsongeschiktheidsverzekeringsmaatschappijmedewerkersoverleg" * 2
SECTIONS = [
    "Wie kunt u bellen of spreken?",
    "Wie zijn er bij u betrokken, en waarom?",
    "Wat is het plan, en wat wilt u zelf?",
    "Wat is er geregeld voor als u vrijkomt?",
    "Wat gebeurt er wanneer?",
    "Wat hier niet staat",
    "Wie keek er in uw gegevens?",
]
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
CUT = """[...document.querySelectorAll('body *')].filter(one => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return box.right > document.documentElement.clientWidth + 0.5 || box.left < 0
    || (style.overflow !== 'visible' && one.scrollHeight > one.clientHeight); }).map(one => one.tagName)"""
CONTRASTS = """(() => { const light = text => { const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map(one => {
    const c = one / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = one => { for (; one; one = one.parentElement) { const found = getComputedStyle(one).backgroundColor;
    if (!/, 0\\)$|transparent/.test(found)) return found; } return 'rgb(255, 255, 255)'; };
  return [...document.querySelectorAll('h1, h2, p, li')].map(one => {
    const [a, b] = [light(getComputedStyle(one).color), light(behind(one))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); }); })()"""
A4_LESS_MARGINS = round((210 - 2 * 18) / 25.4 * 96)


@pytest.fixture
def page(tmp_path):
    """The page of a man with a full plan, who was looked at often; with one word too long for any line."""
    case = Planned()
    case.position("mentor", "MENTOR")
    case.say("CaseState", "2026-01-01", status="OPEN")
    case.detain("2026-01-01", expected="2026-04-01")
    case.say("Direction", "2026-01-01", holder="manager")
    for holder, role in (("manager", "CASE_MANAGER"), ("coordinator", "AFTERCARE_COORDINATOR"), ("mentor", "MENTOR")):
        case.say("Involvement", "2026-01-01", holder=holder, role=role, frame="PBW_18A")
    case.version(1, "PROPOSED", "2026-02-01")
    for number in range(12):
        kind = ("OWN_WISH", "REINTEGRATION", "BEHAVIOUR")[number % 3]
        text = f"Ik wil {LONG}" if number == 3 else f"Doel {number}: weer een eigen huis vinden & houden"
        case.goal(f"goal-{number}", "2026-02-01", kind=kind, text=text)
        for each in range(3):
            owner = ("person", "manager", "coordinator")[each]
            case.action(
                f"{number}-{each}", f"goal-{number}", "2026-02-01", owner=owner, due=f"2026-03-{12 + number}",
                text=f"Actie {number}-{each}: inschrijven bij de woningcorporatie",
            )  # fmt: skip
    for condition in CONDITIONS:
        case.assess(condition, "IN_PROGRESS", "2026-02-01", agreedAction="wordt aangevraagd", owner="coordinator")
    own = drawn(case.view(TODAY), {"manager": "Noor Namens"}, conditions_shown=True)
    seen = looked([f"Op {one} maart 2026 heeft iemand van Name of PI uw plan bekeken." for one in range(1, 10)], 40)
    found = (*parts(OwnView("person", moment(TODAY), (own,), ())), seen)
    file = tmp_path / "own.html"
    file.write_text(own_page(found, day(moment(TODAY))), "utf-8")
    return file, found


@pytest.fixture
async def tab(page, tmp_path):
    async with browsing(tmp_path / "browser") as found:
        await found.show(page[0].as_uri())
        yield found


async def test_it_opens_in_dutch_with_its_sections_and_without_a_complaint_or_a_request(tab, page):
    assert await tab.run("document.documentElement.lang") == "nl"
    assert "Mijn overzicht" in await tab.run("document.title")
    assert await tab.run("[...document.querySelectorAll('h1')].map(one => one.innerText)") == ["Mijn overzicht"]
    assert await tab.run("[...document.querySelectorAll('h2')].map(one => one.innerText)") == SECTIONS
    complaints = [
        params
        for method, params in tab.events
        if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
    ]
    assert complaints == []
    asked = {params["request"]["url"] for method, params in tab.events if method == "Network.requestWillBeSent"}
    assert asked == {page[0].as_uri()}


async def test_who_listens_to_it_finds_the_way(tab):
    nodes = (await tab.ask("Accessibility.getFullAXTree"))["nodes"]
    found = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    assert [role for role, _ in found].count("main") == 1
    assert [name for role, name in found if role == "region"] == SECTIONS
    assert [name for role, name in found if role == "heading"] == ["Mijn overzicht", *SECTIONS]
    assert sum(role == "list" for role, _ in found) >= len(SECTIONS)
    assert await tab.run(
        "[...document.querySelectorAll('ul')].every(one => [...one.children].every(e => e.tagName == 'LI'))"
    )


async def test_it_is_black_on_white_and_large(tab):
    contrasts = await tab.run(CONTRASTS)
    assert len(contrasts) > 50
    assert min(contrasts) >= 7
    assert await tab.run("parseFloat(getComputedStyle(document.querySelector('li')).fontSize)") >= 16
    assert await tab.run("parseFloat(getComputedStyle(document.querySelector('li')).lineHeight)") >= 1.4 * 16


@pytest.mark.parametrize("width", [1280, 640, 320])
async def test_enlarged_twice_or_on_a_telephone_nothing_falls_off_the_side(tab, width):
    await tab.resize(width)
    assert not await tab.run(WIDE)
    assert await tab.run(CUT) == []


async def test_text_of_twice_the_size_is_not_cut(tab):
    await tab.run("document.documentElement.style.fontSize = '250%'")
    assert not await tab.run(WIDE)
    assert await tab.run(CUT) == []


async def test_on_paper_it_is_a4_and_every_word_of_it_is_there(tab, page, tmp_path):
    await tab.ask("Emulation.setEmulatedMedia", media="print")
    await tab.resize(A4_LESS_MARGINS)
    assert await tab.run(CUT) == []
    printed = base64.b64decode((await tab.ask("Page.printToPDF", preferCSSPageSize=True))["data"])
    sizes = {tuple(map(float, one)) for one in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)}
    assert {(round(width / 72 * 25.4), round(height / 72 * 25.4)) for width, height in sizes} == {(210, 297)}
    assert shutil.which("pdftotext"), "this proof needs pdftotext: install poppler-utils"
    file = tmp_path / "own.pdf"
    file.write_bytes(printed)
    reading = await asyncio.create_subprocess_exec("pdftotext", "-raw", str(file), "-", stdout=asyncio.subprocess.PIPE)
    text = re.sub(r"[\s\f]+", "", (await reading.communicate())[0].decode())
    for part in page[1]:
        for line in (part.heading, *part.lines):
            assert re.sub(r"\s+", "", line.removeprefix("– ")) in text
