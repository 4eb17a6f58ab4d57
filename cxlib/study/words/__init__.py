"""What the text of a cell says: numbers, lengths of time, the words of answers in four languages."""
