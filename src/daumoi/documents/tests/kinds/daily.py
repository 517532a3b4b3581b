"""One invented paper of each of the ten kinds in daily use, of bodies that do not exist."""

from datetime import date

from daumoi.documents.rendering.model import (
    Annex,
    Article,
    Attendees,
    Clause,
    Column,
    Contact,
    Division,
    Enclosed,
    Form,
    FormRow,
    Heading,
    Issuer,
    Items,
    Meeting,
    Opinion,
    Opinions,
    Paper,
    Paragraph,
    Person,
    Point,
    Row,
    Signature,
    Table,
)

BODY = Issuer("Bộ A")
UNIT = Issuer("Cục Chuyển đổi số", parent="Bộ A")
COUNCIL = Issuer("Hội đồng Giám đốc công nghệ thông tin", parent="Bộ A")
VICE = Signature("Thứ trưởng", "Lê Thị Mẫu", ("KT. BỘ TRƯỞNG",))
HEAD = Signature("Cục trưởng", "Nguyễn Văn Mẫu", ("TL. BỘ TRƯỞNG",))
ISSUED = date(2026, 2, 5)


def text(*lines: str) -> tuple[Paragraph, ...]:
    """Paragraphs of plain words."""
    return tuple(Paragraph((line,)) for line in lines)


LETTER = Paper(
    issuer=BODY,
    kind="CÔNG VĂN",
    subject="khảo sát hiện trạng và yêu cầu của đơn vị chuyên trách về chuyển đổi số",
    notation="BA-CĐS",
    number=5,
    issued=ISSUED,
    addressees=("Các bộ, cơ quan ngang bộ", "Các cơ quan thuộc Chính phủ"),
    blocks=(
        *text(
            "Để có cơ sở đề xuất mô hình tổ chức thống nhất, Bộ A đề nghị quý cơ quan cung cấp hiện trạng và yêu "
            "cầu của đơn vị chuyên trách theo phiếu gửi kèm. Với mỗi nhiệm vụ, đề nghị nêu rõ nhiệm vụ đang được "
            "giao, thực tế thực hiện và đề nghị giao, kèm lý do.",
            "Nội dung cần trả lời gồm:",
        ),
        Items((("Tổ chức, nhân lực, nhiệm vụ;",), ("Kinh phí, hệ thống thông tin, khó khăn, kiến nghị.",))),
    ),
    deadline=date(2026, 3, 15),
    contact=Contact("ông Trần Văn Mẫu", "024 3000 0101", "Phòng Tổng hợp", "tonghop@example.vn"),
    closing="Trân trọng cảm ơn sự phối hợp của quý cơ quan",
    signature=VICE,
    recipients=("Như trên", "Bộ trưởng (để báo cáo)", "Lưu: VT, CĐS"),
    drafter="TVM. 40",
    address="Số 1 đường Mẫu, thành phố Hà Nội; điện thoại: 024 3000 0100; thư điện tử: vanthu@example.vn",
    annexes=(
        Annex(
            "Danh mục biểu khảo sát",
            (
                Table(
                    (Column("TT", align="centre", width="1.2cm"), Column("Biểu", width="1fr")),
                    (Row(("1", "Tổ chức, nhân lực")), Row(("2", "Kinh phí"))),
                    caption="Các biểu phải điền",
                ),
            ),
        ),
        Annex("Ma trận nhiệm vụ", text("Bảng rộng nằm ngang."), orientation="landscape"),
    ),
)

