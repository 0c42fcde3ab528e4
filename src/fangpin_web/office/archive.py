"""Every policy that was ever screened with, kept by its hash, so that an old clue is explained with its own lines."""

from __future__ import annotations

import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from fangpin_web.config.environment import kept_policies
from fangpin_web.office.policy import office, own_place, policy_in_force

if TYPE_CHECKING:
    from fangpin.policy import Policy


class PolicyNotKept(LookupError):
    """A clue was found with a policy whose files are no longer in the archive."""

    def __init__(self, policy_hash: str) -> None:
        self.policy_hash = policy_hash
        super().__init__(f"the policy {policy_hash[:12]} is not in the archive; restore policy-archive from its backup")

    @property
    def zh(self) -> str:
        return f"存档里没有政策 {self.policy_hash[:12]}；请从备份恢复 policy-archive 文件夹。"


def keep_policy(policy: Policy) -> Path:
    """Put the policy's files into the archive under its hash, unless they are there."""
    folder = _archive() / policy.hash
    if not folder.exists():
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".keeping-") as made:
            partial = Path(made) / "policies"
            for file in policy.files:
                (partial / file.name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file.path, partial / file.name)
            try:
                partial.rename(folder)
            except OSError:  # another process kept the same policy meanwhile
                if not folder.exists():
                    raise
    return folder


def policy_of(policy_hash: str) -> Policy:
    """The policy of that hash: the one in force, or one from the archive. Raises :class:`PolicyNotKept`."""
    current = policy_in_force()
    if current.hash == policy_hash:
        return current
    own = own_place()  # made only when the first value was entered by page
    place = own if (_archive() / policy_hash / own).is_dir() else office().place
    return _load(place, _archive(), policy_hash)


@lru_cache(maxsize=24)  # a list of clues names a year of months and what changed between them
def _load(place: str, archive: Path, policy_hash: str) -> Policy:
    from fangpin.policy import load_kept

    if not (archive / policy_hash).is_dir():
        raise PolicyNotKept(policy_hash)
    return load_kept(place, archive / policy_hash, keep=kept_policies())


def _archive() -> Path:
    return Path(settings.FANGPIN.home) / "policy-archive"
