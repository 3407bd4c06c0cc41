import csv
import io
import textwrap

DATA = """name,qty,price
apple,3,1.50
"pear, green",10,0.25
"the ""best"" kiwi",1,12.00
"""


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def summary(rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["name", "total"])
    for row in rows:
        writer.writerow([row["name"], int(row["qty"]) * float(row["price"])])
    return out.getvalue()


def main():
    rows = read_rows(DATA)
    for row in rows:
        print(row["name"], int(row["qty"]) + 1, float(row["price"]) * 2)
    print(summary(rows).splitlines())
    reader = csv.reader(["a;b;c", "1;2;3"], delimiter=";")
    header = next(reader)
    print(header)
    for line in reader:
        print(line)
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, fieldnames=["id", "note"], lineterminator="\n")
    writer.writeheader()
    writer.writerow({"id": 1, "note": "x,y"})
    writer.writerows([{"id": 2, "note": None}, {"id": 3, "note": "plain"}])
    print(buffer.getvalue(), end="")
    print("to buffer", 1, 2, file=buffer)
    print(len(buffer.getvalue()), buffer.getvalue().count("\n"))
    text = "The quick brown fox jumps over the lazy dog and runs away from well-known hunters."
    print(textwrap.fill(text, width=30))
    print(textwrap.wrap(text, 20))
    print(textwrap.fill(text, width=40, initial_indent="* ", subsequent_indent="  "))
    print(textwrap.shorten(text, width=30), "|", textwrap.shorten(text, 30, placeholder="..."))
    print(textwrap.dedent("""
        first
          second
        third
    """).strip())
    print(textwrap.indent("a\n\nb", "> "))
    lines = io.StringIO("one\ntwo\nthree")
    print(lines.readline().strip(), [line.strip() for line in lines])


main()
