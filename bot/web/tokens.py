"""What is derived from a session's token: the word that every posted form must bring back, and short notices for the next page."""

import hmac
from hashlib import sha256

from itsdangerous import BadData, URLSafeTimedSerializer

FIELD = "csrf"
"""The form's field with that word."""
NOTICE_SECONDS = 60


def form_word(token: str) -> str:
    """Another site that makes a browser post here doesn't know it."""
    return hmac.digest(token.encode(), b"form", sha256).hex()


def is_form_word(word: str, token: str) -> bool:
    return hmac.compare_digest(word.encode(), form_word(token).encode())


def sealed(notice: str, token: str) -> str:
    """A notice as a cookie may carry it."""
    return URLSafeTimedSerializer(token, salt="notice").dumps(notice)


def unsealed(cookie: str, token: str) -> str:
    """The notice; "" where it is older than a minute, or not ours."""
    try:
        return URLSafeTimedSerializer(token, salt="notice").loads(cookie, max_age=NOTICE_SECONDS)
    except BadData:
        return ""
