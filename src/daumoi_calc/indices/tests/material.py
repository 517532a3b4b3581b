"""Small definitions and tables for the tests, and the fixtures."""

import csv
from pathlib import Path

import yaml

from daumoi_calc.indices import Definition, Table, read_definition, read_table

FIXTURES = Path(__file__).parent / "fixtures"
SHIPPED = Path(__file__).resolve().parents[4] / "packs" / "vietnam" / "indices"


def fixture(name: str) -> str:
    return (FIXTURES / name).read_text(encoding="utf-8")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(fixture(name).splitlines()))


def shipped(name: str) -> Definition:
    return read_definition((SHIPPED / f"{name}.yaml").read_text(encoding="utf-8"))


def asem() -> tuple[Definition, Table]:
    definition = read_definition(fixture("asem.yaml"))
    return definition, read_table(fixture("coinr_ASEM_iData.csv"), definition=definition)


def indicator(code: str, **more: object) -> dict[str, object]:
    return {"kind": "indicator", "code": code, "name": {"vi": f"Chỉ số {code}"}, **more}


def node(code: str, *children: dict[str, object], **more: object) -> dict[str, object]:
    return {"kind": "node", "code": code, "name": {"vi": f"Nhánh {code}"}, "children": list(children), **more}


def written(tree: dict[str, object], **more: object) -> str:
    """A small definition in YAML; ends that move with the sample are allowed unless said otherwise."""
    whole: dict[str, object] = {
        "code": "thu",
        "version": "1",
        "name": {"vi": "Chỉ số thử"},
        "owner": "Cơ quan thử",
        "regime": {"first_year": 2020},
        "sources": [{"code": "a", "title": "Nguồn", "where": "trang thử"}],
        "status": [{"part": "all", "status": "confirmed", "text": {"vi": "Đã đọc."}}],
        "goalpost_policy": {"ends": "sample", "reason": {"vi": "Để thử."}},
        "tree": tree,
        **more,
    }
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)


def defined(tree: dict[str, object], **more: object) -> Definition:
    return read_definition(written(tree, **more))
