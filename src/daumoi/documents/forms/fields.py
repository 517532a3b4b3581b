"""Fields that several forms of this room share."""

from typing import TYPE_CHECKING

from django import forms
from django.core.files.uploadedfile import UploadedFile

if TYPE_CHECKING:
    from daumoi.ui.inputs import Words


def words_field(
    *, label: "Words", help_text: "Words" = "", required: "Words" = "", rows: int = 2, most: int = 300
) -> forms.CharField:
    """A sentence or two; `required` is what is said when they are missing, empty when they may be."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(required),
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required} if required else None,
    )


def lines_field(*, label: "Words", help_text: "Words" = "", rows: int = 3) -> forms.CharField:
    """Several short lines, one thing on each."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def file_field(*, label: "Words", help_text: "Words" = "", required: "Words" = "") -> forms.FileField:
    """One file; `required` is what is said when it is missing, empty when it may be."""
    return forms.FileField(
        label=label,
        help_text=help_text,
        required=bool(required),
        allow_empty_file=True,
        error_messages={"required": required} if required else None,
    )


def as_upload(value: UploadedFile | None) -> tuple[str, bytes] | None:
    """Name and bytes of an uploaded file, as the actions take it; None without a file."""
    return (str(value.name), value.read()) if value else None
