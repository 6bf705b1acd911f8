"""Which run of the machine this is: what a power cut stopped is no fault of the file that was in work."""

from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")


def this_boot() -> str:
    """The same from one start of the machine to the next; "" where the system doesn't say (only Linux does)."""
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return ""
