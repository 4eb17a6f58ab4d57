"""The tables of a study joined: waves, comments beside answers, contacts of the log."""
