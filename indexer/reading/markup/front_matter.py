"""What stands above a Markdown text between two lines of dashes: "key: value" lines, in YAML."""

import re
from datetime import date
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from indexer.errors import UnreadableDocument
from indexer.models import Metadata

_KEYS = {
    "title": ("title", "judul"),
    "kind": ("kind", "jenis"),
    "region": ("region", "daerah", "wilayah"),
    "period": ("period", "periode", "tahun"),
}
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:\w[\w -]*:.*\n)(?:\w[\w -]*:.*\n|[ \t#-].*\n|\n)*?---[ \t]*(?:\n|$)")


def has_front_matter(text: str) -> bool:
    """Whether the text begins with "key: value" lines between two lines of dashes, not merely with a rule."""
    return bool(_FRONT_MATTER.match(text))


def take_front_matter(text: str) -> tuple[Metadata, str]:
    """What the front matter says, and the text below it; date and outlet stay in the text, where they can be quoted.

    Raises UnreadableDocument when it is no YAML.
    """
    if not has_front_matter(text):
        return Metadata(), text
    try:
        post = frontmatter.loads(text, handler=YAMLHandler())
    except (yaml.YAMLError, ValueError) as error:
        raise UnreadableDocument(
            "Kepala berkas (di antara dua baris ---) bukan YAML yang benar; perbaiki atau hapus."
        ) from error
    values = {str(key).casefold(): value for key, value in post.metadata.items()}
    known = {field: _take(values, keys) for field, keys in _KEYS.items()}
    rest = [f"{key.capitalize()}: {value}" for key, value in values.items() if isinstance(value, (str, int, float, date))]
    if rest:
        rest.append("")
    return Metadata(**known), "\n".join([*rest, post.content])


def _take(values: dict[str, Any], keys: tuple[str, ...]) -> str:
    """Take the first of these keys that says something out of the values."""
    for key in keys:
        if values.get(key):
            return str(values.pop(key))
    return ""
