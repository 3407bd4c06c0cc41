"""CSV text is read by column names, summed, and written again."""
import csv
import io

SOURCE = """name,city,amount
Ann,"Berlin, Mitte",10.50
Bob,Paris,3
"Cy ""the"" Fox",Oslo,7.25
"""


def main() -> None:
    rows = list(csv.DictReader(io.StringIO(SOURCE)))
    for row in rows:
        print(row["name"], "|", row["city"], "|", float(row["amount"]))
    print(sum(float(row["amount"]) for row in rows))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["name", "doubled"])
    for row in rows:
        writer.writerow([row["name"], float(row["amount"]) * 2])
    print(out.getvalue().replace("\r\n", "\n"), end="")


if __name__ == "__main__":
    main()
