"""Form fields: the question, the help and the mistake come before the control and belong to it."""

import re
from typing import Any

from django import forms

from daumoi.ui import fields
from daumoi.ui.tests.conftest import Reader


class Unit(forms.Form):
    """A small form with every layout."""

    name = forms.CharField(label="Tên đơn vị", help_text="Như trong quyết định.")
    budget = forms.IntegerField(label="Kinh phí", min_value=0, required=False)
    form = forms.ChoiceField(
        label="Hình thức", choices=[("cuc", "Cục"), ("vu", "Vụ")], widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")], required=False)
    skills = forms.MultipleChoiceField(
        label="Kỹ năng", choices=[("n", "Mạng")], widget=forms.CheckboxSelectMultiple, required=False
    )
    paper = forms.FileField(label="Bản ký", required=False)
    sure = forms.BooleanField(label="Đã đối chiếu", required=False)
    round = forms.CharField(widget=forms.HiddenInput, initial="7")

    def clean(self) -> dict[str, Any]:
        """The form as a whole is wrong when the name is missing."""
        if not self.cleaned_data.get("name"):
            raise forms.ValidationError("Phiếu chưa có tên đơn vị.")
        return self.cleaned_data


def _wrong() -> Unit:
    return Unit({"name": "", "budget": "-1", "round": "7"})


def test_every_widget_gets_its_layout() -> None:
    form = Unit()
    layouts = {bound.name: fields.field_view(field=bound).layout for bound in form}
    assert layouts == {
        "name": "text",
        "budget": "text",
        "form": "choices",
        "kind": "select",
        "skills": "choices",
        "paper": "file",
        "sure": "single",
        "round": "hidden",
    }


def test_label_hint_mistake_and_control_come_in_this_order(reader: Reader) -> None:
    html = reader.piece("{% field f %}", f=_wrong()["name"])
    places = [html.index(text) for text in ('for="id_name"', "id_name_helptext", "id_name_error", "<input")]
    assert places == sorted(places)


def test_the_control_points_to_hint_and_mistake(reader: Reader) -> None:
    html = reader.piece("{% field f %}", f=_wrong()["name"])
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    assert all(f'id="{name}"' in html for name in described.group(1).split())
    assert 'aria-invalid="true"' in html


def test_a_group_of_choices_is_a_fieldset_with_its_question(reader: Reader) -> None:
    html = reader.piece("{% field f %}", f=_wrong()["form"])
    assert "<legend" in html
    assert 'aria-describedby="id_form_error"' in html
    assert html.count('type="radio"') == 2
    assert 'for="id_form_0"' in html


def test_optional_questions_are_marked_and_required_ones_are_not(reader: Reader) -> None:
    form = Unit()
    assert "không bắt buộc" in reader.piece("{% field f %}", f=form["budget"])
    assert "không bắt buộc" not in reader.piece("{% field f %}", f=form["name"])
    assert "không bắt buộc" not in reader.piece("{% field f %}", f=form["sure"])


def test_the_unit_stands_beside_the_number(reader: Reader) -> None:
    html = reader.piece("{% field f unit='triệu đồng' width='short' %}", f=Unit()["budget"])
    assert "triệu đồng" in html
    assert "is-short" in html


def test_the_summary_links_every_mistake_to_its_place(reader: Reader) -> None:
    form = _wrong()
    found = fields.mistakes(form=form)
    html = reader.piece("{% error_summary f %}{% for b in f %}{% field b %}{% endfor %}", f=form)
    assert [mistake.anchor for mistake in found] == ["", "id_name", "id_budget", "id_form_0"]
    assert "Có 4 chỗ cần sửa" in html
    for mistake in found[1:]:
        assert f'href="#{mistake.anchor}"' in html
        assert f'id="{mistake.anchor}"' in html


def test_a_form_not_yet_sent_has_no_summary(reader: Reader) -> None:
    assert reader.piece("{% error_summary f %}", f=Unit()).strip() == ""


def test_classes_given_to_a_widget_are_kept() -> None:
    form = Unit()
    form.fields["name"].widget.attrs["class"] = "is-number"
    assert 'class="form-control is-number"' in fields.field_view(field=form["name"]).control
