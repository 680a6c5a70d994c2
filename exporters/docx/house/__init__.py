"""House templates: any .docx or .dotx as the Word template of a look.

`packages` opens the file, `names` knows what programs call their styles in the languages of their
menus, `roles` finds the style of each role, `grafts` brings what is missing from our own template,
`tags` renders the Jinja2 tags with the `values` of the document, `bound` fills in content controls
and fields that show properties, `ids` keeps the template's numbers away from ours.
"""
