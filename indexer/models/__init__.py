"""The things a library holds. Plain values; every other module speaks in these."""

from indexer.models.documents import KINDS as KINDS
from indexer.models.documents import NATIONAL as NATIONAL
from indexer.models.documents import REGIONAL_KINDS as REGIONAL_KINDS
from indexer.models.documents import Comparison as Comparison
from indexer.models.documents import Document as Document
from indexer.models.documents import IndexReport as IndexReport
from indexer.models.documents import Metadata as Metadata
from indexer.models.documents import Relation as Relation
from indexer.models.documents import State as State
from indexer.models.losses import Loss as Loss
from indexer.models.losses import Lost as Lost
from indexer.models.pages import Block as Block
from indexer.models.pages import Cell as Cell
from indexer.models.pages import Page as Page
from indexer.models.pages import Reading as Reading
from indexer.models.pages import Row as Row
from indexer.models.pages import Table as Table
from indexer.models.pages import Word as Word
from indexer.models.passages import Evidence as Evidence
from indexer.models.passages import Passage as Passage
from indexer.models.spans import Chunk as Chunk
from indexer.models.spans import Column as Column
from indexer.models.spans import Holds as Holds
from indexer.models.spans import Name as Name
from indexer.models.spans import Span as Span
from indexer.models.spans import Traits as Traits
