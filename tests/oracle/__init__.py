"""The rules read a second time, and proposals generated around their bounds, to be held against the product.

Nothing here imports the product but `compare`, which checks the proposals. Where the rules leave something open, it is
read so that nothing right is called wrong and a fault is told once:

- An amount is not written where an entry has none for direct costs, or a placeholder in a category or for its
  `indirect`. In every stage a declared sum then speaks only where the sum so far exceeds it; the own sum of a year
  hangs on what is written in that year alone. The indirect costs that years write are not judged by the rate, nor the
  total by its size, while direct costs are to come. A year without entry eases the sums declared for all years in a
  draft alone, and so does a period that does not say which years there are.
- The total less the direct costs is an amount of indirect costs only where it is none below 0.
- An amount of direct costs under a misspelt key is one that cannot be read, but for the caps: what is above them
  without it is above them with it.
- Indirect costs are above the rate by the exact difference, parts of a yen included.
- Where the rate or a call cannot be read, no sum and no rule that needs it speaks; an unknown call is told whatever
  the scheme is, all else about a call only where the scheme can be read.
- A joint call may state a rate above that of the page for single calls; it counts.
- A mark of the lead that cannot be read marks nobody, and the marks are then not counted.
- Each language of a title or name is a text of its own, and a placeholder in one is told.
- A support without a first day takes over; one that ends before it begins is like any other.
- An entry without institution is one for all, and clashes with any other of its year.
- A country of an inline call that is none is outside the programme, as one that is not listed.
- A call described in the proposal has the keys of the proposal's contract and no other; what files of calls alone can
  say (when support starts, a cap for direct costs) no text of a proposal reaches.
- Of what is waived, errors alone are seen in the verdict.
"""
