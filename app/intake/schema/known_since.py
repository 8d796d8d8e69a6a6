"""What only a later text carries, although what it stands in was known before."""

from typing import Annotated

from pydantic import Field

from app.intake.schema.citations import Strict
from app.intake.schema.values import Line, QuotableKey


class Known(Strict):
    """Fields of one thing that are known only since a source appeared."""

    of: Line  # case, entry, incident, fact, ...: as in the files
    key: Line
    source: QuotableKey
    fields: Annotated[list[Line], Field(min_length=1)]
