"""What people write: words, themes and emotions, coders that are audited first, and lines that may be quoted."""

from .auditing import coded_shares, coder_agreement
from .coding import code_comments
from .distinctive import distinctive_words
from .impersonal import impersonal_words
from .quoting import quotations
from .tokens import words_of

__all__ = [
    "code_comments",
    "coded_shares",
    "coder_agreement",
    "distinctive_words",
    "impersonal_words",
    "quotations",
    "words_of",
]
