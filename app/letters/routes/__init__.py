"""The pages of letters, split by noun; addresses with words come before those with numbers."""

from app.letters.routes import batches, drafts, letter_kinds, letters, lifecycle, many, public_call, ways_out

PAGES = (public_call, batches, letter_kinds, many, ways_out, drafts, letters, lifecycle)
