import os
from pathlib import Path

import click


def check_times(ctx, param, value):
    if value is not None and value > 5:
        raise click.BadParameter("at most five times")
    return value


@click.command(no_args_is_help=True, epilog="See the manual for more.")
@click.argument("names", nargs=-1)
@click.option("-t", "--times", type=click.INT, callback=check_times, help="How often.")
@click.option("--greeting", "-g", default="Hello", show_default=True, metavar="WORD", help="What is said.")
@click.option("--shout/--whisper", "-s/-w", default=None, help="How it is said.")
@click.option("--weight", default=0.5, type=click.FloatRange(0, 1, max_open=True), show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default="out.txt")
@click.option("--config", type=click.Path(exists=True, file_okay=False), help="A folder that is there.")
@click.option("--user", envvar=["GREET_USER", "GREET_NAME"], show_envvar=True, default="nobody")
@click.option("--numbers", type=float, multiple=True, default=[1.5, 2.5], show_default=True)
@click.option("--dry-run", is_flag=True, default=True, show_default=True)
def greet(names: tuple[str, ...], times: int, greeting: str, shout, weight, out, config, user, numbers, dry_run):
    """Greets everybody whose name is in NAMES, as often as it is asked to, in a voice that can be chosen.

    The rest of the text is about nothing at all:

      - one
      - two
    """
    for name in names:
        line = f"{greeting} {name}"
        if shout is None:
            click.echo(line)
        else:
            click.echo(line.upper() if shout else line.lower())
    click.echo(times)
    click.echo(times * 2 if times else "no times")
    click.echo(f"{weight} {out.name} {config} {user} {sum(numbers)} {len(numbers)} {dry_run}")
    click.echo("to the errors", err=True)
    raise SystemExit(3)


if __name__ == "__main__":
    greet(prog_name="greet")
