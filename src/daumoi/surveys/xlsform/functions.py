"""The published list of functions accepted in an imported form, and what to write instead of the others."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class AcceptedFunction:
    """One function of XLSForm that is understood: how it is written, what it means here."""

    name: str
    usage: str
    meaning_vi: str
    least: int
    most: int | None


_LIST: Final = (
    AcceptedFunction("selected", "selected(${x}, 'ma')", "mã nằm trong các lựa chọn đã chọn", 2, 2),
    AcceptedFunction("count-selected", "count-selected(${x})", "số lựa chọn đã chọn", 1, 1),
    AcceptedFunction("if", "if(điều kiện, a, b)", "a khi đúng, b khi sai; chưa rõ thì để trống", 3, 3),
    AcceptedFunction("coalesce", "coalesce(${a}, ${b})", "giá trị đầu tiên không trống", 2, None),
    AcceptedFunction("not", "not(điều kiện)", "phủ định", 1, 1),
    AcceptedFunction("true", "true()", "luôn đúng", 0, 0),
    AcceptedFunction("false", "false()", "luôn sai", 0, 0),
    AcceptedFunction("sum", "sum(${cột})", "tổng một cột của bảng lặp; ô trống tính là 0", 1, 1),
    AcceptedFunction("count", "count(${bảng hoặc cột})", "số dòng của bảng lặp", 1, 1),
    AcceptedFunction("count-non-empty", "count-non-empty(${cột})", "số ô đã điền của một cột", 1, 1),
    AcceptedFunction("min", "min(${a}, ${b}) hoặc min(${cột})", "giá trị nhỏ nhất", 1, None),
    AcceptedFunction("max", "max(${a}, ${b}) hoặc max(${cột})", "giá trị lớn nhất", 1, None),
    AcceptedFunction("round", "round(${x}, n)", "làm tròn đến n chữ số thập phân, nửa về số chẵn", 1, 2),
    AcceptedFunction("abs", "abs(${x})", "giá trị tuyệt đối", 1, 1),
    AcceptedFunction("number", "number(${x})", "chính số đó; không đổi văn bản thành số", 1, 1),
    AcceptedFunction("string-length", "string-length(${x})", "số ký tự; câu trống tính là 0", 1, 1),
    AcceptedFunction("contains", "contains(${x}, 'đoạn')", "văn bản có chứa đoạn chữ", 2, 2),
    AcceptedFunction("starts-with", "starts-with(${x}, 'đầu')", "văn bản bắt đầu bằng đoạn chữ", 2, 2),
    AcceptedFunction("regex", "regex(., 'mẫu')", "toàn bộ văn bản khớp mẫu, thời gian tuyến tính", 2, 2),
    AcceptedFunction("date", "date('2016-06-30')", "một ngày cố định", 1, 1),
)

ACCEPTED_FUNCTIONS: Final = {function.name: function for function in _LIST}
"""Every accepted function by its name in XLSForm; the same list stands in the documentation."""

OPERATORS: Final = ("and", "or", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div")
"""The accepted operators; `div` is division. `mod` and `|` are not accepted."""

_NO_CLOCK: Final = (
    "Kết quả không được phụ thuộc lúc mở phiếu; thêm câu hỏi ngày, "
    "hoặc so với ngày cố định như date('2016-06-30')."
)
REMEDIES: Final = {
    "today": _NO_CLOCK,
    "now": _NO_CLOCK,
    "format-date": "Để kiểu ngày; cách hiện ngày do phần mềm lo.",
    "format-date-time": "Để kiểu ngày; cách hiện ngày do phần mềm lo.",
    "date-time": "Dùng date('2016-06-30'); không có kiểu giờ.",
    "decimal-date-time": "Viết hiệu hai ngày: ${ngay_2} - ${ngay_1} cho số ngày.",
    "concat": "Không ghép văn bản; để hai câu riêng hoặc ghi trong nhãn.",
    "join": "Không ghép văn bản; để các câu riêng.",
    "substr": "Dùng contains, starts-with hoặc regex để xét văn bản.",
    "substring-before": "Dùng contains, starts-with hoặc regex để xét văn bản.",
    "substring-after": "Dùng contains, starts-with hoặc regex để xét văn bản.",
    "translate": "Dùng regex để xét văn bản.",
    "string": "Số và văn bản không tự đổi cho nhau; chọn đúng kiểu của câu hỏi.",
    "int": "Dùng round(x) hoặc câu kiểu integer.",
    "selected-at": "Dùng selected(${x}, 'ma') cho từng mã.",
    "jr:choice-name": "So sánh bằng mã lựa chọn, không bằng nhãn.",
    "position": "Thêm cột số thứ tự trong bảng lặp.",
    "index": "Thêm cột số thứ tự trong bảng lặp.",
    "indexed-repeat": "Dùng sum, count, min hoặc max trên cả cột.",
    "once": "Dùng calculation thường; giá trị luôn được tính lại.",
    "pulldata": "Đưa danh sách vào tờ choices hoặc dùng số liệu điền sẵn từ sổ đăng ký.",
    "instance": "Đưa danh sách vào tờ choices và dùng choice_filter.",
    "random": "Kết quả phải tính lại được; bỏ hàm này.",
    "uuid": "Kết quả phải tính lại được; bỏ hàm này.",
    "version": "Bản của mẫu phiếu đã ghi trong tờ settings.",
    "pow": "Viết thành phép nhân.",
    "mod": "Ngôn ngữ không có phép chia lấy dư; hỏi riêng phần dư hoặc bỏ ràng buộc này.",
    "boolean": "Viết thành phép so sánh, ví dụ ${x} > 0.",
    "boolean-from-string": "So sánh với mã lựa chọn.",
    "checklist": "Viết các điều kiện nối bằng and, or.",
    "weighted-checklist": "Viết tổng có trọng số bằng if và phép cộng.",
    "count-if": "Thêm cột tính trong bảng lặp rồi dùng sum.",
    "sum-if": "Thêm cột tính trong bảng lặp rồi dùng sum.",
}
"""What to do instead of the functions that people are most likely to have used."""


def refused_function(name: str) -> str:
    """The remedy for a function that is not accepted."""
    return REMEDIES.get(name, f"Các hàm nhận được: {', '.join(ACCEPTED_FUNCTIONS)}.")
