"""The pages of letters, split by noun; addresses with words come before those with numbers."""

from app.letters.routes import drafts, kinds, letters, many, steps

PAGES = (kinds, many, drafts, letters, steps)
