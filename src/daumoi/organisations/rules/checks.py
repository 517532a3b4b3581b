"""What an act of reorganisation must not do; each refusal names the organisation, the day and the way out."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.folding import fold
from daumoi.organisations.rules.values import Newcomer, Standing, StateFacts
from daumoi.ui.formats import written_date


def exists(standing: Standing, *, on: date) -> StateFacts:
    """The state of the organisation on the day; refused when it did not exist then."""
    if standing.state is None:
        raise Invalid(
            "organisations.not_there",
            _("Ngày %(day)s sổ đăng ký không có “%(name)s”.")
            % {"day": written_date(on), "name": standing.label},
            remedy=_("Kiểm tra ngày trong văn bản, hoặc đính chính ngày bắt đầu của đơn vị nếu sổ ghi sai."),
        )
    return standing.state


def changeable(standing: Standing, *, on: date) -> StateFacts:
    """The state of the day, which another state may follow from that day on."""
    state = exists(standing, on=on)
    if state.valid_from == on and not standing.earlier:
        raise Invalid(
            "organisations.first_day",
            _("Ngày %(day)s là ngày đầu tiên sổ ghi “%(name)s”, chưa có gì trước đó để thay đổi.")
            % {"day": written_date(on), "name": standing.label},
            remedy=_(
                "Nếu tên, hình thức ghi ngày đó bị sai thì dùng Đính chính; nếu không, chọn ngày sau đó."
            ),
        )
    return state


def ends(standing: Standing, *, on: date) -> StateFacts:
    """The state of the day, which may be the last one: nothing is recorded after it."""
    state = changeable(standing, on=on)
    if standing.next_start is not None:
        raise Conflict(
            "organisations.later_state",
            _("“%(name)s” đã có thay đổi ghi nhận từ ngày %(later)s, sau ngày %(day)s.")
            % {"name": standing.label, "later": written_date(standing.next_start), "day": written_date(on)},
            remedy=_("Chọn ngày sau thay đổi đó, hoặc đính chính thay đổi đó trước."),
        )
    if state.valid_to is not None:
        raise Conflict(
            "organisations.already_ended",
            _("Sổ đã ghi “%(name)s” kết thúc ngày %(end)s.")
            % {"name": standing.label, "end": written_date(state.valid_to)},
            remedy=_("Xem quyết định đã ghi ở trang của đơn vị; nếu ngày kết thúc sai thì dùng Đính chính."),
        )
    return state


def no_later_children(standing: Standing, *, on: date) -> None:
    """Nothing that begins under the organisation after the day would be left without a parent."""
    later = next((child for child in standing.children if child.valid_from > on), None)
    if later is not None:
        raise Conflict(
            "organisations.later_children",
            _("Từ ngày %(later)s sổ đã ghi “%(child)s” nằm trong “%(name)s”.")
            % {"later": written_date(later.valid_from), "child": later.draft.name, "name": standing.label},
            remedy=_("Chuyển đơn vị đó về nơi khác hoặc đính chính ngày của đơn vị đó trước."),
        )


def no_children(standing: Standing, *, on: date) -> None:
    """Nothing stands in the organisation any more."""
    no_later_children(standing, on=on)
    if standing.children:
        names = ", ".join(child.draft.name for child in standing.children[:3])
        more = len(standing.children) - 3
        if more > 0:
            names += _(" và %(more)d đơn vị khác") % {"more": more}
        raise Conflict(
            "organisations.has_children",
            _("“%(name)s” còn %(count)d đơn vị bên trong: %(names)s.")
            % {"name": standing.label, "count": len(standing.children), "names": names},
            remedy=_("Giải thể, sáp nhập hoặc chuyển các đơn vị đó trước."),
        )


def holds_throughout(parent: Standing, *, start: date, end: date | None) -> None:
    """The parent exists on every day of `[start, end)`."""
    exists(parent, on=start)
    if parent.last_day is not None and (end is None or parent.last_day < end):
        raise Conflict(
            "organisations.parent_ends",
            _("“%(name)s” kết thúc ngày %(end)s, nên không thể là cơ quan chủ quản từ ngày đó.")
            % {"name": parent.label, "end": written_date(parent.last_day)},
            remedy=_("Chọn cơ quan kế thừa, hoặc đính chính ngày kết thúc nếu sổ ghi sai."),
        )


def no_cycle(unit: Standing, parent: Standing) -> None:
    """The new parent does not stand below the unit, now or later."""
    if parent.pk == unit.pk:
        raise Invalid(
            "organisations.own_parent",
            _("“%(name)s” không thể trực thuộc chính mình.") % {"name": unit.label},
            remedy=_("Chọn cơ quan chủ quản khác."),
        )
    if unit.pk in parent.above:
        raise Invalid(
            "organisations.cycle",
            _("“%(parent)s” nằm trong “%(name)s”, nên “%(name)s” không thể trực thuộc hay nhập vào nó.")
            % {"parent": parent.label, "name": unit.label},
            remedy=_("Chọn cơ quan, đơn vị không nằm trong đơn vị này."),
        )


def can_receive(
    newcomer: Newcomer, *, parent: Standing | None, on: date, leaving: Collection[int] = ()
) -> None:
    """A new organisation has a name of its own and a parent that goes on."""
    new_name(parent, newcomer.draft.name, leaving=leaving)
    if parent is not None:
        same_register([newcomer, parent])
        holds_throughout(parent, start=on, end=None)


def same_register(organisations: Iterable[Standing | Newcomer]) -> None:
    """Real and simulated organisations never meet."""
    if len({organisation.is_simulated for organisation in organisations}) > 1:
        raise Invalid(
            "organisations.realms",
            _("Không trộn sổ đăng ký thật với chính phủ mô phỏng."),
            remedy=_("Chọn các đơn vị cùng trong sổ thật hoặc cùng trong chính phủ mô phỏng."),
        )


def same_level(organisations: Sequence[Standing | Newcomer]) -> None:
    """Bodies join bodies, units join units."""
    if len({organisation.level for organisation in organisations}) > 1:
        raise Invalid(
            "organisations.levels",
            _("Bộ, cơ quan ngang bộ chỉ hợp nhất với nhau; đơn vị thuộc bộ cũng vậy."),
            remedy=_("Để đưa một đơn vị vào một bộ, dùng Chuyển cơ quan chủ quản."),
        )


def is_unit(standing: Standing) -> None:
    """Only a unit stands under somebody and has an organisational form."""
    if standing.level != "unit":
        raise Invalid(
            "organisations.only_units",
            _("“%(name)s” là bộ, cơ quan ngang bộ; việc này chỉ làm với đơn vị thuộc bộ.")
            % {"name": standing.label},
            remedy=_("Chọn một đơn vị thuộc bộ."),
        )


def named(name: str) -> None:
    """A name is given."""
    if not name.strip():
        raise Invalid(
            "organisations.name", _("Chưa ghi tên."), remedy=_("Ghi tên đầy đủ đúng như trong văn bản.")
        )


def new_name(parent: Standing | None, name: str, *, leaving: Collection[int] = ()) -> None:
    """No other organisation under the same parent bears the name, apart from those that end by the same act."""
    named(name)
    children = parent.children if parent is not None else ()
    staying = (child for child in children if child.organisation not in leaving)
    if any(fold(child.draft.name) == fold(name) for child in staying):
        assert parent is not None
        raise Invalid(
            "organisations.same_name",
            _("“%(parent)s” đã có đơn vị tên “%(name)s”.") % {"parent": parent.label, "name": name},
            remedy=_(
                "Nếu là cùng một đơn vị thì dùng Đổi tên, Đổi hình thức; nếu khác thì ghi tên phân biệt được."
            ),
        )
