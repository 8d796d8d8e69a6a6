"""How a fuzzy date lies in a table: as text, and as the two days that SQL can sort and filter by.

A fuzzy date named `on` has the columns `on_edtf` (text), `on_first` and `on_last` (dates). All three are
null when nothing is known; `on_first` alone when the start is open, `on_last` alone when the end is. To sort
as `FuzzyDate.sort_key` does: coalesce(on_first, on_last), coalesce(on_last, LAST_OF_ALL), on_edtf.
"""

from datetime import date

EDTF, FIRST, LAST = "_edtf", "_first", "_last"
EDTF_LENGTH = 80
DURATION_LENGTH = 20
LAST_OF_ALL = date.max
