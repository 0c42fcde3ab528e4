"""``fangpin demo``, ``fangpin init`` and ``fangpin set-up``: an installation's first day."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from fangpin_web.command.codes import Exit
from fangpin_web.command.installation import environment, open_database
from fangpin_web.command.processes import AlreadyServing, PortTaken, ServingLock, check_port
from fangpin_web.command.telling import Teller, leave, machine_readable


@click.command(short_help="Build a synthetic city and serve it. 演示。")
@click.argument("city", required=False)
@click.option(
    "--targets",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Figures to build the city from, in place of the published ones. 目标数据文件。",
)
@click.option("--no-serve", is_flag=True, help="Build it and leave it at that. 只生成，不启动。")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on. 监听地址。")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口。")
@machine_readable
@click.pass_obj
def demo(
    teller: Teller,
    city: str | None,
    targets: Path | None,
    no_serve: bool,  # noqa: FBT001 - a flag of the command line
    host: str,
    port: int,
) -> None:
    """Build a synthetic city and serve it.

    Without CITY: a month of Gejiu in 2026, from departments' workbooks to clues. With CITY (wuhu, huainan, gejiu,
    zhangjiakou, nanping or a place of your own with --targets): a city whose records add up to published figures,
    sealed for the day of the report. Nobody is real; every page and file carries the mark 演示数据. Built once, it is
    only served.
    """
    from fangpin_web.command.serving import serve_until_told

    home = environment().home
    try:
        with ServingLock(home, f"http://{host}:{port}/"):
            if not no_serve:
                check_port(host, port)
            with open_database(prepare=True):
                from fangpin.synthesis.targets import read_targets
                from fangpin_web.demo import STANDING, build, build_from_targets

                with teller.progress("演示", "demonstration") as tell:
                    if city is None and targets is None:
                        city, built = STANDING, build(STANDING, home, tell)
                    else:
                        city = city or read_targets(targets).place if targets else str(city)
                        built = build_from_targets(city, home, tell, targets=targets)
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
        from fangpin.policy import load_kept
        from fangpin_web.accounts.models import Officer
        from fangpin_web.accounts.services import make_officer
        from fangpin_web.config.environment import kept_policies
        from fangpin_web.office.policy import policy_folders
        from fangpin_web.office.services import set_up_office

        policy = load_kept(place, policy_folders(), keep=kept_policies())
        if not policy.place.area_code:
            teller.warn(
                f"{policy.place.zh}不是一个县；请运行 fangpin init 建县，或写县、市的政策文件夹名。",
                f"{policy.place.en} is no place with an office; run fangpin init, or name a county or city.",
            )
            teller.give(ok=False, place=place)
            leave(Exit.REFUSED)
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
            teller.say(f"管理员 {administrator} 的密码：{password}", f"password of {administrator}: {password}")
        teller.give(ok=True, place=place, administrator=administrator if password else None, password=password)


@click.command(short_help="Start a county from its own area list. 建县。")
@click.option("--county", required=True, help="Its full name. 县的全称。")
@click.option(
    "--areas",
    "file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Workbook with 乡镇 and 村, with or without codes. 区划名单。",
)
@click.option("--inherits", default="national", show_default=True, help="Province or city above it. 上级政策。")
@click.option("--code", default="", help="Six digits of the county, if known. 县代码。")
@click.option("--administrator", default="系统管理员", show_default=True, help="First administrator. 管理员姓名。")
@click.option("--clerk", default="县专班", show_default=True, help="First clerk of the county. 县专班经办人姓名。")
@machine_readable
@click.pass_obj
def init(teller: Teller, county: str, file: Path, inherits: str, code: str, administrator: str, clerk: str) -> None:
    """Start an empty county: areas, its own policy folder, an administrator and a clerk with sign-in slips.

    The first-run page of fangpin serve does the same. The codes of the slips are printed once.
    """
    from django.utils import timezone

    with open_database(prepare=True):
        from fangpin_web.founding.services import found_county, read_area_list

        areas = read_area_list(file, name=file.name, county=county, code=code)
        for doubt in areas.doubts:
            row = (f"第 {doubt.row_no} 行：", f"row {doubt.row_no}: ") if doubt.row_no else ("", "")
            teller.warn(row[0] + doubt.zh, row[1] + doubt.en)
        founded = found_county(
            county=county, areas=areas, inherits=inherits, administrator=administrator, clerk=clerk, at=timezone.now()
        )
        towns, villages = areas.count("township"), areas.count("village")
        teller.say(
            f"{county} 已建好：{towns} 个乡镇，{villages} 个村，其中 {areas.made_up} 个代码是本地编的。",
            f"{county} is started: {towns} townships, {villages} villages, {areas.made_up} of the codes are made up.",
        )
        slips = [
            {"name": s.officer.name, "username": s.officer.username, "role": s.officer.role, "code": s.code}
            for s in founded.slips
        ]
        for slip in slips:
            teller.say(
                f"{slip['name']}：账号 {slip['username']}，首次登录码 {slip['code']}（14 天内有效，只显示这一次）",
                f"{slip['name']}: account {slip['username']}, code {slip['code']} (valid 14 days, shown only now)",
            )
        teller.say(
            "下一步：fangpin backup set-up 文件夹，然后 fangpin serve。",
            "Next: fangpin backup set-up FOLDER, then fangpin serve.",
        )
        teller.give(
            ok=True, place=founded.place, townships=towns, villages=villages, made_up=areas.made_up, slips=slips,
            doubts=[{"row": d.row_no, "zh": d.zh, "en": d.en} for d in areas.doubts],
        )  # fmt: skip
