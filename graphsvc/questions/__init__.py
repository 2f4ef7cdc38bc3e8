"""One function a question: ask the store, call a rule."""

from graphsvc.questions.changes import change, changes
from graphsvc.questions.dispute import dispute
from graphsvc.questions.duties import duties
from graphsvc.questions.escalation import escalation
from graphsvc.questions.find import find_households, find_place, find_places
from graphsvc.questions.find_people import find_holders, find_people
from graphsvc.questions.gaps import gaps
from graphsvc.questions.hall import hall
from graphsvc.questions.household import household
from graphsvc.questions.matters import matters
from graphsvc.questions.post import post_history
from graphsvc.questions.resolve import resolve
from graphsvc.questions.responsible import responsible
from graphsvc.questions.vacancies import vacancies

__all__ = [
    "change",
    "changes",
    "dispute",
    "duties",
    "escalation",
    "find_holders",
    "find_households",
    "find_people",
    "find_place",
    "find_places",
    "gaps",
    "hall",
    "household",
    "matters",
    "post_history",
    "resolve",
    "responsible",
    "vacancies",
]
