"""The roles of the product: each joins permissions that the rooms name, and the menu it works with."""

from daumoi.accounts.rules import Role
from daumoi.facts.access import FactPermission as Facts
from daumoi.foundation.principal import Scope
from daumoi.history.access import HistoryPermission as History
from daumoi.law.access import LawPermission as Law
from daumoi.mandates.access import MandatePermission as Mandates
from daumoi.organisations.access import OrganisationPermission as Organisations
from daumoi.surveys.access import SurveyPermission as Surveys

_READ = frozenset({Organisations.VIEW, Mandates.VIEW, Law.VIEW, Surveys.VIEW, Facts.VIEW})

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
    },
    menu=("inbox", "surveys", "organisations", "mandates", "law", "history"),
)
MINISTRY_OFFICER = Role(
    code="ministry_officer",
    title="Chuyên viên đầu mối của bộ",
    description="Làm đầu mối của bộ: điền và gửi trả lời, giữ số liệu tổ chức, nhân lực của bộ.",
    scope=Scope.BODY,
    permissions=_READ | {Organisations.EDIT_STAFF, History.VIEW, Mandates.ASSIGN, Surveys.FILL},
    menu=("inbox", "surveys", "organisations", "mandates", "law"),
)
HEAD_OF_UNIT = Role(
    code="head_of_unit",
    title="Thủ trưởng đơn vị chuyên trách",
    description="Cho ý kiến, ký thừa lệnh; chịu trách nhiệm về số liệu của đơn vị.",
    scope=Scope.BODY,
    permissions=_READ
    | {Organisations.EDIT_STAFF, History.VIEW, Mandates.ASSIGN, Surveys.FILL, Surveys.APPROVE},
    menu=("inbox", "surveys", "organisations", "mandates", "law"),
)
MINISTRY_LEADER = Role(
    code="ministry_leader",
    title="Lãnh đạo bộ phụ trách",
    description="Xem việc cần quyết; phê duyệt trả lời của bộ khi không ký ngoài hệ thống.",
    scope=Scope.BODY,
    permissions=_READ | {History.VIEW, Surveys.APPROVE},
    menu=("inbox", "surveys", "organisations", "mandates"),
)
UNIT_OFFICER = Role(
    code="unit_officer",
    title="Chuyên viên đơn vị",
    description="Điền phần được giao của đơn vị mình.",
    scope=Scope.UNIT,
    permissions=_READ | {Organisations.EDIT_STAFF, Surveys.FILL},
    menu=("inbox", "surveys", "organisations", "law"),
)
INSPECTOR = Role(
    code="inspection_member",
    title="Thành viên đoàn kiểm tra",
    description="Xem hồ sơ của cơ quan được kiểm tra trong thời gian đoàn làm việc; không sửa.",
    scope=Scope.BODY,
    permissions=_READ,
    menu=("inbox", "organisations", "mandates", "law"),
)

ROLES = (COORDINATOR, MINISTRY_OFFICER, HEAD_OF_UNIT, MINISTRY_LEADER, UNIT_OFFICER, INSPECTOR)
