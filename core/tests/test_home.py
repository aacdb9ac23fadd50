"""The home folder: ours alone, or refused in one line."""

import stat

import pytest

from vito_contracts.errors import InvalidInput
from vito_core.home import MARKER, Home


def test_a_home_is_private_and_remembered(tmp_path):
    home = Home(tmp_path / "home")
    with home.in_use() as state:
        state.keys["brand"] = "vito_secret"
        home.save(state)
        found = home.look()
        assert found is not None
        assert found.url is None, "nobody has announced an address"
        home.announce("http://127.0.0.1:1")
        assert home.look().url == "http://127.0.0.1:1"
    assert home.look().url is None, "the engine is gone, and so is its address"
    for path in (home.marker, home.folder / "keys" / "brand"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700
    with home.in_use() as state:
        assert state.keys == {"brand": "vito_secret"}


def test_two_at_once_are_refused(tmp_path):
    home = Home(tmp_path)
    with home.in_use(), pytest.raises(InvalidInput, match="in use by another"), Home(tmp_path).in_use():
        pass


def test_another_programs_folder_is_never_touched(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    for fresh in (False, True):
        with pytest.raises(InvalidInput, match="not a ViTo home"), Home(tmp_path).in_use(fresh=fresh):
            pass
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_half_written_home_asks_for_fresh_and_fresh_mends_it(tmp_path):
    (tmp_path / MARKER).write_text('{"layout": 1, "logins": {"app"')
    (tmp_path / "objects").mkdir()
    with pytest.raises(InvalidInput, match="--fresh"), Home(tmp_path).in_use():
        pass
    with Home(tmp_path).in_use(fresh=True) as state:
        assert state.keys == {}
    assert not (tmp_path / "objects").exists()


def test_a_run_that_ended_before_its_first_note_leaves_a_usable_home(tmp_path):
    (tmp_path / "home.lock").touch()
    with Home(tmp_path).in_use() as state:
        assert state.layout == 1


def test_a_file_is_no_home(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InvalidInput, match="is a file"), Home(tmp_path / "file").in_use():
        pass


def test_looking_at_nothing_makes_nothing(tmp_path):
    assert Home(tmp_path / "none").look() is None
    assert not (tmp_path / "none").exists()
