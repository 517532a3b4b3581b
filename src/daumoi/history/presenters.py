"""Sentences for acts: the code is stored, the words live here and in the rooms that own the codes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from daumoi.history.models import Act

SENTENCES: dict[str, str] = {
    "accounts.person.created": gettext_noop("lập tài khoản"),
    "accounts.token.issued": gettext_noop("cấp khóa chương trình"),
}


def register(sentences: dict[str, str]) -> None:
    """A room above names its acts: dotted code → verb phrase in Vietnamese (marked for translation there)."""
    SENTENCES.update(sentences)


@dataclass(frozen=True)
class ActLine:
    """One act as a reader sees it."""

    act: Act
    sentence: str


def line(act: Act) -> ActLine:
    """“Trần Chuyên Viên đổi tên đơn vị: Trung tâm Thông tin”."""
    verb = _(SENTENCES[act.code]) if act.code in SENTENCES else act.code
    return ActLine(
        act, f"{act.actor} {verb}: {act.thing_label}" if act.thing_label else f"{act.actor} {verb}"
    )
