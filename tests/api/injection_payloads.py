"""A thousand texts that would do something if they ever became part of a statement, of a search or of a document."""

from itertools import product

_ACTS = (
    "MATCH (n) DETACH DELETE n",
    "CREATE (:Pwned)",
    "MATCH (n) SET n.pwned = true",
    "MATCH (p:Person) RETURN p",
    "MATCH (n) REMOVE n:Person",
    "MERGE (x:Pwned {id: 1})",
    "DROP CONSTRAINT case_id IF EXISTS",
    "CREATE INDEX pwned FOR (n:Person) ON (n.pwned)",
    "CALL dbms.components() YIELD name RETURN name",
    "CALL { MATCH (n) DETACH DELETE n } IN TRANSACTIONS",
    "LOAD CSV FROM 'http://127.0.0.1:1/' AS row RETURN row",
    "SHOW USERS",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "CREATE USER eve SET PASSWORD 'eve'",
    "CALL apoc.cypher.runWrite('CREATE (:Pwned)', {})",
    "CALL db.index.fulltext.queryNodes('names', '*')",
    "UNWIND range(1, 1000000000) AS i RETURN i",
    "RETURN $actor.professional",
)
_ENDS_BEFORE = (
    "'",
    '"',
    "`",
    "x'",
    'x"',
    "x`",
    "'}) ",
    '"}) ',
    "`}) ",
    "') ",
    "\\' ",
    "\\\\' ",
    "\n",
    ";",
    "} ",
    "*/ ",
)
_ENDS_AFTER = ("", " //", " /*", ";", " WITH 1 AS a RETURN a //", "\n//", " RETURN 1;--", "'", '"', "`")

_ALWAYS_TRUE = (
    "' OR 1=1 //",
    "' OR true OR '",
    '" OR "" = "',
    "x' OR p.name =~ '.*",
    "' OR p.id STARTS WITH '",
    "' IN ['', '",
    "' + '",
    "'||'",
    "\\",
    "\\\\",
    "'",
    '"',
    "`",
    "``",
    "';",
    "%",
    "_",
    "--",
    "//",
    "/*",
    "*/",
    "{}",
    "}}",
    "{{",
    "]",
    ")",
)
_LUCENE = (
    "*",
    "*:*",
    "?*",
    "~",
    "jan~0.1",
    "jan^1000000",
    '"jan',
    "[* TO *]",
    "{a TO z}",
    "+jan -piet",
    "&& ||",
    "!jan",
    "name:*",
    "/.*/",
    "/(a+)+b/",
    "(jan",
    "jan)",
    "AND",
    "OR NOT",
    "\\u002a",
    "_id:*",
)
_ESCAPES = (
    "\\u0027 OR 1=1 //",
    "\\u0022 OR 1=1 //",
    "\\u0060",
    "\\U00000027",
    "\\x27",
    "&#39; OR 1=1",
    "%27%20OR%201%3D1",
    "\u2019 OR 1=1",
    "\uff07 OR 1=1 //",
    "\u02bc OR 1=1 //",
    "\u0127",
    "\u0000",
    "a\u0000b",
    "\u0000' OR 1=1 //",
    "\ufeff",
    "\u202e' OR 1=1",
    "\u200b",
    "\r\n",
    "\t",
    "\u2028",
    "\U0001f600",
    "e\u0301" * 40,
    "\ud800",
    "\udfff' OR 1=1",
    "a\udc00",
)
_PARAMETERS = (
    "$actor",
    "$asked.id",
    "$now",
    "$max",
    "${asked}",
    "$`asked`",
    "{asked}",
    ":param x => 1",
    "null",
    "NULL",
    "true",
    "0",
    "-1",
    "1e400",
    "NaN",
    "[]",
    "['a']",
    '{"id": "a"}',
    '{"$ne": null}',
    "datetime()",
    "date('2026-03-10')",
    "2026-03-10' OR '1'='1",
    "2026-03-10T12:00:00Z'}) //",
    "elementId(n)",
    "4:00000000-0000-0000-0000-000000000000:0",
)
_OTHERS = (
    '"}) { id } } mutation { pwn } #',
    '") { __typename } persons(search: "',
    '""" } { me { id } } """',
    "{ __schema { types { name } } }",
    "<script>alert(1)</script>",
    "[bold red]jan[/bold red]",
    "[/]",
    "{{7*7}}",
    "${jndi:ldap://127.0.0.1:1/a}",
    "../../../../etc/passwd",
    "$(id)",
    "`id`",
    "; rm -rf .",
    "| cat",
    "%s%s%n",
    "{0.__class__}",
    "__import__('os')",
    "-1' UNION MATCH (n) RETURN n //",
    "VR08' //",
    "GM0363' OR '1'='1",
    "GM0363\u0000",
)
_LONG = ("'" * 199, "`" * 100, "a" * 101, "a" * 201, "' OR " * 1_000, "\\" * 5_000, "(" * 10_000, "\u20ac" * 10_000)


def _all() -> tuple[str, ...]:
    simple = (*_ALWAYS_TRUE, *_LUCENE, *_ESCAPES, *_PARAMETERS, *_OTHERS, *_LONG)
    wrapped = [f"{before}{act}{after}" for act, after, before in product(_ACTS, _ENDS_AFTER, _ENDS_BEFORE)]
    # every seventh, so that all acts, beginnings and ends are among those that are taken
    taken = [wrapped[place * 7 % len(wrapped)] for place in range(1_000 - len(simple))]
    return tuple(dict.fromkeys((*simple, *taken)))


PAYLOADS = _all()


def storable(text: str) -> bool:
    """Whether a text can be sent at all: half a character (a surrogate) has no form in UTF-8."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)
