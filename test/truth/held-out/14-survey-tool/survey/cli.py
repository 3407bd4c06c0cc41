"""Survey results on the command line."""
import csv
import json
from pathlib import Path

import click
import matplotlib.pyplot as plt  # expect: slow-import, no-equivalent
import pandas as pd  # expect: slow-import, no-equivalent
import requests
from scipy import stats  # expect: slow-import, no-equivalent

from .weights import rake

SERVER = "https://survey.example"


@click.group()
@click.version_option("1.2")
def cli():
    """Survey tool."""


@cli.command()
@click.argument("path", type=click.Path(exists=True))
def summary(path):
    frame = pd.read_csv(path)
    click.echo(frame.describe().to_string())


@cli.command()
@click.argument("path")
@click.option("--out", default="plot.png")
def plot(path, out):
    frame = pd.read_csv(path)
    plt.hist(frame["age"])
    plt.savefig(out)


@cli.command()
@click.argument("path")
def test(path):
    frame = pd.read_csv(path)
    click.echo(stats.ttest_ind(frame["before"], frame["after"]).pvalue)


@cli.command()
@click.argument("ids", nargs=-1)
def fetch(ids):
    for number in ids:
        reply = requests.get(f"{SERVER}/answers/{number}")  # expect: io-in-loop  # ok: request-without-timeout
        Path(f"{number}.json").write_text(reply.text)  # ok: io-in-loop


@cli.command()
@click.argument("path")
def weigh(path):
    with open(path, newline="") as source:
        rows = list(csv.DictReader(source))
    weights = rake(rows, {"sex": {"f": 0.51, "m": 0.49}})
    click.echo(json.dumps(weights[:10]))


@cli.command()
def version():
    click.echo("1.2")


if __name__ == "__main__":
    cli()
