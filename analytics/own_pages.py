"""The person's own view as one HTML page that stands alone: no network, no script, large type, black on white."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from graph.own_view_sentences import INVENTED, Part

_STYLE: Final = """
html { font: 125%/1.5 Verdana, "DejaVu Sans", sans-serif; color: #000; background: #fff; overflow-wrap: anywhere; }
body { max-width: 38em; margin: 1.5em auto; padding: 0 1em; }
h1 { font-size: 1.5em; line-height: 1.2; }
h2 { font-size: 1.15em; line-height: 1.3; margin: 1.6em 0 0.4em; border-bottom: 2px solid #000; break-after: avoid; }
ul { padding-left: 1.2em; margin: 0; }
li { margin: 0.35em 0; break-inside: avoid; }
li > ul { margin-bottom: 0.6em; }
p.invented { border: 2px solid #000; padding: 0.5em 0.8em; font-weight: bold; }
@page { size: A4; margin: 18mm; }
@media print { html { font-size: 13pt; } body { max-width: none; margin: 0; padding: 0; } }
""".strip()
_SAFE: Final = "default-src 'none'; style-src 'unsafe-inline'"
_UNDER: Final = "– "


def own_page(parts: Iterable[Part], made_on: str) -> str:
    """The page; `made_on` is its day in words. All text is escaped: nothing that was recorded becomes part of the page.

    Equal parts give equal text.
    """
    body = "\n".join(_part(*one) for one in enumerate(parts, 1))
    return f"""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{escape(_SAFE)}">
<title>Mijn overzicht (verzonnen)</title>
<style>
{_STYLE}
</style>
</head>
<body>
<main>
<h1>Mijn overzicht</h1>
<p>Gemaakt op {escape(made_on)}. Dit overzicht is van u. U bepaalt zelf aan wie u het laat zien.</p>
<p class="invented">{escape(INVENTED)}</p>
{body}
<p class="invented">{escape(INVENTED)}</p>
</main>
</body>
</html>
"""


def _part(number: int, part: Part) -> str:
    """A section that is called by its heading, for who listens to the page."""
    name = f"kop-{number}"
    lines = "\n".join(_items(part.lines))
    return (
        f'<section aria-labelledby="{name}">\n<h2 id="{name}">{escape(part.heading)}</h2>\n'
        f"<ul>\n{lines}\n</ul>\n</section>"
    )


def _items(lines: Iterable[str]) -> Iterator[str]:
    """The lines as items of a list; what belongs under a line is a list within its item."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        text = escape(line.removeprefix(_UNDER))
        if line.startswith(_UNDER) and found:
            found[-1][1].append(text)
        else:
            found.append((text, []))
    for text, under in found:
        within = "".join(f"\n<li>{one}</li>" for one in under)
        yield f"<li>{text}\n<ul>{within}\n</ul></li>" if under else f"<li>{text}</li>"
