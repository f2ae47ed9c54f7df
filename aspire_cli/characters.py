"""Characters that programs set in place of others: dashes for a hyphen, quotation marks of a word processor."""

DASHES = "‐‑‒–—―−─－﹣"  # as word processors, PDF files and input methods set them
TO_HYPHEN = str.maketrans(dict.fromkeys(DASHES, "-"))
CURLY_QUOTES = "“”„‟‘’‚‛＂＇"  # no quotation marks to a computer
