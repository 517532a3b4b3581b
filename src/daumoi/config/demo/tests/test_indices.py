"""The simulated index stands after building, twice the same, and its results come out again."""

from daumoi.config.demo import government, indices, people
from daumoi.foundation.clock import today
from daumoi.foundation.principal import acting, system
from daumoi.indices import queries
from daumoi.indices.models import Appeal, Edition, Sheet


def test_the_simulated_index_has_two_published_years_and_one_under_way(db: None) -> None:
    with acting(system("dựng mô phỏng")) as by:
        places = government.build(by=by, today=today())
        people.build(by=by, places=places)
        editions = indices.build(by=by, places=places)
        assert [(edition.code, edition.state) for edition in editions] == [
            ("2024", "published"),
            ("2025", "published"),
            ("2026", "collecting"),
        ]
        assert all(edition.is_simulated for edition in editions)
        again = indices.build(by=by, places=places)
        assert [edition.pk for edition in again] == [edition.pk for edition in editions]
        published = list(Edition.objects.filter(state="published").select_related("version__index"))
        assert all(queries.recompute(edition=edition).is_same for edition in published)
        assert all(len(queries.result_view(edition=edition).rows) == 22 for edition in published)
        history = queries.history_of(principal=by, index=published[0].version.index)
        assert len(history.segments) == 1  # one method, fixed goalposts: the years may be joined
        assert Appeal.objects.filter(result="accepted").count() == 2
        assert Sheet.objects.filter(edition__code="2026", state="clarify").count() == 1
