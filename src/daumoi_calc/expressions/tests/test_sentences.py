import pytest

from daumoi_calc.expressions import (
    BOOLEAN,
    DATE,
    FUNCTIONS,
    NUMBER,
    TEXT,
    Environment,
    ExpressionError,
    choice,
    choices,
    compile_expression,
    rows_of,
)

ENVIRONMENT = Environment(
    {
        "co_mat": NUMBER,
        "giao": NUMBER,
        "previous.giao": NUMBER,
        "registry.giao": NUMBER,
        "row.tien": NUMBER,
        "nam": NUMBER,
        "nu": NUMBER,
        "ten": TEXT,
        "bo_phan": BOOLEAN,
        "gui": DATE,
        "nhan": DATE,
        "hinh_thuc": choice("cuc", "vu"),
        "linh_vuc": choices("ke_hoach", "an_ninh"),
        "linh_vuc_cu": choices("ke_hoach", "an_ninh"),
        "nguon.tien": rows_of(NUMBER),
        "nguon.ten": rows_of(TEXT),
        "nguon.ngay": rows_of(DATE),
    },
    imported=True,
)
LABELS = {
    "co_mat": "Biên chế có mặt",
    "giao": "Biên chế được giao",
    "tien": "Số tiền",
    "nam": "Nam",
    "nu": "Nữ",
    "ten": "Tên đơn vị",
    "bo_phan": "Có bộ phận cứng",
    "gui": "Ngày gửi",
    "nhan": "Ngày nhận",
    "hinh_thuc": "Hình thức",
    "linh_vuc": "Lĩnh vực",
    "linh_vuc_cu": "Lĩnh vực kỳ trước",
    "nguon.tien": "Số tiền",
    "nguon.ten": "Tên nguồn",
    "nguon.ngay": "Ngày phân bổ",
}
OPTIONS = {
    "hinh_thuc": {"cuc": "Cục", "vu": "Vụ"},
    "linh_vuc": {"ke_hoach": "Kế hoạch", "an_ninh": "An ninh mạng"},
}


