"""Read, number, cite, export: the matrix of documents, styles and formats, and what comes of it.

A document is read and numbered once, cited once a style and exported once a format. Each of these
is a task; tasks run side by side in processes, and each that ends makes the next ones possible.
Nothing is printed here.
"""
