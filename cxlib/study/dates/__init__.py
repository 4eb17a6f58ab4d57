"""Dates, periods and waves as people and tools write them, and their order in time."""
