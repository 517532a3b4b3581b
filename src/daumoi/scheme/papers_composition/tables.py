"""The annex tables of the set: bodies by form and phase, posts by kind, money by source and year, opinions."""

from daumoi.documents.rendering import model
from daumoi.documents.rules.content import AnnexText
from daumoi.scheme.papers_composition.words import (
    capitalised,
    decided_words,
    millions,
    short_day,
    table_annex,
)
from daumoi.scheme.papers_material import Material
from daumoi.ui.wording import figure


def plan_table(material: Material) -> AnnexText:
    """Bodies × present form, wish, what the plan foresees, phase."""
    phases = {one.code: one.name for one in material.phases}
    rows = tuple(
        model.Row(
            (
                str(place),
                one.name,
                one.unit_now or "Sổ đăng ký chưa nêu được đơn vị",
                one.form_now_words or "chưa xác định",
                one.wish_words or "chưa đề xuất",
                decided_words(one) if one.decided_form else "chưa có phương án",
                phases.get(one.phase, "–"),
            )
        )
        for place, one in enumerate(material.bodies, start=1)
    )
    table = model.Table(
        columns=(
            model.Column("TT", "centre", "1.2cm"),
            model.Column("Bộ, cơ quan ngang bộ", "left", "2fr"),
            model.Column("Đơn vị hiện nay", "left", "3fr"),
            model.Column("Hình thức", "left", "1.4fr"),
            model.Column("Bộ đề xuất", "left", "1.6fr"),
            model.Column("Phương án", "left", "3fr"),
            model.Column("Giai đoạn", "left", "1.8fr"),
        ),
        rows=rows,
        note=(_stand(material),),
        dense=True,
    )
    return table_annex("Hình thức tổ chức và giai đoạn của từng cơ quan", table, landscape=True)


def posts_table(material: Material) -> AnnexText | None:
    """Posts by kind of every body that changes; None while no option says anything of posts."""
    kinds = [code for code in material.kinds if any(code in one.net for one in material.changing)]
    if not kinds:
        return None
    rows = []
    for place, one in enumerate((body for body in material.changing if body.net), start=1):
        moved = sum(one.given.values())
        cells = [_signed(one.net[kind]) if kind in one.net else "…" for kind in kinds]
        giver = f"{moved} từ {one.givers}" if moved and one.givers else (str(moved) if moved else "–")
        rows.append(model.Row((str(place), one.name, *cells, giver)))
    totals = [sum(one.net.get(kind, 0) for one in material.changing) for kind in kinds]
    moved_all = sum(sum(one.given.values()) for one in material.changing)
    rows.append(model.Row(("", "Cộng", *map(_signed, totals), figure(moved_all)), role="total"))
    table = model.Table(
        columns=(
            model.Column("TT", "centre", "1.2cm"),
            model.Column("Bộ, cơ quan ngang bộ", "left", "2fr"),
            *(
                model.Column(capitalised(material.kinds[kind]), "right", "1.6fr", group="Tăng (+), giảm (–)")
                for kind in kinds
            ),
            model.Column("Điều chuyển nội bộ", "left", "3fr"),
        ),
        rows=tuple(rows),
        note=(
            "Mỗi loại biên chế tính riêng, không cộng loại nọ với loại kia. Dấu “…”: phương án của bộ chưa nêu.",
        ),
        dense=True,
    )
    return table_annex("Biên chế, số người làm việc theo từng loại", table, landscape=True)


def money_table(material: Material) -> AnnexText | None:
    """Money by source and year of the whole plan; None while no option says anything of money."""
    sums: dict[tuple[str, int], int] = {}
    for one in material.changing:
        for key, amount in one.money.items():
            sums[key] = sums.get(key, 0) + amount
    if not sums:
        return None
    years = sorted({year for _source, year in sums})
    sources = [code for code in material.sources if any(source == code for source, _year in sums)]
    rows = [
        model.Row(
            (
                capitalised(material.sources[source]),
                *(millions(sums.get((source, year), 0)) for year in years),
                millions(sum(sums.get((source, year), 0) for year in years)),
            )
        )
        for source in sources
    ]
    by_year = [sum(sums.get((source, year), 0) for source in sources) for year in years]
    rows.append(model.Row(("Cộng", *map(millions, by_year), millions(sum(by_year))), role="total"))
    table = model.Table(
        columns=(
            model.Column("Nguồn", "left", "2fr"),
            *(model.Column(f"Năm {year}", "right", "1fr", unit="triệu đồng") for year in years),
            model.Column("Cộng", "right", "1fr", unit="triệu đồng"),
        ),
        rows=tuple(rows),
        note=(_stand(material),),
    )
    return table_annex("Kinh phí tăng thêm theo nguồn và năm", table, landscape=len(years) > 4)


def opinions_table(material: Material) -> AnnexText | None:
    """Every opinion in its giver's words with what became of it; None while there is none."""
    rows = [
        model.Row(
            (
                str(place),
                one.giver,
                one.part,
                one.text,
                capitalised(one.decision_words),
                one.reason or one.change,
            )
        )
        for place, one in enumerate(material.opinions, start=1)
    ]
    start = len(rows)
    rows += [
        model.Row(
            (
                str(place),
                one.body,
                capitalised(one.field_words),
                one.words or "Nhất trí, không có ý kiến khác.",
                capitalised(one.verdict_words),
                f"{one.document}, {short_day(one.on)}" if one.document else short_day(one.on),
            )
        )
        for place, one in enumerate(material.spoken, start=start + 1)
    ]
    if not rows:
        return None
    table = model.Table(
        columns=(
            model.Column("TT", "centre", "1.2cm"),
            model.Column("Cơ quan", "left", "1.6fr"),
            model.Column("Về nội dung", "left", "1.6fr"),
            model.Column("Ý kiến", "left", "4fr"),
            model.Column("Tiếp thu", "left", "1.4fr"),
            model.Column("Giải trình, sửa ở đâu; văn bản", "left", "3fr"),
        ),
        rows=tuple(rows),
        dense=True,
    )
    return table_annex("Tổng hợp ý kiến và giải trình", table, landscape=True)


def _signed(number: int) -> str:
    if number == 0:
        return "0"
    return f"+{figure(number)}" if number > 0 else f"–{figure(-number)}"


def _stand(material: Material) -> str:
    """On what the table stands."""
    told = f"Hiện trạng đến {short_day(material.as_of)}."
    if material.plan is None:
        return told
    return f"{told} Phương án: lần tính số {material.plan.run}, mã kết quả {material.plan.digest[:12]}."
