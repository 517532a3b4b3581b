"""Small questionnaires for the tests of the definition engine."""

from daumoi.surveys.definition import (
    Check,
    Choice,
    Definition,
    Field,
    Grid,
    GridRow,
    Question,
    Roster,
    Section,
    Text,
)
from daumoi.surveys.definition.evaluate import AnswerSet, Given

FORMS = (
    Choice(code="cuc", label=Text(vi="Cục", en="Department")),
    Choice(code="vu", label=Text(vi="Vụ")),
    Choice(code="trung_tam", label=Text(vi="Trung tâm")),
)
PROVINCES = (
    Choice(code="hn", label=Text(vi="Hà Nội"), attributes={"mien": "bac"}),
    Choice(code="hp", label=Text(vi="Hải Phòng"), attributes={"mien": "bac"}),
    Choice(code="hcm", label=Text(vi="Thành phố Hồ Chí Minh"), attributes={"mien": "nam"}),
)
REGIONS = (Choice(code="bac", label=Text(vi="Bắc")), Choice(code="nam", label=Text(vi="Nam")))


def question(code: str, kind: str = "integer", **more: object) -> Question:
    """A question whose label is its code, unless told otherwise."""
    label = more.pop("label", Text(vi=f"Câu {code}"))
    return Question(code=code, type=kind, label=label, **more)  # type: ignore[arg-type]


def column(code: str, kind: str = "integer", **more: object) -> Field:
    """A column of a table."""
    label = more.pop("label", Text(vi=f"Câu {code}"))
    return Field(code=code, type=kind, label=label, **more)  # type: ignore[arg-type]


def check(code: str, expression: str, kind: str = "hard") -> Check:
    """A check whose message is its code."""
    return Check(code=code, expression=expression, message=Text(vi=f"Sai {code}"), kind=kind)  # type: ignore[arg-type]


def definition(*items: Question | Grid | Roster, relevant: str = "", **more: object) -> Definition:
    """One section of the given items, with the code lists of this file."""
    return Definition(
        code="thu",
        version="1",
        title=Text(vi="Phiếu thử"),
        sections=(Section(code="a", title=Text(vi="Phần A"), items=items, relevant=relevant),),
        codelists={"forms": FORMS, "provinces": PROVINCES, "regions": REGIONS},
        **more,  # type: ignore[arg-type]
    )


def staff_grid() -> Grid:
    """Two kinds of staff, assigned and present, with the share that is present."""
    return Grid(
        code="b1",
        label=Text(vi="Nhân lực"),
        rows=(
            GridRow(code="cong_chuc", label=Text(vi="Công chức")),
            GridRow(code="vien_chuc", label=Text(vi="Viên chức"), relevant="form == 'trung_tam'"),
        ),
        columns=(
            column("giao", label=Text(vi="Được giao"), required=True),
            column(
                "co_mat",
                label=Text(vi="Có mặt"),
                checks=(check("b1_vuot", "row.co_mat <= row.giao"),),
            ),
            column(
                "ty_le",
                "percent",
                label=Text(vi="Tỷ lệ"),
                decimals=1,
                calculation="row.co_mat * 100 / row.giao",
            ),
        ),
        checks=(check("b1_co_nguoi", "row.co_mat > 0", "soft"),),
    )


def systems_roster(**more: object) -> Roster:
    """Systems with money of two years, their total and a check across the row."""
    return Roster(
        code="e1",
        label=Text(vi="Hệ thống"),
        columns=(
            column("ten", "text", required=True),
            column("loai", "choice", choices="forms"),
            column("nam_1", "money"),
            column("nam_2", "money", relevant="row.loai == 'cuc'"),
            column("tong", "money", calculation="row.nam_1 + coalesce(row.nam_2, 0)"),
        ),
        checks=(check("e1_tang", "row.nam_2 >= row.nam_1", "soft"), check("e1_tran", "sum(e1.nam_1) <= 100")),
        **more,  # type: ignore[arg-type]
    )


def answers(**given: object) -> AnswerSet:
    """Answers by name; `e1__ten__2` is row 2 of `e1.ten`; a `Given` stands for itself."""
    found: dict[tuple[str, int], Given] = {}
    for name, value in given.items():
        roster, *rest = name.split("__")
        key = (f"{roster}.{rest[0]}", int(rest[1])) if rest else (roster, 0)
        found[key] = value if isinstance(value, Given) else Given("answered", value)
    return AnswerSet(found)
