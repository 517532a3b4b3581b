from daumoi.scheme.actions.handing import (
    answer_clarification,
    ask_clarification,
    send_proposal,
    suggest_posts,
    take_proposals,
    withdraw_proposal,
)
from daumoi.scheme.actions.limits import (
    add_rule,
    remove_ceiling,
    set_money_ceiling,
    set_post_ceiling,
    set_weights,
    suspend_rule,
)
from daumoi.scheme.actions.pack import load_pack
from daumoi.scheme.actions.planning import (
    Wanted,
    ask_why_not,
    choose_plan,
    find_alternatives,
    move_ceiling,
    score_manual,
    solve_plan,
)
from daumoi.scheme.actions.proposing import Given, MoneyGiven, PostGiven, write_proposal
from daumoi.scheme.actions.replies import Taken, take_replies
from daumoi.scheme.actions.schemes import (
    NewPhase,
    add_phase,
    create_scheme,
    edit_scheme,
    open_to_bodies,
    remove_phase,
)

__all__ = [
    "Given",
    "MoneyGiven",
    "NewPhase",
    "PostGiven",
    "Taken",
    "Wanted",
    "add_phase",
    "add_rule",
    "answer_clarification",
    "ask_clarification",
    "ask_why_not",
    "choose_plan",
    "create_scheme",
    "edit_scheme",
    "find_alternatives",
    "load_pack",
    "move_ceiling",
    "open_to_bodies",
    "remove_ceiling",
    "remove_phase",
    "score_manual",
    "send_proposal",
    "set_money_ceiling",
    "set_post_ceiling",
    "set_weights",
    "solve_plan",
    "suggest_posts",
    "suspend_rule",
    "take_proposals",
    "take_replies",
    "withdraw_proposal",
    "write_proposal",
]
