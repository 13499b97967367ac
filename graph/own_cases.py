"""The actor's own cases, found from the actor's position outward: where every search for persons begins."""

from typing import LiteralString

from graph.fragments import in_force_now
from graph.scopes import team

OWN_CASES: LiteralString = f"""
MATCH (h:Position {{id: $actor.position}})-[:HAS]->(i:Involvement)-[:IN_CASE]->(c:Case)
WHERE i.frame IN $actor.frames AND {in_force_now("i")}
WITH collect(DISTINCT c) AS own
WITH own + COLLECT {{ MATCH (o:Organisation {{id: $actor.organisation}})-[:HAS]->(i:Involvement)-[:IN_CASE]->(c:Case)
  WHERE $actor.assigns AND i.frame IN $actor.frames AND {in_force_now("i")} RETURN DISTINCT c }} AS cases
UNWIND cases AS c
WITH DISTINCT c WHERE {team("c")}"""
"""Start of a statement: a row for each case `c` in the TEAM scope. Parameters: those of `Actor.parameters`."""
