"""The pages beside the chat, a file each: plain HTML documents made on the server, readable without scripts."""
