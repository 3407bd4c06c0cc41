import subprocess
import sys
import logging
import os


def run(args, **kwargs):
    return subprocess.run(args, **kwargs)


def main():
    r = subprocess.run(["echo", "hello"], capture_output=True, text=True)
    print(r.returncode, r.stdout.strip(), repr(r.stderr))
    print(r)
    r = subprocess.run("echo out; echo err >&2; exit 3", shell=True, capture_output=True, text=True)
    print(r.returncode, r.stdout, r.stderr)
    out = subprocess.check_output(["printf", "a\\nb\\n"], text=True)
    for line in out.splitlines():
        print("line", line)
    raw = subprocess.check_output(["printf", "xyz"])
    print(raw, len(raw), raw.decode())
    r = subprocess.run(["cat"], input="fed", capture_output=True, text=True, check=True)
    print(r.stdout)
    try:
        subprocess.run(["false"], check=True)
    except subprocess.CalledProcessError as e:
        print("failed", e.returncode, e.cmd, e)
    try:
        subprocess.run(["no-such-program-here"], check=True)
    except FileNotFoundError as e:
        print("missing", e)
    try:
        subprocess.run(["sleep", "5"], timeout=0.2)
    except subprocess.TimeoutExpired:
        print("timeout")
    p = subprocess.run(["sh", "-c", "echo $GREETING"], env={"GREETING": "hi", "PATH": "/bin:/usr/bin"}, stdout=subprocess.PIPE, text=True)
    print(p.stdout)
    print(subprocess.call(["true"]), subprocess.getoutput("echo got"))
    both = subprocess.run(["sh", "-c", "echo one; echo two >&2"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(both.stdout)
    py = subprocess.run([sys.executable, "-c", "print(6 * 7)"], capture_output=True, text=True, check=True)
    print(int(py.stdout))
    log = logging.getLogger("app.db")
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(levelname)-8s %(name)s: %(message)s")
    log.info("started %s with %d items", "job", 3)
    log.warning("no args %")
    log.debug("hidden")
    log.error("bad", exc_info=False)
    log.info("extra", extra={"k": 1})
    logging.getLogger("app").setLevel(logging.ERROR)
    log.info("hidden too")
    log.log(logging.ERROR, "at %s", "level")
    logging.error("root %05.2f", 3.14159)
    print(os.environ.get("NO_SUCH_VARIABLE_X", "unset"), "PATH" in os.environ, os.getenv("NO_SUCH_VARIABLE_X"))
    os.environ["MY_OWN"] = "v"
    print(os.environ["MY_OWN"])


main()
