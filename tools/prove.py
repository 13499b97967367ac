"""Runs the checks that take hours and writes docs/proof.md: what was proved, with which figures, when, on which commit.

A test marked `prove` records its figures with pytest's `record_property`; nothing else ends up in the page.
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


def main() -> int:
    """Run `pytest -m prove` with the arguments given, and write the page also when something failed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-m", "prove", "-v", f"--junitxml={report}", *sys.argv[1:]]
        outcome = subprocess.run(command, cwd=ROOT, check=False).returncode
        if not report.exists():
            print("casusregie: nothing was run, docs/proof.md stays as it was", file=sys.stderr)
            return outcome or 1
        PAGE.write_text(page(ET.parse(report).getroot()), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
    return outcome


def page(report: ET.Element) -> str:
    """The page from a JUnit report."""
    lines = [
        "# Proof",
        "",
        "Written by `make prove`: what takes too long for `make test`, with the figures as they came out.",
        "",
        f"- Date: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        f"- Commit: {_git('rev-parse', '--short=12', 'HEAD')}{_dirty()}",
        f"- Machine: {os.cpu_count()} cores, Python {sys.version.split()[0]}",
        "",
        "| what | outcome | seconds | figures |",
        "|---|---|---|---|",
    ]
    for case in report.iter("testcase"):
        failed = case.find("failure") is not None or case.find("error") is not None
        figures = "; ".join(f"{p.get('name')}: {p.get('value')}" for p in case.iter("property"))
        what = (case.get("name") or "").removeprefix("test_").replace("_", " ")
        seconds = float(case.get("time") or 0)
        lines.append(f"| {what} | {'FAILED' if failed else 'holds'} | {seconds:.0f} | {figures} |")
    return "\n".join(lines) + "\n"


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def _dirty() -> str:
    return " with uncommitted changes" if _git("status", "--porcelain", "--untracked-files=no") else ""


if __name__ == "__main__":
    sys.exit(main())
