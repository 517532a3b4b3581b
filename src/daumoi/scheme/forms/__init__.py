"""Parsing what people type into the pages of this room. Plain forms: they read and never save."""

from daumoi.scheme.forms.fields import place_refusal
from daumoi.scheme.forms.plans import (
    AlternativesForm,
    CeilingStepsForm,
    ChoosePlanForm,
    ManualForm,
    WhyNotForm,
)
from daumoi.scheme.forms.proposals import AnswerForm, ProposalForm, QuestionForm, SendForm, WithdrawForm
from daumoi.scheme.forms.schemes import (
    EditSchemeForm,
    MoneyCeilingForm,
    OpenForm,
    PhaseForm,
    PostCeilingForm,
    ReasonForm,
    RuleForm,
    SchemeForm,
    WeightsForm,
)

__all__ = [
    "AlternativesForm",
    "AnswerForm",
    "CeilingStepsForm",
    "ChoosePlanForm",
    "EditSchemeForm",
    "ManualForm",
    "MoneyCeilingForm",
    "OpenForm",
    "PhaseForm",
    "PostCeilingForm",
    "ProposalForm",
    "QuestionForm",
    "ReasonForm",
    "RuleForm",
    "SchemeForm",
    "SendForm",
    "WeightsForm",
    "WhyNotForm",
    "WithdrawForm",
    "place_refusal",
]
