"""What the person's own view is made of. Plain data; moments in milliseconds UTC."""

from dataclasses import dataclass

from graph.networks_shape import Status
from graph.withholding import Withheld


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody involved, or an organisation as such. `role` is None for who directs without a role in the team.

    `name` is that of a professional who is the person's contact, else None. `is_contact` says whom to call: that
    professional, or an organisation that directs. Moments in milliseconds UTC, the end exclusive, None not known.
    """

    role: str | None
    organisation: str
    organisation_kind: str
    name: str | None
    is_contact: bool
    directs: bool
    status: Status
    valid_from: int | None
    valid_to: int | None


@dataclass(frozen=True, slots=True)
class OwnAction:
    """An action of the plan. `by_person` says that it is the person's own; `who` is None for that, and for nobody."""

    text: str
    status: str
    due_at: int | None
    overdue: str
    by_person: bool
    who: str | None


@dataclass(frozen=True, slots=True)
class OwnGoal:
    """A goal: OWN_WISH, REINTEGRATION or BEHAVIOUR; `text`, `kind` and `status` None where only actions are told."""

    goal_id: str
    text: str | None
    kind: str | None
    status: str | None
    actions: tuple[OwnAction, ...]


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """A plan, what the person answered to it (AGREED, DISAGREED, NOT_ANSWERED), and to which version.

    `answer_asked` says whether an answer of the person is asked now.
    """

    plan_id: str
    status: str | None
    version: int | None
    own_answer: str
    answered_version: int | None
    answer_asked: bool
    goals: tuple[OwnGoal, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """One condition on the day of release: YES, NO or UNKNOWN, why (`graph.readiness.Why`), and what was agreed."""

    condition: str
    answer: str
    why: str
    agreed_action: str | None
    who: str | None


@dataclass(frozen=True, slots=True)
class Coming:
    """What happens and when: a MEETING or CONTACT of a kind, HELP, an own ACTION, or the RELEASE.

    `what` is the kind of the first two, the name or text of the next two. `with_person` says that the person is there.
    """

    at: int
    kind: str
    what: str
    who: str | None
    with_person: bool


@dataclass(frozen=True, slots=True)
class OwnCase:
    """One own case. `is_open` and `release_at` are None where that is not known; `released` says that it has happened.

    `settled` is empty where conditions are withheld or the case is closed. `version` is that of what is shown.
    """

    case_id: str
    version: str
    is_open: bool | None
    helpers: tuple[Helper, ...]
    plans: tuple[OwnPlan, ...]
    release_at: int | None
    released: bool
    certainty: str | None
    settled: tuple[Settled, ...]
    coming: tuple[Coming, ...]


@dataclass(frozen=True, slots=True)
class OwnView:
    """What one person sees of the own cases, those that are open first."""

    person_id: str
    at: int
    cases: tuple[OwnCase, ...]
    withheld: tuple[Withheld, ...]
