"""How a book of papers is narrowed: what stands in the address of the page."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.documents.models import Kind, PaperState
from daumoi.documents.queries.books import STATES, Book, BookFilters

_ALL = _("Tất cả")


class BookForm(forms.Form):
    """Year, kind, state, words, and whether an answer is missing. Every part may be left out."""

    nam = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)
    loai = forms.ChoiceField(label=_("Loại văn bản"), required=False)
    tinh_trang = forms.ChoiceField(label=_("Tình trạng"), required=False)
    tim = forms.CharField(
        label=_("Tìm"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("số, trích yếu, cơ quan, người ký; không cần dấu")}
        ),
    )
    chua_tra_loi = forms.BooleanField(label=_("Chưa được trả lời"), required=False)

    def __init__(
        self, *args: object, book: Book, kinds: Sequence[Kind], years: Sequence[int], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._book = book
        states = [*STATES[book], *([PaperState.CANCELLED] if book is Book.DRAFTS else [])]
        offered: dict[str, list[tuple[object, object]]] = {
            "nam": [("", _("Mọi năm")), *((year, str(year)) for year in years)],
            "loai": [("", _ALL), *((kind.code, kind.display_name) for kind in kinds)],
            "tinh_trang": [("", _ALL), *((state, PaperState(state).label) for state in states)],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        if book is Book.IN:
            self.fields["chua_tra_loi"].label = _("Chưa trả lời")
        if book is Book.DRAFTS:
            del self.fields["chua_tra_loi"]

    def filters(self, *, after: str = "") -> BookFilters:
        """What was chosen; parts that cannot be read narrow nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        return BookFilters(
            book=self._book,
            year=chosen.get("nam"),
            kind=chosen.get("loai", ""),
            state=chosen.get("tinh_trang", ""),
            text=chosen.get("tim", ""),
            unanswered=bool(chosen.get("chua_tra_loi")),
            after=after,
        )
