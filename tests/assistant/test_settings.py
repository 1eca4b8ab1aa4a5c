import pytest

from assistant.settings import Settings, SettingsError, read_settings, settings_table


def test_nothing_set_is_all_defaults():
    assert read_settings({}) == Settings()
    assert Settings().host == "127.0.0.1"


def test_a_setting_is_read_from_its_variable():
    found = read_settings({"EDUPLAN_CHAT_MODEL": "openai:x", "EDUPLAN_PORT": "8080", "EDUPLAN_CHAT_TIMEOUT": "2.5"})
    assert (found.chat_model, found.port, found.chat_timeout) == ("openai:x", 8080, 2.5)


def test_a_number_that_is_none_is_named():
    with pytest.raises(SettingsError, match="EDUPLAN_PORT=web"):
        read_settings({"EDUPLAN_PORT": "web"})


def test_every_setting_says_what_it_means():
    assert all(means for _, _, means in settings_table())