SUBMISSION = Paper(
    issuer=BODY,
    kind="TỜ TRÌNH",
    subject="Về việc phê duyệt Đề án nâng cao hiệu quả hoạt động của các đơn vị chuyên trách",
    notation="TTr-BA",
    number=17,
    issued=date(2026, 4, 27),
    addressees=("Thủ tướng Chính phủ",),
    grounds=("Căn cứ quy chế làm việc của Chính phủ", "Căn cứ kết quả khảo sát năm 2026"),
    blocks=(
        Heading(1, "Sự cần thiết"),
        *text("Nhiệm vụ tăng nhanh trong khi tổ chức của các đơn vị chuyên trách không thống nhất."),
        Heading(1, "Quá trình xây dựng"),
        *text("Bộ A đã lấy ý kiến của 22 bộ, cơ quan; 20 cơ quan trả lời bằng văn bản."),
        Heading(1, "Nội dung chính"),
        Heading(2, "Mô hình tổ chức"),
        *text("Mỗi bộ có một đơn vị chuyên trách, gồm bộ phận cứng về an ninh mạng và bộ phận dịch vụ."),
        Heading(2, "Lộ trình"),
        Items((("Giai đoạn 1: năm 2027;",), ("Giai đoạn 2: năm 2028.",))),
        Heading(1, "Ý kiến còn khác nhau"),
        *text("Bộ B đề nghị không tăng biên chế. Bộ A giữ phương án điều chuyển trong tổng số được giao."),
        Heading(1, "Kiến nghị"),
        *text("Bộ A kính trình Thủ tướng Chính phủ xem xét, phê duyệt Đề án"),
    ),
    signature=Signature("Bộ trưởng", "Phạm Văn Mẫu"),
    recipients=("Như trên", "Văn phòng Chính phủ", "Lưu: VT, CĐS"),
)

_RULING = (
    Article(
        ("Thành lập Tổ công tác rà soát đơn vị chuyên trách về chuyển đổi số (sau đây gọi là Tổ công tác).",)
    ),
    Article(("Tổ công tác có nhiệm vụ:",)),
    Clause(("Rà soát tổ chức, nhân lực, kinh phí của từng đơn vị;",)),
    Clause(("Báo cáo kết quả, trong đó nêu rõ:",)),
    Point(("Khó khăn, vướng mắc;",)),
    Point(("Kiến nghị.",)),
    Article(
        (
            "Chánh Văn phòng, Cục trưởng Cục Chuyển đổi số và Thủ trưởng các đơn vị có liên quan chịu trách nhiệm "
            "thi hành Quyết định này.",
        )
    ),
)

DECISION = Paper(
    issuer=BODY,
    kind="QUYẾT ĐỊNH",
    subject="Về việc thành lập Tổ công tác rà soát đơn vị chuyên trách",
    notation="QĐ-BA",
    number=9,
    issued=ISSUED,
    authority="Bộ trưởng Bộ A",
    grounds=(
        "Căn cứ nghị định quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ A",
        "Theo đề nghị của Cục trưởng Cục Chuyển đổi số",
    ),
    blocks=_RULING,
    signature=VICE,
    recipients=("Như Điều 3", "Các Thứ trưởng", "Lưu: VT, CĐS"),
)

DECISION_ISSUING = Paper(
    issuer=BODY,
    kind="QUYẾT ĐỊNH",
    subject="Ban hành Quy chế phối hợp giữa các đơn vị chuyên trách",
    notation="QĐ-BA",
    number=128,
    issued=date(2026, 10, 20),
    authority="Bộ trưởng Bộ A",
    grounds=("Căn cứ nghị định về cơ cấu tổ chức của Bộ A", "Theo đề nghị của Cục trưởng Cục Chuyển đổi số"),
    blocks=(
        Article(("Ban hành kèm theo Quyết định này Quy chế phối hợp giữa các đơn vị chuyên trách.",)),
        Article(("Quyết định này có hiệu lực thi hành kể từ ngày ký.",)),
        Article(
            (
                "Chánh Văn phòng, Cục trưởng Cục Chuyển đổi số và Thủ trưởng các đơn vị có liên quan chịu trách nhiệm thi "
                "hành Quyết định này.",
            )
        ),
    ),
    enclosed=Enclosed(
        "Quy chế",
        "Phối hợp giữa các đơn vị chuyên trách",
        (
            Division("chapter", "Quy định chung"),
            Article(
                ("Quy chế này quy định việc phối hợp giữa các đơn vị chuyên trách.",), "Phạm vi điều chỉnh"
            ),
            Article((), "Nguyên tắc"),
            Clause(("Một việc một đầu mối.",)),
            Clause(("Trả lời đúng hạn.",)),
            Division("chapter", "Trách nhiệm"),
            Division("section", "Cơ quan chủ trì"),
            Article(("Chủ trì gửi yêu cầu trước 10 ngày.",), "Gửi yêu cầu"),
        ),
    ),
    signature=Signature("Bộ trưởng", "Phạm Văn Mẫu", acting=True),
    recipients=("Như Điều 3", "Lưu: VT, CĐS"),
)

