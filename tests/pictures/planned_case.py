"""A written case with a joint plan."""

from written_case import Written


class Planned(Written):
    """A case with a plan; goals and actions are added by their ids."""

    def __init__(self, *persons):
        super().__init__(*persons)
        self.position("manager")
        self.position("coordinator", "AFTERCARE_COORDINATOR", "GM", "MUNICIPALITY")
        self.plans.append("plan")

    def version(self, version, status, since, until=None, plan="plan", **said):
        return self.say("PlanState", since, until, plan=plan, version=version, status=status, **said)

    def goal(self, id, since, until=None, *, kind="REINTEGRATION", status="OPEN", text=None, plan="plan", **said):
        self.goals[id] = plan
        return self.say("GoalState", since, until, goal=id, kind=kind, status=status, text=text or f"Doel {id}", **said)

    def action(self, id, goal, since, until=None, *, status="OPEN", due=None, text=None, phase="DURING", **said):
        self.actions[id] = goal
        return self.say(
            "ActionState", since, until, action=id, status=status, dueOn=due, text=text or f"Actie {id}", phase=phase,
            **said,
        )  # fmt: skip
