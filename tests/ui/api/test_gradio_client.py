"""Gradio's own client finds a page and nothing to call: programs have the API."""

import httpx
import pytest
from gradio_client import Client


def test_gradio_offers_programs_nothing(page_url):
    with pytest.raises(ValueError, match="Could not fetch api info"):
        Client(page_url, verbose=False)
    config = httpx.get(f"{page_url}/config").json()
    assert {one["api_visibility"] for one in config["dependencies"]} == {"private"}
