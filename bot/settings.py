"""Everything in the environment and in .env, checked once at start."""

import difflib
import os
from pathlib import Path

from dotenv import dotenv_values
from pydantic import Field, FilePath, SecretStr, ValidationError, model_validator
from pydantic_settings import SettingsConfigDict

from bot.errors import BadSettings
from bot.setting_types import (
    THRESHOLDS,
    Addresses,
    Boldness,
    BotUrl,
    FileUrl,
    Integers,
    Lines,
    Listen,
    Served,
    Token,
    WebhookSecret,
    WebUrl,
    YesOrNo,
)
from indexer.settings import LibrarySettings

PREFIXES = ("TANYA_", "TELEGRAM_", "LLM_")
"""A variable that begins with one of these is ours; one we don't know is a typing error."""

ENV_FILE = Path(".env")


class Settings(LibrarySettings):
    """Each field's description says, in Indonesian, what the value should look like; errors and .env.example use it."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE, env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    telegram_bot_token: Token | None = Field(None, description="token dari @BotFather, bentuknya 123456:ABC-def")
    telegram_base_url: BotUrl = Field(
        "https://api.telegram.org/bot", description="alamat server Bot API, diawali http(s):// dan diakhiri /bot"
    )
    telegram_base_file_url: FileUrl = Field(
        default_factory=lambda given: given["telegram_base_url"].removesuffix("/bot") + "/file/bot",
        description="alamat berkas server Bot API, diawali http(s):// dan diakhiri /file/bot",
    )
    telegram_local_mode: YesOrNo = Field(False, description="ya atau tidak")
    telegram_webhook_url: WebUrl | None = Field(None, description="alamat yang dipanggil Telegram, diawali https://")
    telegram_webhook_listen: Listen = Field("127.0.0.1:8443", description="host:port, misalnya 127.0.0.1:8443")
    telegram_webhook_secret: WebhookSecret | None = Field(
        None, description="1 sampai 256 huruf, angka, garis bawah, atau tanda hubung"
    )
    admin_ids: Integers = Field(
        frozenset(), validation_alias="TANYA_ADMIN_IDS", description="id Telegram berupa angka, dipisah koma: 123456,789012"
    )
    access_requests: YesOrNo = Field(True, validation_alias="TANYA_ACCESS_REQUESTS", description="ya atau tidak")
    tell_askers: YesOrNo = Field(True, validation_alias="TANYA_TELL_ASKERS", description="ya atau tidak")
    rate_limit: int = Field(
        10, ge=1, validation_alias="TANYA_RATE_LIMIT", description="jumlah pertanyaan per orang per menit, angka mulai dari 1"
    )
    log_days: int = Field(
        0, ge=0, validation_alias="TANYA_LOG_DAYS", description="lama jawaban disimpan dalam hari, angka; 0 berarti selamanya"
    )
    backup_dir: Path | None = Field(
        None, validation_alias="TANYA_BACKUP_DIR", description="folder cadangan, sebaiknya di disk lain, misalnya /cadangan"
    )
    backup_keep: int = Field(
        14, ge=1, validation_alias="TANYA_BACKUP_KEEP", description="jumlah cadangan terbaru yang disimpan, angka mulai dari 1"
    )
    public_url: WebUrl | None = Field(
        None, validation_alias="TANYA_PUBLIC_URL", description="alamat meja dan halaman unggah di internet, diawali https://"
    )
    web: Served = Field("tidak", validation_alias="TANYA_WEB", description="ya, terpisah, atau tidak")
    web_listen: Listen = Field(
        "127.0.0.1:8444", validation_alias="TANYA_WEB_LISTEN", description="host:port, misalnya 127.0.0.1:8444"
    )
    trusted_proxy: Addresses = Field(
        frozenset({"127.0.0.1", "::1"}),
        validation_alias="TANYA_TRUSTED_PROXY",
        description="alamat IP server web yang meneruskan halaman, dipisah koma: 127.0.0.1,10.0.0.5",
    )
    upload_limit_mb: int = Field(
        500, ge=1, validation_alias="TANYA_UPLOAD_LIMIT_MB", description="ukuran berkas terbesar dalam MB, angka mulai dari 1"
    )
    letterhead: Lines = Field(
        (),
        validation_alias="TANYA_LETTERHEAD",
        description="baris-baris kop surat, dipisah |: PEMERINTAH KABUPATEN CONTOH | DINAS KOMUNIKASI",
    )
    letterhead_logo: FilePath | None = Field(
        None, validation_alias="TANYA_LETTERHEAD_LOGO", description="berkas PNG atau JPEG yang ada, misalnya logo.png"
    )
    weekly_digest: YesOrNo = Field(True, validation_alias="TANYA_WEEKLY_DIGEST", description="ya atau tidak")
    boldness: Boldness = Field("sedang", validation_alias="TANYA_BOLDNESS", description="hati-hati, sedang, atau berani")
    llm_base_url: WebUrl | None = Field(None, description="alamat server yang kompatibel dengan OpenAI, diawali http(s)://")
    llm_api_key: SecretStr | None = Field(None, description="kunci untuk server model bahasa")
    llm_model: str | None = Field(None, description="nama model bahasa di server itu")
    llm_timeout: float = Field(20, ge=1, le=600, description="batas waktu model bahasa dalam detik, angka 1 sampai 600")

    @model_validator(mode="after")
    def _fits_together(self) -> "Settings":
        if self.telegram_webhook_url and not self.telegram_webhook_secret:
            raise ValueError("TELEGRAM_WEBHOOK_SECRET wajib diisi bila TELEGRAM_WEBHOOK_URL diisi")
        if self.telegram_local_mode and "telegram_base_url" not in self.model_fields_set:
            raise ValueError("TELEGRAM_BASE_URL wajib diisi bila TELEGRAM_LOCAL_MODE ya: isi alamat server Bot API sendiri")
        if self.llm_base_url and not self.llm_model:
            raise ValueError("LLM_MODEL wajib diisi bila LLM_BASE_URL diisi")
        return self

    @property
    def log_path(self) -> Path:
        return self.data_dir / "log.db"

    @property
    def unreadable_dir(self) -> Path:
        """Where updates of Telegram's are kept that could not be read."""
        return self.data_dir / "pesan-rusak"

    @property
    def threshold(self) -> float:
        """The confidence, 0..1, below which the answer is a refusal."""
        return THRESHOLDS[self.boldness]

    @property
    def webhook_address(self) -> tuple[str, int]:
        """Host and port on which `tanya bot` listens for Telegram's calls."""
        return _host_and_port(self.telegram_webhook_listen)

    @property
    def web_address(self) -> tuple[str, int]:
        """Host and port on which pages are served."""
        return _host_and_port(self.web_listen)

    @property
    def desk_url(self) -> str:
        """Where people reach the coordinators' desk, without a last slash."""
        return self.public_url or f"http://{self.web_listen}"

    @property
    def is_https(self) -> bool:
        return self.desk_url.startswith("https://")


