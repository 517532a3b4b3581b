"""Đề án: why, the common model of functions, the plan by phases, what it takes, who does what."""

from daumoi.documents.rules.content import Content, Part, Signing
from daumoi.scheme.papers_composition.tables import money_table, plan_table, posts_table
from daumoi.scheme.papers_composition.words import (
    NETWORK,
    Composed,
    Figures,
    dashes,
    day_words,
    lines,
    millions,
    named,
)
from daumoi.scheme.papers_material import Material


def compose_scheme(material: Material) -> Composed:
    """The scheme's own text. Its legal grounds stand in the submission and the decision."""
    figures = Figures(material)
    parts = [
        Part(title="Sự cần thiết", text=_why(material, figures)),
        Part(title="Mục tiêu, nguyên tắc", text=_principles(material)),
        Part(title="Chức năng, nhiệm vụ thống nhất", text=_duties(material)),
        Part(title="Phương án tổ chức theo giai đoạn", text=_plan(material, figures)),
        Part(title="Biên chế và cơ chế tài chính", text=_means(material, figures)),
        Part(title="Tổ chức thực hiện", text=_doing(material)),
    ]
    tables = (plan_table(material), posts_table(material), money_table(material))
    return Composed(
        kind="de_an",
        subject=material.title,
        content=Content(
            parts=parts,
            annexes=[one for one in tables if one is not None],
            signing=Signing(position=material.head),
            recipients=["Lưu: VT."],
        ),
        figures=figures.bound,
    )


def _why(material: Material, figures: Figures) -> str:
    asked = (
        f"Kết quả khảo sát cho thấy {figures.survey('hinh-thuc.cuc')} trên {figures.asked()} cơ quan được hỏi có đơn vị"
        " chuyên trách là Cục; số còn lại tổ chức theo các hình thức khác nhau."
        if material.round_code
        else ""
    )
    return lines(
        material.purpose,
        f"{asked} Trong {figures.of('co_quan')} {NETWORK}, {figures.of('da_de_xuat')} cơ quan đã gửi đề xuất,"
        f" {figures.of('de_nghi_cuc')} cơ quan đề nghị mô hình Cục.".strip(),
        (
            f"{figures.survey('bo-phan-cung.cntt.chua')} cơ quan chưa có bộ phận ổn định về quản lý ứng dụng,"
            f" {figures.survey('bo-phan-cung.attt.chua')} cơ quan chưa có bộ phận ổn định về an toàn thông tin."
            if "bo-phan-cung.cntt.chua" in material.survey
            else ""
        ),
        "Cần một khung chung về chức năng, nhiệm vụ để từng bộ căn cứ điều kiện cụ thể quyết định hình thức tổ chức.",
    )


def _principles(material: Material) -> str:
    limits = [
        f"{one.name}: không quá {millions(one.amount)} triệu đồng ({one.basis})"
        if one.is_money
        else f"{one.name}: mức tăng không quá {one.amount} ({one.basis})"
        for one in material.ceilings
    ]
    return lines(
        f"1. Thống nhất chức năng, nhiệm vụ của đơn vị chuyên trách tại các {NETWORK}; hình thức tổ chức do từng bộ đề"
        " xuất theo điều kiện cụ thể, thực hiện theo giai đoạn.",
        "2. Mỗi bộ có bộ phận ổn định làm công tác quản lý và bảo đảm an toàn thông tin.",
        "3. Biên chế tăng thêm của đơn vị này lấy từ đơn vị khác trong cùng bộ, nêu rõ nơi điều chuyển.",
        "4. Phương án nằm trong các trần sau:" if limits else "4. Đề án chưa đặt trần biên chế, kinh phí.",
        dashes(limits),
    )


