"""What a file says of its own columns and rows: header rows, labels of codes, rows that are nobody's."""
