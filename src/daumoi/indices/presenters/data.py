"""Open data of a published edition: CSV, JSON and a catalogue entry (DCAT-AP in JSON-LD)."""

import csv
import io
import json
from typing import Any

from daumoi.indices.queries import ResultView, UnitRow

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/VIE"


def as_csv(view: ResultView) -> bytes:
    """One line a unit, UTF-8 with a byte order mark so that spreadsheets read the letters."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    places = view.gives_places
    head = [
        "ma",
        "ten",
        "nhom",
        "diem",
        *(["thu_hang", "thu_hang_thap_90", "thu_hang_cao_90"] if places else ["xep_nhom"]),
    ]
    writer.writerow([*head, *(code for code, _name in view.pillars)])
    for row in view.rows:
        shown: list[Any] = [row.rank, row.low, row.high] if places else [row.band]
        pillars = [row.nodes.get(code, row.parts.get(code)) for code, _name in view.pillars]
        writer.writerow(
            [row.code, _safe(row.name), row.group, row.printed, *map(_cell, shown), *map(_cell, pillars)]
        )
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if value == "na":
        return "không áp dụng"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _safe(text: str) -> str:
    """A printed name that begins like a formula stays a name."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text


def as_json(view: ResultView) -> bytes:
    """The result with its recipe, digest and, where computed here, the inputs' digest; UTF-8."""
    return json.dumps(result_data(view), ensure_ascii=False, indent=2).encode()


def result_data(view: ResultView) -> dict[str, Any]:
    """What `as_json` writes, as plain values."""
    edition = view.edition
    return {
        "index": edition.version.index.code,
        "edition": edition.code,
        "title": edition.title,
        "year": edition.year,
        "version": edition.version.version,
        "state": edition.state,
        "simulated": edition.is_simulated,
        "data_cut_off": edition.cut_off.isoformat(),
        "published_on": edition.published_on.isoformat() if edition.published_on else None,
        "published_under": edition.published_under,
        "corrects": edition.corrects.code if edition.corrects is not None else None,
        "recipe": edition.recipe,
        "digest": edition.digest or None,
        "units": [unit_data(view, row) for row in view.rows],
    }


def unit_data(view: ResultView, row: UnitRow) -> dict[str, Any]:
    """One unit: its place where the owner gives places, else its band."""
    shown: dict[str, Any] = {"band": row.band}
    if view.gives_places:
        shown = {"rank": row.rank, "rank_low_90": row.low, "rank_high_90": row.high}
    return {
        "code": row.code,
        "name": row.name,
        "group": row.group or None,
        "score": row.printed or None,
        **shown,
        "pillars": {code: row.nodes.get(code, row.parts.get(code)) for code, _name in view.pillars},
    }


def as_catalogue(view: ResultView, *, page: str, files: dict[str, str]) -> bytes:
    """The dataset for a catalogue of open data; `page` and `files` (media type to address) are absolute."""
    edition = view.edition
    kinds = {"text/csv": "CSV", "application/json": "JSON"}
    body = {
        "@context": _CONTEXT,
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:title": {"@language": "vi", "@value": edition.title},
        "dct:description": {"@language": "vi", "@value": _description(view)},
        "dct:identifier": f"{edition.version.index.code}/{edition.code}",
        "dct:language": {"@id": _LANGUAGE},
        "dct:issued": _day(
            edition.published_on.isoformat() if edition.published_on else f"{edition.year}-12-31"
        ),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(f"{edition.year}-01-01"),
            "dcat:endDate": _day(edition.cut_off.isoformat()),
        },
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": edition.version.index.owner_text},
        "dcat:landingPage": {"@id": page},
        "dcat:version": edition.version.version,
        "dcat:keyword": [
            {"@language": "vi", "@value": word} for word in ("chỉ số", "xếp hạng", edition.version.index.name)
        ],
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": kinds[kind],
                "dcat:accessURL": {"@id": page},
                "dcat:downloadURL": {"@id": address},
                "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{kind}"},
            }
            for kind, address in files.items()
        ],
    }
    return json.dumps(body, ensure_ascii=False, indent=2).encode()


def _day(text: str) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": text}


def _description(view: ResultView) -> str:
    edition = view.edition
    words = f"Kết quả {len(view.rows)} đơn vị theo phiên bản {edition.version.version}."
    if view.is_quoted:
        words += " Số đã công bố nơi khác, dẫn lại."
    elif edition.digest:
        words += f" Tính lại được từ số liệu gốc, mã kiểm tra {edition.digest}."
    return words + (" Số liệu mô phỏng." if edition.is_simulated else "")
