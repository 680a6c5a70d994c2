"""Presswork: articles with references as PDF, DOCX, printable handout and web page."""

__version__ = "0.1.0"
