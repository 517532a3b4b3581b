"""Báo cáo tiếp thu, giải trình: who was asked, what they said, what was taken up and why not."""

from daumoi.documents.rules.content import Content, Part, Signing
from daumoi.scheme.papers_composition.tables import opinions_table
from daumoi.scheme.papers_composition.words import Composed, Figures, dashes, lines, lower_first, short_day
from daumoi.scheme.papers_material import Material, WayLine


def compose_explanation(material: Material) -> Composed:
    """The report on opinions. The council's conclusions come in as papers of its own, cited by the officer."""
    figures = Figures(material)
    parts = [
        Part(title="Quá trình lấy ý kiến", text=_asking(material, figures)),
        Part(title="Ý kiến của cơ quan quản lý về tổ chức và về tài chính", text=_spoken(material)),
        Part(title="Nội dung tiếp thu", text=_taken(material, figures)),
        Part(title="Nội dung giải trình", text=_explained(material, figures)),
    ]
    table = opinions_table(material)
    return Composed(
        kind="bao_cao",
        subject=f"Tiếp thu, giải trình ý kiến về Đề án “{material.title}”",
        content=Content(
            parts=parts,
            annexes=[table] if table is not None else [],
            signing=Signing(position=material.head),
            recipients=["Lưu: VT."],
        ),
        figures=figures.bound,
    )


def _asking(material: Material, figures: Figures) -> str:
    if not material.rounds:
        return (
            "Chưa lấy ý kiến về dự thảo trên hệ thống. Mở “Lấy ý kiến” ở văn bản Đề án rồi soạn lại báo cáo."
        )
    told = [
        f"Từ ngày {short_day(one.opened)} đến ngày {short_day(one.due)}: dự thảo {lower_first(one.paper)}, hỏi {one.asked} nơi,"
        f" {one.answered} nơi đã trả lời"
        for one in material.rounds
    ]
    return lines(
        f"Đã hỏi {figures.opinions('co_quan_hoi')} lượt cơ quan, nhận {figures.opinions('y_kien')} ý kiến từ"
        f" {figures.opinions('co_quan_tra_loi')} lượt trả lời:",
        dashes(told),
    )


def _spoken(material: Material) -> str:
    if not material.spoken:
        return "Chưa có ý kiến bằng văn bản của cơ quan quản lý về tổ chức bộ máy và cơ quan tài chính."
    return dashes(opinion_words(one) for one in material.spoken)


def opinion_words(one: WayLine) -> str:
    """One written opinion in a line."""
    paper = (
        f" (Văn bản số {one.document}, ngày {short_day(one.on)})"
        if one.document
        else f" (ngày {short_day(one.on)})"
    )
    words = f": {one.words.rstrip('.')}" if one.words else ""
    return f"{one.body}{paper}, về {one.field_words}: {one.verdict_words}{words}"


def _taken(material: Material, figures: Figures) -> str:
    taken = [one for one in material.opinions if one.decision in ("accepted", "partly")]
    if not taken:
        return "Chưa có ý kiến nào được tiếp thu."
    return lines(
        f"Tiếp thu toàn bộ {figures.opinions('tiep_thu')} ý kiến, tiếp thu một phần"
        f" {figures.opinions('tiep_thu_mot_phan')} ý kiến:",
        dashes(
            f"{one.giver}{f', {one.part}' if one.part else ''}: “{one.text.rstrip('.')}”."
            f" {one.change or one.reason or 'Đã sửa trong dự thảo'}"
            for one in taken
        ),
    )


def _explained(material: Material, figures: Figures) -> str:
    if not material.refused:
        return "Không có ý kiến nào không tiếp thu."
    return lines(
        f"Không tiếp thu {figures.opinions('khong_tiep_thu')} ý kiến; giải trình từng ý kiến không tiếp thu hoặc chỉ tiếp"
        " thu một phần:",
        dashes(
            f"{one.giver}{f', {one.part}' if one.part else ''}: “{one.text.rstrip('.')}”. Giải trình: {one.reason}"
            for one in material.refused
        ),
    )
