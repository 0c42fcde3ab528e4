"""The bench of screening runs, draws the ledgers it says, and finds people in them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_bench_screens_a_drawn_county_and_reports_its_ratio() -> None:
    command = [sys.executable, str(ROOT / "bench" / "screening.py"), "--households", "5000", "--rounds", "1", "--json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment, timeout=300)
    result = json.loads(done.stdout)
    assert "5,000 households, 17,500 persons, 25,000 claims" in done.stderr
    assert result["rules"] >= 60
    assert result["findings"] >= result["yes"] > 0
    assert result["ratio"] > 0
    assert result["peak_gb"] < 1.5
