"""``fangpin demo`` and ``fangpin set-up``: an installation's first day."""

from __future__ import annotations

import secrets

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.installation import environment, open_database
from fangpin_web.command.processes import AlreadyServing, PortTaken, ServingLock, check_port
from fangpin_web.command.telling import Teller, leave, machine_readable


@click.command(short_help="Build a synthetic city and serve it. 演示。")
@click.argument("city", default="gejiu")
@click.option("--no-serve", is_flag=True, help="Build it and leave it at that. 只生成，不启动。")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on. 监听地址。")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口。")
@machine_readable
@click.pass_obj
def demo(teller: Teller, city: str, no_serve: bool, host: str, port: int) -> None:  # noqa: FBT001
    """Build a synthetic city from departments' workbooks to clues, and serve it.

    Nobody in it is real; every page and file carries the mark 演示数据. Built once, it is only served.
    """
    from fangpin_web.command.serving import serve_until_told

    home = environment().home
    try:
        with ServingLock(home, f"http://{host}:{port}/"):
            if not no_serve:
                check_port(host, port)
            with open_database(prepare=True):
                from fangpin_web.demo import build

                with teller.progress("演示", "demonstration") as tell:
                    built = build(city, home, tell)
                teller.say(f"演示城市 {city} 已生成：{home}", f"the city {city} is built in {home}")
                if no_serve:
                    teller.give(ok=True, home=home, city=city, built=built)
                else:
                    serve_until_told(teller, host=host, port=port, prepare=False)
    except (AlreadyServing, PortTaken) as taken:
        teller.refuse(taken, taken.zh, str(taken))
        leave(Exit.NOT_RUNNING)


@click.command(name="set-up", short_help="Prepare an installation for a place. 初始化。")
@click.argument("place")
@click.option("--administrator", default="administrator", show_default=True, help="First account. 管理员账号。")
@machine_readable
@click.pass_obj
def set_up(teller: Teller, place: str, administrator: str) -> None:
    """Prepare database and keys for real work in PLACE, the id of a policy folder, and make the first account.

    Its password is printed once. Run again, nothing that is there changes.
    """
    from django.utils import timezone

    with open_database(prepare=True):
        from fangpin.policy import load
        from fangpin_web.accounts.models import Officer
        from fangpin_web.accounts.services import make_officer
        from fangpin_web.office.policy import policy_folders
        from fangpin_web.office.services import set_up_office

        policy = load(place, policy_folders())
        at = timezone.now()
        set_up_office(place=place, demo=False, at=at)
        password = None
        if not Officer.objects.filter(role="administrator").exists():
            password = secrets.token_urlsafe(12)
            make_officer(
                username=administrator,
                name=administrator,
                role="administrator",
                area_code=policy.place.area_code,
                password=password,
                at=at,
                by=None,
            )
        teller.say(f"{policy.place.zh} 已设置好。", f"set up for {policy.place.en}.")
        if password:
            teller.say(f"管理员 {administrator} 的口令：{password}", f"password of {administrator}: {password}")
        teller.give(ok=True, place=place, administrator=administrator if password else None, password=password)
