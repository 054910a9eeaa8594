"""An instance behind https passes Django's own check of what is put into service, to the last warning."""

import os
import subprocess
import sys

OURS = {"TABARA_HTTPS": "1", "TABARA_BEHIND_PROXY": "1", "TABARA_HOSTS": "tabara.example"}


def check(folder, **more):
    """Check the settings as a server reads them."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PATH", "PYTHON", "TABARA", "DJANGO_SETTINGS"))
    }
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        capture_output=True,
        text=True,
        check=False,
        env=kept | {"TABARA_HOME": str(folder), "TABARA_DATABASE": ""} | more,
    )


def test_an_instance_behind_https_passes(tmp_path):
    done = check(tmp_path, **OURS)
    assert (done.returncode, "no issues" in done.stdout) == (0, True), done.stderr


def test_the_check_sees_what_is_missing_without_https(tmp_path):
    said = check(tmp_path, **OURS | {"TABARA_HTTPS": ""}).stderr
    missing = ("security.W004", "security.W008", "security.W016")  # HSTS, https alone, the cookie of forms
    assert [one for one in missing if one not in said] == []
