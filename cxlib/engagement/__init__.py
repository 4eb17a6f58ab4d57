"""Employees' engagement: scales, whether they are reliable and distinct, and whether a unit may be averaged."""

from .agreement import unit_agreement
from .reliability import scale_reliability, scale_separation

__all__ = ["scale_reliability", "scale_separation", "unit_agreement"]
