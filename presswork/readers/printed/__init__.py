"""What documents that were printed once have in common, whatever file they come in.

They show numbers where our documents hold citations and cross-references, and lists of references
as text. The readers of JATS, HTML and DOCX bring them back with these modules:

- `texts`: rich text cut, joined and trimmed.
- `citations`: marks of citations as HTML and DOCX have them.
- `works`: the list of references as citations see it.
- `mentions`, `pieces`, `loose`, `bracketed`, `citing`: mentions of works joined, and taken out of
  their brackets.
- `numbered`: numbers without links (`[1, 3-5]`, raised `2`) as marks of citations.
- `dated`: names with years, and no links, as such marks.
- `labels`: `Figure 2.` before a caption, and `Fig. 2` in a sentence.
- `entries`: an entry of a list of references → `Reference`.
- `sections`: headings by their words, their ids and levels.
"""
