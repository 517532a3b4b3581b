"""Counts and sums of a scheme by name, for papers that carry live figures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from daumoi.foundation.principal import Principal
from daumoi.scheme.models import ProposedForm, Scheme
from daumoi.scheme.queries.runs import chosen_plan
from daumoi.scheme.queries.sheet import sheet
from daumoi.scheme.queries.sums import MoneySum, PostSum, sums


@dataclass(frozen=True)
class SchemeFigure:
    """One figure: its value, its unit, what it means, and the page of the scheme where its rows stand.

    `value` is None while it is not known. Money is in đồng.
    """

    name: str
    value: int | None
    unit: str
    label: str
    page: str


def figures(*, principal: Principal, scheme: Scheme) -> Mapping[str, SchemeFigure]:
    """Every figure of a scheme by name, as it stands now. About fifteen statements."""
    rows = sheet(principal=principal, scheme=scheme)
    summed = sums(principal=principal, scheme=scheme)
    chosen = chosen_plan(principal=principal, scheme=scheme)
    found: dict[str, SchemeFigure] = {}

    def put(name: str, value: int | None, unit: str, label: str, page: str) -> None:
        found[name] = SchemeFigure(name, value, unit, label, page)

    body, page = _("cơ quan"), "scheme:sheet"
    put("co_quan", len(rows.rows), body, _("số bộ, cơ quan ngang bộ"), page)
    put("da_de_xuat", len(rows.sent), body, _("số bộ đã đề xuất"), page)
    put("chua_de_xuat", len(rows.silent), body, _("số bộ chưa đề xuất"), page)
    for form in ProposedForm:
        label = _("số bộ đề nghị trước nhất: %s") % form.label
        put(f"de_nghi_{form.value}", len(rows.wishing(form)), body, label, page)
    put("cho_lam_ro", rows.questions, _("câu"), _("số nội dung đang đề nghị làm rõ"), page)
    _sums(put, summed.posts, summed.money)
    put("tran_bi_vuot", summed.exceeded, _("trần"), _("số trần bị vượt"), "scheme:sums")
    _plan(put, bool(chosen), [(one.line.form, one.line.phase, one.line.changes) for one in chosen])
    return found


_Put = Callable[[str, int | None, str, str, str], None]


def _sums(put: _Put, posts: Iterable[PostSum], money: Iterable[MoneySum]) -> None:
    for one in posts:
        unit = _("người")
        put(f"them_{one.kind}", one.net.total, unit, _("tăng thêm: %s") % one.label, "scheme:sums")
        put(f"dieu_chuyen_{one.kind}", one.given_up, unit, _("điều chuyển: %s") % one.label, "scheme:sums")
        put(f"tran_{one.kind}", one.limit, unit, _("trần: %s") % one.label, "scheme:sums")
    for row in money:
        if not row.asked and row.ceiling is None:
            continue
        name = f"{row.source}_{row.year}"
        words = {"source": row.label, "year": row.year}
        label = _("đề nghị thêm: %(source)s, năm %(year)d") % words
        put(f"kinh_phi_{name}", row.asked, _("đồng"), label, "scheme:sums")


def _plan(put: _Put, is_chosen: bool, lines: list[tuple[str, str | None, bool]]) -> None:
    body, page = _("cơ quan"), "scheme:plan"

    def count(wanted: Callable[[tuple[str, str | None, bool]], bool]) -> int | None:
        return sum(1 for line in lines if wanted(line)) if is_chosen else None

    put("phuong_an_thay_doi", count(lambda one: one[2]), body, _("số bộ thay đổi theo phương án chọn"), page)
    departments = count(lambda one: one[2] and one[0] == ProposedForm.DEPARTMENT)
    put("phuong_an_cuc", departments, body, _("số bộ lập Cục theo phương án chọn"), page)
    for number in range(1, 1 + max((int((one[1] or "gd0")[2:]) for one in lines), default=0)):
        code = f"gd{number}"
        changed = sum(1 for one in lines if one[1] == code)
        put(f"phuong_an_{code}", changed, body, _("số bộ thay đổi trong giai đoạn %d") % number, page)
