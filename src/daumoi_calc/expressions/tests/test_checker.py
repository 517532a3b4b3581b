import pytest

from daumoi_calc.expressions import (
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    Environment,
    ErrorCode,
    ExpressionError,
    Kind,
    Type,
    choice,
    choices,
    compile_expression,
    name_fault,
    rows_of,
)

ENVIRONMENT = Environment(
    {
        "giao": NUMBER,
        "co_mat": NUMBER,
        "ten": TEXT,
        "co_so": BOOLEAN,
        "ngay": DATE,
        "hinh_thuc": choice("cuc", "vu", "trung_tam"),
        "khac": choice("a", "b"),
        "tu_do": choice(),
        "linh_vuc": choices("ke_hoach", "kiem_tra"),
        "nguon.so_tien": rows_of(NUMBER),
        "nguon.ten": rows_of(TEXT),
        "nguon.loai": rows_of(choice("nsnn", "khac")),
        "nguon.ngay": rows_of(DATE),
        "previous.giao": NUMBER,
    }
)


def kind_of(source: str) -> Kind:
    """The kind of the result of ``source``."""
    return compile_expression(source, environment=ENVIRONMENT).type.kind


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("giao + 1", Kind.NUMBER),
        ("giao - previous.giao", Kind.NUMBER),
        ("giao >= 1 && !co_so", Kind.BOOLEAN),
        ("ngay < date('2016-07-04')", Kind.BOOLEAN),
        ("hinh_thuc == 'cuc'", Kind.BOOLEAN),
        ("'cuc' == hinh_thuc", Kind.BOOLEAN),
        ("hinh_thuc == (co_so ? 'cuc' : 'vu')", Kind.BOOLEAN),
        ("hinh_thuc in ['cuc', 'vu']", Kind.BOOLEAN),
        ("tu_do == 'bất kỳ'", Kind.BOOLEAN),
        ("coalesce(hinh_thuc, 'vu')", Kind.CHOICE),
        ("co_so ? hinh_thuc : khac", Kind.CHOICE),
        ("coalesce(linh_vuc, linh_vuc)", Kind.CHOICES),
        ("selected(linh_vuc, 'kiem_tra')", Kind.BOOLEAN),
        ("selected(hinh_thuc, 'cuc')", Kind.BOOLEAN),
        ("size(ten) + size(linh_vuc) + size(nguon.ten)", Kind.NUMBER),
        ("sum(coalesce(nguon.so_tien, 0))", Kind.NUMBER),
        ("count(nguon.loai)", Kind.NUMBER),
        ("max(nguon.ngay)", Kind.DATE),
        ("min(ngay, date('2020-01-01'))", Kind.DATE),
        ("coalesce(ten, 'không rõ')", Kind.TEXT),
        ("is_missing(nguon.so_tien)", Kind.BOOLEAN),
        ("sum(co_so ? nguon.so_tien : coalesce(nguon.so_tien, 1))", Kind.NUMBER),
        ("co_so == (giao > 1)", Kind.BOOLEAN),
        ("round(giao, -3)", Kind.NUMBER),
    ],
)
def test_a_well_typed_program_has_its_type(source: str, kind: Kind) -> None:
    assert kind_of(source) is kind


