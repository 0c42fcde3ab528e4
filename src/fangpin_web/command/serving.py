"""``fangpin serve``, ``fangpin worker`` and ``fangpin stop``: the processes of an installation."""

from __future__ import annotations

import os
from pathlib import Path

import click

from fangpin_web.command.certificates import CertificateProblem, check_certificate
from fangpin_web.command.codes import Exit
from fangpin_web.command.installation import environment, open_database
from fangpin_web.command.processes import (
    AlreadyServing,
    Children,
    PortTaken,
    ServingLock,
    check_port,
    end_at_signal,
    serving_process,
    wait_until_it_answers,
    wait_until_it_ended,
)
from fangpin_web.command.telling import Teller, leave, machine_readable

WEB = (
    *("-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", "1", "--respawn-failed-workers"),
    *("--blocking-threads", "8", "--backpressure", "64", "--log-level", "warning"),
    "fangpin_web.config.wsgi:application",
)
_FILE = click.Path(dir_okay=False, path_type=Path)
WORKER = ("-m", "fangpin_web.command", "worker")


@click.command(short_help="Serve the pages and run the jobs. 启动服务。")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on. 监听地址。")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口。")
@click.option("--no-worker", is_flag=True, help="Pages only; run fangpin worker elsewhere. 不启动任务进程。")
@click.option("--tls-cert", type=_FILE, help="Certificate chain, PEM; serves https. 证书。")
@click.option("--tls-key", type=_FILE, help="Its key, PEM, PKCS#8. 私钥。")
@machine_readable
@click.pass_obj
def serve(
    teller: Teller,
    host: str,
    port: int,
    no_worker: bool,  # noqa: FBT001
    tls_cert: Path | None,
    tls_key: Path | None,
) -> None:
    """Start database, pages and worker of this home, and stop them cleanly at Ctrl-C or SIGTERM."""
    try:
        check_certificate(tls_cert, tls_key)
        with ServingLock(environment().home, f"{'https' if tls_cert else 'http'}://{host}:{port}/"):
            check_port(host, port)
            pair = (tls_cert, tls_key) if tls_cert and tls_key else None
            serve_until_told(teller, host=host, port=port, with_worker=not no_worker, pair=pair)
    except CertificateProblem as problem:
        teller.refuse(problem, problem.zh, str(problem))
        leave(Exit.USAGE)
    except (AlreadyServing, PortTaken) as taken:
        teller.refuse(taken, taken.zh, str(taken))
        leave(Exit.NOT_RUNNING)


def serve_until_told(
    teller: Teller,
    *,
    host: str,
    port: int,
    with_worker: bool = True,
    prepare: bool = True,
    pair: tuple[Path, Path] | None = None,
) -> None:
    """Run database, pages and worker until a signal; the caller holds the :class:`ServingLock`.

    ``pair`` is certificate and key; with it the pages are served by https.
    """
    address = f"{'https' if pair else 'http'}://{host}:{port}/"
    tls = _tls(*pair) if pair else ()
    if "FANGPIN_PUBLIC_URL" not in os.environ:
        os.environ["FANGPIN_PUBLIC_URL"] = address.rstrip("/")
    with end_at_signal() as ending, open_database(prepare=prepare) as told, Children() as children:
        (told.home / "static").mkdir(exist_ok=True)  # where an installation may keep more static files
        children.start("web", *WEB, "--host", host, "--port", str(port), *tls)
        if with_worker:
            children.start("worker", *WORKER, again=True)
        if not wait_until_it_answers(f"{address}alive", children, ending):
            if not ending.is_set():
                teller.warn("网页服务没有启动，原因见上。", "The web server did not start; the reason is above.")
                leave(Exit.NOT_RUNNING)
            return
        _greet(teller, address)
        if not children.watch(ending):
            teller.warn("网页服务意外退出，已全部停止。", "The web server ended unexpectedly; everything was stopped.")
            leave(Exit.NOT_RUNNING)
    teller.say("已停止。", "Stopped.")


def _tls(certificate: Path, key: Path) -> tuple[str, ...]:
    """Granian's own words; TLS 1.2 as well, for phones of some years."""
    return ("--ssl-certificate", str(certificate), "--ssl-keyfile", str(key), "--ssl-protocol-min", "tls1.2")


def _greet(teller: Teller, address: str) -> None:
    from fangpin_web.accounts.models import Officer

    teller.say(f"已启动：{address}　按 Ctrl-C 停止", f"Serving {address}  press Ctrl-C to stop")
    first_run = _first_run_address(address)
    if first_run:
        teller.say(f"还没有设定县，请打开：{first_run}", f"No county yet; open: {first_run}")
    accounts = list(Officer.objects.filter(demo=True, is_active=True).order_by("id"))
    password = _demo_password() if accounts else ""
    if accounts:
        teller.say(f"演示账号（密码 {password}）：", f"Demonstration accounts (password {password}):")
    for officer in accounts:
        role = officer.get_role_display() if teller.language == "zh" else officer.role
        click.echo(f"  {officer.username:<14} {officer.name}  {role}  {officer.area_code}", err=teller.machine)
    listed = [{"username": o.username, "role": o.role, "area_code": o.area_code} for o in accounts]
    teller.give(ok=True, address=address, first_run=first_run, accounts=listed, password=password, pid=os.getpid())


def _first_run_address(address: str) -> str:
    """Where a county is started, with the code that opens the page; empty where one is served already."""
    from fangpin_web.founding.first_run import first_run_code
    from fangpin_web.founding.services import is_founded

    return "" if is_founded() else f"{address}start?code={first_run_code(environment().home)}"


def _demo_password() -> str:
    try:
        from fangpin_web.demo import PASSWORD
    except ImportError:
        return ""
    return str(PASSWORD)


@click.command(short_help="Run jobs in this process. 运行任务进程。")
@click.pass_obj
def worker(teller: Teller) -> None:
    """Run imports, seals and screenings that wait, until Ctrl-C or SIGTERM.

    ``fangpin serve`` starts one; start more on other machines that share home and database.
    """
    with open_database():
        from fangpin_web.jobs.worker import work_until_told

        work_until_told()
    teller.say("任务进程已停止。", "The worker has stopped.")


@click.command(short_help="Stop what serve has started. 停止服务。")
@machine_readable
@click.pass_obj
def stop(teller: Teller) -> None:
    """Stop the server of this home: pages, worker and database."""
    from fangpin_web import server

    told = environment()
    process = serving_process(Path(told.home))
    if process is not None:
        process.terminate()
        wait_until_it_ended(Path(told.home))
    stopped = not told.external and server.stop(told)
    if process is None and not stopped:
        teller.warn("没有在运行。", "Nothing was running.")
        teller.give(ok=False, stopped=False)
        leave(Exit.NOT_RUNNING)
    teller.say("已停止。", "Stopped.")
    teller.give(ok=True, stopped=True)
