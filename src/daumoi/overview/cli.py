"""Verbs of this room: the two reports."""

import click

from daumoi.overview.national_report_cli import round_report
from daumoi.overview.status_report_cli import report

report.add_command(round_report)

COMMANDS: tuple[click.Command, ...] = (report,)
