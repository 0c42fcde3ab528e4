"""The command line: ``fangpin demo``, ``serve``, ``import``, ``seal``, ``screen``, ``snapshot verify`` and the rest.

Commands are listed below and read only when they are asked for, so that ``fangpin --help`` is quick.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.telling import LANGUAGES, Teller, language_of_environment, words_of

COMMANDS: dict[str, str] = {
    "demo": "beginning:demo",
    "init": "beginning:init",
    "set-up": "beginning:set_up",
    "serve": "serving:serve",
    "worker": "serving:worker",
    "stop": "serving:stop",
    "import": "importing:import_files",
    "seal": "sealing:seal",
    "screen": "sealing:screen",
    "snapshot": "sealing:snapshot",
    "figures": "figures:figures",
    "recompute": "figures:recompute",
    "entitlements": "entitlements:entitlements",
    "quality": "quality:quality",
    "policies": "checking:policies",
    "mechanisms": "mechanisms:mechanisms",
    "processes": "casework:processes",
    "bulletin": "bulletins:bulletin",
    "form": "forms:form",
    "doctor": "checking:doctor",
    "backup": "backing_up:backup",
    "restore": "backing_up:restore",
}


@contextmanager
def _ended_as_from_the_keyboard() -> Iterator[None]:
    """SIGTERM ends a command as Ctrl-C does, so that the database it started is stopped."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Commands(click.Group):
    """A group that reads a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, name = place.split(":")
        command = getattr(import_module(f"fangpin_web.command.{module}"), name)
        assert isinstance(command, click.Command)  # noqa: S101 - the table above is ours
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; an error that has words of its own is told in the reader's language, without a traceback."""
        teller: Teller | None = None
        try:
            with _ended_as_from_the_keyboard():
                return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except (KeyboardInterrupt, click.Abort):
            teller = ctx.obj or Teller(language=language_of_environment())
            teller.warn("已中断，没有留下做了一半的内容。", "Interrupted; nothing half done is left.")
            ctx.exit(Exit.INTERRUPTED)
        except Exception as error:
            told = words_of(error)
            if told is None:
                raise
            teller = ctx.obj or Teller(language=language_of_environment())
            teller.refuse(error, *told)
            ctx.exit(Exit.REFUSED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=None,
    help="Language of messages; else FANGPIN_LANGUAGE, else LANG. 提示语言。",
)
@click.version_option(package_name="fangpin")
@click.pass_context
def main(ctx: click.Context, lang: str | None) -> None:
    """防贫 fangpin: sees that nobody falls, or falls back, into poverty.

    Exit codes: docs/reference/commands.md.
    """
    ctx.obj = Teller(language=lang or language_of_environment())


__all__ = ["COMMANDS", "main"]
