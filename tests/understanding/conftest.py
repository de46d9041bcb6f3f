import pytest

from bot.directory.directory import Directory
from bot.understanding.understand import Understanding


@pytest.fixture(scope="session")
def understanding(directory: Directory) -> Understanding:
    """What reads by the shipped directory. It keeps nothing, so all tests may share it."""
    return Understanding(directory)
