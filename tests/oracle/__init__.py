"""A second, independent reading of the rules, held against the product."""
