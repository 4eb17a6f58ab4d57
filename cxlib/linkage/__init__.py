"""What reaches the customer: employees' engagement and customers' answers, joined by unit."""

from .levels import random_intercept, within_between

__all__ = ["random_intercept", "within_between"]
