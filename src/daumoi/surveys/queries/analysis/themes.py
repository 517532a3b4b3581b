"""The themes of the national report: response, form of units, staff, hard core, money, wishes, the two recommendations."""

from collections.abc import Iterator
from dataclasses import dataclass

from daumoi.surveys.models import ReplyState
from daumoi.surveys.queries.analysis.duties import ASSIGNED, duty_rows
from daumoi.surveys.queries.analysis.figures import Figure, Source, amount, share
from daumoi.surveys.queries.analysis.reading import Cell, Reading, Voice

FORM, HAS_UNIT = "don_vi.hinh_thuc", "don_vi.da_co"
WISH, PHASE = "de_xuat.hinh_thuc", "de_xuat.phuong_an"


@dataclass(frozen=True)
class Response:
    """Who answered, out of the addressees frozen at issue."""

    arrived: Figure
    on_time: Figure
    late: Figure
    missing: Figure
    clarifying: Figure
    closed: Figure
    late_voices: tuple[Voice, ...]
    missing_voices: tuple[Voice, ...]


def response(reading: Reading) -> Response:
    """Response figures; a late reply is one sent after its own day, extensions counted."""

    def figure(code: str, label: str, voices: list[Voice]) -> Figure:
        cells = (Source(voice.code) for voice in voices)
        return share(code=f"tra-loi.{code}", label=label, cells=cells, asked=reading.asked)

    arrived = list(reading.arrived)
    late = [voice for voice in arrived if voice.lateness.is_late]
    missing = [voice for voice in reading.voices if not voice.has_arrived]
    return Response(
        arrived=figure("da-gui", "Cơ quan đã gửi trả lời", arrived),
        on_time=figure("dung-han", "Cơ quan gửi đúng hạn", [v for v in arrived if not v.lateness.is_late]),
        late=figure("qua-han", "Cơ quan gửi quá hạn", late),
        missing=figure("chua-gui", "Cơ quan chưa gửi", missing),
        clarifying=figure(
            "lam-ro", "Cơ quan đang làm rõ", [v for v in arrived if v.reply.state == ReplyState.CLARIFY]
        ),
        closed=figure(
            "da-chot", "Trả lời đã chốt", [v for v in arrived if v.reply.state == ReplyState.CLOSED]
        ),
        late_voices=tuple(late),
        missing_voices=tuple(missing),
    )


def form_figures(reading: Reading) -> tuple[Figure, ...]:
    """How many units have each form, then how many bodies have no unit."""
    cells = list(reading.element_cells(FORM))
    found = [
        share(
            code=f"hinh-thuc.{code}",
            label=label,
            cells=(source for _, source, cell in cells if cell.has_value and cell.value == code),
            asked=reading.asked,
        )
        for code, label in reading.element_labels(FORM).items()
    ]
    without = (
        source
        for _, source, cell in reading.element_cells(HAS_UNIT)
        if cell.has_value and cell.value is False
    )
    none = share(
        code="hinh-thuc.khong-co", label="Chưa có đơn vị chuyên trách", cells=without, asked=reading.asked
    )
    return (*found, none)


@dataclass(frozen=True)
class StaffRow:
    """People of one kind: assigned and present. Kinds are never added up into “posts” but in the row of all."""

    label: str
    assigned: Figure
    present: Figure


def staff_rows(reading: Reading) -> tuple[StaffRow, ...]:
    """The kinds of staff in the order of the paper, then all of them."""
    rows = []
    for element, name in reading.elements.items():
        variable = reading.compiled.variables[name]
        kind, dot, last = element.removeprefix("nhan_luc.").partition(".")
        if element.startswith("nhan_luc.") and dot and last == "giao" and variable.row is not None:
            rows.append(
                _staff_row(
                    reading, kind, variable.row.label.vi, f"nhan_luc.{kind}.giao", f"nhan_luc.{kind}.co_mat"
                )
            )
    return (*rows, _staff_row(reading, "tong", "Cộng bốn loại", "nhan_luc.tong_giao", "nhan_luc.tong_co_mat"))


def _staff_row(reading: Reading, kind: str, label: str, assigned: str, present: str) -> StaffRow:
    return StaffRow(
        label=label,
        assigned=_sum(reading, assigned, f"nhan-luc.{kind}.giao", f"{label}, được giao", "người"),
        present=_sum(reading, present, f"nhan-luc.{kind}.co-mat", f"{label}, có mặt", "người"),
    )


def _sum(reading: Reading, element: str, code: str, label: str, unit: str) -> Figure:
    parts = ((source, cell.value) for _, source, cell in reading.element_cells(element) if cell.has_value)
    return amount(code=code, label=label, parts=parts, asked=reading.asked, unit=unit)


@dataclass(frozen=True)
class CoreRow:
    """The hard core of one field: bodies that have it, bodies that do not, people in it."""

    label: str
    present: Figure
    absent: Figure
    people: Figure


