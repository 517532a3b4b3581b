"""An index in two voices, made from its definition: half a page for a leader, the whole recipe for a statistician."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from daumoi.indices.definition import Outline
from daumoi.ui.formats import written_number
from daumoi_calc.indices.definition import (
    AnyRule,
    Combined,
    Count,
    Definition,
    Indicator,
    Node,
    PeerShare,
    Points,
    Raw,
    Share,
    StatusNote,
    Tiers,
    YesNo,
)


@dataclass(frozen=True)
class Mover:
    """A pillar as a leader reads it: its share of the index in per cent."""

    name: str
    share: float
    parts: int

    @property
    def shown(self) -> str:
        """The share in words."""
        return f"{written_number(round(self.share * 100, 1))} %"


@dataclass(frozen=True)
class Line:
    """One line of the hierarchy: how deep, what it is called, what it weighs, by which rule it gets its score."""

    depth: int
    code: str
    name: str
    version: str
    weight: str
    rule: str
    note: str
    is_node: bool
    by_form: bool


@dataclass(frozen=True)
class Stated:
    """What is known of one part of the definition, with the title of its source."""

    note: StatusNote
    source: str


@dataclass(frozen=True)
class About:
    """Both voices of one version."""

    measures: str
    cautions: tuple[str, ...]
    movers: tuple[Mover, ...]
    lines: tuple[Line, ...]
    methods: tuple[tuple[str, str], ...]
    confirmed: tuple[Stated, ...]
    unconfirmed: tuple[Stated, ...]


def about(outline: Outline) -> About:
    """Everything the page of a version says."""
    definition = outline.definition
    sources = {source.code: source.title for source in definition.sources}
    stated = [Stated(note, sources.get(note.source, "")) for note in definition.status]
    return About(
        measures=_measures(outline),
        cautions=tuple(_cautions(outline)),
        movers=_movers(outline),
        lines=tuple(_lines(definition.tree, definition, depth=0)),
        methods=tuple(_methods(definition)),
        confirmed=tuple(one for one in stated if one.note.status == "confirmed"),
        unconfirmed=tuple(one for one in stated if one.note.status != "confirmed"),
    )


def _measures(outline: Outline) -> str:
    definition = outline.definition
    if definition.summary is not None:
        return definition.summary.vi
    names = ", ".join(pillar.name.lower() for pillar in outline.pillars)
    return _("Chỉ số gộp %(count)d phần: %(names)s.") % {"count": len(outline.pillars), "names": names}


def _cautions(outline: Outline) -> list[str]:
    definition = outline.definition
    found = []
    if definition.goalpost_policy.ends == "sample":
        words = _(
            "Điểm của một đơn vị phụ thuộc các đơn vị khác trong cùng kỳ, nên không nối điểm qua các năm."
        )
        if definition.goalpost_policy.reason is not None:
            words += f" {definition.goalpost_policy.reason.vi}"
        found.append(words)
    else:
        found.append(
            _("Thang điểm có mốc cố định: điểm tăng nghĩa là làm được nhiều hơn, không phải nơi khác kém đi.")
        )
    by_form = [one.name.vi for one in definition.indicators if one.defined_by_form]
    if by_form:
        found.append(
            _(
                "Không dùng để so các mô hình tổ chức với nhau: chính hình thức tổ chức quyết định một phần điểm của %s."
            )
            % ", ".join(by_form)
        )
    if not outline.gives_places:
        found.append(_("Chủ sở hữu chỉ số không cho lập bảng xếp thứ tự: chỉ đọc theo nhóm."))
    else:
        found.append(
            _("Hai đơn vị cạnh nhau thường không khác nhau thật sự: đọc khoảng, đừng đọc một con số.")
        )
    if any(note.status != "confirmed" for note in definition.status):
        found.append(_("Một phần phương pháp chưa đối chiếu được với bản gốc; xem danh sách ở phần dưới."))
    return found


def _movers(outline: Outline) -> tuple[Mover, ...]:
    definition = outline.definition
    method = definition.weighting_of(definition.tree).method
    if method not in {"nominal", "equal", "points"}:
        return ()
    raw = [
        (pillar.most or 0.0) if method == "points" else (1.0 if method == "equal" else pillar.weight)
        for pillar in outline.pillars
    ]
    total = sum(raw) or 1.0
    movers = [
        Mover(pillar.name, weight / total, len(pillar.indicators))
        for pillar, weight in zip(outline.pillars, raw, strict=True)
    ]
    return tuple(sorted(movers, key=lambda mover: -mover.share))


def _lines(
    part: Node | Indicator, definition: Definition, *, depth: int, by_points: bool = False
) -> list[Line]:
    if isinstance(part, Indicator):
        return [
            Line(
                depth,
                part.code,
                part.name.vi,
                part.version,
                _weight(part.most if part.is_scored_by_points else part.weight),
                indicator_words(part, definition),
                part.note.vi if part.note is not None else "",
                is_node=False,
                by_form=part.defined_by_form,
            )
        ]
    own = Line(
        depth,
        part.code,
        part.name.vi,
        "",
        "" if depth == 0 else _weight(_mass(part) if by_points else part.weight),
        f"{_AGGREGATIONS[definition.aggregation_of(part).method]}; {_WEIGHTINGS[definition.weighting_of(part).method]}",
        part.note.vi if part.note is not None else "",
        is_node=True,
        by_form=False,
    )
    points = definition.weighting_of(part).method == "points"
    below = [
        line
        for child in part.children
        for line in _lines(child, definition, depth=depth + 1, by_points=points)
    ]
    return [own, *below]


def _mass(part: Node | Indicator) -> float:
    """The maximum points under a part, which is what it weighs under points."""
    if isinstance(part, Indicator):
        return part.most or 0.0
    return sum(_mass(child) for child in part.children)


def _weight(value: float | None) -> str:
    return "" if value is None else written_number(round(value, 4))


def indicator_words(part: Indicator, definition: Definition) -> str:
    """How an indicator gets its score, as one sentence."""
    if part.is_scored_by_points:
        return rule_words(part.rule)
    scale = definition.normalisation_of(part)
    words = _NORMALISATIONS[scale.method]
    if part.denominator:
        words = _("chia cho %(column)s; %(scale)s") % {"column": part.denominator, "scale": words}
    if part.goalposts is not None:
        ends = (_weight(part.goalposts.low), _weight(part.goalposts.high))
        words += _(" từ %(low)s đến %(high)s") % {"low": ends[0], "high": ends[1]}
    if part.direction == "down":
        words += _("; càng thấp càng tốt")
    return words


def rule_words(rule: AnyRule) -> str:
    """A scoring rule as an officer explains it."""
    match rule:
        case Raw():
            return _("số gốc")
        case Points():
            return _("chấm điểm trực tiếp")
        case Share():
            base = _("tỷ lệ × %s điểm") if not rule.per else _("tỷ lệ trên mẫu số × %s điểm")
            return base % _weight(rule.points)
        case PeerShare():
            return _("so với nơi cao nhất trong nhóm × %s điểm") % _weight(rule.points)
        case Tiers():
            steps = "; ".join(
                _("từ %(least)s được %(points)s điểm")
                % {
                    "least": _weight(one.at_least if one.at_least is not None else one.above),
                    "points": _weight(one.points),
                }
                for one in rule.steps
            )
            return _("theo bậc: %s") % steps
        case Count():
            return _("mỗi mục %(each)s điểm, tối đa %(most)s") % {
                "each": _weight(rule.each),
                "most": _weight(rule.at_most),
            }
        case YesNo():
            return _("có: %s điểm, không: 0") % _weight(rule.points)
        case Combined():
            joint = _("cộng") if rule.take == "sum" else _("lấy cách cao nhất")
            return f"{joint}: " + " + ".join(f"({rule_words(one)})" for one in rule.parts)


def _methods(definition: Definition) -> list[tuple[str, str]]:
    rounding = definition.rounding
    found = [
        (_("Thiếu số liệu"), _MISSING[definition.missing]),
        (_("Điền số thiếu"), _IMPUTATIONS[definition.imputation.method]),
        (_("Xử lý số lệch xa"), _TREATMENTS[definition.treatment.method]),
        (_("Đưa về một thang"), _NORMALISATIONS[definition.normalisation.method]),
        (_("Trọng số"), _WEIGHTINGS[definition.weighting.method]),
        (_("Tổng hợp"), _AGGREGATIONS[definition.aggregation.method]),
        (
            _("Làm tròn"),
            _("%(places)d chữ số; thứ hạng tính trên %(on)s")
            % {
                "places": rounding.places,
                "on": _("điểm đầy đủ") if rounding.ranks_on == "full" else _("điểm đã làm tròn"),
            },
        ),
    ]
    if definition.peers is not None:
        names = ", ".join(text.vi for text in definition.peers.groups.values())
        found.insert(0, (_("Nhóm so sánh"), _("tính và xếp riêng trong từng nhóm: %s") % names))
    return found


_MISSING = {
    "zero": "không có số liệu thì 0 điểm; không thuộc phạm vi thì bỏ khỏi điểm tối đa",
    "skip": "phần còn lại chia nhau trọng số của phần thiếu",
    "propagate": "thiếu một phần thì không có điểm chung",
}
_IMPUTATIONS = {
    "none": "không điền",
    "mean": "trung bình",
    "median": "trung vị",
    "group_mean": "trung bình của nhóm",
    "group_median": "trung vị của nhóm",
    "em": "cực đại kỳ vọng (EM) theo phân phối chuẩn nhiều chiều",
}
_TREATMENTS = {
    "none": "không xử lý",
    "gate": "khi độ lệch và độ nhọn vượt ngưỡng: kéo số cực trị về số kế bên, chưa đủ thì biến đổi",
}
_NORMALISATIONS = {
    "identity": "giữ nguyên",
    "min_max": "thấp nhất – cao nhất của kỳ",
    "z_score": "độ lệch so với trung bình, chia độ lệch chuẩn",
    "rank": "thứ tự",
    "percentile_rank": "thứ tự phần trăm",
    "borda": "số đơn vị kém hơn",
    "distance_to_maximum": "khoảng cách tới mức cao nhất",
    "distance_to_target": "khoảng cách tới đích",
    "distance_to_reference": "khoảng cách tới đơn vị chuẩn",
    "fraction_of_maximum": "phần của mức cao nhất",
    "goalposts": "mốc cố định",
}
_WEIGHTINGS = {
    "nominal": "trọng số đã định",
    "equal": "trọng số bằng nhau",
    "points": "trọng số theo điểm tối đa",
    "pca": "thành phần chính thứ nhất",
    "optimised": "tối ưu theo tương quan mong muốn",
    "benefit_of_doubt": "trọng số có lợi nhất cho từng đơn vị (quy hoạch tuyến tính)",
}
_AGGREGATIONS = {
    "arithmetic": "trung bình cộng",
    "geometric": "trung bình nhân",
    "harmonic": "trung bình điều hòa",
    "generalised": "trung bình mở rộng",
    "copeland": "so từng cặp (Copeland)",
}
