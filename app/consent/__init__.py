"""Consents, approvals, and the one question: may this leave, for this use?"""
