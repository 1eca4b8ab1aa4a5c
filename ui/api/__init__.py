"""The HTTP API beside the page: questions, plans, chat clients, and what watches the server."""
