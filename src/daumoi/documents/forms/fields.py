"""Fields that several forms of this room share."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _


def day_field(*, label: object, help_text: object = "", required: bool = True) -> forms.DateField:
    """A day, picked from a calendar or typed as ngày/tháng/năm."""
    return forms.DateField(
        label=label,  # type: ignore[arg-type]
        help_text=help_text,  # type: ignore[arg-type]
        required=required,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Chọn một ngày."),
            "invalid": _("Ngày viết theo dạng ngày/tháng/năm, ví dụ 30/6/2026."),
        },
    )


def words_field(
    *, label: object, help_text: object = "", required: object = "", rows: int = 2, most: int = 300
) -> forms.CharField:
    """A sentence or two; `required` is what is said when they are missing, empty when they may be."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=help_text,  # type: ignore[arg-type]
        required=bool(required),
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required} if required else None,  # type: ignore[dict-item]
    )


def lines_field(*, label: object, help_text: object = "", rows: int = 3) -> forms.CharField:
    """Several short lines, one thing on each."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=help_text,  # type: ignore[arg-type]
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def file_field(*, label: object, help_text: object = "", required: object = "") -> forms.FileField:
    """One file; `required` is what is said when it is missing, empty when it may be."""
    return forms.FileField(
        label=label,  # type: ignore[arg-type]
        help_text=help_text,  # type: ignore[arg-type]
        required=bool(required),
        allow_empty_file=True,
        error_messages={"required": required} if required else None,  # type: ignore[dict-item]
    )


def as_upload(value: UploadedFile | None) -> tuple[str, bytes] | None:
    """Name and bytes of an uploaded file, as the actions take it; None without a file."""
    return (str(value.name), value.read()) if value else None
