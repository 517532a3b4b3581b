"""Run the benches: `python -m bench [MODULE …]`.

One JSON line per measurement, then one line that sums up. Exit code 1 when a measurement is over its budget,
when a bench fails, or when there is none to run.
"""

import importlib
import json
import os
import pkgutil
import sys
import traceback
from collections.abc import Iterable, Mapping
from typing import Any

import bench

REQUIRED = ("name", "value", "unit", "budget", "ok")


def main(words: list[str]) -> int:
    """Run the named modules, or all; returns the exit code."""
    known = sorted(
        module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_")
    )
    unknown = sorted(set(words) - set(known))
    if unknown:
        print(f"Lỗi: không có phép đo {', '.join(unknown)}. Hiện có: {', '.join(known)}.", file=sys.stderr)
        return 2
    start_django()
    failed: list[str] = []
    count = 0
    for line in (line for name in words or known for line in measured(name)):
        print(json.dumps(line, ensure_ascii=False), flush=True)
        count += 1
        if not line["ok"]:
            failed.append(str(line["name"]))
    ok = count > 0 and not failed
    total = {"name": "over_budget", "value": len(failed), "unit": f"of {count}", "budget": 0, "ok": ok}
    print(json.dumps(total | {"note": ", ".join(failed)}, ensure_ascii=False))
    return 0 if ok else 1


def start_django() -> None:
    """Benches of rooms need the product's settings; without a database named there is nothing to load."""
    if os.environ.get("DATABASE_URL"):
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daumoi.config.settings.base")
        importlib.import_module("django").setup()


def measured(name: str) -> Iterable[Mapping[str, Any]]:
    """Measurements of one module; a bench that breaks is a failed line, not the end of the others."""
    try:
        found: list[dict[str, Any]] = importlib.import_module(f"bench.{name}").run()
        for line in found:
            missing = [key for key in REQUIRED if key not in line]
            if missing:
                raise ValueError(f"bench.{name}: thiếu {', '.join(missing)}")
    except Exception as error:  # any failure of a bench is a result of the run
        traceback.print_exc()
        return [{"name": name, "value": None, "unit": "", "budget": None, "ok": False, "note": repr(error)}]
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
