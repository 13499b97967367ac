"""Sets up .venv with the locked packages. Runs before anything is installed, so it uses only the standard library.

Written so that any Python can at least read it: an old one must be told so, not shown a syntax error.
    python tools/bootstrap.py run|test
"""

import hashlib
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEEDED_MB = 900
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")


def stop(problem, advice):
    """End with one line that says what is wrong and what to do."""
    sys.stderr.write("casusregie: %s: %s\n" % (problem, advice))
    sys.exit(1)


def wanted(tier):
    """What the environment must hold: a hash over the lock and the Python that runs it."""
    digest = hashlib.sha256(("%s %s" % (sys.version_info[:2], ROOT)).encode())
    for name in ("locks/%s.txt" % tier, "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def stamp_of(tier):
    """Where it is noted that a tier is complete."""
    return os.path.join(VENV, ".complete-" + tier)


def noted(tier):
    """What the environment was last completed for, or nothing."""
    try:
        with open(stamp_of(tier)) as file:
            return file.read()
    except IOError:
        return ""


def check_machine():
    """Say what this machine lacks before anything is done."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        stop("this is Python %s" % found, "install Python 3.11 or newer, or name one: make PYTHON=python3.12 ...")
    try:
        import ensurepip
        import venv
    except ImportError:
        stop(
            "this Python has no venv module",
            "install it (Debian, Ubuntu: apt install python%d.%d-venv) and try again" % sys.version_info[:2],
        )
    free_mb = shutil.disk_usage(ROOT).free // 1000000
    if free_mb < NEEDED_MB:
        stop("only %d MB are free on this disk" % free_mb, "make room for %d MB and try again" % NEEDED_MB)


def make_environment():
    """A fresh .venv, made beside its place and moved there when whole."""
    import venv

    if os.path.exists(PYTHON):
        probe = subprocess.run(
            [PYTHON, "-c", "import pip, sys; print(sys.version_info[:2])"], capture_output=True, check=False
        )
        if probe.returncode == 0 and probe.stdout.decode().strip() == str(sys.version_info[:2]):
            return
    sys.stderr.write("Making .venv with Python %d.%d ...\n" % sys.version_info[:2])
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (OSError, subprocess.CalledProcessError) as error:
        stop(
            "the Python environment cannot be made in .venv", getattr(error, "strerror", "") or "see `python3 -m venv`"
        )


def explain(lines):
    """The reason pip failed, in the user's words."""
    text = "\n".join(lines)
    if "No space left" in text:
        return stop("the disk is full", "make room and try again; what is there already is kept")
    if "HASHES" in text:
        return stop("a package is not the one in the lock (its checksum differs)", "try again; if it stays, report it")
    for sign in (
        "NewConnectionError",
        "Temporary failure in name",
        "Connection refused",
        "ConnectTimeout",
        "ProxyError",
        "Network is unreachable",
        "No matching distribution",
        "Read timed out",
        "Could not fetch",
    ):
        if sign in text:
            return stop("the package registry cannot be reached", "check the network (or its proxy) and try again")
    return stop("installing the Python packages failed", ([line for line in lines if line] or ["no reason given"])[-1])


def install(tier):
    """The locked packages, every one checked against its hash, then the project itself."""
    lock = os.path.join(ROOT, "locks", tier + ".txt")
    with open(lock) as file:
        total = sum(1 for line in file if "==" in line)
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--no-input", "--progress-bar", "off"]
    steps = (
        ["--require-hashes", "--only-binary", ":all:", "-r", lock],
        ["--no-deps", "--no-build-isolation", "--editable", ROOT],
    )
    for step in steps:
        run = subprocess.Popen(pip + step, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
        lines, seen = [], 0
        for line in run.stdout:
            lines.append(line.rstrip())
            if line.startswith(("Collecting ", "Requirement already")):
                seen += 1
                show("Fetching Python packages, about 150 MB: %d of at most %d" % (seen, total))
            elif line.startswith("Installing collected") and step is steps[0]:
                show("Installing them ...")
        if run.wait() != 0:
            show("")
            explain(lines)
    show("Python packages are in place.\n" if sys.stderr.isatty() else "Python packages are in place.")


def show(text):
    """Progress on one line where there is a terminal, and few lines where there is none."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K" + text)
    elif text and (" of at most " not in text or text.split(":")[1].split()[0].endswith("0")):
        sys.stderr.write(text + "\n")
    sys.stderr.flush()


def main(tier):
    """Bring .venv to the state a tier needs; nothing is done when it is there already."""
    target = wanted(tier)
    if noted(tier) == target and os.path.exists(PYTHON):
        return
    check_machine()
    make_environment()
    install(tier)
    with open(stamp_of(tier), "w") as file:
        file.write(target)


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except KeyboardInterrupt:
        stop("stopped", "run it again to go on")
