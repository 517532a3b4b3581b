"""The roles of the product: each joins permissions that the rooms name, and the menu it works with."""

from daumoi.accounts.rules import Role
from daumoi.council.access import CouncilPermission as Council
from daumoi.documents.access import DocumentPermission as Documents
from daumoi.facts.access import FactPermission as Facts
from daumoi.foundation.principal import Scope
from daumoi.history.access import HistoryPermission as History
from daumoi.indices.access import IndexPermission as Indices
from daumoi.law.access import LawPermission as Law
from daumoi.mandates.access import MandatePermission as Mandates
from daumoi.organisations.access import OrganisationPermission as Organisations
from daumoi.scheme.access import SchemePermission as Scheme
from daumoi.surveys.access import SurveyPermission as Surveys

_READ = frozenset(
    {
        *(Organisations.VIEW, Mandates.VIEW, Law.VIEW, Surveys.VIEW, Facts.VIEW, Council.VIEW),
        *(Indices.VIEW, Scheme.VIEW),
    }
)

COORDINATOR = Role(
    code="national_coordinator",
    title="Điều phối quốc gia",
    description="Chuyên viên cơ quan điều phối: lập đợt khảo sát, theo dõi trả lời, tổng hợp, giữ sổ đăng ký đơn vị.",
    scope=Scope.NETWORK,
    permissions=_READ
    | {
        Organisations.REORGANISE,
        Organisations.EDIT_STAFF,
        Organisations.APPOINT,
        History.VIEW,
        Mandates.ASSIGN,
        Law.LOAD,
        Surveys.COORDINATE,
        Surveys.ANALYSE,
        Surveys.DESIGN,
        Surveys.FILL,
        Documents.VIEW,
        Documents.DRAFT,
        Documents.CLERK,
        Council.SECRETARY,
        *(Indices.COORDINATE, Indices.FILL),
        *(Scheme.COORDINATE, Scheme.PROPOSE),
    },
    menu=(
        "inbox",
        "surveys",
        "documents",
        "scheme",
        "indices",
        "council",
        "organisations",
        "mandates",
        "law",
        "history",
    ),
)
MINISTRY_OFFICER = Role(
    code="ministry_officer",
    title="Chuyên viên đầu mối của bộ",
    description="Làm đầu mối của bộ: điền và gửi trả lời, giữ số liệu tổ chức, nhân lực của bộ.",
    scope=Scope.BODY,
    permissions=_READ
    | {
        *(Organisations.EDIT_STAFF, History.VIEW, Mandates.ASSIGN, Surveys.FILL),
        *(Documents.VIEW, Documents.DRAFT),
        *(Indices.FILL, Scheme.PROPOSE),
    },
    menu=(
        "inbox",
        "surveys",
        "documents",
        "scheme",
        "indices",
        "council",
        "organisations",
        "mandates",
        "law",
    ),
)
HEAD_OF_UNIT = Role(
    code="head_of_unit",
    title="Thủ trưởng đơn vị chuyên trách",
    description="Cho ý kiến, ký thừa lệnh; chịu trách nhiệm về số liệu của đơn vị.",
    scope=Scope.BODY,
    permissions=_READ
    | {
        *(Organisations.EDIT_STAFF, History.VIEW, Mandates.ASSIGN, Surveys.FILL, Surveys.APPROVE),
        *(Documents.VIEW, Documents.DRAFT, Documents.ADVISE, Documents.SIGN),
        Council.MEMBER,
        *(Indices.FILL, Scheme.PROPOSE),
    },
    menu=(
        "inbox",
        "surveys",
        "documents",
        "scheme",
        "indices",
        "council",
        "organisations",
        "mandates",
        "law",
    ),
)
MINISTRY_LEADER = Role(
    code="ministry_leader",
    title="Lãnh đạo bộ phụ trách",
    description="Xem việc cần quyết; phê duyệt trả lời của bộ khi không ký ngoài hệ thống.",
    scope=Scope.BODY,
    permissions=_READ
    | {History.VIEW, Surveys.APPROVE, Documents.VIEW, Documents.ADVISE, Documents.SIGN, Council.MEMBER},
    menu=("inbox", "surveys", "documents", "scheme", "indices", "council", "organisations", "mandates"),
)
UNIT_OFFICER = Role(
    code="unit_officer",
    title="Chuyên viên đơn vị",
    description="Điền phần được giao của đơn vị mình.",
    scope=Scope.UNIT,
    permissions=_READ | {Organisations.EDIT_STAFF, Surveys.FILL, Documents.VIEW, Documents.DRAFT},
    menu=("inbox", "surveys", "documents", "organisations", "law"),
)
CLERK = Role(
    code="clerk",
    title="Văn thư",
    description="Giữ con dấu và sổ văn bản: cấp số, phát hành, vào sổ văn bản đến, theo dõi trả lời.",
    scope=Scope.BODY,
    permissions=_READ | {Documents.VIEW, Documents.DRAFT, Documents.CLERK, Documents.CONFIGURE},
    menu=("inbox", "documents", "organisations", "law"),
)
COUNCIL_SECRETARY = Role(
    code="council_secretary",
    title="Thư ký hội đồng, ban chỉ đạo",
    description="Giúp cơ quan thường trực: chuẩn bị phiên, gửi giấy mời, lấy ý kiến, ghi biên bản, giữ sổ kiến nghị.",
    scope=Scope.BODY,
    permissions=_READ | {History.VIEW, Council.SECRETARY},
    menu=("inbox", "council", "organisations", "law"),
)
COUNCIL_CHAIR = Role(
    code="council_chair",
    title="Chủ tịch hội đồng, Trưởng ban chỉ đạo",
    description="Chủ trì phiên, kết luận.",
    scope=Scope.BODY,
    permissions=_READ | {Council.CHAIR},
    menu=("inbox", "council", "organisations"),
)
INSPECTOR = Role(
    code="inspection_member",
    title="Thành viên đoàn kiểm tra",
    description="Xem hồ sơ của cơ quan được kiểm tra trong thời gian đoàn làm việc; không sửa.",
    scope=Scope.BODY,
    permissions=_READ,
    menu=("inbox", "indices", "organisations", "mandates", "law"),
)

ROLES = (
    COORDINATOR,
    MINISTRY_OFFICER,
    HEAD_OF_UNIT,
    MINISTRY_LEADER,
    UNIT_OFFICER,
    CLERK,
    INSPECTOR,
    COUNCIL_SECRETARY,
    COUNCIL_CHAIR,
)
