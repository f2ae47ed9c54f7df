"""The bounds on what is taken in and given out: the one place where they stand.

A proposal is some pages of text, and no real one comes near them. Beyond a bound of the reader a file is `yaml-limits`;
findings and counterparts that a report leaves out, it counts.
"""

LARGEST_FILE = 1_200_000  # bytes; a larger file is read no further, and the digest in a report is of what was read
LARGEST_SETTINGS = 200_000  # bytes of a settings file
LONGEST_PATTERN = 200  # characters of a pattern of file names
MOST_DOTS = 300  # dots in one line of it, or as much work in many lines: a key costs the square of its parts
MOST_SETTINGS_FAULTS = 20  # faults of a settings file that are looked at; the first of them is told
LARGEST_IGNORE_FILE = 400_000  # bytes of a .gitignore; of a larger one no pattern is applied
MOST_WILDCARDS = 16_000  # bytes of patterns with wildcards that can bear on one file: each may cost as much as its path
LARGEST_INDEX = 100_000_000  # bytes of the index of a repository, some million files
LONGEST_TRACKED = 4_096  # bytes of a path in it
DEEPEST = 60  # levels of nesting, aliases written out
MOST_NODES = 20_000  # keys and values in one file, each use of an alias counted
MOST_DIRECTIVES = 20  # lines `%TAG` of one file: each is looked for among all others
LONGEST_KEY = 200  # characters of a key
LONGEST_TEXT = 100_000  # characters of one text
MOST_TEXT = 4_000_000  # characters of all texts together, each use of an alias counted
MOST_DIGITS = 60  # digits of one number
MOST_FINDINGS = 200  # findings of one file that are shown, and waived ones; the rest are counted
MOST_COMPARED = 400  # findings shown of all schemes and joint calls that one proposal is compared with
MOST_COUNTERPARTS = 200  # counterparts of one file that are shown side by side; the rest are counted
MOST_SUGGESTIONS = 50  # unknown names of one kind for which the nearest known ones are looked up
LONGEST_NAME = 200  # characters of a name that is looked up, or of a stretch of text that is normalized at once
LONGEST_MENTION = 2_000  # characters of a text in which an agency is looked for
MOST_GROWTH = 4  # times its length to which a stretch of text may grow when it is normalized, else it stays
LONGEST_PLACEHOLDER = 20  # characters of a text that may be one
LONGEST_REASON = 400  # characters of a waiver's reason that are kept
LONGEST_NAMED = 2_000  # characters of the rules that one waiver names
MOST_NAMED = 50  # rules that one waiver names; the rest of them count as unknown
MOST_SUPPORTS = 20  # supports of one counterpart that are shown there
LONGEST_SHOWN = 400  # characters of a title or a name that are shown; a sentence repeats fewer
LONGEST_EXCERPT = 400  # characters of a source line that a finding repeats
MOST_PROCESSES = 61  # that check files side by side; Windows can wait for no more
