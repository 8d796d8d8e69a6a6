"""The table of what a second person has read of a public action."""

from sqlmodel import Field, SQLModel


class ActionShown(SQLModel, table=True):
    """One part of a public action as the world may read it: a field, a source, a case, a count.

    Of words only their digest is kept, so that they stand in one place: what differs from it, or has none, was
    written since and is held until a second person has read it. Of a count it is the number.
    """

    __tablename__ = "action_shown"

    action_id: int = Field(foreign_key="action.id", primary_key=True)
    part: str = Field(primary_key=True, max_length=60)  # report, source 12, case 5, letters
    digest: str = Field(max_length=64)
