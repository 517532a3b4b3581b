"""What a well-shaped definition can still get wrong: names used twice, methods without what they need."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from daumoi_calc.indices.definition.methods import Normalisation
from daumoi_calc.indices.definition.movement import moving_parts
from daumoi_calc.indices.definition.rules import (
    AnyRule,
    Combined,
    Count,
    PeerShare,
    Raw,
    Share,
    Tiers,
    YesNo,
    most_points,
)
from daumoi_calc.indices.definition.structure import Band, Definition, Indicator, Node
from daumoi_calc.indices.faults import Problem

MAX_INDICATORS: Final = 2_000
MAX_DEPTH: Final = 12
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")


def problems_of(definition: Definition) -> Iterator[Problem]:
    """Every fault of the definition, in the order of the file; none for one that can be computed."""
    yield from _identity(definition)
    yield from _general(definition)
    yield from _bands(definition)
    placed = list(_placed(definition.tree, "tree", 1))
    yield from _codes(placed)
    for place, part in placed:
        if isinstance(part, Node):
            yield from _node(definition, part, place)
        else:
            yield from _indicator(definition, part, place)


def _placed(part: Node | Indicator, place: str, depth: int) -> Iterator[tuple[str, Node | Indicator]]:
    yield place, part
    if isinstance(part, Node) and depth <= MAX_DEPTH:
        for number, child in enumerate(part.children):
            yield from _placed(child, f"{place}.children[{number}]", depth + 1)


def _identity(definition: Definition) -> Iterator[Problem]:
    if not _CODE.fullmatch(definition.code):
        yield Problem("code", "chỉ gồm chữ không dấu, số, dấu gạch, dấu chấm.")
    if not definition.version.strip():
        yield Problem("version", "để trống.", "Ghi số bản của định nghĩa.")
    if not definition.sources:
        yield Problem("sources", "chưa có nguồn.", "Ghi nơi đã đọc phương pháp.")
    if not definition.status:
        yield Problem("status", "chưa nói phần nào đã xác nhận, phần nào chưa.", "Thêm ít nhất một dòng.")
    last = definition.regime.last_year
    if last is not None and last < definition.regime.first_year:
        yield Problem("regime.last_year", "trước first_year.")
    known = {source.code for source in definition.sources}
    for number, line in enumerate(definition.status):
        if line.source and line.source not in known:
            yield Problem(f"status[{number}].source", f"“{line.source}” không có trong sources.")


def _general(definition: Definition) -> Iterator[Problem]:
    imputation = definition.imputation
    if imputation.method.startswith("group_") and not imputation.group:
        yield Problem("imputation.group", "để trống.", "Ghi cột chứa nhóm của đơn vị.")
    if not 0 <= definition.rounding.places <= 12:
        yield Problem("rounding.places", "phải từ 0 đến 12.")
    for name, share in (("unit", definition.availability.unit), ("node", definition.availability.node)):
        if not 0 <= share <= 1:
            yield Problem(f"availability.{name}", "phải từ 0 đến 1.")
    treatment = definition.treatment
    if treatment.winsorised_at_most < 0 or not (treatment.skewness > 0 and math.isfinite(treatment.kurtosis)):
        yield Problem("treatment", "ngưỡng phải là số dương.")
    if definition.peers and not definition.peers.groups:
        yield Problem("peers.groups", "chưa có nhóm nào.", "Ghi mã và tên từng nhóm.")
    yield from _scale(definition.normalisation, "normalisation")
    yield from _policy(definition)


def _policy(definition: Definition) -> Iterator[Problem]:
    """Ends that move with the sample must be named and explained: scores of two editions cannot then be compared."""
    policy = definition.goalpost_policy
    moving = moving_parts(definition)
    if policy.ends == "fixed" and moving:
        yield Problem(
            "goalpost_policy.ends",
            f"ghi “fixed” nhưng điểm của {', '.join(moving[:3])} phụ thuộc các đơn vị cùng kỳ.",
            "Đổi sang goalposts, hoặc ghi ends: sample kèm lý do.",
        )
    if policy.ends == "sample" and policy.reason is None:
        yield Problem(
            "goalpost_policy.reason", "để trống.", "Nêu quy định nào buộc dùng thang theo mẫu từng kỳ."
        )


def _bands(definition: Definition) -> Iterator[Problem]:
    bands = definition.presentation.bands
    if definition.presentation.form == "groups" and not bands:
        yield Problem("presentation.bands", "chủ chỉ số chỉ công bố nhóm nhưng chưa có nhóm nào.")
    for number, band in enumerate(bands):
        place = f"presentation.bands[{number}]"
        if band.at_least is not None and band.above is not None:
            yield Problem(place, "chỉ ghi một trong hai: at_least hoặc above.")
        if number and _lower_end(band) >= _lower_end(bands[number - 1]):
            yield Problem(place, "phải thấp hơn nhóm đứng trước.", "Xếp từ nhóm cao nhất xuống.")


def _lower_end(band: Band) -> float:
    ends = [end for end in (band.at_least, band.above) if end is not None]
    return max(ends, default=-math.inf)


def _codes(placed: list[tuple[str, Node | Indicator]]) -> Iterator[Problem]:
    used = Counter(part.code for _, part in placed)
    first: set[str] = set()
    for place, part in placed:
        if not _CODE.fullmatch(part.code):
            yield Problem(
                f"{place}.code", f"“{part.code}” chỉ được gồm chữ không dấu, số, dấu gạch, dấu chấm."
            )
        if used[part.code] > 1 and part.code in first:
            yield Problem(f"{place}.code", f"mã “{part.code}” đã dùng ở trên.", "Mỗi mã chỉ dùng một lần.")
        first.add(part.code)
        if not (part.weight >= 0 and math.isfinite(part.weight)):
            yield Problem(f"{place}.weight", "phải là số không âm.")
    if sum(isinstance(part, Indicator) for _, part in placed) > MAX_INDICATORS:
        yield Problem("tree", f"có hơn {MAX_INDICATORS} chỉ số.")
    if any(place.count("[") >= MAX_DEPTH for place, _ in placed):
        yield Problem("tree", f"có hơn {MAX_DEPTH} cấp.")


def _node(definition: Definition, node: Node, place: str) -> Iterator[Problem]:
    if not node.children:
        yield Problem(f"{place}.children", "để trống.", "Nhánh phải có ít nhất một phần.")
        return
    yield from _weights(definition, node, place)
    aggregation = definition.aggregation_of(node)
    if aggregation.method == "generalised" and not (aggregation.power and math.isfinite(aggregation.power)):
        yield Problem(f"{place}.aggregation.power", "phải khác 0.", "Trung bình nhân viết là geometric.")
    if node.normalisation is not None:
        yield from _scale(node.normalisation, f"{place}.normalisation")
        if node.normalisation.method in {"goalposts", "distance_to_target", "distance_to_reference"}:
            yield Problem(
                f"{place}.normalisation", "nhánh không có mốc riêng.", "Dùng min_max, z_score hoặc bỏ."
            )


def _weights(definition: Definition, node: Node, place: str) -> Iterator[Problem]:
    weighting = definition.weighting_of(node)
    if weighting.method == "nominal" and sum(child.weight for child in node.children) <= 0:
        yield Problem(f"{place}.children", "tổng trọng số bằng 0.")
    if weighting.method == "benefit_of_doubt":
        if definition.aggregation_of(node).method != "arithmetic":
            yield Problem(f"{place}.aggregation", "benefit_of_doubt chỉ đi với arithmetic.")
        if not 0 <= weighting.least_share * len(node.children) <= 1:
            yield Problem(f"{place}.weighting.least_share", "nhân với số phần phải không quá 1.")
    unknown = set(weighting.targets) - {child.code for child in node.children}
    if unknown and node.weighting is not None:
        yield Problem(f"{place}.weighting.targets", f"không có phần “{sorted(unknown)[0]}” trong nhánh.")
    if weighting.method == "points":
        yield from _points(node, place)


def _points(node: Node, place: str) -> Iterator[Problem]:
    for number, child in enumerate(node.children):
        if isinstance(child, Indicator) and not (child.most and child.most > 0):
            yield Problem(
                f"{place}.children[{number}].max_points",
                "để trống.",
                "Cách cộng điểm cần điểm tối đa của từng phần.",
            )


def _scale(normalisation: Normalisation, place: str) -> Iterator[Problem]:
    if normalisation.method == "z_score":
        if not normalisation.high > 0:
            yield Problem(f"{place}.high", "độ lệch của thang z phải dương.")
    elif not normalisation.low < normalisation.high:
        yield Problem(place, "low phải nhỏ hơn high.")


def _indicator(definition: Definition, part: Indicator, place: str) -> Iterator[Problem]:
    scale = definition.normalisation_of(part)
    if part.normalisation is not None:
        yield from _scale(part.normalisation, f"{place}.normalisation")
    if scale.method == "goalposts" and part.goalposts is None:
        yield Problem(f"{place}.goalposts", "để trống.", "Ghi hai đầu thang low, high.")
    if scale.method == "distance_to_target" and part.target is None:
        yield Problem(f"{place}.target", "để trống.", "Ghi mục tiêu của chỉ số.")
    if scale.method == "distance_to_reference" and not part.reference:
        yield Problem(f"{place}.reference", "để trống.", "Ghi mã đơn vị làm mốc.")
    if scale.method == "identity" and part.direction == "down":
        yield Problem(
            f"{place}.direction", "chỉ số “càng thấp càng tốt” cần một thang.", "Chọn cách chuẩn hóa."
        )
    if part.goalposts is not None and not part.goalposts.low < part.goalposts.high:
        yield Problem(f"{place}.goalposts", "low phải nhỏ hơn high.")
    if part.per <= 0 or not math.isfinite(part.per):
        yield Problem(f"{place}.per", "phải là số dương.")
    yield from _scoring(part, place)


def _scoring(part: Indicator, place: str) -> Iterator[Problem]:
    if not part.is_scored_by_points:
        return
    if part.most is None or not part.most > 0:
        yield Problem(f"{place}.max_points", "cách chấm điểm này cần điểm tối đa.", "Ghi max_points.")
    given = most_points(part.rule)
    if given is not None and part.max_points is not None and part.max_points > given:
        yield Problem(
            f"{place}.max_points", f"lớn hơn {given:g} điểm mà cách chấm có thể cho.", "Sửa một trong hai."
        )
    if part.denominator:
        yield Problem(f"{place}.denominator", "chỉ dùng với số thô.", "Ghi per trong cách chấm.")
    if part.direction == "down":
        yield Problem(f"{place}.direction", "điểm đã là càng cao càng tốt.", "Bỏ direction: down.")
    yield from _rule(part.rule, f"{place}.rule")


def _rule(rule: AnyRule, place: str) -> Iterator[Problem]:
    match rule:
        case Combined():
            if not rule.parts:
                yield Problem(f"{place}.parts", "để trống.")
            for number, inner in enumerate(rule.parts):
                yield from _rule(inner, f"{place}.parts[{number}]")
        case Raw():
            yield Problem(place, "số thô không phải là điểm.", "Dùng points nếu cột đã là điểm.")
        case Tiers():
            yield from _steps(rule, place)
        case Count() if not (rule.each > 0 and rule.at_most > 0):
            yield Problem(place, "each và at_most phải dương.")
        case Share() | PeerShare() | YesNo() if not rule.points > 0:
            yield Problem(f"{place}.points", "phải dương.")
        case _:
            return


def _steps(rule: Tiers, place: str) -> Iterator[Problem]:
    if not rule.steps:
        yield Problem(f"{place}.steps", "để trống.")
    for number, step in enumerate(rule.steps):
        if (step.at_least is None) == (step.above is None):
            yield Problem(f"{place}.steps[{number}]", "ghi đúng một trong hai: at_least hoặc above.")
