"""click in Indonesian: the frame of its help texts, and what it says about a command line it can't follow."""

import click

_WORDS = {
    "Options": "Pilihan",
    "Commands": "Perintah",
    "Show this message and exit.": "Tampilkan bantuan ini.",
    "Show the version and exit.": "Tampilkan versi program.",
}


class Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", "[PILIHAN]").replace("COMMAND [ARGS]...", "PERINTAH ...")
        super().write_usage(prog, args, prefix="Pemakaian: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_WORDS.get(heading, heading))

    def write_dl(self, rows: list[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        super().write_dl([(term, _WORDS.get(text, text)) for term, text in rows], col_max, col_spacing)


class Context(click.Context):
    formatter_class = Formatter


def sentence(error: click.ClickException) -> str:
    """What is wrong with a command line, and where to look."""
    context = getattr(error, "ctx", None)
    return f"{_complaint(error)} Lihat `{context.command_path if context else 'tanya'} --help`."


def _complaint(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            return f"Pilihan {error.option_name} tidak dikenal."
        case click.exceptions.NoSuchCommand():
            return f"Perintah {error.command_name} tidak dikenal."
        case click.MissingParameter():
            return f"{_name(error)} belum diisi."
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices))):
            return f"Nilai {_name(error)} tidak dikenal; pilih salah satu: {', '.join(filter(None, map(str, choices)))}."
        case click.BadParameter():
            return f"Nilai {_name(error)} tidak dapat dipakai."
        case click.BadOptionUsage():
            return f"Pilihan {error.option_name} belum lengkap."
        case click.UsageError() if not error.message.startswith("Got unexpected"):
            return error.message
    return "Ada kata yang berlebih; pertanyaan yang lebih dari satu kata diapit tanda petik."


def _name(error: click.BadParameter) -> str:
    if not error.param:
        return "perintah ini"
    return error.param.opts[0] if isinstance(error.param, click.Option) else error.param.make_metavar(error.ctx)
