"""The papers of the full house: a draft, an issued letter with a line of following, an arrival, a number, a file."""

from datetime import UTC, date, datetime

from django.db.models import Model

from daumoi.documents.actions.consulting import Contact, open_consultation
from daumoi.documents.actions.drafting import begin_paper
from daumoi.documents.actions.guidance import make_general, register_guidance
from daumoi.documents.models import (
    Addressee,
    ConsultedBody,
    DeliveryState,
    FileRole,
    Folder,
    Kind,
    Message,
    MessageState,
    MessageWay,
    Number,
    NumberState,
    OwnRoute,
    Paper,
    PaperFile,
    PaperState,
    Series,
    Side,
    Template,
    Version,
)
from daumoi.documents.rules.content import Content, Part, stored
from daumoi.foundation.principal import acting, system
from tests.cast import Cast

DAY = date(2020, 1, 6)
AT = datetime(2020, 1, 6, 2, 0, tzinfo=UTC)


def make_papers(cast: Cast) -> dict[str, str]:
    """Rows of Bộ A's desk as they stand after their acts, by the names that examples of addresses use."""
    with acting(system("dựng văn bản")):
        desk = {"owner": cast.body_a, "root": cast.body_a}
        letter = Kind.objects.get(code="cong_van")
        series = Series.objects.create(**desk, name="Văn bản đi", agency="BA", valid_from=DAY)
        number = Number.objects.create(
            **desk,
            series=series,
            year=2020,
            number=2,
            state=NumberState.RESERVED,
            reason="ký chiều",
            given_by="Mai Văn Thư",
            given_at=AT,
        )
        folder = Folder.objects.create(
            **desk, file_catalog=2020, file_notation="01", title="Hồ sơ khảo sát", start_date=DAY
        )
        base = {**desk, "kind": letter, "organ_name": "Bộ A", "is_simulated": True}
        draft = Paper.objects.create(**base, subject="dự thảo")
        issued = Paper.objects.create(
            **base,
            subject="khảo sát hiện trạng",
            state=PaperState.ISSUED,
            series=series,
            code_number="01",
            code_notation="BA-TTTT",
            issued_date=DAY,
        )
        for paper in (draft, issued):
            _words(paper)
        arrived = Paper.objects.create(
            **base | {"organ_name": "Bộ B"},
            subject="trả lời khảo sát",
            side=Side.IN,
            state=PaperState.ARRIVED,
            code_number="88",
            code_notation="BB-CNTT",
            issued_date=DAY,
            arrival_date=DAY,
            arrival_number=1,
        )
        line = Addressee.objects.create(
            **desk,
            paper=issued,
            organisation=cast.body_b,
            organ_name="Bộ B",
            expects_answer=True,
            due_date=DAY,
            state=DeliveryState.SENT,
            number=1,
        )
        file = PaperFile.objects.create(
            **desk,
            paper=arrived,
            role=FileRole.SCAN,
            name="quet.pdf",
            media_type="application/pdf",
            content=b"%PDF-1.4",
            size=8,
            sha256="0" * 64,
            added_by="Mai Văn Thư",
        )
        template = Template.objects.create(
            **desk, kind=letter, name="Mẫu công văn", content=b"PK", sha256="0" * 64, added_by="Mai Văn Thư"
        )
        route = OwnRoute.objects.create(**desk, name="Quy trình riêng", steps=_STEPS)
        message = Message.objects.create(
            **desk,
            way=MessageWay.OUT,
            state=MessageState.FAILED,
            paper=issued,
            addressee=line,
            content_kind="document",
            guid=issued.guid,
            summary="01/BA-TTTT khảo sát hiện trạng",
            sha256="0" * 64,
            content=b"<edXML/>",
        )
    made: dict[str, Model] = {
        "message": message,
        "series": series,
        "number": number,
        "folder": folder,
        "draft": draft,
        "issued": issued,
        "arrived": arrived,
        "line": line,
        "paper_file": file,
        "template": template,
        "own_route": route,
    }
    made |= _asked(cast, letter)
    return {name: str(one.pk) for name, one in made.items()}


def _asked(cast: Cast, kind: Kind) -> dict[str, Model]:
    """A draft of Bộ A put out for the opinion of its own unit; a request for guidance, and guidance for all."""
    officer = cast.principal(cast.officer)
    with acting(officer):
        regulation = begin_paper(
            by=officer,
            owner=cast.body_a,
            kind=kind,
            subject="quy chế chia sẻ dữ liệu",
            day=DAY,
            content=Content(parts=[Part(text="Điều 1. Phạm vi\nĐiều 2. Hiệu lực")]),
        )
        consultation = open_consultation(
            by=officer,
            paper=regulation,
            bodies=[cast.unit_a],
            others=["Sở Thông tin X"],
            due_on=date(2020, 2, 6),
            contact=Contact(name="Trần Thị B", telephone="024.1234567"),
            day=DAY,
        )
        request = register_guidance(
            by=officer,
            desk=cast.body_a,
            asker=None,
            name="Sở Thông tin X",
            question="Trung tâm có được giao chủ trì không?",
            day=DAY,
        )
        general = make_general(
            by=officer, desk=cast.body_a, requests=[], title="Hướng dẫn chung", text="Được giao.", at=AT
        )
        consulted = ConsultedBody.objects.get(consultation=consultation, organisation=cast.unit_a)
    return {"consultation": consultation, "consulted": consulted, "guidance": request, "general": general}


_STEPS = [
    {"act": "trinh", "title": "Chuyên viên", "permission": "documents.draft"},
    {"act": "phe_duyet", "title": "Thủ trưởng đơn vị", "permission": "documents.sign"},
    {"act": "ban_hanh", "title": "Văn thư", "permission": "documents.clerk"},
]


def _words(paper: Paper) -> None:
    content = Content(parts=[Part(text="Kính đề nghị quý cơ quan trả lời.")])
    Version.objects.create(
        paper=paper,
        owner_id=paper.owner_id,
        root_id=paper.root_id,
        number=1,
        content=stored(content),
        digest=content.digest,
        author_name="Trần Chuyên Viên",
    )
