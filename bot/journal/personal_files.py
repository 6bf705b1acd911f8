"""A person's data as files: JSON for a program, and a text that anybody can read."""

import json

from bot.journal.personal import Row

HEAD = (
    "Data Anda yang disimpan asisten ini. Waktu ditulis dalam UTC. Untuk menghapusnya, kirim /hapus_data_saya kepada asisten.",
    "NIK, nomor telepon, nomor rekening, dan alamat surel yang Anda ketik sudah disamarkan sebelum disimpan.",
)


def as_json(data: dict[str, list[Row]]) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def as_text(data: dict[str, list[Row]]) -> bytes:
    """A heading a section, a line a value; what is empty is left out."""
    lines = [*HEAD, ""]
    for section, rows in data.items():
        lines += [f"{section.upper()} ({len(rows)})", ""]
        for row in rows:
            lines += [f"{name.replace('_', ' ')}: {value}" for name, value in row.items() if value not in (None, "")]
            lines.append("")
    return "\n".join(lines).encode("utf-8", "replace")
