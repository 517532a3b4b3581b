"""One paper of a reply, with its bytes."""

from daumoi.foundation.errors import NotFound
from daumoi.surveys.models import ReplyFile
from daumoi.surveys.queries.replies import ReplySheet


def reply_file(*, sheet: ReplySheet, number: int) -> ReplyFile:
    """The paper with this number among those of the reply; a foreign one is not found."""
    if any(file.pk == number for file in sheet.files) and sheet.content_visible:
        return ReplyFile.objects.get(pk=number, reply=sheet.reply)
    raise NotFound("surveys.file", "Không có tệp này trong trả lời.", remedy="Mở lại từ trang trả lời.")
