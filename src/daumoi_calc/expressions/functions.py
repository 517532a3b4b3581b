"""The closed list of functions: what the form editor shows, and how many arguments each one takes."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Function:
    """One function of the language, as published to people who draw up forms."""

    name: str
    usage: str
    meaning_vi: str
    example: str
    least: int
    most: int | None


_LIST = (
    Function("abs", "abs(x)", "giá trị tuyệt đối của một số", "abs(giao - co_mat) <= 5", 1, 1),
    Function(
        "coalesce",
        "coalesce(a, b, …)",
        "giá trị đầu tiên không thiếu; với cột của bảng, ô thiếu được thay bằng giá trị sau",
        "coalesce(hop_dong, 0)",
        2,
        None,
    ),
    Function("contains", "contains(van_ban, doan)", "văn bản có chứa đoạn chữ", "contains(ten, 'Cục')", 2, 2),
    Function(
        "count", "count(cot)", "số ô đã có giá trị trong một cột của bảng", "count(can_bo.nam_sinh)", 1, 1
    ),
    Function(
        "days_between",
        "days_between(tu, den)",
        "số ngày từ ngày thứ nhất đến ngày thứ hai (âm nếu ngược chiều)",
        "days_between(ngay_gui, ngay_nhan) <= 15",
        2,
        2,
    ),
    Function("is_missing", "is_missing(x)", "giá trị còn thiếu hay không", "!is_missing(thu_truong)", 1, 1),
    Function(
        "matches",
        "matches(van_ban, 'ten_mau')",
        "toàn bộ văn bản đúng một mẫu đã công bố",
        "matches(thu_dien_tu, 'email')",
        2,
        2,
    ),
    Function(
        "max", "max(a, b, …) hoặc max(cot)", "giá trị lớn nhất (số hoặc ngày)", "max(nam_1, nam_2)", 1, None
    ),
    Function("mean", "mean(cot)", "trung bình cộng của một cột số", "round(mean(du_an.tien_do), 1)", 1, 1),
    Function(
        "min", "min(a, b, …) hoặc min(cot)", "giá trị nhỏ nhất (số hoặc ngày)", "min(du_an.bat_dau)", 1, None
    ),
    Function(
        "regex",
        "regex(van_ban, r'mau')",
        "toàn bộ văn bản khớp mẫu biểu thức chính quy; chỉ dùng trong biểu mẫu nhập từ XLSForm",
        "regex(ma, r'[A-Z]{2}[0-9]{3}')",
        2,
        2,
    ),
    Function(
        "round",
        "round(x) hoặc round(x, n)",
        "làm tròn đến n chữ số thập phân, nửa về số chẵn; n âm làm tròn đến hàng chục, trăm",
        "round(da_chi * 100 / duoc_giao, 1)",
        1,
        2,
    ),
    Function(
        "selected",
        "selected(lua_chon, 'ma')",
        "mã nằm trong các mã đã chọn",
        "selected(hinh_thuc, 'cuc')",
        2,
        2,
    ),
    Function(
        "size",
        "size(x)",
        "số ký tự của văn bản, số mã đã chọn, hoặc số dòng của bảng",
        "size(kho_khan) >= 20",
        1,
        1,
    ),
    Function(
        "starts_with",
        "starts_with(van_ban, dau)",
        "văn bản bắt đầu bằng đoạn chữ",
        "starts_with(ma, 'G')",
        2,
        2,
    ),
    Function(
        "sum",
        "sum(cot)",
        "tổng của một cột số; bảng không có dòng nào thì bằng 0",
        "sum(nguon.so_tien)",
        1,
        1,
    ),
)

FUNCTIONS: Final = {function.name: function for function in _LIST}
"""Every function of version 1 by name. ``if(c, a, b)`` and ``date('…')`` are syntax, not functions."""