def sentence(source: str) -> str:
    """``source`` in words."""
    return compile_expression(source, environment=ENVIRONMENT).sentence(LABELS, options=OPTIONS)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("co_mat <= giao", "Biên chế có mặt phải nhỏ hơn hoặc bằng Biên chế được giao"),
        ("co_mat == nam + nu", "Biên chế có mặt phải bằng Nam cộng Nữ"),
        ("giao != 1234.5", "Biên chế được giao phải khác 1.234,5"),
        ("nam * (nu - 1) > -nam", "Nam nhân (Nữ trừ 1) phải lớn hơn số đối của Nam"),
        ("!(nam < nu)", "Nam phải lớn hơn hoặc bằng Nữ"),
        ("!!(nam < nu)", "Nam phải nhỏ hơn Nữ"),
        ("gui < date('2016-07-04')", "Ngày gửi phải trước ngày 04/07/2016"),
        ("nhan >= gui", "Ngày nhận không được trước Ngày gửi"),
        ("nhan == gui", "Ngày nhận phải trùng với Ngày gửi"),
        ("bo_phan", "Có bộ phận cứng phải là Có"),
        ("!bo_phan", "Có bộ phận cứng phải là Không"),
        ("bo_phan == false", "Có bộ phận cứng phải là Không"),
        ("true != bo_phan", "Có bộ phận cứng phải là Không"),
        ("bo_phan == (nam > nu)", "Có bộ phận cứng phải giống «Nam lớn hơn Nữ»"),
        ("hinh_thuc == 'cuc'", "Hình thức phải là «Cục»"),
        ("hinh_thuc != 'cuc'", "Hình thức không được là «Cục»"),
        ("hinh_thuc in ['cuc', 'vu']", "Hình thức phải là một trong: «Cục», «Vụ»"),
        ("!(giao in [1, 2])", "Biên chế được giao không được thuộc: 1, 2"),
        ("selected(linh_vuc, 'an_ninh')", "Lĩnh vực phải chọn «An ninh mạng»"),
        ("!selected(linh_vuc, 'an_ninh')", "Lĩnh vực không được chọn «An ninh mạng»"),
        ("linh_vuc == linh_vuc_cu", "Lĩnh vực phải chọn giống Lĩnh vực kỳ trước"),
        ("ten == 'Cục CNTT'", "Tên đơn vị phải là «Cục CNTT»"),
        ("!is_missing(ten)", "Tên đơn vị phải được điền"),
        ("is_missing(ten)", "Tên đơn vị phải để trống"),
        ("matches(ten, 'email')", "Tên đơn vị phải đúng dạng địa chỉ thư điện tử"),
        ("regex(ten, '[A-Z]+')", "Tên đơn vị phải khớp mẫu «[A-Z]+»"),
        ("contains(ten, 'Cục')", "Tên đơn vị phải chứa «Cục»"),
        ("!starts_with(ten, 'Bộ')", "Tên đơn vị không được bắt đầu bằng «Bộ»"),
        ("size(ten) >= 20", "Số ký tự của Tên đơn vị phải lớn hơn hoặc bằng 20"),
        ("size(linh_vuc) <= 3", "Số mục đã chọn ở Lĩnh vực phải nhỏ hơn hoặc bằng 3"),
        ("size(nguon.ten) > 0", "Số dòng của cột Tên nguồn phải lớn hơn 0"),
        ("sum(nguon.tien) == 100", "Tổng cột Số tiền phải bằng 100"),
        (
            "sum(coalesce(nguon.tien, 0)) <= giao",
            "Tổng cột Số tiền (ô trống tính là 0) phải nhỏ hơn hoặc bằng Biên chế được giao",
        ),
        ("mean(nguon.tien) > 1", "Trung bình của cột Số tiền phải lớn hơn 1"),
        ("count(nguon.ten) > 1", "Số ô đã điền của cột Tên nguồn phải lớn hơn 1"),
        ("max(nguon.ngay) <= nhan", "Ngày muộn nhất của cột Ngày phân bổ không được sau Ngày nhận"),
        ("min(nam, nu) > 0", "Giá trị nhỏ nhất trong (Nam; Nữ) phải lớn hơn 0"),
        ("days_between(gui, nhan) <= 15", "Số ngày từ Ngày gửi đến Ngày nhận phải nhỏ hơn hoặc bằng 15"),
        (
            "abs(giao - previous.giao) <= 10",
            "Giá trị tuyệt đối của (Biên chế được giao trừ Biên chế được giao kỳ trước) "
            "phải nhỏ hơn hoặc bằng 10",
        ),
        ("giao == registry.giao", "Biên chế được giao phải bằng Biên chế được giao trong sổ đăng ký"),
        ("row.tien >= 0", "Số tiền (cùng dòng) phải lớn hơn hoặc bằng 0"),
        ("round(nam, 1) == 2", "Nam (làm tròn đến 1 chữ số thập phân) phải bằng 2"),
        ("round(nam) == 2", "Nam (làm tròn đến số nguyên) phải bằng 2"),
        ("round(nam, -3) == 2", "Nam (làm tròn đến hàng 1.000) phải bằng 2"),
        ("coalesce(nam, 0) >= 0", "Nam (nếu trống thì lấy 0) phải lớn hơn hoặc bằng 0"),
        ("coalesce(hinh_thuc, 'vu') == 'vu'", "Hình thức (nếu trống thì lấy «Vụ») phải là «Vụ»"),
        (
            "coalesce(nam > nu, true)",
            "Nam phải lớn hơn Nữ (khi chưa đủ số liệu thì coi là đạt)",
        ),
        (
            "nam > 0 && nu > 0",
            "Nam phải lớn hơn 0; đồng thời Nữ phải lớn hơn 0",
        ),
        (
            "nam > 0 || nu > 0",
            "Phải đạt ít nhất một trong các điều sau: (1) Nam lớn hơn 0; (2) Nữ lớn hơn 0",
        ),
        (
            "!(nam > 0 && bo_phan)",
            "Phải đạt ít nhất một trong các điều sau: (1) Nam nhỏ hơn hoặc bằng 0; "
            "(2) Có bộ phận cứng là Không",
        ),
        (
            "!(hinh_thuc == 'cuc') || giao >= 15 && bo_phan",
            "Nếu Hình thức là «Cục» thì Biên chế được giao phải lớn hơn hoặc bằng 15 và "
            "Có bộ phận cứng phải là Có",
        ),
        (
            "is_missing(nhan) || nhan >= gui",
            "Nếu Ngày nhận đã được điền thì Ngày nhận không được trước Ngày gửi",
        ),
        (
            "hinh_thuc == 'cuc' ? giao >= 15 : true",
            "Nếu Hình thức là «Cục» thì Biên chế được giao phải lớn hơn hoặc bằng 15",
        ),
        (
            "bo_phan ? true : nam > 0",
            "Nếu Có bộ phận cứng là Không thì Nam phải lớn hơn 0",
        ),
        (
            "bo_phan ? nam > 0 : nu > 0",
            "Nếu Có bộ phận cứng là Có thì Nam phải lớn hơn 0; nếu không thì Nữ phải lớn hơn 0",
        ),
        (
            "if(bo_phan, nam, nu) > 1",
            "(Nam nếu Có bộ phận cứng là Có, còn không thì Nữ) phải lớn hơn 1",
        ),
        ("bo_phan in [true]", "Có bộ phận cứng phải là một trong: Có"),
        (
            "coalesce(nam > nu, bo_phan, nam > 1)",
            "Phải đạt: Nam lớn hơn Nữ; nếu chưa đủ số liệu thì xét Có bộ phận cứng là Có; "
            "nếu chưa đủ số liệu thì xét Nam lớn hơn 1",
        ),
        ("true", "Luôn đạt"),
        ("!true", "Luôn không đạt"),
    ],
)
def test_a_rule_is_said_in_vietnamese(source: str, words: str) -> None:
    assert sentence(source) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("nam + nu", "Nam cộng Nữ"),
        ("nam * 100 / giao", "Nam nhân 100 chia cho Biên chế được giao"),
        ("sum(nguon.tien)", "Tổng cột Số tiền"),
        ("bo_phan ? nam : 0", "Nam nếu Có bộ phận cứng là Có, còn không thì 0"),
    ],
)
def test_a_calculation_is_said_as_the_value_it_yields(source: str, words: str) -> None:
    assert sentence(source) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("hinh_thuc == 'cuc' && giao > 0", "Hình thức là «Cục» và Biên chế được giao lớn hơn 0"),
        ("nam > 0 || nu > 0 || bo_phan", "(Nam lớn hơn 0 hoặc Nữ lớn hơn 0 hoặc Có bộ phận cứng là Có)"),
        ("!(selected(linh_vuc, 'ke_hoach'))", "Lĩnh vực không chọn «Kế hoạch»"),
        ("nhan <= gui", "Ngày nhận không sau Ngày gửi"),
        ("!is_missing(nhan)", "Ngày nhận đã được điền"),
    ],
)
def test_skip_logic_is_said_as_a_condition(source: str, words: str) -> None:
    compiled = compile_expression(source, environment=ENVIRONMENT)
    assert compiled.condition(LABELS, options=OPTIONS) == words


