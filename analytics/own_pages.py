"""The person's own view as one HTML page that stands alone: no network, no script, large type, black on white."""

from collections.abc import Iterable
from html import escape
from typing import Final

from graph.own_view_sentences import INVENTED, Part

_STYLE: Final = """
html { font: 125%/1.5 Verdana, "DejaVu Sans", sans-serif; color: #000; background: #fff; }
body { max-width: 38em; margin: 1.5em auto; padding: 0 1em; }
h1 { font-size: 1.5em; line-height: 1.2; }
h2 { font-size: 1.15em; margin: 1.6em 0 0.4em; border-bottom: 2px solid #000; break-after: avoid; }
ul { padding-left: 1.2em; margin: 0; }
li { margin: 0.35em 0; break-inside: avoid; }
li.under { margin-left: 1.2em; list-style: circle; }
p.invented { border: 2px solid #000; padding: 0.5em 0.8em; font-weight: bold; }
@media print { html { font-size: 13pt; } body { max-width: none; margin: 0; padding: 0; } @page { margin: 18mm; } }
""".strip()
_SAFE: Final = "default-src 'none'; style-src 'unsafe-inline'"
_UNDER: Final = "– "


def own_page(parts: Iterable[Part], made_on: str) -> str:
    """The page; `made_on` is its day in words. All text is escaped: nothing that was recorded becomes part of the page.

    Equal parts give equal text.
    """
    body = "\n".join(_part(one) for one in parts)
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
<h1>Mijn overzicht</h1>
<p>Gemaakt op {escape(made_on)}. Dit overzicht is van u. U bepaalt zelf aan wie u het laat zien.</p>
<p class="invented">{escape(INVENTED)}</p>
{body}
<p class="invented">{escape(INVENTED)}</p>
</body>
</html>
"""


def _part(part: Part) -> str:
    lines = "\n".join(_line(one) for one in part.lines)
    return f"<section>\n<h2>{escape(part.heading)}</h2>\n<ul>\n{lines}\n</ul>\n</section>"


def _line(text: str) -> str:
    if text.startswith(_UNDER):
        return f'<li class="under">{escape(text.removeprefix(_UNDER))}</li>'
    return f"<li>{escape(text)}</li>"
