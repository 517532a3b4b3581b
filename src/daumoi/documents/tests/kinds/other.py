"""One invented paper of each kind that is met less often, and of the three forms of copy."""

from datetime import UTC, date, datetime

from daumoi.documents.rendering.model import (
    Article,
    Block,
    Clause,
    Copy,
    Detail,
    Details,
    Heading,
    Issuer,
    Leave,
    Paper,
    Party,
    Person,
    Seal,
    Signature,
)
from daumoi.documents.tests.kinds.daily import BODY, DECISION, ISSUED, UNIT, VICE, text

KEPT = ("Các đơn vị thuộc Bộ", "Lưu: VT, CĐS")


def _named(kind: str, abbreviation: str, subject: str, *lines: str, headings: tuple[str, ...] = ()) -> Paper:
    titled: tuple[Block, ...] = ()
    for title in headings:
        titled += (Heading(1, title), *text(f"Nội dung {title}."))
    return Paper(
        issuer=BODY,
        kind=kind,
        subject=subject,
        notation=f"{abbreviation}-BA",
        number=3,
        issued=ISSUED,
        blocks=(*text(*lines), *titled),
        signature=VICE,
        recipients=KEPT,
    )


RESOLUTION = Paper(
    issuer=Issuer("Hội đồng quản lý", parent="Trung tâm A"),
    kind="NGHỊ QUYẾT",
    subject="Về kế hoạch hoạt động năm 2027",
    notation="NQ-HĐQL",
    number=4,
    issued=ISSUED,
    authority="Hội đồng quản lý Trung tâm A",
    grounds=("Căn cứ quy chế tổ chức và hoạt động của Trung tâm A", "Căn cứ biên bản phiên họp thứ 4"),
    blocks=(Article(("Thông qua kế hoạch.",)), Article(("Giám đốc tổ chức thực hiện Nghị quyết này.",))),
    signature=Signature("Chủ tịch", "Lê Thị Mẫu", ("TM. HỘI ĐỒNG QUẢN LÝ",)),
    recipients=KEPT,
)
DIRECTIVE = _named(
    "CHỈ THỊ", "CT", "Về tăng cường bảo đảm an ninh mạng", "Yêu cầu các đơn vị thực hiện các việc sau."
)
REGULATION = _named("QUY CHẾ", "QC", "Phối hợp ứng cứu sự cố", "Lời mở đầu.")
RULES = _named("QUY ĐỊNH", "QyĐ", "Về việc sử dụng hộp thư điện tử", "Lời mở đầu.")
COMMUNIQUE = _named("THÔNG CÁO", "TC", "Về phiên họp Hội đồng", "Ngày 08 tháng 6 năm 2026, Hội đồng đã họp.")
GUIDANCE = _named(
    "HƯỚNG DẪN", "HD", "Lập hồ sơ cấp độ", headings=("Phạm vi", "Các bước", "Tổ chức thực hiện")
)
PROGRAMME = _named("CHƯƠNG TRÌNH", "CTr", "Công tác năm 2027", headings=("Mục tiêu", "Nhiệm vụ", "Kinh phí"))
OPTION = _named("PHƯƠNG ÁN", "PA", "Sắp xếp trung tâm dữ liệu", headings=("Hiện trạng", "Các phương án"))
PROJECT = _named("DỰ ÁN", "DA", "Nền tảng dữ liệu dùng chung", headings=("Sự cần thiết", "Quy mô", "Tiến độ"))
TELEGRAM = Paper(
    issuer=BODY,
    kind="CÔNG ĐIỆN",
    subject="Về ứng cứu sự cố an ninh mạng",
    notation="CĐ-BA",
    number=1,
    issued=ISSUED,
    addressees=("Các đơn vị thuộc Bộ", "Trung tâm Dữ liệu"),
    blocks=text("Yêu cầu ngắt kết nối các máy chủ bị ảnh hưởng trước 17 giờ 00 cùng ngày."),
    urgency="HỎA TỐC",
    signature=VICE,
    recipients=KEPT,
)
INTRODUCTION = Paper(
    issuer=UNIT,
    kind="GIẤY GIỚI THIỆU",
    subject="trao đổi về kết nối dữ liệu",
    notation="GGT-CĐS",
    number=6,
    issued=ISSUED,
    addressees=("Cục Dữ liệu, Bộ B",),
    bearer=Person("Trần Văn Mẫu", "Chuyên viên Phòng Tổng hợp", "Ông"),
    valid_until=date(2026, 2, 20),
    blocks=(),
    signature=Signature("Cục trưởng", "Nguyễn Văn Mẫu"),
    recipients=("Như trên", "Lưu: VT"),
)
LEAVE = Paper(
    issuer=UNIT,
    kind="GIẤY NGHỈ PHÉP",
    subject="",
    notation="GNP-CĐS",
    number=8,
    issued=ISSUED,
    bearer=Person("Hoàng Thị Mẫu", "Chuyên viên", "Bà"),
    leave=Leave(
        applied=date(2026, 2, 2),
        days=5,
        starts=date(2026, 2, 9),
        ends=date(2026, 2, 13),
        place="tỉnh C",
        counted_as="nghỉ phép năm 2026",
        confirmation=True,
    ),
    blocks=(),
    signature=Signature("Cục trưởng", "Nguyễn Văn Mẫu"),
    recipients=("Bà Hoàng Thị Mẫu", "Lưu: VT"),
)


