"""What a visitor reads without signing in: what is published, and nothing of what is not."""

from django.test import Client

from daumoi.foundation.principal import acting, system
from daumoi.indices import actions
from daumoi.indices.tests.scene import DEFINITION, LATER, Scene

LIST, ABOUT = "/chi-so/?realm=mo-phong", "/chi-so/chi-so-thu/"
YEARS = f"{ABOUT}qua-cac-nam/"
DRAFT = DEFINITION.replace("'2026.1'", "'2020'").replace(
    "first_year: 2024", "first_year: 2020, last_year: 2023"
)


def test_before_publication_the_list_is_open_and_says_nothing_of_it(scene: Scene) -> None:
    visitor = Client()
    page = visitor.get(LIST)
    assert page.status_code == 200
    for hidden in ("chi-so-thu", "Đánh giá thử nghiệm", "Lập kỳ", "mô phỏng"):
        assert hidden not in page.content.decode()
    for place in (ABOUT, YEARS, "/chi-so/khong-co/", f"{ABOUT}?ban=2026.1"):
        answer = visitor.get(place)
        assert answer.status_code == 302, place
        assert "/chi-so/" in answer.headers["Location"]


def test_after_publication_a_visitor_reads_the_index_and_its_years(scene: Scene) -> None:
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.adopt_definition(by=by, text=DRAFT, is_simulated=True)
    scene.publish()
    visitor = Client()
    page = visitor.get(LIST).content.decode()
    assert 'href="/chi-so/chi-so-thu/2026/"' in page
    assert 'href="/chi-so/chi-so-thu/"' in page
    assert "2026.1" in page
    assert "2020" not in page
    about = visitor.get(ABOUT).content.decode()
    assert "Mạng nội bộ" in about
    assert "Đánh giá thử nghiệm năm 2026" in about
    assert "?ban=2020" not in about
    assert visitor.get(f"{ABOUT}?ban=2020").status_code == 302
    assert "Bộ A" in visitor.get(YEARS).content.decode()
    signed_in = scene.cast.client(scene.cast.outsider).get(ABOUT).content.decode()
    assert "?ban=2020" in signed_in


def test_a_correction_under_way_is_not_told_to_visitors(scene: Scene) -> None:
    edition = scene.publish()
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.correct_edition(
            by=by, edition=edition, code="2026-dinh-chinh", reason="Chép sai", letter="", at=LATER
        )
    for place in (LIST, ABOUT, YEARS):
        assert "dinh-chinh" not in Client().get(place).content.decode(), place


def test_a_definition_of_a_pack_is_public_without_any_result(scene: Scene) -> None:
    with acting(system("nạp gói")) as by:
        actions.adopt_definition(
            by=by, text=DEFINITION.replace("chi-so-thu", "chi-so-goi"), file_name="goi.yaml", from_pack=True
        )
    assert Client().get("/chi-so/chi-so-goi/").status_code == 200
    assert "/chi-so/chi-so-goi/" in Client().get("/chi-so/").content.decode()
