"""What the pages show as files to take away: one ``Paper``, written as Markdown, docx or xlsx."""
