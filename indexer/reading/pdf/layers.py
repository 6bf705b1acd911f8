"""The layers of a PDF that are switched off: marked in a copy, so that PDFium's objects tell whether a viewer shows them.

PDFium draws a page without them, but gives their text out, and doesn't say which layer an object is in.
"""

HIDDEN_MARK = b"TanyaHidden"
