"""Matrices in 8 bits: whole levels, and a scale for each output."""

import numpy as np

LARGEST = 64
"""Not 127: without VNNI a processor adds two products in 16 bits, and 2 x 255 x 64 still fits."""


def in_eight_bits(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Levels (outputs, inputs) int8 and scales (outputs,) float32 of a matrix (outputs, inputs): it is levels x scales.

    A matrix that was made of such levels comes out as the same ones.
    """
    scales = np.abs(matrix).max(axis=1).astype(np.float32) / np.float32(LARGEST)
    scales[scales == 0] = 1
    return np.round(matrix / scales[:, None]).astype(np.int8), scales
