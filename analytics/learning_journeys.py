"""The client journey (*cliëntreis*) of a case for learning as SVG: the path from arrival to return, with its holes.

Drawn from the summary alone, so it tells no more than that does. Black on white, in shapes and words and not in
colours, with letters that can be read at half size.
"""

from typing import Final
from xml.etree import ElementTree as ET

from analytics.learning_cases import LearningCase, Telling, Told
from analytics.learning_words import in_dutch

WIDTH, HEIGHT = 1400, 760
_LEFT, _RIGHT, _PATH = 130, WIDTH - 170, 240
_INK, _PAPER = "#000", "#fff"
_STATIONS: Final = (
    ("Aankomst", "week 0", None),
    ("Eerste contact", "na weken: {}", "weeks_to_contact"),
    ("Plan", "na weken: {}", "weeks_to_plan"),
    ("Overleg", "aantal: {}", "meetings"),
    ("Overdracht", "aantal: {}", "handovers"),
    ("Vrijlating", "weken binnen: {}", "weeks_inside"),
    ("Terugkeer", "in orde van vijf: {}", "ready_count"),
)
"""Stations of the path: name, how the value is said, and the attribute it is read from."""
_RELEASE: Final = 5
"""Stations from this one on are reached only after the release."""
_CONDITIONS: Final = (
    ("HOUSING", "Wonen"), ("WORK_AND_INCOME", "Werk, inkomen"), ("IDENTITY_DOCUMENT", "Papieren"),
    ("DEBTS", "Schulden"), ("CARE", "Zorg"), ("SOCIAL_NETWORK", "Netwerk"),
)  # fmt: skip
_MARKS: Final = {"IN_ORDER": "✓", "NOT_IN_ORDER": "✗", "IN_PROGRESS": "…"}
_NOT_TOLD: Final = "–"
_NOT_KNOWN: Final = "?"


def journey_svg(case: LearningCase) -> str:
    """The journey as one SVG document that stands alone and says that it is invented. Equal summaries, equal text."""
    told = {one.attribute.name: one for one in case.told}
    svg = ET.Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img")
    svg.set("width", str(WIDTH))
    ET.SubElement(svg, "title").text = "Cliëntreis van aankomst tot terugkeer (verzonnen)"
    ET.SubElement(svg, "rect", width="100%", height="100%", fill=_PAPER)
    _text(svg, 40, 56, "Cliëntreis: van aankomst tot terugkeer", size=34, bold=True)
    _text(svg, 40, 94, f"Verzonnen. Ten minste {case.k} mensen passen in dit beeld.", size=24)
    _path(svg, told)
    _holes(svg, told)
    _table(svg, told)
    ET.indent(svg)
    return ET.tostring(svg, encoding="unicode") + "\n"


def _path(svg: ET.Element, told: dict[str, Told]) -> None:
    step = (_RIGHT - _LEFT) / (len(_STATIONS) - 1)
    phase = told.get("phase")
    _line(svg, _LEFT, _RIGHT, _PATH, width=6)
    for index, (name, form, attribute) in enumerate(_STATIONS):
        x = round(_LEFT + index * step)
        known = attribute is None or _value(told.get(attribute)) not in (None, "0", "NONE")
        done = known and (index < _RELEASE or (phase is not None and phase.value == "AFTER"))
        mark = ET.SubElement(svg, "circle", cx=str(x), cy=str(_PATH), r="20", stroke=_INK)
        mark.set("stroke-width", "5")
        mark.set("fill", _INK if done else _PAPER)
        lift = -70 if index % 2 == 0 else 66
        _text(svg, x, _PATH + lift, name, size=26, bold=True, middle=True)
        _text(svg, x, _PATH + lift + 28, _said(told, form, attribute), size=22, middle=True)


def _value(one: Told | None) -> str | None:
    return None if one is None or one.value in (None, "UNKNOWN") else one.value


def _said(told: dict[str, Told], form: str, attribute: str | None) -> str:
    if attribute is None:
        return form
    one = told.get(attribute)
    if one is None or one.telling is not Telling.TOLD:
        return "niet verteld"
    return "niet bekend" if one.value == "UNKNOWN" else form.format(in_dutch(one))


def _holes(svg: ET.Element, told: dict[str, Told]) -> None:
    """The holes in contact: a line below the path, broken where there is any."""
    gaps, longest = told.get("gaps"), told.get("longest_gap")
    y = 400
    _text(svg, 40, y, "Gaten in het contact", size=26, bold=True)
    many = "niet verteld" if gaps is None or gaps.value is None else in_dutch(gaps)
    long = (
        "niet verteld"
        if longest is None or longest.value is None
        else f"{in_dutch(longest)} weken"
        if _value(longest)
        else "niet bekend"
    )
    _text(svg, 390, y, f"van zes weken of meer: {many}; langste: {long}", size=24)
    _line(svg, 40, WIDTH - 40, y + 34, width=4)
    if _value(gaps) not in (None, "0"):
        hole = ET.SubElement(svg, "rect", x=str(WIDTH // 2 - 150), y=str(y + 22), width="300", height="24")
        for key, value in (("fill", _PAPER), ("stroke", _INK), ("stroke-width", "3"), ("stroke-dasharray", "10 8")):
            hole.set(key, value)


def _table(svg: ET.Element, told: dict[str, Told]) -> None:
    y = 490
    _text(svg, 40, y, "Basisvoorwaarden", size=26, bold=True)
    for row, (phase, name) in enumerate((("BEFORE", "voor"), ("DURING", "tijdens"), ("AFTER", "na"))):
        _text(svg, 40, y + 96 + 50 * row, name, size=24)
        for column, (condition, _) in enumerate(_CONDITIONS):
            one = told.get(f"{condition}.{phase}")
            value = one.value if one else None
            mark = _NOT_TOLD if value is None else _MARKS.get(value, _NOT_KNOWN)
            _text(svg, 270 + 195 * column, y + 96 + 50 * row, mark, size=30, bold=True, middle=True)
    for column, (_, name) in enumerate(_CONDITIONS):
        _text(svg, 270 + 195 * column, y + 46, name, size=24, middle=True)
    legend = "✓ in orde   ✗ niet in orde   … wordt aan gewerkt   ? niet bekend   – niet verteld"
    _text(svg, 40, HEIGHT - 22, legend, size=22)


def _line(svg: ET.Element, start: int, end: int, y: int, *, width: int) -> None:
    line = ET.SubElement(svg, "line", x1=str(start), y1=str(y), x2=str(end), y2=str(y), stroke=_INK)
    line.set("stroke-width", str(width))


def _text(
    svg: ET.Element, x: int, y: int, text: str, *, size: int, bold: bool = False, middle: bool = False
) -> None:  # fmt: skip
    one = ET.SubElement(svg, "text", x=str(x), y=str(y), fill=_INK)
    one.set("font-family", "system-ui, sans-serif")
    one.set("font-size", str(size))
    if bold:
        one.set("font-weight", "bold")
    if middle:
        one.set("text-anchor", "middle")
    one.text = text
