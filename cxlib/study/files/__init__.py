"""Files of all kinds read into one shape, and written: text, Excel, statistics programs, Triple-S."""
