"""How a command speaks: in the reader's language for people, as JSON for machines.

With ``--json`` exactly one JSON object goes to standard output; everything said to people, progress
included, goes to standard error.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from fangpin_web.jobs.sentences import sentences_of

LANGUAGES = ("zh", "en")
_Command = TypeVar("_Command", bound=Callable[..., Any])


# How far (done, of) and what is being done, in Chinese and English.
Tell = Callable[[int, int, str, str], None]
_SECONDS_BETWEEN_LINES = 1.0


@dataclass(slots=True)
class Teller:
    """Speaks for one command. ``machine`` is set by ``--json``."""

    language: str
    machine: bool = False

    def pick(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def say(self, zh: str, en: str) -> None:
        """Tell a person."""
        click.echo(self.pick(zh, en), err=self.machine)

    def warn(self, zh: str, en: str) -> None:
        """Tell a person what is wrong, on standard error."""
        click.secho(self.pick(zh, en), err=True, fg="red")

    def give(self, ok: bool, **values: Any) -> None:  # noqa: FBT001 - the one fact every answer has
        """Give the result to a machine; nothing without ``--json``."""
        if self.machine:
            click.echo(json.dumps({"ok": ok, **values}, ensure_ascii=False, default=str))

    def refuse(self, error: Exception, zh: str, en: str) -> None:
        """Tell why something was not done."""
        self.warn(zh, en)
        self.give(ok=False, problem=type(error).__name__, zh=zh, en=en)

    @contextmanager
    def progress(self, zh: str, en: str) -> Iterator[Tell]:
        """A progress line on standard error while something runs; where there is no terminal, a line now and then."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        if not console.is_terminal:
            yield self._line_now_and_then()
            return
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(self.pick(zh, en), total=None)

            def tell(done: int, of: int, zh: str, en: str) -> None:
                bar.update(task, completed=done, total=of or None, description=self.pick(zh, en))

            yield tell

    def _line_now_and_then(self) -> Tell:
        last = 0.0

        def tell(done: int, of: int, zh: str, en: str) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _SECONDS_BETWEEN_LINES:
                last = now
                click.echo(f"{done}/{of or '?'} {self.pick(zh, en)}", err=True)

        return tell


def language_of_environment(environ: Mapping[str, str] | None = None) -> str:
    """``FANGPIN_LANGUAGE``, else the locale's language: Chinese where it says Chinese, else English."""
    told = os.environ if environ is None else environ
    for name in ("FANGPIN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := told.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def words_of(error: Exception) -> tuple[str, str] | None:
    """The sentences of an error that has them in both languages, else None."""
    return sentences_of(error) or _words_of_server(error)


def _words_of_server(error: Exception) -> tuple[str, str] | None:
    """Errors that are raised before there is anybody to choose a language for: server and environment."""
    from fangpin_web.config.environment import EnvironmentProblem
    from fangpin_web.server.ground import ServerProblem

    if isinstance(error, EnvironmentProblem):
        return f"环境变量 {error.name} 的值“{error.value}”不能用。{error.remedy}", str(error)
    if isinstance(error, ServerProblem):
        return f"数据库：{error}", str(error)
    return None


def machine_readable(command: _Command) -> _Command:
    """Add ``--json`` to a command; its first argument is the :class:`Teller`."""

    def switch(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
        teller = ctx.find_object(Teller)
        if teller is not None:
            teller.machine = value

    option = click.option(
        "--json",
        "machine",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=switch,
        help="One JSON object on standard output.",
    )
    return option(command)


def leave(code: int) -> None:
    """End the command with this exit code."""
    sys.stdout.flush()
    click.get_current_context().exit(code)
