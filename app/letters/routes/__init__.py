"""The pages of letters, split by noun; addresses with words come before those with numbers."""

from app.letters.routes import batches, composing, drafts, kinds, letters, many, steps, ways_out

PAGES = (composing, batches, kinds, many, ways_out, drafts, letters, steps)
