"""Reading a definition: what is refused, in which words, at which place; what is the same definition."""

import re

import pytest

from daumoi_calc.indices import DefinitionFault, definition_from_json, definition_to_json, read_definition
from daumoi_calc.indices.definition import Definition, lines_of
from daumoi_calc.indices.tests.material import SHIPPED, defined, indicator, node, shipped, written

PLAIN = node("thu", node("x", indicator("a"), indicator("b")), indicator("c"))
POINTS = node(
    "thu",
    indicator("a", rule={"rule": "yes_no", "points": 3}),
    indicator("b", rule={"rule": "points"}, max_points=5),
)


def faults(text: str) -> list[str]:
    with pytest.raises(DefinitionFault) as caught:
        read_definition(text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("tree", "more", "expected"),
    [
        (node("thu"), {}, "tree.children: để trống"),
        (node("thu", node("x", indicator("a", weight="2"))), {}, "tree.children[0].children[0].weight: cần số"),
        (node("thu", indicator("a", wieght=2)), {}, "tree.children[0]: không có trường “wieght”"),
        (node("thu", indicator("a"), indicator("a")), {}, "tree.children[1].code: mã “a” đã dùng"),
        (node("thu", indicator("a b")), {}, "tree.children[0].code: “a b” chỉ được gồm"),
        (node("thu", indicator("a", weight=-1)), {}, "tree.children[0].weight: phải là số không âm"),
        (node("thu", indicator("a", weight=0)), {}, "tree.children: tổng trọng số bằng 0"),
        (node("thu", indicator("a", direction="down")), {}, "tree.children[0].direction"),
        (PLAIN, {"normalisation": {"method": "goalposts"}}, "tree.children[0].children[0].goalposts: để trống"),
        (PLAIN, {"normalisation": {"method": "distance_to_target"}}, "tree.children[0].children[0].target: để trống"),
        (PLAIN, {"normalisation": {"method": "min_max", "low": 1, "high": 1}}, "normalisation: low phải nhỏ hơn high"),
        (PLAIN, {"weighting": {"method": "points"}}, "tree.children[1].max_points: để trống"),
        (PLAIN, {"aggregation": {"method": "generalised", "power": 0.0}}, "tree.aggregation.power: phải khác 0"),
        (PLAIN, {"weighting": {"method": "benefit_of_doubt"}, "aggregation": {"method": "geometric"}},
         "tree.aggregation: benefit_of_doubt chỉ đi với arithmetic"),
        (PLAIN, {"imputation": {"method": "group_mean"}}, "imputation.group: để trống"),
        (PLAIN, {"missing": "ignore"}, "missing: không nhận giá trị 'ignore'"),
        (PLAIN, {"status": []}, "status: chưa nói phần nào đã xác nhận"),
        (PLAIN, {"sources": []}, "sources: chưa có nguồn"),
        (PLAIN, {"regime": {"first_year": 2020, "last_year": 2019}}, "regime.last_year: trước first_year"),
        (PLAIN, {"presentation": {"form": "groups"}}, "presentation.bands: chủ chỉ số chỉ công bố nhóm"),
        (PLAIN, {"goalpost_policy": {"ends": "sample"}}, "goalpost_policy.reason: để trống"),
        (PLAIN, {"goalpost_policy": {"ends": "fixed"}, "normalisation": {"method": "min_max"}}, "goalpost_policy.ends"),
        (node("thu", indicator("a", rule={"rule": "peer_share", "points": 3})), {"goalpost_policy": {"ends": "fixed"}},
         "điểm của a phụ thuộc các đơn vị cùng kỳ"),
        (PLAIN, {"goalpost_policy": {"ends": "fixed"}, "weighting": {"method": "pca"}}, "điểm của x, thu phụ thuộc"),
        (node("thu", indicator("a", rule={"rule": "tiers", "steps": [{"points": 1}]})), {},
         "tree.children[0].rule.steps[0]: ghi đúng một trong hai"),
        (node("thu", indicator("a", weight=float("inf"))), {}, "tree.children[0].weight: phải là một số hữu hạn"),
        (node("thu", indicator("a", goalposts={"low": float("nan"), "high": 1})), {}, "goalposts.low: phải là một số"),
        (node("thu", indicator("a", rule={"rule": "yes_no", "points": 3}, max_points=5)), {}, "lớn hơn 3 điểm"),
        (node("thu", indicator("a", rule={"rule": "points"})), {}, "tree.children[0].max_points: cách chấm điểm này"),
        (node("thu", indicator("a", rule={"rule": "combined", "take": "sum", "parts": [{"rule": "raw"}]}, max_points=3)), {},
         "tree.children[0].rule.parts[0]: số thô không phải là điểm"),
    ],
)  # fmt: skip
def test_a_faulty_definition_is_refused_at_its_place(
    tree: dict[str, object], more: dict[str, object], expected: str
) -> None:
    assert any(expected in fault for fault in faults(written(tree, **more))), faults(written(tree, **more))


