"""Which rows exist for an actor. These texts stand inside every statement, before any order, limit or count.

Parameters: those of `Actor.parameters`. Outside the scope a person or case does not exist.
"""

from typing import LiteralString

from graph.fragments import in_force_now


def team(c: LiteralString) -> LiteralString:
    """Case `c` is in the TEAM scope: an involvement in force now, under a frame of the purpose, of the acting position,
    or of its organisation where no person is named and the function may assign; and the professional not excluded.
    """
    return f"""(EXISTS {{ MATCH ({c})<-[:IN_CASE]-(scope:Involvement)
        WHERE scope.frame IN $actor.frames AND {in_force_now("scope")}
          AND (scope.positionId = $actor.position
               OR (scope.positionId IS NULL AND scope.organisationId = $actor.organisation AND $actor.assigns)) }}
      AND NOT EXISTS {{ MATCH ({c})<-[:EXCLUDED_FROM]-(excluded:Exclusion)
        WHERE excluded.professionalId = $actor.professional AND {in_force_now("excluded")} }})"""
