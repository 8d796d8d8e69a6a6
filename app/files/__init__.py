"""Files and secrets at rest: what may come in, where bytes lie, sealed words, backups; knows no feature."""
