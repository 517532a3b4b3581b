"""`daumoi scheme evidence`: the comparison of forms at the command line, with everything needed to compute it again."""

import json
from datetime import date, datetime

import click

from daumoi.foundation.errors import Invalid
from daumoi.foundation.operating import operating
from daumoi.indices.access import access_result
from daumoi.scheme.presenters import evidence_files, evidence_words
from daumoi.scheme.queries import evidence
from daumoi.scheme.queries.evidence import Answer, Question
from daumoi.scheme.queries.evidence_labels import FORMS, Coding
from daumoi.scheme.queries.evidence_outcomes import view_of

_CODES = click.Choice([form.value for form in FORMS])


@click.command("evidence")
@click.argument("edition", metavar="CHỈ_SỐ/KỲ")
@click.option("--day", metavar="NĂM-THÁNG-NGÀY", help="Ngày đọc hình thức; mặc định là ngày chốt số liệu.")
@click.option(
    "--form", "forms", type=_CODES, multiple=True, default=("cuc",), show_default=True, help="Nhóm 1."
)
@click.option("--other", "others", type=_CODES, multiple=True, help="Nhóm 2; mặc định mọi hình thức khác.")
@click.option("--outcome", metavar="MÃ", help="Kết quả chính; mặc định là chính chỉ số.")
@click.option("--group", metavar="MÃ", help="Nhóm so sánh của chỉ số; mặc định là nhóm đông nhất.")
@click.option("--hold", multiple=True, metavar="MÃ", help="Đặc điểm giữ cố định, nhiều nhất hai.")
@click.option("--firm-only", is_flag=True, help="Để ngoài các hình thức mới ở mức suy đoán.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON: câu hỏi, số liệu vào, số ra, câu chữ.")
def evidence_command(
    edition: str,
    day: str | None,
    forms: tuple[str, ...],
    others: tuple[str, ...],
    outcome: str | None,
    group: str | None,
    hold: tuple[str, ...],
    firm_only: bool,
    as_json: bool,
) -> None:
    """Hình thức tổ chức có liên quan đến kết quả không: so hai nhóm trên một kỳ chỉ số đã công bố."""
    index, _slash, code = edition.partition("/")
    with operating() as by:
        found = access_result(principal=by, index=index, code=code)
        view = view_of(edition=found)
        usual = evidence.default_question(view=view)
        question = Question(
            coding=Coding(_day(day) or found.cut_off, forms, others, firm_only),
            primary=outcome or view.outline.definition.tree.code,
            group=usual.group if group is None else group,
            covariates=hold,
        )
        answer = evidence.answer(principal=by, edition=found, question=question)
        click.echo(
            json.dumps(evidence_files.record(answer), ensure_ascii=False, indent=2)
            if as_json
            else _words(answer)
        )


def _words(answer: Answer) -> str:
    """The statements as paragraphs."""
    told = (
        evidence_words.main(answer),
        evidence_words.both_versions(answer),
        evidence_words.one_label(answer),
        evidence_words.several(answer),
        evidence_words.within_strata(answer),
        evidence_words.held_fixed(answer),
    )
    return "\n\n".join(" ".join(one.sentences) or one.refusal for one in told if one is not None)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise Invalid(
            "scheme.evidence.day",
            f"“{text}” không phải là ngày.",
            remedy="Viết năm-tháng-ngày, ví dụ 2020-12-31.",
        ) from error


COMMANDS: tuple[click.Command, ...] = (evidence_command,)