def _duties(material: Material) -> str:
    if not material.duties:
        return "Đề án chưa gắn danh mục nhiệm vụ; chọn danh mục ở trang của đề án rồi soạn lại phần này."
    return lines(
        f"Đơn vị chuyên trách của mỗi bộ giúp bộ trưởng thực hiện các nhiệm vụ sau ({material.duty_set}):",
        dashes(material.duties),
        "Nhiệm vụ về an toàn thông tin không áp dụng với bộ đã có đơn vị riêng về lĩnh vực này; ngoài ra đơn vị thực hiện"
        " nhiệm vụ khác theo quy định của pháp luật.",
    )


def _plan(material: Material, figures: Figures) -> str:
    if material.plan is None:
        return "Chưa chọn phương án tổng thể. Tính và chọn phương án ở trang Phương án của đề án rồi soạn lại phần này."
    stages = [
        f"{one.name} ({one.first}–{one.last}): {figures.of(f'phuong_an_{one.code}')} cơ quan"
        + (f", gồm {named(material.in_phase(one.code))}" if material.in_phase(one.code) else "")
        for one in material.phases
    ]
    proof = (
        "Phương án đã được chứng minh là có điểm cao nhất trong các phương án giữ được mọi trần và ràng buộc"
        if material.plan.value == material.plan.bound
        else f"Điểm của phương án là {material.plan.value}, cận trên của mọi phương án khác là {material.plan.bound}"
    )
    return lines(
        f"Theo phương án được chọn, {figures.of('phuong_an_thay_doi')} cơ quan thay đổi tổ chức, trong đó"
        f" {figures.of('phuong_an_cuc')} cơ quan thành lập Cục. Các cơ quan còn lại giữ nguyên hình thức hiện có và kiện"
        " toàn chức năng, nhiệm vụ.",
        dashes(stages),
        f"Lý do chọn: {material.plan.reason.rstrip('.')}. {proof} (lần tính số {material.plan.run}).",
        "Hình thức, giai đoạn của từng cơ quan nêu tại Phụ lục.",
    )


def _means(material: Material, figures: Figures) -> str:
    posts = [
        f"{words}: mức thay đổi {figures.of(f'pa_them_{kind}')}, điều chuyển trong nội bộ bộ"
        f" {figures.of(f'pa_dieu_chuyen_{kind}')}"
        for kind, words in material.kinds.items()
        if figures.knows(f"pa_them_{kind}")
    ]
    money = (
        f"Kinh phí tăng thêm cả thời kỳ là {figures.of('pa_kinh_phi')} triệu đồng, phân theo nguồn và năm tại Phụ lục."
        if figures.knows("pa_kinh_phi")
        else "Các phương án chưa nêu kinh phí tăng thêm."
    )
    regimes = "; ".join(material.regimes)
    return lines(
        "1. Biên chế theo phương án được chọn, tính riêng từng loại (số âm là giảm):"
        if posts
        else "1. Các phương án chưa nêu đủ biên chế.",
        dashes(posts),
        f"2. {money}",
        "3. Cục và Vụ hoạt động bằng kinh phí quản lý hành chính. Trung tâm là đơn vị sự nghiệp công lập thực hiện cơ chế"
        f" tự chủ theo mức tự bảo đảm{f' ({regimes})' if regimes else ''}; phần việc quản lý nhà nước được giao do ngân"
        " sách bảo đảm.",
    )


def _doing(material: Material) -> str:
    return lines(
        f"1. {material.writer}: hướng dẫn chức năng, nhiệm vụ; theo dõi, tổng hợp tiến độ theo từng giai đoạn.",
        f"2. Các {NETWORK}: xây dựng đề án riêng; trình cấp có thẩm quyền quy định cơ cấu tổ chức; ban hành quyết định"
        " chức năng, nhiệm vụ; điều chuyển biên chế, bố trí lãnh đạo. Việc có tên trong Đề án chưa làm phát sinh đơn vị mới.",
        "3. Cơ quan quản lý về tổ chức bộ máy thẩm định đề án riêng của từng bộ; cơ quan tài chính cân đối kinh phí theo"
        " dự toán được cấp có thẩm quyền giao.",
        f"Hiện trạng làm căn cứ lấy đến {day_words(material)}.",
    )
