"""The sign "./." that ends the text of a paper."""

from typing import Any

Composed = dict[str, Any]
SIGN = "./."


def close_text(blocks: list[Composed]) -> list[Composed]:
    """The blocks with the ending sign after the last words; a last table or picture stays as it is."""
    if not blocks:
        return blocks
    return [*blocks[:-1], _closed(blocks[-1])]


def _closed(block: Composed) -> Composed:
    match block["kind"]:
        case "paragraph" | "article" | "clause" | "point" if block["runs"]:
            return {**block, "runs": _signed(block["runs"])}
        case "items" if block["items"]:
            *before, last = block["items"]
            return {**block, "items": [*before, {**last, "runs": _signed(last["runs"])}]}
        case "details" | "party" if block["rows"] and block["rows"][-1]["runs"]:
            *before, last = block["rows"]
            return {**block, "rows": [*before, {**last, "runs": _signed(last["runs"])}]}
    return block


def _signed(runs: list[Any]) -> list[Any]:
    *before, last = runs
    if isinstance(last, str):
        return [*before, last.rstrip(" ./;") + SIGN]
    return [*runs, SIGN]
