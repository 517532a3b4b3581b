"""A body's own Word templates: checked before they are kept, switched off instead of removed."""

import hashlib

from django.db import transaction

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.files import examine_upload, remembering_refusal
from daumoi.documents.models import Kind, Template
from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.organisations.models import Organisation


@transaction.atomic
def add_template(
    *, by: Principal, owner: Organisation, kind: Kind, name: str, file: tuple[str, bytes]
) -> Template:
    """Keep a Word template that has been checked (`documents.word.check_template`); the same bytes twice are one.

    :raises Invalid: no name, or a file that is no Word file, too large, or named as a state secret.
    """
    by.require_at_home(DocumentPermission.CONFIGURE, body_id=owner.root_pk, owner_id=owner.pk)
    if not name.strip():
        raise Invalid("documents.template.name", "Mẫu chưa có tên.", remedy="Đặt tên mẫu.", place="Tên mẫu")
    file_name, content = file
    if not file_name.lower().endswith(".docx"):
        raise Invalid(
            "documents.template.file",
            "Mẫu phải là tệp Word (.docx).",
            remedy="Lưu lại dạng .docx trong Word hoặc LibreOffice.",
            place="Tệp mẫu",
        )
    with remembering_refusal(name=file_name, content=content, root_id=owner.root_pk, owner_id=owner.pk):
        examine_upload(name=file_name, content=content)
    digest = hashlib.sha256(content).hexdigest()
    same = Template.objects.filter(owner=owner, kind=kind, sha256=digest).first()
    made = same or Template(owner=owner, root_id=owner.root_pk, kind=kind, sha256=digest, content=content)
    made.name, made.is_active, made.added_by = name.strip()[:200], True, by.name
    made.save()
    _journal(by, made, "documents.template.added")
    return made


@transaction.atomic
def switch_template(*, by: Principal, template: Template, active: bool) -> Template:
    """Offer a template or stop offering it; papers written from it keep their words."""
    by.require_at_home(DocumentPermission.CONFIGURE, body_id=template.root_id, owner_id=template.owner_id)
    if template.is_active != active:
        template.is_active = active
        template.save(update_fields=["is_active"])
        _journal(by, template, "documents.template.on" if active else "documents.template.off")
    return template


def _journal(by: Principal, template: Template, code: str) -> None:
    history.record(
        by=by,
        code=code,
        thing=template,
        label=template.name,
        root_id=template.root_id,
        owner_id=template.owner_id,
        details={"kind": template.kind.code, "sha256": template.sha256},
    )