def test_only_a_condition_can_be_said_as_one() -> None:
    with pytest.raises(ExpressionError, match="đúng/sai"):
        compile_expression("nam + 1", environment=ENVIRONMENT).condition(LABELS)


def test_without_labels_the_names_and_codes_stand_for_themselves() -> None:
    compiled = compile_expression("previous.giao < 5 && hinh_thuc == 'cuc'", environment=ENVIRONMENT)
    assert (
        compiled.sentence({})
        == "giao kỳ trước phải nhỏ hơn 5; đồng thời hinh_thuc phải là «cuc»".capitalize()
    )


def test_every_function_can_be_said() -> None:
    said = {
        "abs": "abs(nam)",
        "coalesce": "coalesce(nam, 1)",
        "contains": "contains(ten, 'a')",
        "count": "count(nguon.ten)",
        "days_between": "days_between(gui, nhan)",
        "is_missing": "is_missing(nam)",
        "matches": "matches(ten, 'nam')",
        "max": "max(nam, nu)",
        "mean": "mean(nguon.tien)",
        "min": "min(nam, nu)",
        "regex": "regex(ten, 'a')",
        "round": "round(nam)",
        "selected": "selected(linh_vuc, 'ke_hoach')",
        "size": "size(ten)",
        "starts_with": "starts_with(ten, 'a')",
        "sum": "sum(nguon.tien)",
    }
    assert said.keys() == FUNCTIONS.keys()
    for function, source in said.items():
        assert function not in sentence(source).split()
        assert "(" not in sentence(source).split(" ")[0]
