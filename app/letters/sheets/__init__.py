"""Ways out of a letter: text, e-mail, PDF, Word and the sheet to print; every one carries the same words."""
