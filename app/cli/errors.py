"""What a command says when the person at the keyboard can mend it, and what commands share."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no public name for it


class CommandFault(Exception):
    """Something the person at the keyboard can mend; the message says how."""


class FromNewer(CommandFault):
    """Data of a newer program than this one: it takes another program, not another command."""
