"""A small tool for a list of tasks."""
import click

CONTEXT_SETTINGS = dict(help_option_names=["-h", "--help"])


class Store:
    def __init__(self, path: str, verbose: bool = False):
        self.path = path
        self.verbose = verbose
        self.items: list[str] = []

    def add(self, item: str) -> int:
        self.items.append(item)
        return len(self.items)


@click.group(context_settings=CONTEXT_SETTINGS, invoke_without_command=True)
@click.option("--path", "-p", default="tasks.txt", show_default=True, help="Where the tasks are.")
@click.option("-v", "--verbose", is_flag=True, help="Tell more.")
@click.version_option("1.2.0", prog_name="tasks")
@click.pass_context
def cli(ctx, path, verbose):
    """Keeps tasks.

    \b
    One line
    and another
    stay as they are.

    A paragraph that is long enough to be wrapped over several lines by the help of the program, as it goes on and on.
    """
    ctx.obj = Store(path, verbose)
    if ctx.invoked_subcommand is None:
        click.echo("nothing to do")


@cli.command()
@click.argument("items", nargs=-1, required=True)
@click.option("--tag", "tags", multiple=True, help="A tag; can be given several times.")
@click.option("--priority", type=click.Choice(["low", "high"], case_sensitive=False), default="low", show_default=True)
@click.option("--size", type=click.IntRange(1, 10), help="How big it is.")
@click.pass_obj
def add(store, items, tags, priority, size):
    """Add ITEMS to the list."""
    for item in items:
        count = store.add(item)
        click.echo(f"{count}: {item} {priority} {size} {tags}")
    if store.verbose:
        click.echo("to " + store.path, err=True)


@cli.command("show", short_help="Shows things.")
@click.argument("name", required=False)
@click.option("--rate", default=1.5, show_default=True, help="A rate.")
@click.option("--point", nargs=2, type=int, default=(0, 0), show_default=True)
@click.option("-l", "--level", count=True)
@click.option("--upper", "style", flag_value="upper", default="upper")
@click.option("--lower", "style", flag_value="lower")
@click.option("--home", envvar="TOOL_HOME", show_envvar=True)
@click.option("--secret", hidden=True)
def show_things(name, rate, point, level, style, home, secret):
    """Shows what there is. And more."""
    click.echo(f"{name} {rate} {point} {level} {style} {home} {secret}")
    x, y = point
    click.secho(f"sum {x + y}", fg="green", bold=True)


@cli.command(epilog="That is all.")
@click.option("--count", type=int, required=True, help="How many.")
@click.option("--fail/--no-fail", default=False, show_default=True, help="Whether to fail.")
@click.pass_context
def check(ctx, count, fail):
    """Check something."""
    if count < 0:
        raise click.BadParameter("must not be negative")
    if fail:
        raise click.ClickException("it failed")
    if count > 100:
        raise click.UsageError("too many")
    if count > 50:
        ctx.exit(7)
    if count > 40:
        ctx.fail("over forty")
    if count > 30:
        raise click.Abort()
    click.echo(click.style("ok", fg="red") + " done", nl=False)
    click.echo()


@click.command()
def orphan():
    click.echo("orphan")


cli.add_command(orphan)
cli.add_command(orphan, "other")

if __name__ == "__main__":
    cli()
