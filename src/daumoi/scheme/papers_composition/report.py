"""Báo cáo kết quả khảo sát: who answered, what units there are, what they lack, what their ministries wish."""

from daumoi.documents.rules.content import Content, Part, Signing
from daumoi.scheme.papers_composition.tables import plan_table
from daumoi.scheme.papers_composition.words import NETWORK, Composed, Figures, day_words, lines
from daumoi.scheme.papers_material import Material

_FORMS = (
    ("cuc", "tổ chức là Cục"),
    ("vu", "tổ chức là Vụ"),
    ("trung_tam", "tổ chức là Trung tâm"),
    ("van_phong", "là bộ phận thuộc Văn phòng"),
    ("phong", "là Phòng"),
    ("khac", "có hình thức khác"),
    ("khong-co", "chưa có đơn vị chuyên trách"),
)


def compose_report(material: Material) -> Composed:
    """The report. Without a survey it says only what the register and the proposals say."""
    figures = Figures(material)
    parts = [
        Part(title="Cách thức thực hiện", text=_how(material, figures)),
        Part(title="Hiện trạng tổ chức", text=_present(material, figures)),
        Part(title="Nhân lực và bộ phận chuyên môn", text=_people(figures)),
        Part(title="Đề xuất của các bộ", text=_wishes(figures)),
        Part(title="Nhận xét", text=_remarks(figures)),
    ]
    return Composed(
        kind="bao_cao",
        subject=f"Kết quả khảo sát hiện trạng và yêu cầu về tổ chức đơn vị chuyên trách tại các {NETWORK}",
        content=Content(
            parts=parts,
            annexes=[plan_table(material)],
            signing=Signing(position=material.head),
            recipients=["Lưu: VT."],
        ),
        figures=figures.bound,
    )


def _how(material: Material, figures: Figures) -> str:
    if not material.round_code:
        return (
            f"Báo cáo lập từ sổ đăng ký tổ chức đến {day_words(material)} và đề xuất của các bộ gửi trực tiếp;"
            " đề án này không gắn với đợt khảo sát nào."
        )
    letter = f" theo Công văn số {material.round_letter}" if material.round_letter else ""
    return lines(
        f"{material.writer} đã gửi phiếu khảo sát{letter} tới {figures.asked()} {NETWORK}."
        f" Đến thời điểm lập báo cáo, {figures.survey('tra-loi.da-gui')} cơ quan đã gửi trả lời, trong đó"
        f" {figures.survey('tra-loi.qua-han')} cơ quan gửi sau hạn; {figures.survey('tra-loi.chua-gui')} cơ quan chưa"
        " gửi. Các tỷ lệ dưới đây tính trên số cơ quan được hỏi.",
        f"Số liệu về tổ chức lấy đến {day_words(material)}. Mỗi số liệu trong báo cáo mở được tới ô trả lời của từng"
        " cơ quan trên hệ thống.",
    )


def _present(material: Material, figures: Figures) -> str:
    told = [
        f"{figures.survey(f'hinh-thuc.{code}')} cơ quan {words}"
        for code, words in _FORMS
        if f"hinh-thuc.{code}" in material.survey
    ]
    if not told:
        forms: dict[str, int] = {}
        for one in material.bodies:
            key = one.form_now_words or "chưa xác định"
            forms[key] = forms.get(key, 0) + 1
        counted = ", ".join(f"{name}: {count}" for name, count in sorted(forms.items()))
        return f"Theo sổ đăng ký, hình thức của đơn vị chuyên trách tại {len(material.bodies)} {NETWORK}: {counted}."
    return (
        "Theo trả lời của các bộ: "
        + "; ".join(told)
        + ". Cùng một nhiệm vụ do các đơn vị có hình thức khác nhau đảm nhiệm; chi tiết từng cơ quan ở Phụ lục."
    )


def _people(figures: Figures) -> str:
    return lines(
        f"Tổng số người được giao của các đơn vị là {figures.survey('nhan-luc.tong.giao')}, có mặt"
        f" {figures.survey('nhan-luc.tong.co-mat')}. Số được giao và số có mặt là hai số khác nhau; báo cáo không cộng"
        " gộp các loại biên chế khi so với trần.",
        f"{figures.survey('bo-phan-cung.cntt.co')} cơ quan có bộ phận chuyên trách ổn định về quản lý ứng dụng công nghệ"
        f" thông tin, {figures.survey('bo-phan-cung.cntt.chua')} cơ quan chưa có;"
        f" {figures.survey('bo-phan-cung.attt.co')} cơ quan có bộ phận chuyên trách ổn định về an toàn thông tin,"
        f" {figures.survey('bo-phan-cung.attt.chua')} cơ quan chưa có.",
    )


def _wishes(figures: Figures) -> str:
    return lines(
        f"Đã có {figures.of('da_de_xuat')} trên {figures.of('co_quan')} cơ quan gửi đề xuất. Ở phương án ưu tiên nhất,"
        f" {figures.of('de_nghi_cuc')} cơ quan đề nghị tổ chức theo mô hình Cục; {figures.of('de_nghi_giu_nguyen')} cơ"
        f" quan đề nghị giữ nguyên; {figures.of('de_nghi_trung_tam')} cơ quan đề nghị mô hình Trung tâm.",
        f"Còn {figures.of('chua_de_xuat')} cơ quan chưa đề xuất và {figures.of('cho_lam_ro')} nội dung đang chờ làm rõ.",
    )


def _remarks(figures: Figures) -> str:
    return lines(
        "1. Mô hình tổ chức của đơn vị chuyên trách chưa thống nhất giữa các bộ.",
        f"2. Nếu thực hiện toàn bộ phương án ưu tiên nhất, biên chế công chức tăng {figures.of('them_cong_chuc')} người;"
        f" số trần bị vượt là {figures.of('tran_bi_vuot')}. Vì vậy cần phương án tổng thể theo giai đoạn.",
        "3. Báo cáo mô tả trả lời của các cơ quan; không kết luận hình thức tổ chức là nguyên nhân của kết quả ứng dụng.",
    )
