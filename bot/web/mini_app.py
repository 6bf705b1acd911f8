"""What Telegram says of whoever opened the desk as a Mini App (https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app)."""

from dataclasses import dataclass
from datetime import timedelta

from init_data_py import validate_by_hash
from init_data_py.errors import ExpiredError, InvalidInitDataError

from bot.errors import NotAllowed

OLDEST = timedelta(hours=1)
AGAIN = "tutup meja ini, lalu buka lagi dari tombol menu asisten di Telegram"


@dataclass(frozen=True, slots=True)
class Vouched:
    """A person as Telegram knows him."""

    user_id: int
    name: str


def vouched(init_data: str, bot_token: str) -> Vouched:
    """Who that is. Raises NotAllowed where the data is not Telegram's for this bot, is older than an hour, or names nobody."""
    try:
        known = validate_by_hash(init_data, bot_token, expires_in=OLDEST)
    except ExpiredError as error:
        raise NotAllowed(f"Waktu masuknya sudah lewat; {AGAIN}.") from error
    except InvalidInitDataError as error:
        raise NotAllowed(f"Telegram tidak mengenali permintaan ini; {AGAIN}.") from error
    if known.user is None:
        raise NotAllowed(f"Telegram tidak menyebut siapa Anda; {AGAIN}.")
    name = " ".join(filter(None, (known.user.first_name, known.user.last_name)))
    return Vouched(known.user.id, name)
