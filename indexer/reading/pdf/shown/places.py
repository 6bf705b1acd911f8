"""Places on a page: from its own coordinates, y upwards, to those of the page as it is shown, down from its upper left corner."""

import numpy as np

Box = tuple[float, float, float, float]


def placed(boxes: np.ndarray, paper: Box, turned: int) -> np.ndarray:
    """Boxes (n x 4: left, bottom, right, top) of a page's own coordinates -> left, top, right, bottom on the page as it is shown:
    cut to `paper`, and `turned` by so many degrees clockwise."""
    left, bottom, right, top = paper
    x0, y0, x1, y1 = boxes[:, 0] - left, top - boxes[:, 3], boxes[:, 2] - left, top - boxes[:, 1]
    return turned_boxes(np.column_stack([x0, y0, x1, y1]), right - left, top - bottom, turned)


def turned_boxes(boxes: np.ndarray, width: float, height: float, turned: int) -> np.ndarray:
    """Boxes (left, top, right, bottom) on a page of this size when it is turned clockwise by a multiple of 90 degrees."""
    x0, y0, x1, y1 = boxes.T
    match turned % 360:
        case 90:
            edges = height - y1, x0, height - y0, x1
        case 180:
            edges = width - x1, height - y1, width - x0, height - y0
        case 270:
            edges = y0, width - x1, y1, width - x0
        case _:
            edges = x0, y0, x1, y1
    return np.column_stack(edges)


def inside(points: np.ndarray, box: Box) -> np.ndarray:
    """Which points (n x 2) lie in a box whose lesser edges come first."""
    x, y = points[:, 0], points[:, 1]
    return (x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3])