SCHEME = Paper(
    issuer=BODY,
    kind="ĐỀ ÁN",
    subject="Nâng cao hiệu quả hoạt động của các đơn vị chuyên trách",
    notation="ĐA-BA",
    number=2,
    issued=date(2026, 10, 1),
    blocks=(
        Division("part", "Sự cần thiết, căn cứ xây dựng đề án"),
        Heading(1, "Căn cứ"),
        *text("Kết quả khảo sát năm 2026."),
        Division("part", "Thực trạng"),
        Heading(1, "Tổ chức"),
        *text("Tám trên hai mươi hai bộ tổ chức đơn vị chuyên trách theo mô hình Cục."),
        Division("part", "Nội dung"),
        Heading(1, "Quan điểm, mục tiêu"),
        *text("Thống nhất chức năng, mở rộng theo điều kiện của từng bộ."),
        Division("part", "Tổ chức thực hiện"),
        *text("Các bộ xây dựng lộ trình của mình trong quý I năm 2027."),
    ),
    signature=VICE,
    recipients=("Các bộ, cơ quan ngang bộ", "Lưu: VT, CĐS"),
)

PLAN = Paper(
    issuer=BODY,
    kind="KẾ HOẠCH",
    subject="Ứng dụng công nghệ thông tin năm 2027",
    notation="KH-BA",
    number=30,
    issued=date(2026, 11, 3),
    blocks=(
        Heading(1, "Mục đích, yêu cầu"),
        *text("Hoàn thành các chỉ tiêu được giao, đúng thời hạn."),
        Heading(1, "Nội dung, phân công"),
        Table(
            (
                Column("TT", align="centre", width="1.1cm"),
                Column("Nhiệm vụ", width="2fr"),
                Column("Chủ trì", width="1fr"),
                Column("Thời hạn", align="centre", width="2.6cm"),
            ),
            (
                Row(("1", "Rà soát hồ sơ cấp độ", "Cục Chuyển đổi số", "30/6/2027")),
                Row(("2", "Đào tạo cán bộ", "Vụ Tổ chức cán bộ", "30/9/2027")),
            ),
            caption="Phân công nhiệm vụ",
        ),
        Heading(1, "Tổ chức thực hiện"),
        *text("Các đơn vị báo cáo kết quả trước ngày 15 tháng 12 năm 2027."),
    ),
    signature=VICE,
    recipients=("Các đơn vị thuộc Bộ", "Lưu: VT, CĐS"),
)

REPORT = Paper(
    issuer=UNIT,
    kind="BÁO CÁO",
    subject="Kết quả khảo sát đơn vị chuyên trách năm 2026",
    notation="BC-CĐS",
    number=7,
    issued=date(2026, 1, 8),
    addressees=("Bộ trưởng Bộ A",),
    as_of=date(2025, 12, 31),
    blocks=(
        Heading(1, "Tình hình"),
        *text("Đến thời điểm chốt số liệu, 20 cơ quan đã gửi trả lời."),
        Heading(1, "Kiến nghị"),
        *text("Kính đề nghị Bộ trưởng xem xét."),
    ),
    signature=Signature("Phó Cục trưởng", "Đỗ Văn Mẫu", ("KT. CỤC TRƯỞNG",)),
    recipients=("Như trên", "Lưu: VT, TH"),
    content_code="7K2M-94QD-XH3P",
)

NOTICE = Paper(
    issuer=UNIT,
    kind="THÔNG BÁO",
    subject="Kết luận của Chủ tịch Hội đồng tại phiên họp ngày 08 tháng 6 năm 2026",
    notation="TB-CĐS",
    number=11,
    issued=date(2026, 6, 12),
    blocks=(
        *text(
            "Ngày 08 tháng 6 năm 2026, Hội đồng họp phiên thường kỳ tại trụ sở Bộ A. Sau khi nghe báo cáo và ý kiến "
            "của các thành viên, Chủ tịch Hội đồng kết luận như sau:"
        ),
        Clause(("Giao cơ quan thường trực khảo sát hiện trạng.",)),
        Clause(("Các thành viên gửi ý kiến trước ngày 30 tháng 6 năm 2026.",)),
    ),
    signature=HEAD,
    recipients=("Các thành viên Hội đồng", "Lưu: VT, CĐS"),
)

