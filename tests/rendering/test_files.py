"""Outputs appear whole or not at all, and what stood there before is never hurt."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from summarizer.errors import MujazError, SettingsError
from summarizer.rendering import files
from summarizer.rendering.files import RENDERERS, write_outputs
from summarizer.types import Briefing

OLD = "الموجز السابق"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder that holds the briefings of yesterday."""
    for name in ("md", "html", "json"):
        (tmp_path / f"briefing.{name}").write_text(OLD, encoding="utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def test_each_format_is_written_as_it_is_rendered(folder: Path, seed_briefing: Briefing) -> None:
    paths = write_outputs(seed_briefing, folder, ["md", "html", "json"])
    assert paths == [folder / "briefing.md", folder / "briefing.html", folder / "briefing.json"]
    assert contents(folder) == {path.name: RENDERERS[path.suffix[1:]](seed_briefing) for path in paths}


def test_missing_folders_are_made(tmp_path: Path, seed_briefing: Briefing) -> None:
    write_outputs(seed_briefing, tmp_path / "موجز" / "اليوم", ["md", "md"])
    assert list(contents(tmp_path / "موجز" / "اليوم")) == ["briefing.md"]


def test_a_new_file_has_the_permissions_the_user_gives_new_files(
    tmp_path: Path, seed_briefing: Briefing
) -> None:
    (tmp_path / "مثال").touch()
    (written,) = write_outputs(seed_briefing, tmp_path, ["json"])
    assert written.stat().st_mode == (tmp_path / "مثال").stat().st_mode


def test_unknown_format_is_refused_before_anything_is_written(folder: Path, seed_briefing: Briefing) -> None:
    with pytest.raises(SettingsError, match=r"--format: unknown format 'pdf'. Use one of md, html, json"):
        write_outputs(seed_briefing, folder, ["md", "pdf"])
    assert set(contents(folder).values()) == {OLD}


def test_a_rendering_that_fails_leaves_everything_old(
    folder: Path, seed_briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(briefing: Briefing) -> str:
        raise KeyError("no such article")

    monkeypatch.setattr(files, "RENDERERS", {**RENDERERS, "json": fail})
    with pytest.raises(KeyError):
        write_outputs(seed_briefing, folder, ["md", "html", "json"])
    assert set(contents(folder).values()) == {OLD}


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_full_disk_leaves_the_old_files_and_no_remains(
    folder: Path, seed_briefing: Briefing, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    calls = []

    def fsync(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(MujazError, match="no space left on device") as error:
        write_outputs(seed_briefing, folder, ["md", "html", "json"])
    assert str(folder) in error.value.where
    assert "Free some space" in error.value.remedy
    assert contents(folder) == dict.fromkeys(["briefing.html", "briefing.json", "briefing.md"], OLD)


def test_an_interruption_while_writing_leaves_the_old_files_and_no_remains(
    folder: Path, seed_briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_outputs(seed_briefing, folder, ["md", "json"])
    assert contents(folder) == dict.fromkeys(["briefing.html", "briefing.json", "briefing.md"], OLD)


def test_nothing_takes_its_place_before_all_are_whole(
    folder: Path, seed_briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    replace = os.replace

    def watch(source: Path, target: Path) -> None:
        waiting = sorted(path.name for path in folder.glob(".briefing.*.part"))
        seen.append((Path(source).read_bytes(), len(waiting)))
        replace(source, target)

    monkeypatch.setattr(os, "replace", watch)
    write_outputs(seed_briefing, folder, ["md", "json"])
    assert seen == [
        (RENDERERS["md"](seed_briefing).encode(), 2),
        (RENDERERS["json"](seed_briefing).encode(), 1),
    ]


def test_a_file_where_the_folder_should_be_is_told_and_kept(tmp_path: Path, seed_briefing: Briefing) -> None:
    (tmp_path / "out").write_text(OLD, encoding="utf-8")
    for folder in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with pytest.raises(MujazError, match="choose another folder") as error:
            write_outputs(seed_briefing, folder, ["md"])
        assert error.value.where == str(folder)
    assert contents(tmp_path) == {"out": OLD}


def test_a_folder_where_the_file_should_be_is_told(tmp_path: Path, seed_briefing: Briefing) -> None:
    (tmp_path / "briefing.md").mkdir()
    with pytest.raises(MujazError, match="There is a folder of that name") as error:
        write_outputs(seed_briefing, tmp_path, ["md"])
    assert error.value.where.endswith("briefing.md")
    assert [path.name for path in tmp_path.iterdir()] == ["briefing.md"]


def test_a_folder_without_permission_is_told_with_the_remedy(
    tmp_path: Path, seed_briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(MujazError, match=r"permission denied\. Choose a folder you may write to"):
        write_outputs(seed_briefing, tmp_path, ["md"])


def test_names_with_broken_characters_can_still_be_written(tmp_path: Path, seed_briefing: Briefing) -> None:
    from dataclasses import replace

    articles = tuple(replace(article, path="خبر\udcff.txt") for article in seed_briefing.articles)
    write_outputs(replace(seed_briefing, articles=articles), tmp_path, ["md", "html", "json"])
    assert "خبر\ufffd.txt" in contents(tmp_path)["briefing.md"]
