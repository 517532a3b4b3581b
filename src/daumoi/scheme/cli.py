"""`daumoi scheme`: what of the scheme can be asked at the command line."""

import click

from daumoi.scheme import evidence_cli


@click.group()
def scheme() -> None:
    """Đề án: bằng chứng về hình thức tổ chức."""


scheme.add_command(evidence_cli.evidence_command)

COMMANDS: tuple[click.Command, ...] = (scheme,)
