"""Where the library lies and which model reads it."""

from pathlib import Path
from typing import Any

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class LibrarySettings(BaseSettings):
    """From the environment by the names in capitals; from Python by the fields' own names."""

    model_config = SettingsConfigDict(frozen=True)

    corpus_dir: Path = Field(
        Path("corpus"), validation_alias="TANYA_CORPUS_DIR", description="folder dokumen sumber, misalnya corpus"
    )
    data_dir: Path = Field(Path("data"), validation_alias="TANYA_DATA_DIR", description="folder data, misalnya data")
    embedding_model: str = Field(
        "multilingual-e5-small",
        min_length=1,
        validation_alias="TANYA_EMBEDDING_MODEL",
        description="nama atau folder model sentence-transformers, misalnya multilingual-e5-small",
    )

    def __init__(self, **values: Any):
        # pydantic's own `populate_by_name` would also read a stray DATA_DIR of the environment.
        fields = type(self).model_fields
        super().__init__(
            **{str(fields[name].validation_alias or name) if name in fields else name: value for name, value in values.items()}
        )

    @property
    def index_path(self) -> Path:
        return self.data_dir / "index.db"

    @property
    def vectors_path(self) -> Path:
        return self.data_dir / "vectors.faiss"

    @property
    def bin_dir(self) -> Path:
        return self.data_dir / "terhapus"

    @property
    def models_dir(self) -> Path:
        return self.data_dir / "models"
