"""A table cleaned as its contract says: columns, questions with several answers, columns made of others."""
