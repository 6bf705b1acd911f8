"""Where a person stands in log.db, table by table: what goes with him, what only loses his name, and what he is shown of it.

tests/test_personal_data.py holds that every column that names a person is listed here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """A column `id` in which people's ids stand, and the one with their names beside it ("" for none)."""

    table: str
    id: str
    name: str = ""

    @property
    def without(self) -> str:
        """How an UPDATE takes the person out."""
        return ", ".join([f"{self.id} = NULL", *([f"{self.name} = ''"] if self.name else [])])


DROPPED = (
    Held("messages", "user_id", "user_name"),
    Held("feedback", "user_id"),
    Held("wishes", "user_id"),
    Held("links", "user_id", "user_name"),
    Held("access_requests", "user_id", "name"),
    Held("sign_ins", "user_id", "user_name"),
    Held("sessions", "user_id", "user_name"),
    Held("outbox", "user_id"),
)
"""Rows that are about nobody else."""

UNNAMED = (
    Held("uploads", "user_id", "user_name"),
    Held("uploads", "chat_id"),
    Held("reviews", "user_id", "user_name"),
    Held("corrected", "created_by", "created_by_name"),
    Held("gaps", "assigned_to", "assigned_name"),
    Held("gaps", "assigned_by"),
    Held("gap_history", "user_id", "user_name"),
    Held("invitations", "created_by"),
    Held("invitations", "used_by"),
    Held("access_requests", "decided_by", "decided_by_name"),
    Held("users", "invited_by"),
)
"""Rows that others need: a document's, an agency's, the work of coordinators."""

KEPT_APART = (Held("answers", "user_id", "user_name"), Held("actions", "user_id", "user_name"), Held("users", "id", "name"))
"""Those that bot.journal.personal and bot.people.access take care of themselves."""

WORDS_OF_ENTRIES = (
    "key = NULL, user_id = NULL, user_name = '', chat_id = NULL, thread_id = NULL, question = '', asked = '', about = '', answer = '', reason = '',"
    " notes = '[]', example = '', opening_values = '[]', other_years = '[]', shown_tables = '[]', choices = '[]'"
)
"""How an UPDATE leaves of an entry when it was asked, of which agency, whether it was refused, and by which documents it was answered."""

SECTIONS = {
    "keanggotaan": "SELECT id AS id_telegram, name AS nama, role AS peran, agency AS opd, since AS sejak FROM users WHERE id = :user",
    "permintaan akses": (
        "SELECT asked_at AS waktu, name AS nama, username AS nama_pengguna, decided_at AS diputuskan, role AS peran"
        " FROM access_requests WHERE user_id = :user ORDER BY id"
    ),
    "tanya-jawab": (
        "SELECT id AS nomor, asked_at AS waktu, agency AS opd, question AS pertanyaan, asked AS dipahami_sebagai, answer AS jawaban,"
        " iif(refused, 'tidak', 'ya') AS terjawab FROM answers WHERE user_id = :user ORDER BY id"
    ),
    "penilaian": (
        "SELECT at AS waktu, answer_id AS nomor_jawaban, iif(value > 0, '👍', '👎') AS nilai, reason AS alasan"
        " FROM feedback WHERE user_id = :user ORDER BY at"
    ),
    "minta dikabari": "SELECT wished_at AS waktu, answer_id AS nomor_jawaban, told_at AS dikabari FROM wishes WHERE user_id = :user ORDER BY wished_at",
    "pesan": "SELECT received_at AS waktu, text AS isi, replied_text AS membalas FROM messages WHERE user_id = :user ORDER BY rowid",
    "unggahan": "SELECT created_at AS waktu, file_name AS berkas, status, note AS keterangan FROM uploads WHERE user_id = :user ORDER BY id",
    "tinjauan": "SELECT at AS waktu, answer_id AS nomor_jawaban, verdict AS penilaian, note AS catatan FROM reviews WHERE user_id = :user ORDER BY at",
    "jawaban yang diperiksa": "SELECT created_at AS waktu, question AS pertanyaan, status FROM corrected WHERE created_by = :user ORDER BY id",
    "kabar": "SELECT written_at AS waktu, once AS tentang, ended_at AS selesai FROM outbox WHERE user_id = :user ORDER BY id",
    "celah": "SELECT assigned_at AS waktu, name AS celah, status, due_on AS tenggat FROM gaps WHERE assigned_to = :user ORDER BY id",
    "jejak": (
        "SELECT at AS waktu, iif(user_id IS :user, 'Anda', 'petugas') AS oleh, action AS tindakan, subject AS pada, detail AS keterangan"
        " FROM actions WHERE user_id = :user OR about = :user ORDER BY id"
    ),
}
"""What is kept of a person, in words; times are in UTC."""
