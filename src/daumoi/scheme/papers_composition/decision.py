"""Dự thảo Quyết định: phases and ministries of the chosen plan, what each does, Điều thi hành at the end."""

from daumoi.documents.rules.content import Content, Part, Signing
from daumoi.scheme.papers_composition.tables import plan_table
from daumoi.scheme.papers_composition.words import (
    HEAD_OF_GOVERNMENT,
    NETWORK,
    Composed,
    Figures,
    lines,
    named,
)
from daumoi.scheme.papers_material import Material


def compose_decision(material: Material) -> Composed:
    """The draft decision of the head of government. `details.issuer` names who will issue it."""
    figures = Figures(material)
    articles = (
        f"Phê duyệt Đề án “{material.title}” với phương án tổ chức tại các điều dưới đây.",
        _common(material),
        _phases(material, figures),
        _means(material),
        _tasks(material),
        "Quyết định này có hiệu lực thi hành từ ngày ký ban hành.",
        f"Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ và thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi"
        f" hành Quyết định này. {material.writer} theo dõi, đôn đốc, tổng hợp việc thực hiện.",
    )
    text = "\n".join(f"Điều {number}. {article}" for number, article in enumerate(articles, start=1))
    grounds = [f"Căn cứ {one.cited};" for one in material.grounds]
    return Composed(
        kind="quyet_dinh",
        subject=f"Phê duyệt Đề án “{material.title}”",
        content=Content(
            parts=[Part(text=text)],
            grounds=[*grounds, f"Theo đề nghị của {material.writer}."],
            annexes=[plan_table(material)],
            signing=Signing(position="THỦ TƯỚNG"),
            recipients=["Các bộ, cơ quan ngang bộ", "Lưu: VT."],
            details={"authority": HEAD_OF_GOVERNMENT, "issuer": HEAD_OF_GOVERNMENT},
        ),
        figures=figures.bound,
    )


def _common(material: Material) -> str:
    return lines(
        "Chức năng, nhiệm vụ thống nhất",
        "1. Mỗi bộ, cơ quan ngang bộ chỉ định một đơn vị chuyên trách giúp bộ trưởng, thủ trưởng cơ quan thực hiện các"
        f" nhiệm vụ{f' thuộc {material.duty_set}' if material.duty_set else ' nêu tại Đề án'}.",
        "2. Trong đơn vị chuyên trách có bộ phận ổn định về quản lý và về an toàn thông tin; bộ đã có đơn vị riêng về an"
        " toàn thông tin thì giữ nguyên đơn vị đó.",
    )


def _phases(material: Material, figures: Figures) -> str:
    told = [
        f"{number}. {one.name}, từ năm {one.first} đến hết năm {one.last}: {figures.of(f'phuong_an_{one.code}')} cơ quan"
        + (f", gồm {named(material.in_phase(one.code))}" if material.in_phase(one.code) else "")
        + "."
        for number, one in enumerate(material.phases, start=1)
    ]
    if material.plan is None or not told:
        return "Giai đoạn thực hiện: theo phương án tổng thể được chọn."
    return lines(
        "Giai đoạn thực hiện",
        *told,
        f"{len(told) + 1}. Cơ quan không nêu tại các khoản trên giữ nguyên hình thức hiện có, kiện toàn chức năng, nhiệm vụ"
        " theo Điều 2. Hình thức của từng cơ quan tại Phụ lục kèm theo.",
    )


def _means(material: Material) -> str:
    limits = [
        f"{one.name.lower()} tăng không quá {one.amount}" for one in material.ceilings if not one.is_money
    ]
    limited = f" Trong cả thời kỳ: {'; '.join(limits)}." if limits else ""
    return lines(
        "Biên chế, kinh phí",
        f"1. Biên chế của đơn vị mới điều chuyển trong nội bộ từng bộ.{limited}",
        "2. Cục, Vụ sử dụng kinh phí quản lý hành chính; đơn vị sự nghiệp công lập thực hiện cơ chế tự chủ theo quy định;"
        " kinh phí bố trí trong dự toán được cấp có thẩm quyền giao hằng năm.",
    )


def _tasks(material: Material) -> str:
    return lines(
        "Nhiệm vụ của các cơ quan",
        f"1. Các {NETWORK} xây dựng đề án riêng, gửi cơ quan quản lý về tổ chức bộ máy thẩm định, trình cấp có thẩm quyền"
        " quy định cơ cấu tổ chức, ban hành quyết định chức năng, nhiệm vụ trong giai đoạn của mình.",
        f"2. {material.writer} hướng dẫn chức năng, nhiệm vụ, tổng hợp báo cáo hằng năm.",
    )
