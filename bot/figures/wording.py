"""How numbers are written in Indonesian. Pure."""


def number(count: int) -> str:
    """ "12.345"."""
    return f"{count:,}".replace(",", ".")


def share(part: int, whole: int) -> str:
    """ "12,5%"; "0%" of nothing."""
    percent = f"{100 * part / whole:.1f}" if whole else "0"
    return f"{percent.removesuffix('.0').replace('.', ',')}%"


def days(count: float) -> str:
    """ "2,5 hari"; what took less than a tenth of a day is "kurang dari sehari"."""
    if count < 0.05:
        return "kurang dari sehari"
    return f"{count:.1f}".removesuffix(".0").replace(".", ",") + " hari"
