"""Numbers as figures write them: true minus signs, a blank before the per cent sign, half away from zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def decimals(value: float, digits: int = 1, sign: bool = False) -> str:
    """A number with so many decimals; what rounds to 0 has no sign, and what is missing is said in words."""
    if value != value:
        return "not known"
    if abs(value) == float("inf"):
        return "∞" if value > 0 else "−∞"
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    rounded = abs(rounded) if rounded == 0 else rounded
    return f"{rounded:{'+' if sign and rounded else ''},}".replace("-", "−")


def percent(share: float, digits: int = 0) -> str:
    """A share in per cent; what is neither none nor all is never rounded to it."""
    if share != share:
        return "not known"
    text, edge = decimals(100 * share, digits), 10.0**-digits
    if 0 < share < 1 and text in (decimals(0, digits), decimals(100, digits)):
        text = f"<{decimals(edge, digits)}" if share < 0.5 else f">{decimals(100 - edge, digits)}"
    return f"{text} %"


def interval(low: float, high: float, digits: int = 1) -> str:
    """Both limits of an interval."""
    return f"{decimals(low, digits)} to {decimals(high, digits)}"
