import json

import click


class Accounts:
    def __init__(self) -> None:
        self.balances: dict[str, int] = {"ann": 100, "bob": 20}

    def move(self, source: str, to: str, amount: int) -> None:
        if source not in self.balances:
            raise KeyError(source)
        if self.balances[source] < amount:
            raise click.ClickException(f"{source} has only {self.balances[source]}")
        self.balances[source] -= amount
        self.balances[to] = self.balances.get(to, 0) + amount


pass_accounts = click.make_pass_decorator(Accounts, ensure=True)


@click.group()
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def bank(ctx: click.Context, as_json: bool) -> None:
    """A bank of a few accounts."""
    ctx.call_on_close(lambda: click.echo("closed"))


@bank.group()
def account():
    """What is done with one account."""


@account.command()
@click.argument("name")
@pass_accounts
def show(accounts, name):
    """Show an account."""
    if name not in accounts.balances:
        raise click.UsageError(f"no account {name}")
    click.echo(f"{name}: {accounts.balances[name]}")


@account.command("move")
@click.argument("source")
@click.argument("to")
@click.argument("amount", type=int)
@pass_accounts
@click.pass_context
def move_money(ctx, accounts, source, to, amount):
    """Move AMOUNT between accounts."""
    accounts.move(source, to, amount)
    ctx.invoke(show, name=source)
    click.echo(json.dumps(accounts.balances))
    click.echo(ctx.command_path + " " + ctx.info_name)


@bank.command(hidden=True)
def secret():
    click.echo("a secret")


@bank.command()
@click.option("--yes", is_flag=True, prompt="Are you sure?")
@click.option("--name", prompt=True, default="ann", show_default=True)
def close_command(yes, name):
    """Close an account, for good and with all that is in it, so that nobody can ever open it again or ask for it."""
    click.echo(f"{yes} {name}")
    if not click.confirm("Really", default=True):
        raise click.Abort()
    age = click.prompt("Age", type=int)
    click.echo(f"{age + 1}")


def main() -> None:
    bank(prog_name="bank")


if __name__ == "__main__":
    main()
