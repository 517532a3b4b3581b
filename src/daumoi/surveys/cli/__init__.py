"""Verbs of this room: questionnaires in and out, the data of a round, the packages of replies."""

import click

from daumoi.surveys.cli import exports, forms, packages


@click.group()
def surveys() -> None:
    """Khảo sát: mẫu phiếu, số liệu của đợt, gói trả lời."""


for _command in (*forms.COMMANDS, *exports.COMMANDS, *packages.COMMANDS):
    surveys.add_command(_command)

COMMANDS: tuple[click.Command, ...] = (surveys,)
