"""What can go wrong with a backup: data first, worded on demand in Chinese and English."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

WORDS: dict[str, tuple[str, str]] = {
    "not_a_backup": (
        "{file} 不是 fangpin 的备份文件。请选 .fpbackup 文件。",
        "{file} is no backup of fangpin. Choose a file that ends in .fpbackup.",
    ),
    "wrong_passphrase": (
        "口令打不开 {file}：口令不对，或文件开头被改动。请换口令；仍打不开就换一份备份。",
        ("The passphrase does not open {file}: it is another one, or the file's first lines were changed. "
        "Try the right passphrase, then another backup."),
    ),
    "altered": (
        "{file} 的第 {chunk} 块与备份时不一致：已损坏，或没有拷完。什么都没有恢复；请重新拷贝或换一份备份。",
        ("{file} is not as it was written at block {chunk}: it is damaged, or its copy did not finish. "
        "Nothing was restored; copy it again or take another backup."),
    ),
    "cut_short": (
        "{file} 不完整：结尾缺失（多半是没有拷完）。请重新拷贝，或换一份备份。",
        "{file} is cut short, probably by a copy that did not finish. Copy it again or take another backup.",
    ),
    "not_as_listed": (
        "{file} 的内容与清单不符：{what}。请换一份备份。",
        "{file} does not hold what its list says: {what}. Take another backup.",
    ),
    "newer": (
        "这份备份来自更新的版本 {version}（本机没有：{missing}）。请先升级 fangpin 再恢复。",
        "This backup is of the newer version {version} (unknown here: {missing}). Upgrade fangpin, then restore.",
    ),
    "disk_full": (
        "{folder} 空间不足，没有留下半份文件。请腾出空间或换一个目录后重试。",
        "There is no room left in {folder}; nothing half is left there. Make room or choose another.",
    ),
    "restore_disk_full": (
        "{folder} 空间不足，恢复没有完成，该目录已标记为未完成。请腾出空间后再运行一次 fangpin restore。",
        ("There is no room left in {folder}; the restore is unfinished and the home says so. "
        "Make room and run fangpin restore again."),
    ),
    "cannot_write": (
        "不能写入 {folder}（{why}）。请检查目录是否存在、是否可写、磁盘是否已接上。",
        "Cannot write to {folder} ({why}). Check that it exists, may be written to, and that its disk is attached.",
    ),
    "no_folder": (
        "还没有设定备份目录。请运行 fangpin backup set-up 目录，或用 --to 指定。",
        "No backup folder is set up. Run fangpin backup set-up FOLDER, or name one with --to.",
    ),
    "folder_in_home": (
        "{folder} 在安装目录 {home} 里面：机器坏了会一起丢失。请选另一块磁盘。",
        "{folder} lies inside the installation {home} and would be lost with it. Choose another disk.",
    ),
    "busy": (
        "正在封存或另一份备份正在进行，请等它完成后再试。",
        "A seal or another backup is being made at this moment; wait for it and try again.",
    ),
    "no_passphrase": (
        "没有口令。请用 --passphrase-file 指定口令文件，或设置 FANGPIN_BACKUP_PASSPHRASE。",
        "There is no passphrase. Name a file with --passphrase-file, or set FANGPIN_BACKUP_PASSPHRASE.",
    ),
    "short_passphrase": (
        "口令太短：至少 {least} 个字符。可以用四五个不相关的词。",
        "The passphrase is too short: {least} characters at least. Four or five unrelated words do well.",
    ),
    "no_backup_role": (
        "外部数据库需要一个能读取全部行的账号：请设置 FANGPIN_DATABASE_URL_BACKUP（见环境变量说明）。",
        ("A database of your own needs a role that reads every row: set FANGPIN_DATABASE_URL_BACKUP "
        "(docs/reference/environment.md)."),
    ),
    "no_program": (
        "没有可用的 {program}（需要 PostgreSQL {wanted} 或更新）。请安装 PostgreSQL 客户端。",
        "There is no {program} of PostgreSQL {wanted} or newer. Install PostgreSQL's client programs.",
    ),
    "database": (
        "数据库没有完成：{said}",
        "The database did not do it: {said}",
    ),
    "home_not_empty": (
        "{home} 里已经有内容（{found}），不会覆盖。请把 FANGPIN_HOME 指向一个空目录再恢复。",
        "{home} holds something already ({found}); nothing is ever overwritten. Point FANGPIN_HOME to an empty folder.",
    ),
    "database_not_empty": (
        "数据库 {database} 里已经有表，不会覆盖。请给恢复准备一个空数据库。",
        "The database {database} has tables already; nothing is ever overwritten. Prepare an empty one.",
    ),
    "unfinished_restore": (
        "{home} 里的恢复没有完成（{backup}，{begun}），不能使用。请再运行一次 fangpin restore，它会重新开始。",
        ("The restore into {home} did not finish ({backup}, begun {begun}), so nothing may use it. "
        "Run fangpin restore again; it begins anew."),
    ),
    "other_keys": (
        "FANGPIN_FIELD_KEYS 不是这份备份的密钥。请去掉它，密钥会从备份恢复。",
        "FANGPIN_FIELD_KEYS holds other keys than this backup. Unset it: the keys come back from the backup.",
    ),
    "differs": (
        "恢复后与备份不一致：{what}。该目录仍标记为未完成。请再恢复一次；仍不一致请换一份备份。",
        ("What was restored is not what was backed up: {what}. The home stays marked as unfinished. "
        "Restore again; if it stays so, take another backup."),
    ),
    "not_set_up": (
        "导入真实数据前必须先设定备份：fangpin backup set-up 目录。机器坏了，没有备份的数据找不回来。",
        ("Before real data may come in, set up a backup: fangpin backup set-up FOLDER. "
        "Without one, everything is lost with this machine."),
    ),
    "strange_file": (
        "{path} 是指向目录的链接，无法备份。请把它换成真正的目录。",
        "{path} is a link to a folder and cannot be backed up. Put the folder itself there.",
    ),
}  # fmt: skip


class BackupProblem(Exception):
    """Something about a backup is not as it must be. ``kind`` is one of ``WORDS``, ``details`` fill its sentence."""

    def __init__(self, kind: str, **details: Any) -> None:
        self.kind, self.details = kind, details
        super().__init__(self.both["en"])

    @property
    def both(self) -> dict[str, str]:
        zh, en = WORDS[self.kind]
        return {"zh": zh.format(**self.details), "en": en.format(**self.details)}


def of_disk(error: OSError, folder: Path, *, full: str = "disk_full") -> BackupProblem:
    """An error of the disk in the reader's words: no room, or why it cannot be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return BackupProblem(full, folder=folder)
    return BackupProblem("cannot_write", folder=folder, why=error.strerror or error)
