"""The systemd units: systemd takes them, they are shut off, and doctor comes first."""

from __future__ import annotations

import shutil
from configparser import RawConfigParser
from pathlib import Path

import pytest

from tests.deploy.conftest import ROOT, run

FOLDER = ROOT / "deploy/jetson"
SERVICES = ("pathcoach.service", "pathcoach-remind.service")
MOST_EXPOSED = 25  # tenths of systemd's scale, on which 0 is the best and 100 the worst

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def settings_of(unit: str, section: str) -> dict[str, str]:
    parser = RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(FOLDER / unit)
    return dict(parser[section])


@needs_systemd
@pytest.mark.parametrize("unit", [*SERVICES, "pathcoach-remind.timer"])
def test_systemd_finds_nothing_wrong_with_them(unit: str, tmp_path: Path) -> None:
    for each in FOLDER.glob("pathcoach*.*"):  # where the program that they name is there
        (tmp_path / each.name).write_text(
            each.read_text().replace("/opt/pathcoach/venv/bin/pathcoach", "/bin/true")
        )
    ran = run("systemd-analyze", "verify", tmp_path / unit)
    about_ours = [line for line in ran.stderr.splitlines() if "pathcoach" in line]
    assert (ran.returncode, about_ours) == (0, [])


@needs_systemd
@pytest.mark.parametrize("unit", SERVICES)
def test_a_service_can_touch_little(unit: str) -> None:
    ran = run("systemd-analyze", "security", "--offline=true", f"--threshold={MOST_EXPOSED}", FOLDER / unit)
    if "unrecognized option" in ran.stderr:
        pytest.skip("this systemd-analyze cannot judge a unit that is not installed")
    assert ran.returncode == 0, ran.stdout[-300:]


def test_doctor_comes_before_slack_and_what_fails_is_tried_again_within_bounds() -> None:
    service, unit = (settings_of("pathcoach.service", each) for each in ("Service", "Unit"))
    assert service["ExecStartPre"].endswith("/pathcoach doctor")
    assert service["ExecStart"].endswith("/pathcoach slack")
    assert service["Restart"] == "on-failure"
    tried_for_s = int(service["RestartSec"]) * int(unit["StartLimitBurst"])
    assert tried_for_s < int(unit["StartLimitIntervalSec"])  # else it is tried for ever


def test_the_service_may_use_the_gpu() -> None:
    service = settings_of("pathcoach.service", "Service")
    assert service["SupplementaryGroups"] == "video render"
    assert not {"PrivateDevices", "ProtectClock", "DeviceAllow", "MemoryDenyWriteExecute"} & service.keys()


@pytest.mark.parametrize("unit", SERVICES)
def test_services_share_a_user_a_home_and_a_file_for_secrets(unit: str) -> None:
    service = settings_of(unit, "Service")
    assert service["User"] == "pathcoach"
    assert service["EnvironmentFile"] == "/etc/pathcoach/pathcoach.env"
    assert service["Environment"] == "PATHCOACH_HOME=/var/lib/pathcoach"
    assert (service["StateDirectory"], service["StateDirectoryMode"]) == ("pathcoach", "0700")
    assert "MemoryMax" in service


def test_the_timer_runs_the_command_that_sends_what_is_due() -> None:
    assert settings_of("pathcoach-remind.service", "Service")["ExecStart"].endswith("/pathcoach remind")
    assert settings_of("pathcoach-remind.timer", "Timer")["OnCalendar"] == "*:0/10"


def test_the_file_for_secrets_holds_none() -> None:
    lines = (FOLDER / "pathcoach.env").read_text().splitlines()
    written = [line for line in lines if line and not line.startswith("#")]
    assert written == ["SLACK_BOT_TOKEN=", "SLACK_APP_TOKEN="]
