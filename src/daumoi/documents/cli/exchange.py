"""The verb of the exchange: send what is queued, take what has come; run by a timer, safe to run twice."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import click
from django.conf import settings
from django.utils.translation import gettext as _

from daumoi.documents import actions
from daumoi.documents.access import access_desk
from daumoi.documents.edxml.transport import (
    FolderTransport,
    HttpSettings,
    HttpTransport,
    StoredSender,
    Transport,
)
from daumoi.documents.models import MessageState
from daumoi.foundation import clock
from daumoi.foundation.errors import Invalid
from daumoi.foundation.operating import operating


@click.command("exchange")
@click.option("--desk", required=True, help="Mã cơ quan nhận văn bản về sổ của mình.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Thư mục trao đổi.")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def exchange(desk: str, folder: Path | None, as_json: bool) -> None:
    """Gửi thông điệp đang chờ và nhận thông điệp mới; thông điệp hỏng được cách ly với lý do."""
    transport = _transport(folder)
    gone, failed = actions.dispatch(sender=StoredSender(transport=transport), at=clock.now())
    states = list(_take(transport, desk))
    told = {
        "sent": gone,
        "failed": failed,
        "taken": states.count(MessageState.TAKEN),
        "quarantined": states.count(MessageState.QUARANTINED),
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    words = _("Đã gửi %(sent)d, chưa gửi được %(failed)d; đã nhận %(taken)d, cách ly %(quarantined)d.")
    click.echo(words % told)


def _transport(folder: Path | None) -> Transport:
    """The folder named on the command line, else what the installation's settings name."""
    chosen = folder or (Path(settings.EXCHANGE_FOLDER) if settings.EXCHANGE_FOLDER else None)
    if chosen is not None:
        return FolderTransport(root=chosen)
    if settings.EXCHANGE_ADDRESS:
        given = HttpSettings(address=settings.EXCHANGE_ADDRESS, authorisation=settings.EXCHANGE_AUTHORISATION)
        return HttpTransport(settings=given, sleep=time.sleep)
    raise Invalid(
        "documents.exchange.none",
        _("Chưa cấu hình đường trao đổi văn bản."),
        remedy=_("Đặt DAUMOI_EXCHANGE_FOLDER hoặc DAUMOI_EXCHANGE_ADDRESS, hoặc dùng --folder."),
    )


def _take(transport: Transport, desk: str) -> Iterator[str]:
    """Take each waiting message in a transaction of its own; only then is it acknowledged to the transport."""
    for arrived in transport.poll():
        with arrived.open() as source:
            data = source.read(settings.EXCHANGE_MOST_BYTES + 1)
        with operating("nhận văn bản liên thông") as principal:
            message = actions.take_message(
                by=principal, desk=access_desk(principal=principal, code=desk), data=data, at=clock.now()
            )
        if message.state == MessageState.TAKEN:
            transport.acknowledge(arrived)
        else:
            transport.refuse(arrived, reason=message.problem)
        yield message.state
