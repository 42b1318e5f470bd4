"""Show a dossier: in the terminal, as a page, as Markdown, as tables. Pure functions of the dossier."""
