"""What is asked about an entry besides its kind's own questions."""

from app.web.form_fields import NeededLine, Number
from app.web.forms import Form


class RemovalForm(Form):
    """Why an entry is taken out."""

    reason: NeededLine
    version: Number = None


class ChoiceForm(Form):
    """Which reported value counts, and why."""

    citation: Number = None
    reason: NeededLine