def core_rows(reading: Reading) -> tuple[CoreRow, ...]:
    """The two hard cores: management of IT, and security."""
    rows = []
    for code, label in (("cntt", "Quản lý ứng dụng CNTT"), ("attt", "An toàn thông tin")):
        cells = list(reading.element_cells(f"bo_phan_cung.{code}.da_co"))
        rows.append(
            CoreRow(
                label=label,
                present=share(
                    code=f"bo-phan-cung.{code}.co",
                    label=f"Có bộ phận cứng về {label}",
                    cells=_saying(cells, True),
                    asked=reading.asked,
                ),
                absent=share(
                    code=f"bo-phan-cung.{code}.chua",
                    label=f"Chưa có bộ phận cứng về {label}",
                    cells=_saying(cells, False),
                    asked=reading.asked,
                ),
                people=_sum(
                    reading,
                    f"bo_phan_cung.{code}.so_nguoi",
                    f"bo-phan-cung.{code}.nguoi",
                    f"Người của bộ phận cứng về {label}",
                    "người",
                ),
            )
        )
    return tuple(rows)


def _saying(cells: list[tuple[Voice, Source, Cell]], value: object) -> Iterator[Source]:
    return (source for _, source, cell in cells if cell.has_value and cell.value == value)


@dataclass(frozen=True)
class MoneyRow:
    """One source of money over the years, in the unit of the questionnaire (million đồng)."""

    label: str
    years: dict[str, Figure]
    is_total: bool = False


def money_rows(reading: Reading) -> tuple[MoneyRow, ...]:
    """Money by source and year, then the total; a body that gave no number is missing in that sum."""
    rows: dict[str, MoneyRow] = {}
    for element, name in reading.elements.items():
        parts = element.split(".")
        if len(parts) != 3 or parts[0] != "kinh_phi":
            continue
        variable = reading.compiled.variables[name]
        label = variable.row.label.vi if variable.row is not None else "Cộng"
        row = rows.setdefault(parts[1], MoneyRow(label, {}, parts[1] == "tong"))
        row.years[parts[2]] = _sum(
            reading,
            element,
            f"kinh-phi.{parts[1]}.{parts[2]}",
            f"{label}, năm {parts[2]}",
            variable.field.unit,
        )
    return tuple(sorted(rows.values(), key=lambda row: row.is_total))


def wish_table(reading: Reading) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
    """What the ministries propose: wished form by phase (rows with at least one body)."""
    phases, forms = reading.element_labels(PHASE), reading.element_labels(WISH)
    pairs = [
        (source, cell.value, _value(reading, voice, PHASE))
        for voice, source, cell in reading.element_cells(WISH)
        if cell.has_value
    ]
    rows = []
    for form, form_label in forms.items():
        figures = tuple(
            share(
                code=f"de-xuat.{form}.{phase}",
                label=f"{form_label} – {phase_label.split(':')[0]}",
                cells=(source for source, wish, when in pairs if (wish, when) == (form, phase)),
                asked=reading.asked,
            )
            for phase, phase_label in phases.items()
        )
        if any(figure.numerator for figure in figures):
            rows.append((form_label, figures))
    return tuple(rows)


def _value(reading: Reading, voice: Voice, element: str) -> object:
    name = reading.elements.get(element)
    cell = voice.cell(name) if name else None
    return cell.value if cell is not None and cell.has_value else None


@dataclass(frozen=True)
class Addressed:
    """One body under the two recommendations of 2011: 1 for bodies with a Cục, 2 for the others."""

    voice: Voice
    recommendation: int
    sources: dict[str, Source]
    lacking: tuple[str, ...]

    def words(self, reading: Reading, element: str) -> str:
        """What the body says of an element, empty when it says nothing."""
        source = self.sources.get(element)
        return reading.words(source) if source is not None else ""


_SHOWN = (
    FORM,
    HAS_UNIT,
    WISH,
    PHASE,
    "de_xuat.ly_do",
    "de_xuat.nguon_bien_che",
    "bo_phan_cung.cntt.da_co",
    "bo_phan_cung.attt.da_co",
)


def addressed(reading: Reading) -> tuple[Addressed, ...]:
    """Body by body, those that answered; `lacking` are the duties that nobody was assigned."""
    duties = duty_rows(reading)
    found = []
    for voice in reading.arrived:
        sources = {
            element: Source(voice.code, name)
            for element in _SHOWN
            if (name := reading.elements.get(element)) and voice.cell(name).has_value
        }
        lacking = tuple(duty.short for duty in duties if voice.cell(duty.variables[ASSIGNED]).value == "none")
        has_cuc = _value(reading, voice, FORM) == "cuc"
        found.append(Addressed(voice, 1 if has_cuc else 2, sources, lacking))
    return tuple(sorted(found, key=lambda one: one.recommendation))


def asked_guidance(reading: Reading) -> tuple[tuple[Voice, Source, str], ...]:
    """What bodies ask guidance on, in their words."""
    return tuple(
        (voice, source, str(cell.value))
        for voice, source, cell in reading.element_cells("kien_nghi.huong_dan")
        if cell.has_value
    )
