"""Two coders read the open texts of the round of 2016, each for themselves."""

from datetime import date

from daumoi.config.demo.answers import opinions
from daumoi.config.demo.people import principal
from daumoi.foundation.principal import acting
from daumoi.surveys import actions
from daumoi.surveys.models import Codebook, Reply, Round

CODED = date(2016, 9, 16)


def build(*, round_: Round) -> None:
    """Make the codebook and code every opinion twice; nothing happens when it was done before."""
    codebook, texts = opinions()
    first, second = principal("dieuphoi", CODED), principal("dieuphoi2", CODED)
    with acting(first):
        if Codebook.objects.filter(round=round_).exists():
            return
        actions.create_codebook(
            by=first,
            round_=round_,
            title="Bảng mã khó khăn, kiến nghị 2016",
            entries=[
                actions.NewEntry(row["code"], row["label"], row["label_en"], row["definition"])
                for row in codebook
            ],
        )
        replies = {
            reply.owner.code: reply
            for reply in Reply.objects.filter(round=round_).select_related(
                "round", "round__questionnaire", "owner"
            )
        }
        answered = {
            (reply.owner.code, name): value
            for reply in replies.values()
            for name, value in reply.answers.values_list("variable", "value")
        }
    for by, nth in ((first, 0), (second, 1)):
        with acting(by):
            for text in texts:
                code = f"mp-{text.body:02d}"
                if answered.get((code, text.question)) != text.text:
                    continue
                actions.code_text(
                    by=by,
                    reply=replies[code],
                    variable=text.question,
                    codes=(text.first, text.second)[nth],
                    quote=text.quote,
                    is_quotable=text.quotable,
                )
