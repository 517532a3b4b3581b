"""A signing chain as data: steps in order, each one of the five acts."""

import msgspec

from daumoi.foundation.errors import Invalid

ACTS = ("trinh", "cho_y_kien", "tham_dinh", "phe_duyet", "ban_hanh")


class RouteStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One step of a route: the act, who does it in words, and the permission that lets a person do it."""

    act: str
    title: str
    permission: str
    outside: bool = False
    """Whether it happens outside this program (a leader who signs in the ministry's own system)."""


def route_steps(raw: object, *, place: str) -> list[RouteStep]:
    """The steps of a stored route.

    A route ends with issuing by the văn thư, has exactly one approval, and nothing after the approval but issuing.

    :raises Invalid: malformed, or out of order; says which step.
    """
    try:
        steps = msgspec.convert(raw, list[RouteStep], strict=True)
    except msgspec.ValidationError as error:
        raise Invalid(
            "documents.route",
            f"Quy trình ký không đọc được: {error}",
            place=place,
            remedy="Khai lại các bước.",
        ) from error
    acts = [step.act for step in steps]
    wrong = next((act for act in acts if act not in ACTS), None)
    if wrong is not None:
        problem = f"Việc “{wrong}” không thuộc năm việc trình, cho ý kiến, thẩm định, phê duyệt, ban hành."
    elif (
        acts.count("phe_duyet") != 1 or acts.count("ban_hanh") != 1 or acts[-2:] != ["phe_duyet", "ban_hanh"]
    ):
        problem = "Quy trình phải kết thúc bằng một lần phê duyệt rồi một lần ban hành."
    elif acts[0] != "trinh":
        problem = "Quy trình bắt đầu bằng việc trình của người soạn."
    else:
        return steps
    raise Invalid("documents.route.order", problem, place=place, remedy="Sắp lại thứ tự các bước.")
