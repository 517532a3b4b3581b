"""Simulated content of the component catalogue. No name or figure here belongs to a real body."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.clock import now
from daumoi.ui import icons, marks


class SampleForm(forms.Form):
    """One field of every layout, filled so that some of them are wrong."""

    name = forms.CharField(label=_("Tên đơn vị"), help_text=_("Như trong quyết định thành lập."))
    form = forms.ChoiceField(
        label=_("Hình thức"),
        choices=[("", _("Chọn hình thức")), ("cuc", _("Cục")), ("vu", _("Vụ")), ("tt", _("Trung tâm"))],
    )
    founded = forms.DateField(
        label=_("Ngày thành lập"),
        help_text=_("Ví dụ 08/9/2011."),
        error_messages={"invalid": _("Ngày thành lập: viết theo dạng ngày/tháng/năm, ví dụ 08/9/2011.")},
    )
    budget = forms.IntegerField(
        label=_("Kinh phí năm"),
        min_value=0,
        required=False,
        error_messages={"min_value": _("Kinh phí năm: nhập số không âm, đơn vị triệu đồng.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    duty = forms.ChoiceField(
        label=_("Đơn vị có được giao xây dựng kế hoạch năm không?"),
        widget=forms.RadioSelect,
        choices=[
            ("lead", _("Được giao chủ trì")),
            ("part", _("Được giao một phần")),
            ("no", _("Không được giao")),
        ],
        error_messages={"required": _("Câu C2: chọn một trong ba phương án.")},
    )
    skills = forms.MultipleChoiceField(
        label=_("Kỹ năng hiện có"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("net", _("Quản trị mạng")),
            ("dev", _("Phát triển phần mềm")),
            ("sec", _("An toàn thông tin")),
        ],
    )
    note = forms.CharField(
        label=_("Lý do, đề nghị"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    paper = forms.FileField(
        label=_("Bản ký số"), required=False, help_text=_("PDF, tối đa 20 MB. Không tải tài liệu mật.")
    )
    sure = forms.BooleanField(label=_("Tôi đã đối chiếu số liệu với sổ theo dõi của đơn vị"), required=False)


@dataclass(frozen=True)
class SampleTable:
    """The data behind a sample chart."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True)
class SampleChart:
    """What the `chart` tag reads."""

    title: str
    summary: str
    svg: str
    table: SampleTable


@dataclass(frozen=True)
class SamplePage:
    """What the `pagination` tag reads."""

    previous: str | None
    next: str | None
    shown: int
    total: int | None


def catalogue() -> dict[str, Any]:
    """Template variables of the catalogue page."""
    moment = now()
    day = moment.date()
    return {
        "simulated": True,
        "wrong_form": SampleForm(
            {"name": "Trung tâm Thông tin", "form": "tt", "founded": "2011-13-45", "budget": "-5", "duty": ""}
        ),
        "sound_form": SampleForm(initial={"name": "Cục Chuyển đổi số", "form": "cuc", "duty": "lead"}),
        "chart": _chart(),
        "page": SamplePage(previous="a", next="b", shown=50, total=1234),
        "bodies": _bodies(),
        "duties": _DUTIES,
        "tally": _TALLY,
        "absences": list(marks.ABSENCE),
        "holdings": list(marks.HOLDING),
        "confidences": list(marks.CONFIDENCE),
        "tones": _TONES,
        "icons": sorted(icons.KNOWN),
        "yesterday": day - timedelta(days=1),
        "day": day,
        "moment": moment,
        "soon": day + timedelta(days=3),
        "later": day + timedelta(days=28),
        "past": date(2011, 9, 8),
        "money_rows": _MONEY,
    }


