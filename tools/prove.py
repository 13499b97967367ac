"""Runs the checks that take hours and writes docs/proof.md: what was proved, with which figures, when, on which commit.

A test marked `prove` records its figures with pytest's `record_property`. With arguments (of pytest: a path, `-k WORD`)
only those are run, and the lines of the others stay as they were, each with its own date and commit.
"""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "proof.md"
HEADING = ["what", "outcome", "seconds", "figures", "date (UTC)", "commit"]


def main() -> int:
    """Run `pytest -m prove` with the arguments given, and write the page also when something failed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-m", "prove", "-v", f"--junitxml={report}", *sys.argv[1:]]
        outcome = subprocess.run(command, cwd=ROOT, check=False).returncode
        if not report.exists():
            print("casusregie: nothing was run, docs/proof.md stays as it was", file=sys.stderr)
            return outcome or 1
        earlier = lines_of(PAGE.read_text("utf-8")) if PAGE.exists() and len(sys.argv) > 1 else {}
        PAGE.write_text(page({**earlier, **lines_from(ET.parse(report).getroot())}), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
    return outcome


def page(lines: dict[str, list[str]]) -> str:
    """The page, from its lines by what they prove."""
    told = [
        "# Proof",
        "",
        "Written by `make prove`: what takes too long for `make test`, with the figures as they came out on a machine",
        f"with {os.cpu_count()} cores and Python {sys.version.split()[0]}. A *dirty* commit had changes to it.",
        "",
        f"| {' | '.join(HEADING)} |",
        "|" + "---|" * len(HEADING),
        *(f"| {' | '.join([what, *cells])} |" for what, cells in sorted(lines.items())),
    ]
    return "\n".join(told) + "\n"


def lines_from(report: ET.Element) -> dict[str, list[str]]:
    """The lines that a JUnit report gives."""
    when = [f"{datetime.now(UTC):%Y-%m-%d %H:%M}", _git("rev-parse", "--short=12", "HEAD") + _dirty()]
    found: dict[str, list[str]] = {}
    for case in report.iter("testcase"):
        failed = case.find("failure") is not None or case.find("error") is not None
        figures = "; ".join(f"{p.get('name')}: {p.get('value')}" for p in case.iter("property"))
        what = (case.get("name") or "").removeprefix("test_").replace("_", " ")
        seconds = f"{float(case.get('time') or 0):.0f}"
        found[what] = ["FAILED" if failed else "holds", seconds, figures.replace("|", "/"), *when]
    return found


def lines_of(text: str) -> dict[str, list[str]]:
    """The lines of a page that was written before."""
    rows = [[cell.strip() for cell in line[1:-1].split("|")] for line in text.splitlines() if line.startswith("| ")]
    return {row[0]: row[1:] for row in rows if row != HEADING and len(row) == len(HEADING)}


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def _dirty() -> str:
    """Whether anything but the page itself differs from the commit."""
    return " dirty" if _git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs/proof.md") else ""


if __name__ == "__main__":
    sys.exit(main())