INVITATION = Paper(
    issuer=BODY,
    kind="GIẤY MỜI",
    subject="Họp Hội đồng Giám đốc công nghệ thông tin",
    notation="GM-BA",
    number=21,
    issued=date(2026, 5, 29),
    addressees=("Các thành viên Hội đồng", "Lãnh đạo đơn vị chuyên trách các bộ"),
    meeting=Meeting(
        about="Phiên họp thường kỳ của Hội đồng, bàn về mô hình đơn vị chuyên trách.",
        starts="08 giờ 30, ngày 08 tháng 6 năm 2026",
        place="Phòng họp tầng 2, trụ sở Bộ A, thành phố Hà Nội",
        chair="Thứ trưởng Lê Thị Mẫu, Chủ tịch Hội đồng",
    ),
    blocks=text(
        "Tài liệu họp gửi kèm giấy mời này. Đề nghị các đồng chí xác nhận tham dự với Văn phòng Bộ A trước ngày 05 "
        "tháng 6 năm 2026 để chuẩn bị chỗ ngồi và tài liệu giấy."
    ),
    signature=Signature("Chánh Văn phòng", "Vũ Văn Mẫu", ("TL. BỘ TRƯỞNG",)),
    recipients=("Như trên", "Lưu: VT, VP"),
)

MINUTES = Paper(
    issuer=COUNCIL,
    kind="BIÊN BẢN",
    subject="Phiên họp Hội đồng Giám đốc công nghệ thông tin",
    notation="BB-HĐ",
    number=1,
    meeting=Meeting(
        about="Phiên họp thường kỳ",
        starts="08 giờ 30, ngày 08 tháng 6 năm 2026",
        ends="11 giờ 15, ngày 08 tháng 6 năm 2026",
        place="Trụ sở Bộ A",
        chair="Bà Lê Thị Mẫu, Thứ trưởng, Chủ tịch Hội đồng",
        secretary="Ông Trần Văn Mẫu, chuyên viên Cục Chuyển đổi số",
        attendance=(
            Attendees(
                "Có mặt",
                (
                    Person("Nguyễn Văn Mẫu", "Cục trưởng", "Ông"),
                    Person("Hoàng Thị Mẫu", "Phó Vụ trưởng", "Bà"),
                ),
            ),
            Attendees("Vắng mặt", (Person("Đỗ Văn Mẫu", "Phó Cục trưởng", "Ông"),), note="đi công tác"),
        ),
    ),
    blocks=(
        Clause(("Cơ quan thường trực trình bày báo cáo.",)),
        Clause(
            (
                "Ý kiến thảo luận: Bộ B lo ngại việc tăng biên chế; Bộ C đề nghị có hướng dẫn chung trước khi các bộ tự "
                "lập phương án; Bộ D nêu kinh nghiệm tổ chức bộ phận cứng về an ninh mạng.",
            )
        ),
        Clause(("Chủ tọa kết luận: tiến hành khảo sát.",)),
    ),
    cosignature=Signature("Thư ký", "Trần Văn Mẫu"),
    signature=Signature("Chủ tọa", "Lê Thị Mẫu"),
    recipients=("Các thành viên Hội đồng", "Lưu: VT, Hồ sơ"),
)

ROUTING = Paper(
    issuer=UNIT,
    kind="PHIẾU TRÌNH",
    subject="Về việc ban hành công văn khảo sát",
    notation="",
    addressees=("Thứ trưởng Lê Thị Mẫu",),
    issued=date(2026, 2, 3),
    blocks=(
        Form(
            (
                FormRow("Vấn đề trình", (("Ban hành công văn khảo sát 22 bộ, cơ quan.",),)),
                FormRow(
                    "Căn cứ", (("Chương trình công tác năm 2026.",), ("Ý kiến chỉ đạo ngày 08/01/2026.",))
                ),
                FormRow("Đề xuất", (("Kính đề nghị Thứ trưởng xem xét, ký ban hành.",),)),
                FormRow("Hồ sơ kèm theo", (("Dự thảo công văn; phiếu khảo sát.",),)),
            )
        ),
        Opinions(
            (
                Opinion("Lãnh đạo phòng", "Đồng ý trình.", "Trần Văn Mẫu", date(2026, 2, 3)),
                Opinion("Lãnh đạo đơn vị", "Nhất trí.", "Nguyễn Văn Mẫu", date(2026, 2, 4)),
                Opinion("Văn phòng (thể thức)"),
                Opinion("Lãnh đạo Bộ"),
            )
        ),
    ),
    signature=Signature("Người trình", "Hoàng Thị Mẫu"),
)
