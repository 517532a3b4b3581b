"""Invented papers for the tests of this room and for the bench: a simulated government of 22 bodies."""

from datetime import UTC, date, datetime
from string import ascii_uppercase

from daumoi.documents.rendering import model
from daumoi.documents.rendering.model import (
    Annex,
    Callout,
    Cell,
    Column,
    Contact,
    Document,
    Emphasis,
    Figure,
    Heading,
    Issuer,
    Items,
    Letter,
    Link,
    Paragraph,
    Quote,
    Reference,
    Row,
    Signature,
    SourceNote,
    Strong,
    Table,
)

AT = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
BODIES = tuple(f"Bộ {letter}" for letter in ascii_uppercase[:18]) + tuple(
    f"Cơ quan {letter}" for letter in ascii_uppercase[18:22]
)
FORMS = ("Cục", "Trung tâm", "Vụ", "Phòng thuộc Văn phòng")
DUTIES = (
    "Xây dựng chương trình, kế hoạch",
    "Hướng dẫn đơn vị trực thuộc",
    "Thẩm định kỹ thuật dự án",
    "Triển khai dự án dùng chung",
    "Quản lý nền tảng, dữ liệu",
    "Vận hành trung tâm dữ liệu",
    "Dịch vụ công trực tuyến",
    "Kiểm tra việc thực hiện",
    "Đánh giá, xếp hạng",
    "Xác định cấp độ hệ thống",
    "Giám sát an ninh mạng",
    "Ứng cứu sự cố",
    "Đào tạo, diễn tập",
)
MARKS: tuple[model.Mark, ...] = ("lead", "partial", "none", "elsewhere", "no_data", "lead", "partial")
SOURCES = (
    SourceNote(
        id="nd64",
        title="Nghị định số 64/2007/NĐ-CP ngày 10/4/2007 của Chính phủ",
        locator="Điều 46",
        url="https://vanban.example.vn/64-2007",
        dated=date(2007, 4, 10),
        confidence="A",
    ),
    SourceNote(
        id="a1", title="Trả lời của Bộ A", locator="Bảng B2, dòng 3, cột «có mặt»", dated=date(2016, 8, 12)
    ),
    SourceNote(id="never", title="Biên bản họp tổ biên tập, không được dẫn trong bài"),
)
ISSUER = Issuer(name="Cục Tin học hóa", parent="Bộ Dữ liệu mô phỏng")


def matrix() -> Table:
    """22 bodies by 13 duties: the widest table the reports print."""
    groups = ("Kế hoạch",) * 3 + ("Triển khai",) * 4 + ("Kiểm tra",) * 2 + ("An ninh mạng",) * 4
    columns = (
        Column("Bộ, cơ quan", width="2.6cm"),
        *(
            Column(duty, align="centre", width="1fr", group=group, vertical=True)
            for duty, group in zip(DUTIES, groups, strict=True)
        ),
    )
    rows = tuple(
        Row((body, *(Cell(mark=MARKS[(row * 5 + column * 3) % 7]) for column in range(len(DUTIES)))))
        for row, body in enumerate(BODIES)
    )
    return Table(
        columns,
        rows,
        caption="Bao phủ nhiệm vụ theo bộ, cơ quan",
        dense=True,
        explain_marks=True,
        sources=("nd64",),
    )


def staff_table(*, rows: int = 22, caption: str = "Nhân lực theo bốn loại, giao và có mặt") -> Table:
    columns = (
        Column("TT", align="right", width="0.9cm"),
        Column("Bộ, cơ quan", width="1fr"),
        Column("Giao", align="right", unit="người", group="Công chức"),
        Column("Có mặt", align="right", unit="người", group="Công chức"),
        Column("Kinh phí", align="right", unit="triệu đồng"),
        Column("Ghi chú", width="1.2fr"),
    )
    body = tuple(
        Row(
            (
                str(index + 1),
                BODIES[index % 22],
                str(20 + index % 17),
                Cell((str(18 + index % 13), Reference("a1"))) if index == 0 else str(18 + index % 13),
                f"{1_200 + 37 * index:,}".replace(",", "."),
                "Đang kiện toàn bộ phận cứng về an toàn thông tin" if index % 4 == 0 else "",
            )
        )
        for index in range(rows)
    )
    total = Row((Cell(("Cộng",), span=2), "620", "540", "38.250", ""), role="total")
    group = Row(("Các bộ, cơ quan ngang bộ",), role="group")
    return Table(
        columns,
        (group, *body, total),
        caption=caption,
        note=("Số có mặt tính đến thời điểm chốt số liệu.",),
        sources=("a1",),
    )


