"""Calls of regular expressions for each question: `PYTHONPATH=CHECKOUT python bench/regex_calls.py QUESTIONS.txt`.

Runs `tanya ask --batch` in this process and watches it. A call is one of a pattern's methods (`search`, `sub`, ...), from wherever it
comes: `re.search` of a pattern makes one such call too. Prints a number a line, one for each question in QUESTIONS.txt.
"""

import io
import re
import sys
import threading
from contextlib import redirect_stdout
from types import FrameType

from bot.__main__ import main


class Watch:
    """What python calls at each call of a function."""

    def __init__(self):
        self.calls = 0

    def __call__(self, frame: FrameType, event: str, called: object) -> None:
        if event == "c_call" and isinstance(getattr(called, "__self__", None), re.Pattern):
            self.calls += 1


class Answers(io.StringIO):
    """Takes the answers, a line each, and notes how many calls there had been by the end of each."""

    def __init__(self, watch: Watch):
        super().__init__()
        self._watch = watch
        self.calls: list[int] = []

    def write(self, text: str) -> int:
        self.calls += [self._watch.calls] * text.count("\n")
        return len(text)


if __name__ == "__main__":
    watch = Watch()
    answers = Answers(watch)
    sys.argv = ["tanya", "ask", "--json", "--batch", sys.argv[1]]
    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        with redirect_stdout(answers):
            main()
    except SystemExit as ended:
        if ended.code:
            raise
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    previous = 0
    for calls in answers.calls:
        print(calls - previous)
        previous = calls
