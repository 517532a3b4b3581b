"""Reading a pack's YAML file into typed rows, with the file and row named in every refusal."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from daumoi.foundation.errors import Invalid

R = TypeVar("R", bound=msgspec.Struct)


def read_rows(file: Path, row: type[R]) -> list[R]:
    """Every row of a YAML list as `row`; a missing file is an empty list; a bad row is refused by its number."""
    if not file.exists():
        return []
    try:
        raw: Any = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Invalid(
            "pack.yaml",
            f"Không đọc được YAML: {error}",
            place=file.name,
            remedy="Sửa tệp theo đúng cú pháp YAML, mã UTF-8.",
        ) from error
    rows: list[R] = []
    for number, item in enumerate(raw or [], start=1):
        try:
            rows.append(msgspec.convert(item, row, strict=True))
        except msgspec.ValidationError as error:
            name = item.get("code", "") if isinstance(item, dict) else ""
            raise Invalid(
                "pack.row",
                f"Dòng {number} {name}: {error}",
                place=file.name,
                remedy="Đối chiếu với mô tả cột trong README của gói dữ liệu.",
            ) from error
    return rows