def bar_svg(width: int = 480, height: int = 160) -> str:
    bars = "".join(
        f'<text x="0" y="{20 + 28 * i}" font-family="Be Vietnam Pro" font-size="12">{form}</text>'
        f'<rect x="150" y="{8 + 28 * i}" width="{300 - 60 * i}" height="16" fill="#1d4e89"/>'
        for i, form in enumerate(FORMS)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{bars}</svg>'


def paragraph(index: int) -> Paragraph:
    return Paragraph(
        (
            "Theo trả lời của các bộ, cơ quan ngang bộ, đến thời điểm chốt số liệu có ",
            Strong(f"{8 + index % 9}/22"),
            " bộ tổ chức đơn vị chuyên trách theo mô hình ",
            Emphasis("Cục"),
            Reference("nd64"),
            "; các bộ còn lại giao nhiệm vụ cho Trung tâm, Vụ hoặc một phòng của Văn phòng. Chức năng được "
            "giao không giống nhau, nhiều nơi chưa tách nhiệm vụ quản lý với nhiệm vụ cung cấp dịch vụ, dẫn "
            "đến khó khăn khi phối hợp thẩm định, kiểm tra và ứng cứu sự cố.",
        )
    )


def report(*, chapters: int = 2, simulated: bool = True, subject: str | None = None) -> Document:
    """A report; with eight chapters it fills about twenty pages."""
    blocks: list[model.Block] = []
    for chapter in range(chapters):
        blocks += [
            Heading(
                1,
                ("Hiện trạng tổ chức", "Bao phủ nhiệm vụ", "Nhân lực, kinh phí", "Khó khăn, đề xuất")[
                    chapter % 4
                ],
            ),
            paragraph(chapter),
            Heading(2, "Hình thức tổ chức"),
            paragraph(chapter + 1),
            Items((("Cục: 8 bộ;",), ("Trung tâm: 9 bộ;",), ("Vụ, Phòng: 5 bộ.",))),
            Figure(
                summary="Cục chiếm 8/22 bộ, Trung tâm 9/22; hình thức khác 5/22.",
                svg=bar_svg(),
                caption="Hình thức đơn vị chuyên trách",
                width=0.85,
                sources=("a1",),
            ),
            Heading(2, "Nhân lực"),
            paragraph(chapter + 2),
            staff_table(),
            Heading(3, "Ý kiến nêu"),
            Quote("Mỗi nơi giao một kiểu, không rõ nhiệm vụ quản lý.", attribution=("Bộ D, câu G1",)),
            Callout(
                ("Bộ H chưa gửi trả lời; số liệu của Bộ H để trống.",),
                title="Chưa có số liệu",
                tone="absence",
            ),
            paragraph(chapter + 3),
        ]
    return Document(
        issuer=ISSUER,
        kind="BÁO CÁO",
        subject=subject
        or "Tổng hợp khảo sát hiện trạng và yêu cầu của đơn vị chuyên trách công nghệ thông tin",
        notation="BC-THH",
        issued=date(2017, 2, 8),
        number=5,
        addressees=("Bộ trưởng",),
        grounds=("Căn cứ Nghị định quy định về ứng dụng công nghệ thông tin", "Căn cứ kết quả khảo sát"),
        blocks=tuple(blocks),
        annexes=(Annex("Bảng bao phủ nhiệm vụ", (matrix(),), orientation="landscape"),),
        sources=SOURCES,
        signature=Signature(position="Phó Cục trưởng", name="Nguyễn Văn Mẫu", on_behalf=("KT. CỤC TRƯỞNG",)),
        recipients=("Như trên", "Các bộ, cơ quan ngang bộ", "Lưu: VT, THH"),
        simulated=simulated,
        as_of=date(2016, 8, 21),
        content_code="7K2M-94QD-XH3P",
        journal_head="9f86d081884c7d65",
    )


def letter() -> Letter:
    return Letter(
        issuer=Issuer(name="Bộ Dữ liệu mô phỏng"),
        subject="khảo sát hiện trạng và yêu cầu của đơn vị chuyên trách công nghệ thông tin",
        notation="BTTDL-THH",
        place="Hà Nội",
        addressees=("Các bộ, cơ quan ngang bộ", "Các cơ quan thuộc Chính phủ"),
        blocks=(
            Paragraph(
                (
                    "Để có cơ sở đề xuất mô hình tổ chức thống nhất, đề nghị quý cơ quan cung cấp "
                    "hiện trạng và yêu cầu của đơn vị chuyên trách theo phiếu gửi kèm. Với mỗi nhiệm vụ, "
                    "đề nghị nêu rõ nhiệm vụ đang được giao, thực tế thực hiện và đề nghị giao, kèm lý do.",
                )
            ),
            Items(
                (
                    ("Phần A đến C: tổ chức, nhân lực, nhiệm vụ;",),
                    ("Phần D đến G: kinh phí, hệ thống, an ninh mạng, khó khăn.",),
                )
            ),
            Paragraph(
                (
                    "Phiếu khảo sát đăng tại ",
                    Link("daumoi.example.vn", "https://daumoi.example.vn/khao-sat"),
                    ".",
                )
            ),
        ),
        deadline=date(2016, 8, 15),
        contact=Contact(
            name="ông Trần Văn Mẫu",
            unit="Phòng Tổng hợp",
            telephone="024 3000 0101",
            email="tonghop@example.vn",
        ),
        closing="Trân trọng cảm ơn sự phối hợp của quý cơ quan",
        signature=Signature(position="Thứ trưởng", name="Lê Thị Mẫu", on_behalf=("KT. BỘ TRƯỞNG",)),
        recipients=("Như trên", "Bộ trưởng (để báo cáo)", "Lưu: VT, THH"),
        simulated=True,
    )