@pytest.mark.parametrize(
    ("source", "faulty", "message", "remedy"),
    [
        ("gioa > 1", "gioa", "Không có biến «gioa»", "có phải «giao»?"),
        ("size > 1", "size", "Không có biến «size»", "hàm phải có ngoặc: size(x)"),
        ("summ(giao)", "summ(giao)", "Không có hàm «summ»", "có phải sum(cot)?"),
        ("abs(giao, 1)", "abs(giao, 1)", "sai số tham số (2)", "viết abs(x)"),
        ("giao + ten", "ten", "Cần số, nhưng đây là chữ", "không tự đổi kiểu"),
        ("giao + '5'", "'5'", "Cần số, nhưng đây là chữ", "bỏ dấu nháy"),
        ("giao - ngay", "ngay", "Cần số, nhưng đây là ngày", "days_between"),
        ("giao + nguon.so_tien", "nguon.so_tien", "Cần số", "gộp cột"),
        ("nguon.so_tien > 1", "nguon.so_tien", "so lớn nhỏ", "gộp cột"),
        ("nguon.so_tien == nguon.so_tien", "nguon.so_tien", "một giá trị", "gộp cột"),
        ("nguon.so_tien", "nguon.so_tien", "một giá trị", "gộp cột"),
        ("giao && co_so", "giao", "Cần đúng/sai, nhưng đây là số", "phép so sánh"),
        ("!giao", "giao", "Cần đúng/sai", "phép so sánh"),
        ("-ten", "ten", "Cần số", "không tự đổi kiểu"),
        ("ten < 'b'", "ten", "so lớn nhỏ", "=="),
        ("giao > '5'", "'5'", "so lớn nhỏ", "bỏ dấu nháy"),
        ("co_so > false", "co_so", "so lớn nhỏ", "=="),
        ("giao == 'x'", "'x'", "Cần số để so sánh bằng", "cùng kiểu"),
        ("ngay == '2016-07-04'", "'2016-07-04'", "Cần ngày", "cùng kiểu"),
        ("hinh_thuc == 'cục'", "'cục'", "Mã «cục» không có", "có phải «cuc»?"),
        ("hinh_thuc == ten", "ten", "Cần lựa chọn một mã", "mã viết trong nháy"),
        ("hinh_thuc == khac", "hinh_thuc == khac", "không có mã chung", "dùng chung danh sách"),
        ("hinh_thuc in ['cuc', 'x']", "'x'", "Mã «x» không có", "các mã: cuc"),
        ("hinh_thuc in khac", "khac", "danh sách trong ngoặc vuông", "x in ['a', 'b']"),
        ("giao in []", "[]", "Danh sách rỗng", "ít nhất một"),
        ("giao in [1, 'b']", "'b'", "Cần số", "cùng kiểu"),
        ("linh_vuc in ['ke_hoach']", "linh_vuc", "một giá trị", "selected"),
        ("[1] == giao", "[1]", "chỉ đứng sau «in»", "x in ["),
        ("selected(linh_vuc, 'x')", "'x'", "Mã «x» không có", "ke_hoach"),
        ("selected(ten, 'x')", "ten", "câu hỏi lựa chọn", "contains"),
        ("co_so ? giao : ten", "ten", "hai nhánh cho cùng một kiểu", "cùng kiểu"),
        ("giao ? 1 : 2", "giao", "Cần đúng/sai", "phép so sánh"),
        ("coalesce(giao, 'không')", "'không'", "Cần số để thay giá trị thiếu", "cùng kiểu"),
        ("coalesce(giao)", "coalesce(giao)", "sai số tham số", "coalesce(a, b, …)"),
        ("sum(coalesce(nguon.so_tien, 'x'))", "'x'", "Cần số", "bỏ dấu nháy"),
        (
            "sum(coalesce(nguon.so_tien, 1, 2))",
            "coalesce(nguon.so_tien, 1, 2)",
            "đúng hai tham số",
            "coalesce(cot, 0)",
        ),
        ("sum(co_so ? nguon.so_tien : nguon.ten)", "nguon.ten", "hai nhánh", "cùng kiểu ô"),
        ("sum(giao)", "giao", "Cần cột của bảng", "sum(nguon.so_tien)"),
        ("sum(nguon.ten)", "nguon.ten", "cột số", "hàm này"),
        ("max(giao)", "giao", "Cần cột của bảng", "hàm này"),
        ("max(ten, ten)", "ten", "số hoặc ngày", "hàm này"),
        ("max(giao, ngay)", "ngay", "Cần số để tính max", "cùng kiểu"),
        ("size(giao)", "giao", "văn bản, lựa chọn nhiều mã hoặc cột", "bỏ size"),
        ("round(giao, 1.5)", "1.5", "hằng số nguyên", "round(x, 1)"),
        ("round(giao, co_mat)", "co_mat", "hằng số nguyên", "round(x, 1)"),
        ("round(giao, -13)", "-13", "hằng số nguyên", "từ -12"),
        ("round(giao, 11)", "11", "hằng số nguyên", "đến 10"),
        ("days_between(ngay, giao)", "giao", "Cần ngày", "date('2016-06-30')"),
        ("matches(ten, 'x')", "'x'", "Không có mẫu «x»", "ma_dinh_danh"),
        ("matches(ten, ten)", "ten", "hằng văn bản", "trong nháy"),
        ("matches(giao, 'email')", "giao", "Cần chữ", "không tự đổi kiểu"),
        ("regex(ten, 'a')", "regex(ten, 'a')", "chỉ dùng trong biểu mẫu nhập từ XLSForm", "matches"),
        ("giao / 0 > 1", "giao / 0", "Chia cho hằng số 0", "mẫu số"),
    ],
)
def test_a_type_fault_is_placed_explained_and_given_a_remedy(
    source: str, faulty: str, message: str, remedy: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(source, environment=ENVIRONMENT)
    fault = caught.value
    assert message in fault.message_vi
    assert remedy in fault.remedy_vi
    assert source[fault.start : fault.end] == faulty


@pytest.mark.parametrize(
    ("source", "expects", "message"),
    [
        ("giao", BOOLEAN, "Cần đúng/sai, nhưng đây là số"),
        ("giao > 1", NUMBER, "Cần số, nhưng đây là đúng/sai"),
        ("ten", choice("cuc"), "Cần lựa chọn một mã"),
        ("'x'", choice("cuc"), "Mã «x» không có"),
        ("co_so ? 'cuc' : 'x'", choice("cuc"), "Mã «x» không có"),
        ("hinh_thuc", choice("cuc", "vu"), "Mã «trung_tam» không có"),
    ],
)
def test_the_expected_type_is_enforced(source: str, expects: Type, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression(source, environment=ENVIRONMENT, expects=expects)
    assert message in caught.value.message_vi


def test_a_quoted_code_satisfies_an_expected_choice() -> None:
    cell = compile_expression(
        "giao > 50 ? 'cuc' : 'vu'", environment=ENVIRONMENT, expects=choice("cuc", "vu")
    )
    assert cell.type.kind is Kind.CHOICE
    assert cell.evaluate({"giao": 60}) == "cuc"


def test_branches_with_different_code_lists_admit_the_codes_of_both() -> None:
    closed = compile_expression("(co_so ? hinh_thuc : khac) == 'a'", environment=ENVIRONMENT)
    assert closed.evaluate({"co_so": False, "khac": "a"}) is True
    opened = compile_expression("(co_so ? hinh_thuc : tu_do) == 'mã lạ'", environment=ENVIRONMENT)
    assert opened.evaluate({"co_so": False, "tu_do": "mã lạ"}) is True
    with pytest.raises(ExpressionError, match="Mã «x» không có"):
        compile_expression("(co_so ? hinh_thuc : khac) == 'x'", environment=ENVIRONMENT)


def test_the_whole_message_says_what_where_and_how_to_mend() -> None:
    with pytest.raises(ExpressionError) as caught:
        compile_expression("giao + '5' > 1", environment=ENVIRONMENT)
    assert str(caught.value) == "Cần số, nhưng đây là chữ (ký tự 8–10). Cách sửa: bỏ dấu nháy quanh số"
    assert caught.value.code is ErrorCode.TYPE


@pytest.mark.parametrize(
    "name", ["", "a b", "1a", "tên", "a.", ".a", "a..b", "true", "row.in", "and", "x" * 121]
)
def test_a_name_that_cannot_be_written_is_refused_when_declared(name: str) -> None:
    assert name_fault(name)
    with pytest.raises(ExpressionError, match="không dùng được"):
        Environment({name: NUMBER})


@pytest.mark.parametrize("name", ["a", "_x", "row.a02", "previous.a_1", "date", "size", "Sum2"])
def test_a_plain_name_is_accepted_even_when_a_function_has_it_too(name: str) -> None:
    assert name_fault(name) is None
    assert compile_expression(f"{name} + 1", environment=Environment({name: NUMBER})).depends_on == {name}


def test_an_extended_environment_leaves_the_original_alone() -> None:
    wider = ENVIRONMENT.extended(variables={"row.so_luong": NUMBER})
    assert "row.so_luong" in wider.variables
    assert "row.so_luong" not in ENVIRONMENT.variables
    assert compile_expression("row.so_luong <= giao", environment=wider).depends_on == {
        "row.so_luong",
        "giao",
    }


def test_a_table_inside_a_table_is_refused() -> None:
    with pytest.raises(ExpressionError, match="Bảng lồng trong bảng"):
        rows_of(rows_of(NUMBER))