def _agreement(kind: str, abbreviation: str, subject: str) -> Paper:
    return Paper(
        issuer=UNIT,
        kind=kind,
        subject=subject,
        notation=f"{abbreviation}-CĐS",
        number=2,
        issued=ISSUED,
        grounds=("Căn cứ quy định của pháp luật về dân sự", "Căn cứ nhu cầu của hai bên"),
        blocks=(
            *text("Hôm nay, ngày 05 tháng 02 năm 2026, tại trụ sở Bộ A, chúng tôi gồm:"),
            Party(
                "BÊN A",
                "Cục Chuyển đổi số",
                (Detail("Đại diện", ("Ông Nguyễn Văn Mẫu",)), Detail("Chức vụ", ("Cục trưởng",))),
            ),
            Party("BÊN B", "Trung tâm B", (Detail("Đại diện", ("Bà Lê Thị Mẫu",)),)),
            *text("Hai bên thống nhất các nội dung sau:"),
            Article(("Bên A cung cấp dữ liệu, bên B xử lý và bảo vệ dữ liệu.",), "Nội dung"),
            Article((), "Trách nhiệm"),
            Clause(("Bên A giao dữ liệu đúng hạn.",)),
            Clause(("Bên B giữ bí mật.",)),
        ),
        cosignature=Signature("Đại diện bên A", "Nguyễn Văn Mẫu", remark="(Ký, đóng dấu)"),
        signature=Signature("Đại diện bên B", "Lê Thị Mẫu", remark="(Ký, đóng dấu)"),
    )


CONTRACT = _agreement("HỢP ĐỒNG", "HĐ", "Về việc xử lý dữ liệu")
MEMORANDUM = _agreement("BẢN GHI NHỚ", "BGN", "Về hợp tác chia sẻ dữ liệu")
AGREEMENT = _agreement("BẢN THỎA THUẬN", "BTT", "Về việc kết nối hệ thống")
AUTHORISATION = _named("GIẤY ỦY QUYỀN", "GUQ", "Ký hồ sơ nghiệm thu", "Bộ trưởng ủy quyền cho Cục trưởng.")
_FORWARDED = (
    Details((Detail("Nơi chuyển đến", ("Cục B",)), Detail("Nội dung", ("Đơn kiến nghị ngày 03/02/2026.",)))),
)


def _slip(kind: str, abbreviation: str) -> Paper:
    return Paper(
        issuer=UNIT,
        kind=kind,
        subject="Về việc chuyển hồ sơ",
        notation=f"{abbreviation}-CĐS",
        number=10,
        issued=ISSUED,
        addressees=("Văn phòng Bộ A",),
        blocks=_FORWARDED,
        signature=Signature("Chánh Văn phòng", "Vũ Văn Mẫu", ("TUQ. CỤC TRƯỞNG",)),
        recipients=("Như trên", "Lưu: VT"),
    )


SENDING, FORWARDING, REPORTING = (
    _slip("PHIẾU GỬI", "PG"),
    _slip("PHIẾU CHUYỂN", "PC"),
    _slip("PHIẾU BÁO", "PB"),
)
PERSONAL = Paper(
    issuer=BODY,
    kind="THƯ CHÚC MỪNG",
    subject="",
    notation="",
    issued=ISSUED,
    addressees=("Cán bộ, công chức, viên chức các đơn vị chuyên trách",),
    blocks=text("Nhân dịp năm mới, tôi gửi tới các đồng chí lời chúc mừng tốt đẹp nhất."),
    signature=Signature("Bộ trưởng", "Phạm Văn Mẫu"),
)


def _copied(form: str, abbreviation: str) -> Paper:
    return Paper(
        issuer=UNIT,
        kind=form,
        subject="",
        notation=f"{abbreviation}-CĐS",
        number=15,
        issued=ISSUED,
        blocks=text("Phần văn bản được sao.") if form == "TRÍCH SAO" else (),
        signature=Signature("Chánh Văn phòng", "Vũ Văn Mẫu", ("TL. CỤC TRƯỞNG",)),
        recipients=("Phòng Tổng hợp", "Lưu: VT"),
    )


COPY_SY, COPY_TRS, COPY_SL = _copied("SAO Y", "SY"), _copied("TRÍCH SAO", "TrS"), _copied("SAO LỤC", "SL")

COPIED_DECISION = Paper(
    **{name: getattr(DECISION, name) for name in DECISION.__struct_fields__ if name not in ("copy", "seal")},
    copy=Copy(
        "SAO Y",
        UNIT,
        "SY-CĐS",
        number=15,
        issued=ISSUED,
        signature=Signature("Chánh Văn phòng", "Vũ Văn Mẫu", ("TL. CỤC TRƯỞNG",)),
        recipients=("Phòng Tổng hợp", "Lưu: VT"),
    ),
    seal=Seal(datetime(2026, 2, 6, 2, 3, 4, tzinfo=UTC), "SAO Y", "Cục Chuyển đổi số"),
)
