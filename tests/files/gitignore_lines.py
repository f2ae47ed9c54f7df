"""Lines of a `.gitignore` and names of files, with all that git reads in some way of its own."""

STEPS = [
    "a", "b", "ab", "A", "x y", "é", "提案", "a[b", "#a", "!b", "a\\b", "a ", "build", "1", "-", "]", "a*b",
]  # fmt: skip
LAST = [
    "proposal.yaml", "a.proposal.yaml", "提案.proposal.yaml", "A.yaml", "x y", "[a]", "*",
]  # fmt: skip
PIECES = [
    "a", "b", "ab", "A", "build", "x y", "é", "提案", "1", "-", "?", "??", "*", "*", "**", "***", "[ab]", "[!a]",
    "[^b]", "[a-c]", "[]a]", "[]-a]", "[a-]", "[[:digit:]]", "[[:alpha:]x]", "[[:upper:]]", "[[:none:]]",
    "[[:punct:]]", "[", "]", "[a", "[\\]]", "[\\a-b]", "\\a", "\\*", "\\#", "\\!", "\\", "\\ ", " ", "#", "!",
    ".", "proposal", ".yaml", "*.yaml", "[é]", "\t", "[!]", "[/]", "[a/b]", "[[:space:]]", "[[:a]", "[:alpha:]",
]  # fmt: skip
WRITTEN = [
    "a", "a/", "/a", "/a/", "a/b", "**/a", "a/**", "a/**/b", "**", "**/", "/**", "/", "//", "", " ", "!", "#a",
    "\\#a", "\\!b", "!b\\", "a\\ ", "a\\  ", "a  ", "a\t", "a\r", "\r", "a/**/", "**/a/", "a**/b", "a**",
    "a/b**", "b/a**/x y", "**a/b", "a/**b", "a/**/**/b", "a/***/b", "***/b", "a/**\\/b", "**\\/b", "/*", "*/",
    "*/*", "/*/b", "*/b/**/", "a//b", "a//", "./a", "a/./b", "提案", "提*", "?案", "???", "é", "[é]", "*.YAML",
    "a\\b", "a\\\\b", "a[b", "a\\[b", "a[[]b", "[!a]", "[^a]*", "[]]", "[!]]", "*[!a]", "A", "BUILD/", "*\\",
    "a\0b", "*.proposal.yaml", "proposal.y*", "*a*a*", "/proposal.yaml", "a/proposal.yaml", "a/b/proposal.yaml",
    "*/proposal.yaml", "**/proposal.yaml", "a/*.yaml", "/a*b", "x\\ y", "x y/", "#a/", "[[:digit:]]",
    "[[:DIGIT:]]", "[1-0]", "[a-a]", "*[", "?[", "-", "[--a]", "[a-b-c]", "[\\--a]", "[a\\-b]", "a/?/b", "*/**",
    "**/*", "**/**", "/**/a", "!/**/a", "\\a/b", "a\\/b", "\\/a",
]  # fmt: skip
