"""Importance beside performance: in which of four fields something lies, and what a cloud of draws looks like."""

from __future__ import annotations

import numpy as np
from scipy import special

WORK, KEEP, WATCH, LEAVE = "work on it", "keep it up", "watch it", "leave it"
FIELDS = (WORK, KEEP, WATCH, LEAVE)
CORNERS = 60  # of the outline of a cloud


def field_places(important: np.ndarray, weak: np.ndarray) -> np.ndarray:
    """The place in `FIELDS`: important and weak, important and strong, neither important nor strong, and the rest."""
    return np.where(important, np.where(weak, 0, 1), np.where(weak, 2, 3))


def outline(draws: np.ndarray, share: float) -> np.ndarray:
    """The ellipse that holds a share of normal draws (R, 2) of two estimates: (corners, 2), closed."""
    values, vectors = np.linalg.eigh(np.cov(draws.T))
    reach = np.sqrt(2 * special.gammaincinv(1.0, share) * np.maximum(values, 0))
    angle = np.linspace(0, 2 * np.pi, CORNERS)
    return draws.mean(axis=0) + (reach * np.column_stack([np.cos(angle), np.sin(angle)])) @ vectors.T
