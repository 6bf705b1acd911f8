"""What every measurement needs: the machine as it is, and its name beside the figures."""

import os
import sys
from datetime import date
from pathlib import Path

FORCED = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def unforced() -> None:
    """Start the script again without the variables that slow numpy and torch down on purpose, where they are set."""
    if any(name in os.environ for name in FORCED):
        os.execve(sys.executable, [sys.executable, *sys.argv], {k: v for k, v in os.environ.items() if k not in FORCED})


def machine() -> str:
    """Processor, how many, what else they were doing in the last minute, and the date."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown processor")
    return f"{model}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; {date.today()}"
