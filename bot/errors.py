"""What can go wrong between a question and its answer. Every message is one Indonesian sentence that says what to do.

BotError
├── BadSettings             the environment or .env is wrong: correct it
├── NotAllowed              the user's role does not permit this
├── InvalidInvitation       the code is unknown, used or expired: ask for a new one
├── UnknownAgency           no agency of that name is in the list: correct it, or add it
├── InvalidLink             the upload link is unknown, used or expired: ask for a new one
├── StorageTrouble          the log's file is full, damaged or gone: its admins must act
├── BadBackup               the file is no backup of ours, or damaged: choose another one
├── RejectedUpload          the file can't be taken: the message says what to do with it
└── ComposerUnavailable     a composer can't answer now: use the next one
"""


class BotError(Exception):
    """Base of all; `str()` of it may be shown to a person."""


class BadSettings(BotError):
    """A setting is unknown or has a value that can't be used."""


class NotAllowed(BotError):
    """The user holds no role, or one that may not do this."""


class InvalidInvitation(BotError):
    """The invitation code is unknown, already used or expired."""


class UnknownAgency(BotError):
    """The list of agencies has no such name."""


class InvalidLink(BotError):
    """The upload link is unknown, already used, expired, or its owner may no longer upload."""


class StorageTrouble(BotError):
    """What must be written down can't be."""


class BadBackup(BotError):
    """A file can't be brought back: it is no backup, not whole, or of a later version of this program."""


class RejectedUpload(BotError):
    """A received file can't be put into the library."""


class ComposerUnavailable(BotError):
    """The composer can't write an answer at the moment."""
