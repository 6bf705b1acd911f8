"""Photos of a printed document -> one PDF. The only file that imports img2pdf."""

from collections.abc import Sequence
from pathlib import Path

import img2pdf

from bot.errors import RejectedUpload

A4 = (img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297))


def as_pdf(photos: Sequence[Path], target: Path) -> None:
    """Write a PDF with a page of A4 for each photo, in their order and turned as the camera says; the pictures stay as they are.

    Raises RejectedUpload for a photo that can't be read.
    """
    layout = img2pdf.get_layout_fun(pagesize=A4, auto_orient=True)
    try:
        target.write_bytes(img2pdf.convert(list(map(str, photos)), layout_fun=layout, rotation=img2pdf.Rotation.ifvalid))
    except (img2pdf.ImageOpenError, img2pdf.AlphaChannelError, ValueError) as error:
        raise RejectedUpload("Foto tidak dapat dibaca; silakan kirim ulang, atau kirim sebagai berkas.") from error
