"""Counts what a paper has, in its source and in every file that is made of it.

The source is read by Pandoc or by XPath, the files by readers of their formats: nothing of ours
says how much there is. By hand, for any papers: `python -m tests.validation.audit FOLDER...`
"""