_TONES = (
    ("act", _("đang thực hiện")),
    ("done", _("đã chốt")),
    ("soon", _("đề nghị làm rõ")),
    ("late", _("quá 6 ngày")),
    ("none", _("chưa gửi")),
)
_TALLY = (
    (_("Đã chốt"), 11, "done", "#bang"),
    (_("Đã tiếp nhận"), 4, "act", "#bang"),
    (_("Đề nghị làm rõ"), 2, "soon", "#bang"),
    (_("Chậm"), 3, "late", "#bang"),
    (_("Chưa gửi"), 2, "none", "#bang"),
)
_MONEY = (
    ("Bộ A", "tt", 12_345_678_900, 9_800_000_000, 3),
    ("Bộ B", "cuc", 4_500_000_000, 4_500_000_000, 12),
    ("Bộ C", "tt", None, 250, 0),
    ("Cơ quan K", "vu", 101_010_000_000, 1_111_000_000, 7),
)
_DUTIES = (
    (_("Kế hoạch"), (_("Kế hoạch 5 năm"), _("Kế hoạch năm"), _("Văn bản hướng dẫn"))),
    (_("Triển khai"), (_("Triển khai thống nhất"), _("Dịch vụ công"), _("CSDL ngành"))),
    (_("Kiểm tra"), (_("Kiểm tra tuân thủ"), _("Đánh giá mức độ"))),
    (_("An toàn thông tin"), (_("Bảo đảm ATTT"), _("Ứng cứu sự cố"))),
)
_SIGNS = {"l": "lead", "p": "partial", "n": "none", "e": "elsewhere", "?": "no_data"}
_MATRIX = (
    ("Bộ A", "Trung tâm (ĐVSN)", "llllll?nnl"),
    ("Bộ B", "Trung tâm (ĐVSN)", "llll?ennll"),
    ("Bộ C", "Trung tâm (ĐVSN)", "lpppllL?ep"),
    ("Bộ D", "Trung tâm (ĐVSN)", "llnlnlllll"),
    ("Bộ E", "Vụ", "nllplpll?l"),
    ("Bộ G", "Trung tâm (ĐVSN)", "?plllpplle"),
    ("Cơ quan K", "Trung tâm (ĐVSN)", "pelllpllll"),
    ("Cơ quan L", "Cục", "lllll?lllp"),
)


def _bodies() -> list[tuple[str, str, list[tuple[str, str, bool]]]]:
    """Rows of the matrix: body, form, and per duty its name, its sign, and whether a group starts there."""
    names = [(str(duty), index == 0) for _group, duties in _DUTIES for index, duty in enumerate(duties)]
    return [
        (
            body,
            form,
            [(name, _SIGNS[sign.lower()], starts) for (name, starts), sign in zip(names, signs, strict=True)],
        )
        for body, form, signs in _MATRIX
    ]


def _chart() -> SampleChart:
    """A small hand-made bar chart in the light house colours, as the renderer would give it."""
    rows = (
        ("Cục", 8, "#1d4e89"),
        ("Trung tâm", 11, "#1d4e89"),
        ("Vụ", 2, "#1d4e89"),
        ("Chưa rõ", 1, "#b26a00"),
    )
    bars = "".join(
        f'<text x="96" y="{26 + 34 * i}" text-anchor="end" font-size="13" fill="#1f2328">{name}</text>'
        f'<rect x="108" y="{10 + 34 * i}" width="{count * 36}" height="22" rx="3" fill="{fill}"/>'
        f'<text x="{116 + count * 36}" y="{26 + 34 * i}" font-size="13" fill="#1f2328">{count}</text>'
        for i, (name, count, fill) in enumerate(rows)
    )
    return SampleChart(
        title=str(_("Hình thức của đơn vị chuyên trách, mô phỏng")),
        summary=str(_("Trong 22 cơ quan mô phỏng, một nửa có Trung tâm, 8 cơ quan có Cục; một nơi chưa rõ.")),
        svg=f'<svg xmlns="http://www.w3.org/2000/svg" width="560" height="146">{bars}</svg>',
        table=SampleTable(
            headers=(str(_("Hình thức")), str(_("Số cơ quan"))),
            rows=tuple((name, count) for name, count, _fill in rows),
        ),
    )
