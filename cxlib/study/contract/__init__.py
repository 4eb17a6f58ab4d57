"""The data contract: the vocabulary of roles, what a study.toml may say, and study.toml read into it."""
