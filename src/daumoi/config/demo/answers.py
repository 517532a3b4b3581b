"""What each simulated body answers in the round of 2016: seeded, plausible, and consistent with its size and style.

Answers are found by the *element* of a question, so that a renamed question keeps its answer; what no rule here
knows is answered by its type.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from daumoi.config.demo.government import Body
from daumoi.config.demo.people import invented_name, leader, officer
from daumoi.surveys.definition import Roster, Variable
from daumoi.surveys.definition.compile import CompiledDefinition
from daumoi.surveys.definition.evaluate import AnswerSet, Given, evaluate

SEED = 2016
OPINIONS = Path(__file__).with_name("opinions.yaml")
_SYSTEMS = (
    ("Hệ thống quản lý văn bản và điều hành", "dieu_hanh", "toan_bo"),
    ("Cổng thông tin điện tử", "cong_thong_tin", "toan_bo"),
    ("Hệ thống một cửa điện tử và dịch vụ công", "mot_cua", "toan_nganh"),
    ("Cơ sở dữ liệu chuyên ngành", "co_so_du_lieu", "toan_nganh"),
    ("Hệ thống báo cáo ngành", "chuyen_nganh", "toan_nganh"),
    ("Trung tâm dữ liệu", "ha_tang", "toan_bo"),
    ("Hệ thống cấp phép trực tuyến", "chuyen_nganh", "quoc_gia"),
    ("Phần mềm quản lý cán bộ, công chức", "chuyen_nganh", "toan_bo"),
)
_ROLES = {"cuc": 0.92, "vu": 0.75, "trung_tam": 0.55, "van_phong": 0.3, "phong": 0.3, "": 0.1}
"""How likely a unit of each form is to be assigned a task as lead."""
_GROUP_BONUS = {"ke_hoach": 0.2, "trien_khai": 0.05, "kiem_tra": -0.25, "an_toan": -0.1, "khac": 0.0}


@dataclass(frozen=True)
class Opinion:
    """One open text with the codes of the two coders."""

    body: int
    question: str
    text: str
    quote: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    quotable: bool


@lru_cache(maxsize=1)
def opinions() -> tuple[list[dict[str, str]], list[Opinion]]:
    """The codebook and the open texts."""
    data = yaml.safe_load(OPINIONS.read_text(encoding="utf-8"))
    texts = [
        Opinion(
            row["body"],
            row["question"],
            row["text"],
            row["quote"],
            tuple(row["first"]),
            tuple(row["second"]),
            row["quotable"],
        )
        for row in data["opinions"]
    ]
    return data["codebook"], texts


class Answers:
    """The answers of one body, built by looking at each question once and mending what the rules ask for."""

    def __init__(self, *, body: Body, compiled: CompiledDefinition) -> None:
        self.body = body
        self.compiled = compiled
        self.random = random.Random(SEED * 100 + body.number)  # noqa: S311 - a simulation, not a secret
        self.given: dict[tuple[str, int], Given] = {}
        self.elements: dict[str, Any] = {**self._unit(), **self._staff(), **self._duties(), **self._money()}
        self.elements |= {**self._services(), **self._security(), **self._wishes()}
        self.texts = {one.question: one.text for one in opinions()[1] if one.body == body.number}

    def build(self) -> dict[tuple[str, int], Given]:
        """All answers; a question that only shows once another is answered is reached in a later turn."""
        for _ in range(6):
            evaluation = evaluate(self.compiled, AnswerSet(self.given))
            wanted = [
                (variable, row)
                for (name, row), shown in evaluation.relevant.items()
                if shown
                and (name, row) not in self.given
                and (variable := self.compiled.variables.get(name)) is not None
                and not variable.roster
                and not variable.field.calculation
            ]
            added = [self._answer(variable, evaluation.calculated) for variable, _ in wanted]
            if not any(added):
                break
            if not any("." in name for name, _ in self.given):
                self._systems()
        return self.given

    def _answer(self, variable: Variable, calculated: Mapping[tuple[str, int], Any]) -> bool:
        value = self._known(variable)
        if value is None and variable.field.required:
            value = self._by_type(variable)
        if value is None:
            return False
        self.given[variable.name, 0] = value if isinstance(value, Given) else Given("answered", value)
        return True

    def _known(self, variable: Variable) -> Any:
        if variable.name in self.texts:
            return self.texts[variable.name]
        return (
            self.elements.get(variable.field.element)
            if variable.field.element
            else self.elements.get(variable.name)
        )

    def _by_type(self, variable: Variable) -> Any:
        field = variable.field
        makers: dict[str, Callable[[], Any]] = {
            "text": lambda: f"{field.label.vi}: theo văn bản của {self.body.name}"[: field.max_length],
            "long_text": lambda: f"{self.body.name} đang rà soát, sẽ bổ sung trong báo cáo năm sau.",
            "boolean": lambda: True,
            "choice": lambda: self.compiled.definition.codelists[field.choices][0].code,
            "choices": lambda: [self.compiled.definition.codelists[field.choices][0].code],
            "date": lambda: f"20{8 + self.body.number % 7:02d}-03-15",
        }
        return makers.get(field.type, lambda: 1)()

    # What the body is like -------------------------------------------------------------------------------

    def _unit(self) -> dict[str, Any]:
        body = self.body
        contact, signer = officer(body.number), leader(body.number)
        return {
            "co_quan.ten": body.name,
            "don_vi.da_co": bool(body.form),
            "don_vi.ten": body.unit_name,
            "don_vi.hinh_thuc": body.form,
            "don_vi.la_su_nghiep": body.form == "trung_tam",
            "don_vi.can_cu": f"Quyết định số {110 + 3 * body.number}/QĐ-{body.abbreviation}",
            "don_vi.ngay_can_cu": "2005-11-20"
            if body.number == 14
            else f"20{8 + body.number % 7:02d}-0{1 + body.number % 9}-12",
            "don_vi.so_phong": max(1, body.size // 11),
            "don_vi.con_dau": body.form in ("cuc", "trung_tam"),
            "a11": invented_name(body.number + 80),
            "a12": {"cuc": "Cục trưởng", "vu": "Vụ trưởng", "trung_tam": "Giám đốc"}.get(
                body.form, "Trưởng phòng"
            ),
            "cio.da_co": body.style not in ("poor", "none"),
            "cio.chuc_vu": "thu_truong" if body.number % 3 else "thu_truong_don_vi",
            "h1": contact.full_name,
            "h2": f"024 3{900 + body.number} {1000 + 37 * body.number}",
            "h3": f"cntt@mp{body.number:02d}.mophong.vn",
            "phe_duyet.nguoi_ky": "thu_truong" if body.number % 4 else "bo_truong",
            "h5": f"{signer.full_name}, {signer.position}",
        }

    def _staff(self) -> dict[str, Any]:
        body, size = self.body, self.body.size
        official = body.form in ("cuc", "vu", "van_phong", "phong")
        posts = round(size * (0.8 if official else 0.15))
        paid = round(size * (0.05 if official else 0.55))
        income = 0 if official else round(size * 0.15)
        contract = size - posts - paid - income
        over = 3 if body.number in (9, 13) else 0
        present = {
            "cong_chuc": max(0, posts - self.random.randint(0, max(1, posts // 8))) + over,
            "vien_chuc_ngan_sach": max(0, paid - self.random.randint(0, max(1, paid // 8))),
            "vien_chuc_nguon_thu": income,
            "hop_dong": max(0, contract),
        }
        assigned = {
            "cong_chuc": posts,
            "vien_chuc_ngan_sach": paid,
            "vien_chuc_nguon_thu": income,
            "hop_dong": max(0, contract),
        }
        total = sum(present.values()) - (0 if body.form == "trung_tam" else present["vien_chuc_nguon_thu"])
        found: dict[str, Any] = {f"nhan_luc.{kind}.giao": number for kind, number in assigned.items()}
        found |= {f"nhan_luc.{kind}.co_mat": number for kind, number in present.items()}
        rest = total
        for skill, share in (("quan_tri", 0.3), ("phan_mem", 0.28), ("an_toan", 0.1), ("quan_ly", 0.2)):
            people = min(rest, round(total * share))
            rest -= people
            degree = round(people * (0.6 if body.style == "poor" else 0.85))
            found |= {f"chuyen_mon.{skill}.dai_hoc": degree, f"chuyen_mon.{skill}.khac": people - degree}
        has_core, guards = size >= 30 or body.form == "cuc", size >= 45
        short = body.form != "cuc" or body.number in (2, 13)
        return found | {
            "bo_phan_cung.cntt.da_co": has_core,
            "bo_phan_cung.cntt.so_nguoi": max(2, round(total * 0.25)),
            "bo_phan_cung.attt.da_co": guards,
            "bo_phan_cung.attt.so_nguoi": max(2, round(total * 0.06)),
            "nhan_luc.dap_ung": ("thieu_nhieu" if body.style in ("poor", "stretched") else "thieu_it")
            if short
            else "du",
            "nhan_luc.can_bo_sung": max(3, size // 5),
        }

    def _duties(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for variable in self.compiled.variables.values():
            if (
                variable.row is None
                or not variable.row.reference
                or not variable.field.element.endswith(".giao")
            ):
                continue
            duty = variable.row.reference
            base = variable.field.element.removesuffix(".giao")
            given = self._assigned(duty)
            done = self._carried_out(given)
            wish = "lead" if given != "lead" and self.body.wish != "trung_tam" else given
            if duty.endswith("khac"):
                given, done, wish = "partial", "partial", "partial"
            found |= {f"{base}.giao": given, f"{base}.thuc_te": done, f"{base}.de_nghi": wish}
            if wish != given:
                found[f"{base}.ly_do"] = self.random.choice(_REASONS)
        found["nhiem_vu.attt.don_vi_khac"] = (
            "Cục Cơ yếu và An toàn hệ thống" if self.body.number % 2 else "Vụ An ninh nội bộ"
        )
        found["c5"] = "Quản trị hạ tầng phòng họp trực tuyến và hỗ trợ kỹ thuật cho các kỳ họp."
        return found

    def _assigned(self, duty: str) -> str:
        chance = _ROLES[self.body.form] + _GROUP_BONUS[_group(duty)]
        drawn = self.random.random()
        if drawn < chance:
            return "lead"
        if not self.body.form:
            return "none"
        if _group(duty) == "an_toan" and self.body.number in (3, 10, 15):
            return "elsewhere"
        return "partial" if drawn < chance + 0.3 else "none"

    def _carried_out(self, given: str) -> str:
        drawn = self.random.random()
        if given == "lead":
            return "lead" if drawn < 0.85 else "partial" if drawn < 0.96 else "none"
        if given == "elsewhere":
            return "elsewhere"
        if self.body.style == "stretched":
            return "lead" if drawn < 0.6 else "partial"
        if given == "partial":
            return "lead" if drawn < 0.2 else "partial"
        return "partial" if drawn < 0.35 else "none"

    def _money(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        scale = max(self.body.size, 5)
        jump = 2.6 if self.body.number == 4 else 1.15
        for source, each in (("thuong_xuyen", 95), ("dau_tu", 160), ("nguon_thu", 60), ("khac", 12)):
            start = scale * each * self.random.uniform(0.8, 1.2)
            for year, factor in ((2014, 1.0), (2015, 1.1), (2016, 1.1 * jump)):
                found[f"kinh_phi.{source}.{year}"] = round(start * factor)
        if self.body.style in ("poor", "none"):
            found |= {f"kinh_phi.dau_tu.{year}": 0 for year in (2014, 2015, 2016)}
            found |= {f"kinh_phi.khac.{year}": Given("no_data") for year in (2014, 2015)}
        autonomy = ("tu_bao_dam_mot_phan", "nha_nuoc_bao_dam")[self.body.number % 2]
        return found | {
            "tai_chinh.muc_tu_chu": autonomy,
            "tai_chinh.tu_chu_hanh_chinh": self.body.number % 3 == 0,
        }

    def _services(self) -> dict[str, Any]:
        total = 0 if self.body.style == "none" else self.random.randint(25, 220)
        third = round(total * self.random.uniform(0.05, 0.25))
        fourth = round(total * (0.06 if self.body.form == "cuc" else 0.01))
        return {
            "dich_vu_cong.muc_1": round((total - third - fourth) * 0.4),
            "dich_vu_cong.muc_2": total - third - fourth - round((total - third - fourth) * 0.4),
            "dich_vu_cong.muc_3": third,
            "dich_vu_cong.muc_4": fourth,
        }

    def _security(self) -> dict[str, Any]:
        body = self.body
        incidents = 0 if body.number in (11, 21) else self.random.randint(2, 26)
        systems = self._system_count()
        levels = 0 if body.style in ("poor", "none") else self.random.randint(0, systems)
        core = self.elements_core()
        return {
            "he_thong.tong": systems * 4,
            "he_thong.co_cap_do": systems * 4 - (2 if body.number % 3 else 0),
            "he_thong.ngay_du": f"2026-12-{10 + body.number % 20}",
            "attt.don_vi_rieng": body.number in (3, 10, 15),
            "attt.ten_don_vi": "Cục Cơ yếu và An toàn hệ thống" if body.number % 2 else "Vụ An ninh nội bộ",
            "attt.so_nguoi": core + self.random.randint(0, 4),
            "attt.quy_che": body.style not in ("poor", "none"),
            "attt.doi_ung_cuu": body.form == "cuc",
            "attt.su_co.2015": incidents,
            "attt.su_co_nghiem_trong.2015": min(incidents, self.random.randint(0, 3)),
            "attt.cap_do.xac_dinh": levels,
            "attt.cap_do.ho_so": levels // 2,
        }

    def elements_core(self) -> int:
        """An upper bound of the people in the hard core for security."""
        return max(2, round((self.body.size + 3) * 0.06)) if self.body.size >= 45 else 0

    def _wishes(self) -> dict[str, Any]:
        body = self.body
        groups = {"cuc": ["phoi_hop", "bien_che"], "vu": ["mo_hinh", "bien_che", "kinh_phi"]}.get(
            body.form, ["chuc_nang", "mo_hinh", "bien_che", "kinh_phi"]
        )
        if body.style in ("poor", "none"):
            groups = ["chuc_nang", "mo_hinh", "bien_che", "kinh_phi", "an_toan", "lanh_dao"]
        return {
            "kho_khan.nhom": groups,
            "kho_khan.chuc_nang": _THIS_YEAR[body.number % len(_THIS_YEAR)],
            "de_xuat.hinh_thuc": body.wish,
            "de_xuat.phuong_an": body.phase,
            "de_xuat.ly_do": _WHY[body.wish].format(body=body.name),
            "de_xuat.nguon_bien_che": "Điều chỉnh trong tổng biên chế của bộ, từ Văn phòng và các vụ có nhiệm vụ giảm.",
        }

    # Tables with open rows --------------------------------------------------------------------------------

    def _system_count(self) -> int:
        return 0 if self.body.style == "none" else 2 + (self.body.number + self.body.size) % 6

    def _systems(self) -> None:
        for section in self.compiled.sections:
            for item in section.items:
                if isinstance(item, Roster):
                    self._fill(item)

    def _fill(self, roster: Roster) -> None:
        if not self._system_count():
            self.given[roster.code, 0] = Given("not_arisen")
            return
        for row, (name, kind, reach) in enumerate(_SYSTEMS[: self._system_count()], start=1):
            known: dict[str, object] = {"ten": f"{name} {self.body.name}", "loai": kind, "quy_mo": reach}
            known |= {
                "nam": 2006 + (row * 3 + self.body.number) % 10,
                "kinh_phi": self.random.randint(8, 180) * 100,
            }
            for column in roster.columns:
                value = known.get(column.code)
                if value is not None:
                    written = str(value) if column.type == "text" else value
                    self.given[f"{roster.code}.{column.code}", row] = Given("answered", written)


_REASONS = (
    "Đơn vị đang làm trên thực tế, cần được giao chính thức để có thẩm quyền.",
    "Tập trung về một đầu mối để tránh đầu tư trùng lặp.",
    "Phù hợp với Luật Công nghệ thông tin và Luật An toàn thông tin mạng.",
    "Nhiệm vụ đang chia cho ba đơn vị, không ai chịu trách nhiệm chính.",
    "Cần đơn vị đủ năng lực kỹ thuật làm đầu mối.",
)
_THIS_YEAR = (
    "Phân vai giữa đơn vị chuyển đổi số và đơn vị an ninh mạng chưa có quyết định riêng.",
    "Hồ sơ đề xuất cấp độ của các hệ thống cũ thiếu tài liệu thiết kế, phải khảo sát lại.",
    "Biên chế giảm theo lộ trình trong khi số hệ thống phải giám sát tăng.",
    "Kinh phí thuê dịch vụ giám sát an ninh mạng chưa được giao từ đầu năm.",
    "Các đơn vị thuộc bộ chậm gửi danh mục dữ liệu để rà soát.",
)
_WHY = {
    "cuc": "Khối lượng quản lý của {body} đã vượt khả năng của mô hình hiện nay, cần tổ chức thành Cục để có đủ thẩm quyền.",
    "giu_nguyen": "Mô hình hiện nay của {body} đã phù hợp, chỉ đề nghị bổ sung chức năng kiểm tra và an toàn thông tin.",
    "trung_tam": "{body} cần một Trung tâm độc lập trước khi tính đến mô hình cao hơn, phù hợp quy mô hiện nay.",
}


def _group(duty: str) -> str:
    words = {
        "ke-hoach": "ke_hoach",
        "huong-dan": "ke_hoach",
        "kiem-tra": "kiem_tra",
        "danh-gia": "kiem_tra",
        "attt": "an_toan",
    }
    found = next((group for word, group in words.items() if word in duty), "trien_khai")
    return "khac" if duty.endswith("khac") else found
