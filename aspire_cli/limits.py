"""The bounds on input and output, all in one place.

A proposal is a few pages of text, and no real one comes near them. A file that goes beyond a bound of the reader gets
the finding `yaml-limits`; findings and counterparts that a report does not show are counted in it.
"""

LARGEST_FILE = 1_200_000  # bytes; of a larger file no more is read, and its SHA-256 in a report is of that part
LARGEST_SETTINGS = 200_000  # bytes of a settings file
MOST_DOTS = 300  # dots in a line of a settings file, or the same work in many lines: time grows with their square
MOST_SETTINGS_FAULTS = 20  # faults of a settings file that are looked for; the one that stands first is told
LARGEST_LIST = 100_000_000  # bytes of a list of paths: about a million files
LONGEST_PATTERN = 200  # characters of a pattern of file names
LARGEST_IGNORE_FILE = 400_000  # bytes of a .gitignore; of a larger one no pattern is applied
MOST_WILDCARDS = 16_000  # bytes of all patterns with wildcards that apply to one file: time grows with them
LARGEST_INDEX = 100_000_000  # bytes of the index of a git repository: about a million files
LONGEST_TRACKED = 4_096  # bytes of a path in that index
DEEPEST = 60  # levels of nesting, with each alias replaced by what it stands for
MOST_NODES = 20_000  # keys and values in one file, each use of an alias counted
MOST_DIRECTIVES = 20  # lines `%TAG` of one file: the reader compares each with all others
LONGEST_MENDED = 30_000  # characters of a text in which all slips of a kind are looked for; of a longer one, the first
MOST_READ_AGAIN = 300_000  # characters that are read again, once slips in them are mended
LONGEST_KEY = 200  # characters of a key
LONGEST_TEXT = 100_000  # characters of one text
MOST_TEXT = 4_000_000  # characters of all texts together, each use of an alias counted
MOST_DIGITS = 60  # digits of one number
MOST_FINDINGS = 200  # findings of one file that are shown, and waived ones; the rest are counted
MOST_COMPARED = 400  # findings shown of all schemes and joint calls that one proposal is compared with
MOST_COUNTERPARTS = 200  # counterparts of one file that are shown side by side; the rest are counted
MOST_INDENTED = 2_000  # lines of one file that are indented anew
MOST_MENDED = 1_000_000  # characters that are gone over while mends are made in one file
WEIGHT_OF_A_FINDING = 100  # characters that take as long to go over as one finding
MOST_SUGGESTIONS = 50  # unknown names of one kind for which the nearest known ones are looked up
LONGEST_NAME = 200  # characters of a name that is looked up, or of a stretch of text that is normalized at once
LONGEST_MENTION = 2_000  # characters of a text in which an agency is looked for
LONGEST_PLACEHOLDER = 20  # characters of a text that may be a placeholder, such as TODO
LONGEST_REASON = 400  # characters of a waiver's reason that are kept
LONGEST_NAMED = 2_000  # characters of the rules that one waiver names
MOST_NAMED = 50  # rules that one waiver names; the rest of them count as unknown
MOST_SUPPORTS = 20  # supports of one counterpart that are shown
LONGEST_SHOWN = 300  # characters of a title or a name that are shown; a message quotes fewer
LONGEST_EXCERPT = 400  # characters of a source line that a finding shows
MOST_PROCESSES = 61  # that check files at the same time; Windows can wait for no more
LARGEST_TABLE = 20_000_000  # bytes of a workbook, pictures and all
LARGEST_TABLE_TEXT = 4_000_000  # bytes of a table as text
LARGEST_PART = 4_000_000  # bytes of a part of a workbook, unpacked; of its sheets together the next
LARGEST_SHEETS = 6_000_000
MOST_PARTS = 3_000  # of a workbook
MOST_TABLE_CELLS = 12_000  # of a sheet, that have something in them
MOST_TABLE_ROWS = 5_000  # of a table as text
MOST_TABLE_COLUMNS = 1_000  # that have something in them, in one row
LONGEST_HEADING = 80  # characters of a heading of a table; a longer text is none
MOST_TABLES = 200  # rows, or columns, of a sheet with several years, that may head a table
MOST_LONE_YEARS = 20  # rows, or columns, with one year that may head a table: looked at where there are not more
MOST_TABLE_FAULTS = 50  # cells of a table without an amount that are told one by one
