"""The set of papers: composed from the data, figures live, nothing overwritten, nobody else's."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from django.core.exceptions import ObjectDoesNotExist

from daumoi.documents import actions as documents
from daumoi.documents.composition import compose, print_paper
from daumoi.documents.layout import check, read_rules
from daumoi.documents.models import Figure, Paper, Version
from daumoi.documents.ports import figure_source
from daumoi.documents.rules.content import Content, Part
from daumoi.foundation.errors import Conflict, Forbidden, NotFound
from daumoi.foundation.principal import acting
from daumoi.scheme.access import access_scheme
from daumoi.scheme.actions import papers
from daumoi.scheme.models import PaperRole, SchemePaper
from daumoi.scheme.queries.papers import held_paper, paper_set, redrawing
from daumoi.scheme.tests.papers_scene import ADDRESS, AT, DAY, PapersScene, make_papers_scene
from tests.cast import Cast

PROJECT = Path(__file__).resolve().parents[4]


@pytest.fixture
def scene(cast: Cast) -> PapersScene:
    return make_papers_scene(cast)


@pytest.mark.parametrize("role", PaperRole.values)
def test_every_paper_of_the_set_prints_and_passes_the_checker_of_layout(
    scene: PapersScene, role: str
) -> None:
    held = scene.drafts(role)
    with acting(scene.coordinator):
        printed = print_paper(
            paper=held.paper,
            content=documents.newest_content(paper=held.paper),
            at=AT,
            fonts=PROJECT / "var" / "fonts",
        )
    rules = read_rules(PROJECT / "packs" / "vietnam", on=DAY)
    assert check("van-ban.pdf", printed.pdf, rules=rules).findings == ()


def test_the_submission_names_what_the_plan_says_and_each_figure_opens_at_its_page(
    scene: PapersScene,
) -> None:
    held = scene.drafts(PaperRole.SUBMISSION)
    with acting(scene.coordinator):
        rows = {row.key: row for row in Figure.objects.filter(paper=held.paper)}
        words = documents.newest_content(paper=held.paper)
    assert rows["phuong_an_cuc"].value == "1"
    assert rows["phuong_an_cuc"].address == "/de-an/de-an-thu/phuong-an/"
    assert rows["pa_kinh_phi"].value == "1.500"
    assert "ý kiến khác nhau" in words.plain
    assert [part.title for part in words.parts] == [
        "Sự cần thiết",
        "Quá trình xây dựng",
        "Nội dung chính",
        "Ý kiến còn khác nhau",
        "Kiến nghị",
    ]


def test_differing_opinions_stand_in_the_submission_with_their_paper(scene: PapersScene) -> None:
    scene.happens("lay_y_kien")
    scene.happens(
        "y_kien",
        body_name="Bộ Nội vụ",
        field="to_chuc",
        verdict="khac",
        document="12/BNV-TCBC",
        words="Chưa đủ tiêu chí thành lập Cục",
    )
    held = scene.drafts(PaperRole.SUBMISSION)
    with acting(scene.coordinator):
        plain = documents.newest_content(paper=held.paper).plain
    assert "Chưa đủ tiêu chí thành lập Cục" in plain
    assert "12/BNV-TCBC" in plain


def test_the_draft_decision_ends_with_who_carries_it_out_and_names_the_bodies_of_each_phase(
    scene: PapersScene,
) -> None:
    held = scene.drafts(PaperRole.DECISION)
    with acting(scene.coordinator):
        content = documents.newest_content(paper=held.paper)
        printed = compose(paper=held.paper, content=content)
    articles = [line for line in content.parts[0].text.splitlines() if line.startswith("Điều ")]
    assert "chịu trách nhiệm thi hành" in articles[-1]
    assert "gồm Bộ A" in content.parts[0].text
    assert printed.authority == "THỦ TƯỚNG CHÍNH PHỦ"
    assert printed.issuer.name == "THỦ TƯỚNG CHÍNH PHỦ"


def test_composing_anew_adds_a_version_and_keeps_the_words_of_people(scene: PapersScene) -> None:
    held = scene.drafts(PaperRole.SCHEME)
    with acting(scene.coordinator):
        content = documents.newest_content(paper=held.paper)
        edited = [Part(title="Sự cần thiết", text="Lời của chuyên viên."), *content.parts[1:]]
        documents.write_version(
            by=scene.coordinator, paper=held.paper, content=_with(content, edited), seen=1
        )
        fresh = held_paper(principal=scene.coordinator, scheme=scene.fresh(), role=PaperRole.SCHEME)
        composed = papers.compose(by=scene.coordinator, scheme=scene.fresh(), role=fresh.role, day=DAY)
        before = redrawing(held=fresh, content=composed.content)
        assert before.is_written_on
        assert any("Lời của chuyên viên." in piece.text for one in before.differing for piece in one.before)
        redrawn = papers.redraw_paper(by=scene.coordinator, held=fresh, day=DAY, at=AT, seen=2)
        numbers = list(Version.objects.filter(paper=held.paper).values_list("number", flat=True))
    assert redrawn.changed
    assert numbers == [1, 2, 3]


def _with(content: Content, parts: list[Part]) -> Content:
    return msgspec.structs.replace(content, parts=parts)


def test_composing_anew_from_unchanged_data_changes_nothing(scene: PapersScene) -> None:
    held = scene.drafts(PaperRole.IMPACT)
    with acting(scene.coordinator):
        fresh = held_paper(principal=scene.coordinator, scheme=scene.fresh(), role=held.role)
        redrawn = papers.redraw_paper(by=scene.coordinator, held=fresh, day=DAY, at=AT, seen=1)
    assert not redrawn.changed


def test_a_signed_paper_is_frozen_and_not_composed_anew(scene: PapersScene) -> None:
    held = scene.drafts(PaperRole.DECISION)
    clerk = scene.cast.principal(scene.cast.clerk_b)
    with acting(clerk):
        documents.record_signed_outside(
            by=clerk, paper=Paper.objects.get(pk=held.paper_id), signer="Thủ tướng, Nguyễn Văn Mẫu", at=AT
        )
        frozen = Figure.objects.filter(paper=held.paper_id).values_list("frozen_value", flat=True)
        assert all(frozen)
    with acting(scene.coordinator):
        fresh = held_paper(principal=scene.coordinator, scheme=scene.fresh(), role=held.role)
        with pytest.raises(Conflict):
            papers.redraw_paper(by=scene.coordinator, held=fresh, day=DAY, at=AT, seen=1)


def test_a_paper_that_speaks_of_the_plan_waits_for_a_plan(cast: Cast) -> None:
    scene = make_papers_scene(cast, chosen=False)
    with pytest.raises(Conflict, match="phương án tổng thể"):
        scene.drafts(PaperRole.SUBMISSION)
    assert scene.drafts(PaperRole.REPORT).paper_id


def test_a_second_paper_of_a_role_is_refused_until_the_first_was_given_up(scene: PapersScene) -> None:
    first = scene.drafts(PaperRole.SUBMISSION)
    with pytest.raises(Conflict):
        scene.drafts(PaperRole.SUBMISSION)
    with acting(scene.coordinator):
        documents.cancel_paper(
            by=scene.coordinator, paper=Paper.objects.get(pk=first.paper_id), reason="Soạn nhầm"
        )
    assert scene.drafts(PaperRole.SUBMISSION).paper_id != first.paper_id


def test_papers_stay_at_the_desk_that_writes_the_scheme(scene: PapersScene) -> None:
    scene.drafts(PaperRole.SCHEME)
    with acting(scene.officer):
        scheme = access_scheme(principal=scene.officer, code=scene.scheme.code)
        assert SchemePaper.objects.count() == 0
        assert not paper_set(principal=scene.officer, scheme=scheme).drafted
        with pytest.raises(NotFound):
            held_paper(principal=scene.officer, scheme=scheme, role=PaperRole.SCHEME)
        with pytest.raises((Forbidden, ObjectDoesNotExist)):
            papers.draft_paper(
                by=scene.officer, scheme=scheme, role=PaperRole.IMPACT, address=ADDRESS, day=DAY, at=AT
            )


def test_the_set_says_which_figures_read_otherwise_today(scene: PapersScene) -> None:
    scene.drafts(PaperRole.SUBMISSION)
    with acting(scene.coordinator):
        before = paper_set(principal=scene.coordinator, scheme=scene.fresh())
        Figure.objects.filter(key="phuong_an_cuc").update(value="7")
        after = paper_set(principal=scene.coordinator, scheme=scene.fresh())
    changed = {row.role: row.changed for row in after.drafted}
    assert [row.changed for row in before.drafted] == [0]
    assert changed == {PaperRole.SUBMISSION: 1}
    assert replace(after, rows=()).next_role is None


def test_a_submission_that_came_back_gets_a_second_paper_beside_the_first(scene: PapersScene) -> None:
    first = scene.drafts(PaperRole.SUBMISSION)
    clerk = scene.cast.principal(scene.cast.clerk_b)
    with acting(clerk):
        signed = documents.record_signed_outside(
            by=clerk, paper=Paper.objects.get(pk=first.paper_id), signer="Bộ trưởng, Nguyễn Văn Mẫu", at=AT
        )
        documents.issue_paper(by=clerk, paper=signed, at=AT, fonts=PROJECT / "var" / "fonts")
    with acting(scene.coordinator):
        if scene.fresh().state == "drafting":
            scene.happens("trinh", document="01/TTr-BB", words="Chưa có ý kiến")
    scene.happens("tra_lai", body_name="Văn phòng Chính phủ", words="Bổ sung lộ trình")
    second = scene.drafts(PaperRole.SUBMISSION)
    with acting(scene.coordinator):
        plain = documents.newest_content(paper=second.paper).plain
        kept = SchemePaper.objects.filter(scheme=scene.scheme, role=PaperRole.SUBMISSION).count()
    assert "Được trả lại để hoàn thiện" in plain
    assert kept == 2


def test_the_pages_draft_show_and_compose_anew(scene: PapersScene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    page = client.get(ADDRESS)
    assert "Bước tiếp theo: soạn Báo cáo kết quả khảo sát" in page.content.decode()
    drafted = client.post(f"{ADDRESS}to_trinh/soan/")
    assert drafted.status_code == 302
    paper = client.get(drafted["Location"])
    assert "Nâng cao hiệu quả hoạt động" in paper.content.decode()
    differing = client.get(f"{ADDRESS}to_trinh/soan-lai/")
    assert "giống hệt bản 1" in differing.content.decode()
    assert client.post(f"{ADDRESS}to_trinh/soan-lai/", {"seen": "1"}).status_code == 302
    assert client.get(f"{ADDRESS}khong-co/soan-lai/").status_code == 404


def test_the_pages_of_the_set_are_closed_to_other_bodies(scene: PapersScene) -> None:
    scene.drafts(PaperRole.SCHEME)
    client = scene.cast.client(scene.cast.officer)
    assert client.get(ADDRESS).status_code == 403
    assert client.post(f"{ADDRESS}tac_dong/soan/").status_code == 403
    outsider = scene.cast.client(scene.cast.outsider)
    assert outsider.get(ADDRESS).status_code in (403, 404)


def test_figures_are_read_at_the_desk_that_signs_and_by_nobody_else(scene: PapersScene) -> None:
    asked = {"code": f"{scene.scheme.code}/phuong_an_cuc"}
    source = figure_source("scheme.figure")
    clerk = scene.cast.principal(scene.cast.clerk_b)
    with acting(clerk):
        assert source.value(principal=clerk, parameters=asked, as_of=DAY).value == "1"
    with acting(scene.officer), pytest.raises(Forbidden):
        source.value(principal=scene.officer, parameters=asked, as_of=DAY)


def test_a_figure_that_the_scheme_does_not_have_is_refused_by_name(scene: PapersScene) -> None:
    source = figure_source("scheme.figure")
    with acting(scene.coordinator):
        offered = {one.code for one in source.choices(principal=scene.coordinator)}
        assert f"{scene.scheme.code}/phuong_an_cuc" in offered
        with pytest.raises(NotFound, match="khong_co"):
            source.value(
                principal=scene.coordinator, parameters={"code": f"{scene.scheme.code}/khong_co"}, as_of=DAY
            )