def _host_and_port(address: str) -> tuple[str, int]:
    host, port = address.rsplit(":", 1)
    return host, int(port)


def names() -> dict[str, str]:
    """Every setting as it is written in the environment, with the name of its field."""
    return {str(field.validation_alias or name).upper(): name for name, field in Settings.model_fields.items()}


def load_settings() -> Settings:
    """Settings from the environment and from .env in the working directory.

    Raises BadSettings with one line that names the variable and what it should look like, never its value.
    """
    _refuse_unknown({**_env_file(), **os.environ})
    try:
        return Settings()
    except ValidationError as error:
        raise BadSettings(_sentence(error)) from None  # the cause would show the value, which may be a secret


def _env_file() -> dict[str, str | None]:
    try:
        return dotenv_values(ENV_FILE, encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadSettings("Berkas .env tidak dapat dibaca; simpan ulang sebagai teks UTF-8.") from error


def _refuse_unknown(variables: dict[str, str | None]) -> None:
    known = names()
    for name in sorted(variables):
        written = name.upper()
        ours = written.startswith(PREFIXES)
        if ours and written not in known:
            close = difflib.get_close_matches(written, known, n=1)
            advice = f"mungkin maksudnya {close[0]}" if close else "hapus, atau lihat .env.example"
            raise BadSettings(f"Pengaturan {name} tidak dikenal; {advice}.")


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    if not first["loc"]:
        return f"{first['ctx']['error']}."
    variable = _variable(str(first["loc"][0]))
    hint = Settings.model_fields[names()[variable]].description
    return f"Nilai {variable} tidak dapat dipakai; isi dengan {hint}."


def _variable(where: str) -> str:
    """The setting that pydantic speaks of, by the name of its field or by its name in capital or small letters."""
    for name, field in names().items():
        if where in (name, field, name.lower()):
            return name
    return where
