"""Checking the journal at the command line."""

import json
import sys

import click

from daumoi.foundation.operating import operating
from daumoi.history import queries


@click.group()
def history() -> None:
    """Nhật ký hành vi."""


@history.command("verify")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def verify(as_json: bool) -> None:
    """Tính lại mọi chuỗi; nêu tên từng dòng bị sửa, bị mất hoặc bị đổi chỗ. Mã thoát 1 nếu có."""
    with operating():
        findings = queries.verify()
        chains = queries.heads()
    if as_json:
        rows = [
            {"root": f.root_id, "sequence": f.sequence, "act": f.act_id, "kind": f.kind} for f in findings
        ]
        heads = [{"root": c.root_id, "sequence": c.sequence, "seal": c.seal} for c in chains]
        click.echo(
            json.dumps(
                {"sound": not findings, "findings": rows, "heads": heads}, ensure_ascii=False, indent=2
            )
        )
    elif findings:
        for finding in findings:
            click.echo(finding.sentence)
    else:
        total = sum(chain.sequence for chain in chains)
        click.echo(f"Nhật ký nguyên vẹn: {len(chains)} chuỗi, {total} dòng.")
    if findings:
        sys.exit(1)


COMMANDS: tuple[click.Command, ...] = (history,)
