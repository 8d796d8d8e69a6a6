"""`python -m app.cli`: the same as the command `vigil`."""

from app.cli import main

main()