def test_all_faults_are_told_at_once() -> None:
    text = written(PLAIN, imputation={"method": "group_mean"}, sources=[], rounding={"places": 40})
    assert len(faults(text)) == 3


def test_a_tree_deeper_than_any_index_is_refused() -> None:
    tree = node("n0", indicator("a"))
    for depth in range(1, 14):
        tree = node(f"n{depth}", tree)
    assert "tree: có hơn 12 cấp." in faults(written(tree))
    abyss = "[" * 400 + "]" * 400
    assert faults(written(node("thu", indicator("a"))) + f"summary: {abyss}\n")


def test_a_missing_field_is_named() -> None:
    assert faults(re.sub(r"owner: .*\n", "", written(PLAIN))) == ["tệp: thiếu trường “owner”."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [1", "không đọc được YAML"),
        ("- 1", "không phải là một định nghĩa"),
        ("a: &x 1\nb: *x", "dùng ký hiệu *"),
        ("code: a\ncode: b", "không đọc được YAML"),
        ("!!python/object/apply:os.system [ls]", "không đọc được YAML"),
        ("[" * 5000, "không đọc được YAML|lồng quá sâu"),
        ("a: " + "[" * 20_000 + "]" * 20_000, "lồng quá sâu"),
        ("a: 2026-13-45", "có giá trị không đọc được"),
        ("a: !!bool x", "có giá trị không đọc được"),
        ("a: !!timestamp x", "có giá trị không đọc được"),
        ("x" * 2_000_001, "dài hơn"),
    ],
)
def test_what_is_not_plain_yaml_is_refused(text: str, expected: str) -> None:
    assert re.search(expected, faults(text)[0])


def test_a_place_in_the_tree_is_found_on_its_line() -> None:
    text = "code: a\ntree:\n  kind: node\n  children:\n  - code: b\n  - code: c\n    weight: x\n"
    places = [
        "tree.children[1].weight",
        "tree.children[1].unit",
        "tree.children[7]",
        "owner",
        "tệp",
        "dòng 3, cột 1",
    ]
    assert lines_of(text, places) == {
        "tree.children[1].weight": 7,
        "tree.children[1].unit": 6,
        "tree.children[7]": 4,
    }


def test_a_definition_keeps_its_digest_through_json_and_spelling() -> None:
    first = defined(POINTS, weighting={"method": "points"}, missing="zero")
    again = definition_from_json(definition_to_json(first))
    assert again == first
    assert again.digest == first.digest
    spelled = defined(POINTS, weighting={"method": "points"}, missing="zero", comparable_with=[])
    assert spelled.digest == first.digest
    assert defined(POINTS, weighting={"method": "points"}, missing="skip").digest != first.digest


def test_a_changed_version_of_an_indicator_changes_the_digest() -> None:
    one = defined(node("thu", indicator("a"), indicator("b")))
    two = defined(node("thu", indicator("a", version="2"), indicator("b")))
    assert one.digest != two.digest


def test_an_edition_belongs_to_the_regime_of_its_year() -> None:
    old, new = shipped("ict-index-den-2015"), shipped("ict-index-2016")
    assert old.code == new.code
    assert [definition.regime.covers(2015) for definition in (old, new)] == [True, False]
    assert [definition.regime.covers(2016) for definition in (old, new)] == [False, True]
    assert new.version not in old.comparable_with
    assert old.version not in new.comparable_with


SHIPPED_NAMES = sorted(file.stem for file in SHIPPED.glob("*.yaml"))


@pytest.mark.parametrize("name", SHIPPED_NAMES)
def test_a_shipped_definition_says_what_is_confirmed_and_what_is_not(name: str) -> None:
    definition = shipped(name)
    assert {line.status for line in definition.status} == {"confirmed", "unconfirmed"}
    assert all(line.source for line in definition.status if line.status == "confirmed")
    assert all(line.text.vi and line.text.en for line in definition.status)


def test_the_indices_asked_for_are_shipped_and_no_two_share_code_and_version() -> None:
    shipped_ones = [shipped(name) for name in SHIPPED_NAMES]
    assert {"ict-index", "dti-bo", "dti-tinh", "egdi", "gtmi", "oecd-dgi", "aita", "aita-ha-tang"} == {
        one.code for one in shipped_ones
    }
    assert len({(one.code, one.version) for one in shipped_ones}) == len(shipped_ones)
    assert sorted(one.version for one in shipped_ones if one.code == "dti-bo") == ["2020", "2022", "2025"]


def test_maximum_points_of_the_ministries_index_of_2022_add_up_to_a_thousand() -> None:
    definition: Definition = shipped("dti-bo-2022")
    assert sum(part.most or 0 for part in definition.indicators) == 1000
