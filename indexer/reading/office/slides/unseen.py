"""What of a presentation python-pptx does not show, and nobody sees: shapes of newer programs, hidden slides, slides that are pictures."""

from collections.abc import Sequence

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.presentation import Presentation
from pptx.slide import Slide

from indexer.models import Loss, Lost, Page

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def unwrap(slide: etree._Element) -> None:
    """Puts shapes that only newer programs know in the place of what is around them: python-pptx doesn't look there."""
    for around in [*slide.iter(_ALTERNATIVES)]:
        newer = around[0] if len(around) else ()
        for shape in newer:
            around.addprevious(shape)
        around.getparent().remove(around)


def losses_of(presentation: Presentation, pages: Sequence[Page]) -> tuple[Loss, ...]:
    """The slides that are hidden, and those that are a picture without text; `pages` are what was read of each slide."""
    return (*_hidden(list(presentation.slides)), *_pictures(presentation, pages))


def _hidden(slides: Sequence[Slide]) -> tuple[Loss, ...]:
    """The hidden slides."""
    numbers = tuple(number for number, slide in enumerate(slides, 1) if is_hidden(slide))
    return (Loss(Lost.HIDDEN, len(numbers), pages=numbers),) if numbers else ()


def _pictures(presentation: Presentation, pages: Sequence[Page]) -> tuple[Loss, ...]:
    """The slides that are a picture and no text."""
    area = (presentation.slide_width or 0) * (presentation.slide_height or 0)
    slides = zip(presentation.slides, pages, strict=True)
    numbers = tuple(page.number for slide, page in slides if not page.text and _has_picture(slide, area / 2))
    return (Loss(Lost.PICTURES, len(numbers), pages=numbers),) if numbers else ()


def _has_picture(slide: Slide, least: float) -> bool:
    """Whether a slide that is shown has a picture of at least this area."""
    pictures = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    return not is_hidden(slide) and any((shape.width or 0) * (shape.height or 0) >= least for shape in pictures)


def is_hidden(slide: Slide) -> bool:
    """Whether a slide is left out when the presentation is shown."""
    return slide.element.get("show") == "0"
