"""Tờ trình: sự cần thiết, quá trình, nội dung, ý kiến còn khác nhau, kiến nghị."""

from daumoi.documents.rules.content import Content, Part, Signing
from daumoi.scheme.papers_composition.explanation import opinion_words
from daumoi.scheme.papers_composition.words import (
    HEAD_OF_GOVERNMENT,
    NETWORK,
    Composed,
    Figures,
    dashes,
    lines,
    short_day,
)
from daumoi.scheme.papers_material import Material

_STEPS = {
    "lay_y_kien": "Gửi lấy ý kiến",
    "trinh": "Trình",
    "tra_lai": "Được trả lại để hoàn thiện",
    "trinh_lai": "Trình lại",
}


def compose_submission(material: Material) -> Composed:
    """The submission to the head of government."""
    figures = Figures(material)
    parts = [
        Part(title="Sự cần thiết", text=_why(material, figures)),
        Part(title="Quá trình xây dựng", text=_process(material, figures)),
        Part(title="Nội dung chính", text=_content(material, figures)),
        Part(title="Ý kiến còn khác nhau", text=_differing(material)),
        Part(title="Kiến nghị", text=_request(material)),
    ]
    return Composed(
        kind="to_trinh",
        subject=f"Ban hành Quyết định phê duyệt Đề án “{material.title}”",
        content=Content(
            parts=parts, signing=Signing(position=material.head), recipients=["Như trên", "Lưu: VT."]
        ),
        figures=figures.bound,
    )


def _why(material: Material, figures: Figures) -> str:
    legal = [one.cited for one in material.grounds]
    return lines(
        "1. Cơ sở pháp lý:" if legal else "1. Cơ sở pháp lý: gói dữ liệu chưa nêu văn bản của ngày này.",
        dashes(legal),
        f"2. Cơ sở thực tiễn: {figures.of('da_de_xuat')} trên {figures.of('co_quan')} {NETWORK} đã gửi đề xuất,"
        f" {figures.of('de_nghi_cuc')} cơ quan đề nghị tổ chức đơn vị chuyên trách theo mô hình Cục. Nếu không có khung"
        f" chung, biên chế công chức đề nghị tăng {figures.of('them_cong_chuc')} người.",
    )


def _process(material: Material, figures: Figures) -> str:
    told = [
        f"{_STEPS[one.kind]} ngày {short_day(one.on)}"
        + (f", Văn bản số {one.document}" if one.document else "")
        + (f": {one.words.rstrip('.')}" if one.kind == "tra_lai" and one.words else "")
        for one in material.way
        if one.kind in _STEPS
    ]
    surveyed = (
        f"Khảo sát {figures.asked()} cơ quan, {figures.survey('tra-loi.da-gui')} cơ quan trả lời"
        if material.round_code
        else ""
    )
    opinions = (
        f"Lấy ý kiến về dự thảo: {figures.opinions('y_kien')} ý kiến, tiếp thu toàn bộ {figures.opinions('tiep_thu')},"
        f" tiếp thu một phần {figures.opinions('tiep_thu_mot_phan')}, giải trình {figures.opinions('khong_tiep_thu')}"
        if material.rounds
        else ""
    )
    then = (
        f"Đề án được trình trước đây, hoặc được nêu trong các văn bản trước, với tên “{material.title_then}”."
        if material.title_then
        else ""
    )
    return lines(
        f"{material.writer} đã thực hiện các bước sau:",
        dashes(one for one in (surveyed, opinions, *told) if one),
        then,
    )


def _content(material: Material, figures: Figures) -> str:
    phases = [
        f"{one.name}, từ năm {one.first} đến hết năm {one.last}: {figures.of(f'phuong_an_{one.code}')} cơ quan thay đổi"
        for one in material.phases
        if material.plan is not None
    ]
    posts = [
        f"{words} thay đổi {figures.of(f'pa_them_{kind}')}"
        for kind, words in material.kinds.items()
        if figures.knows(f"pa_them_{kind}")
    ]
    money = (
        f" Kinh phí tăng thêm cả thời kỳ {figures.of('pa_kinh_phi')} triệu đồng."
        if figures.knows("pa_kinh_phi")
        else ""
    )
    if material.plan is None:
        return "Chưa chọn phương án tổng thể nên chưa có nội dung để trình."
    return lines(
        f"1. Thống nhất chức năng, nhiệm vụ của đơn vị chuyên trách tại các {NETWORK}.",
        f"2. Phương án tổ chức: {figures.of('phuong_an_thay_doi')} cơ quan thay đổi, trong đó {figures.of('phuong_an_cuc')}"
        " cơ quan thành lập Cục, chia theo giai đoạn:",
        dashes(phases),
        f"3. Nguồn lực: {'; '.join(posts) or 'các phương án chưa nêu đủ biên chế'}.{money} Chi tiết tại Phiếu đánh giá tác"
        " động.",
    )


def _differing(material: Material) -> str:
    if not material.differing and not material.refused:
        return "Đến thời điểm trình không còn ý kiến khác nhau."
    refused = [
        f"{one.giver}: “{one.text.rstrip('.')}”. Cơ quan trình giữ nội dung dự thảo, vì {one.reason}"
        for one in material.refused
    ]
    return dashes([*(opinion_words(one) for one in material.differing), *refused])


def _request(material: Material) -> str:
    return lines(
        f"1. Trình {HEAD_OF_GOVERNMENT} xem xét, ban hành Quyết định phê duyệt Đề án “{material.title}”.",
        f"2. Giao các {NETWORK} xây dựng đề án riêng theo giai đoạn; giao {material.writer} hướng dẫn,"
        " theo dõi, tổng hợp.",
        "Hồ sơ kèm theo: Đề án; báo cáo kết quả khảo sát; báo cáo tiếp thu, giải trình ý kiến; dự thảo Quyết định; phiếu"
        " đánh giá tác động.",
    )
