"""The indices and the scheme of the full house: an edition that takes appeals, a scheme with a chosen plan and a draft."""

from daumoi.foundation.principal import acting, system
from daumoi.indices import actions as indices
from daumoi.indices.models import Appeal, Evidence
from daumoi.indices.tests.scene import AT, COLUMNS, make_scene, pdf
from daumoi.scheme.models import Ceiling, PaperRole, PlanRun
from daumoi.scheme.tests.papers_scene import make_papers_scene
from tests.cast import Cast


def make_plans(cast: Cast) -> dict[str, str]:
    """Rows of both rooms by the names that examples of addresses use."""
    scene, proved = make_scene(cast), COLUMNS[2]
    officer = cast.principal(cast.officer)
    with acting(officer):
        indices.add_evidence(
            by=officer,
            sheet=scene.sheet(cast.body_a),
            entry=scene.entry(cast.body_a, proved),
            title="Sơ đồ mạng",
            at=AT,
            name="so-do.pdf",
            content=pdf(),
        )
    scene.open_appeals()
    with acting(officer):
        indices.raise_appeal(
            by=officer,
            sheet=scene.sheet(cast.body_a),
            entry=scene.entry(cast.body_a, proved),
            text="Sơ đồ đã được phê duyệt.",
            at=AT,
        )
    papers = make_papers_scene(cast)
    drawn = papers.drafts(PaperRole.SCHEME)
    event = papers.happens("lay_y_kien")
    with acting(system("xem")):
        return {
            "evidence": str(Evidence.objects.get().pk),
            "appeal": str(Appeal.objects.get().number),
            "ceiling": str(Ceiling.objects.get().pk),
            "run": str(PlanRun.objects.get().number),
            "role": str(drawn.role),
            "event": str(event.pk),
        }
