"""Phiếu đánh giá tác động: posts by kind, money by source and year, law, who is touched."""

from daumoi.documents.rules.content import Content, Part, Signing
from daumoi.scheme.papers_composition.tables import money_table, posts_table
from daumoi.scheme.papers_composition.words import NETWORK, Composed, Figures, dashes, lines, millions, named
from daumoi.scheme.papers_material import Material


def compose_impact(material: Material) -> Composed:
    """The impact sheet of the chosen plan."""
    figures = Figures(material)
    parts = [
        Part(title="Tác động về tổ chức", text=_organisation(material, figures)),
        Part(title="Tác động về biên chế", text=_posts(material, figures)),
        Part(title="Tác động về ngân sách", text=_money(material, figures)),
        Part(title="Tác động về pháp luật", text=_law(material, figures)),
        Part(title="Rủi ro và cách xử lý", text=_risks(figures)),
    ]
    tables = (posts_table(material), money_table(material))
    return Composed(
        kind="bao_cao",
        subject=f"Đánh giá tác động của Đề án “{material.title}”",
        content=Content(
            parts=parts,
            annexes=[one for one in tables if one is not None],
            signing=Signing(position=material.head),
            recipients=["Lưu: VT."],
        ),
        figures=figures.bound,
    )


def _organisation(material: Material, figures: Figures) -> str:
    if material.plan is None:
        return "Chưa chọn phương án tổng thể nên chưa đánh giá được tác động."
    return (
        f"{figures.of('phuong_an_thay_doi')} trên {figures.of('co_quan')} {NETWORK} thay đổi hình thức tổ chức của đơn vị"
        f" chuyên trách; {figures.of('phuong_an_cuc')} cơ quan thành lập Cục.{_without_unit(material)}"
    )


def _without_unit(material: Material) -> str:
    """Bodies for which the plan makes a unit where the register names none."""
    found = [one for one in material.changing if not one.unit_now]
    return f" Sổ đăng ký chưa nêu được đơn vị hiện có của {named(found)}." if found else ""


def _posts(material: Material, figures: Figures) -> str:
    rows = [
        f"{words}: mức thay đổi {figures.of(f'pa_them_{kind}')}, điều chuyển nội bộ {figures.of(f'pa_dieu_chuyen_{kind}')}"
        + (f"; các bộ đề nghị tăng {figures.of(f'them_{kind}')}" if figures.knows(f"them_{kind}") else "")
        for kind, words in material.kinds.items()
        if figures.knows(f"pa_them_{kind}")
    ]
    limits = [f"{one.name}: {one.amount} ({one.basis})" for one in material.ceilings if not one.is_money]
    return lines(
        "Biên chế tính riêng từng loại, so với số được giao:"
        if rows
        else "Các phương án chưa nêu đủ biên chế.",
        dashes(rows),
        "Trần mức tăng đã đặt cho Đề án:" if limits else "Đề án chưa đặt trần biên chế.",
        dashes(limits),
    )


def _money(material: Material, figures: Figures) -> str:
    years = sorted({key[1] for one in material.changing for key in one.money})
    rows = [
        f"Năm {year}: "
        + ", ".join(
            f"{words} {figures.of(f'pa_kinh_phi_{source}_{year}')} triệu đồng"
            for source, words in material.sources.items()
            if figures.knows(f"pa_kinh_phi_{source}_{year}")
        )
        for year in years
    ]
    limits = [
        f"{one.name}: {millions(one.amount)} triệu đồng ({one.basis})"
        for one in material.ceilings
        if one.is_money
    ]
    return lines(
        f"Kinh phí tăng thêm cả thời kỳ: {figures.of('pa_kinh_phi')} triệu đồng."
        if figures.knows("pa_kinh_phi")
        else "Các phương án chưa nêu kinh phí tăng thêm.",
        dashes(rows),
        "Trần kinh phí đã đặt cho Đề án:" if limits else "",
        dashes(limits),
    )


def _law(material: Material, figures: Figures) -> str:
    return lines(
        "Văn bản có hiệu lực của ngày lập phiếu về tổ chức đơn vị chuyên trách, cơ chế tài chính:"
        if material.grounds
        else "Gói dữ liệu chưa nêu văn bản của ngày này.",
        dashes(one.cited for one in material.grounds),
        f"Để thành lập Cục, {figures.of('phuong_an_cuc')} bộ phải trình sửa đổi quy định về cơ cấu tổ chức của bộ mình, sau"
        " đó ban hành quyết định chức năng, nhiệm vụ, quyết định giao biên chế và bổ nhiệm.",
    )


def _risks(figures: Figures) -> str:
    return lines(
        f"1. Đề nghị của các bộ vượt {figures.of('tran_bi_vuot')} trần: xử lý bằng giai đoạn và điều chuyển nội bộ.",
        "2. Chậm quy định cơ cấu tổ chức của bộ làm chậm giai đoạn: theo dõi từng bước của từng bộ, báo cáo hằng năm.",
    )
