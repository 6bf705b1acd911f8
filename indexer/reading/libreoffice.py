"""LibreOffice, where installed: one office format into another. Without a window, without macros, with a time limit."""

import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from indexer.errors import OverLimit, UnreadableDocument

_NAMES = ("soffice", "libreoffice")
_ELSEWHERE = (
    "/Applications/LibreOffice.app/Contents/MacOS",
    "/opt/libreoffice/program",
    r"C:\Program Files\LibreOffice\program",
)
_SECONDS = 180
_WANTS_RESTART = 81  # what soffice says once it has set up a new profile; the program around it would then start it again
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>id-ID</value></prop></item>
</oor:items>
"""


def available() -> bool:
    """Whether LibreOffice is installed on this machine."""
    return _program() is not None


def convert(path: Path, folder: Path, to: str = "pdf") -> Path:
    """The file in another format ("pdf", "docx", "xlsx", "pptx"), written into `folder` under its own stem.

    Several may run at once, in processes too: each has its own profile. Raises UnreadableDocument (not installed, or the file
    can't be converted) and OverLimit (takes more than three minutes).
    """
    program = _program()
    if program is None:
        raise UnreadableDocument("LibreOffice belum terpasang di server; simpan berkas ini sebagai PDF, lalu kirim lagi.")
    with tempfile.TemporaryDirectory(prefix="tanya-office-") as profile:
        settings = Path(profile, "user", "registrymodifications.xcu")
        settings.parent.mkdir()
        settings.write_text(_PROFILE, encoding="utf-8")
        command = [program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        _run([*command, "--convert-to", to, "--outdir", str(folder), str(path)])
    made = folder / f"{path.stem}.{to}"
    if not made.is_file():
        raise UnreadableDocument("Berkas ini tidak dapat dibuka oleh LibreOffice; simpan sebagai PDF, lalu kirim lagi.")
    return made


def _run(command: list[str]) -> None:
    try:
        for _ in range(2):
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
            if done.returncode != _WANTS_RESTART:
                return
    except subprocess.TimeoutExpired as error:
        raise OverLimit("Berkas ini terlalu lama diubah oleh LibreOffice; simpan sebagai PDF, lalu kirim lagi.") from error


@cache
def _program() -> str | None:
    """The program itself rather than the script around it, whose children would outlive a time limit."""
    starter = _starter()
    if starter is None:
        return None
    program = Path(starter).resolve().with_name("soffice.bin")
    return str(program) if program.is_file() else starter


def _starter() -> str | None:
    """The script that people start it with: on the path, or where installers put it."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    for folder in _ELSEWHERE:
        if found := shutil.which("soffice", path=folder):
            return found
    return None
