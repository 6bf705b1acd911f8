"""The invented regions that the plans in corpus/ are copied for. Knows no code that is measured, so that any checkout's can import it."""

import re
from itertools import product

SIDES = "", "Utara", "Selatan", "Timur", "Barat", "Tengah", "Hulu", "Hilir"
PLACES = "Bukit", "Muara", "Tanjung", "Sungai", "Teluk", "Batu", "Rawa"
WISHES = "Asri", "Jaya", "Lestari", "Makmur", "Permai", "Sentosa"
REGIONS = [f"{place} {wish} {side}".strip() for side, place, wish in product(SIDES, PLACES, WISHES)]
"""As in life, many begin with the name of another: Bukit Asri, Bukit Asri Utara."""
NAME = re.compile(rf"\b(?:{'|'.join(PLACES)}) (?:{'|'.join(WISHES)})(?: (?:{'|'.join(filter(None, SIDES))}))?\b", re.IGNORECASE)
