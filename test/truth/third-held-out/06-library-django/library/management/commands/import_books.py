import csv

import requests
from django.core.management.base import BaseCommand, CommandError

from library.fields import ImportRow
from library.models import Author, Book

COVER = "https://covers.example.org/{isbn}.jpg"


class Command(BaseCommand):
    help = "Import books from a CSV file."

    def add_arguments(self, parser):
        parser.add_argument("path")
        parser.add_argument("--covers", action="store_true")

    def handle(self, *args, **options):
        try:
            with open(options["path"], newline="") as stream:
                rows = [ImportRow(record) for record in csv.DictReader(stream)]
        except OSError as error:
            raise CommandError(str(error)) from error
        valid = [row for row in rows if row.valid()]
        authors = {author.name: author for author in Author.living.all()}
        books = []
        for row in valid:
            author = authors.get(row.author)
            if author is None:
                author = Author.objects.create(name=row.author)  # expect: io-in-loop
                authors[row.author] = author
            books.append(Book(title=row.title, isbn=row.isbn, author=author))  # ok: io-in-loop
        Book.objects.bulk_create(books, batch_size=500)  # ok: io-in-loop
        if options["covers"]:
            self.fetch_covers(books)
        self.stdout.write(f"{len(books)} books")

    def fetch_covers(self, books):
        session = requests.Session()  # ok: client-per-call
        for book in books:
            answer = session.get(COVER.format(isbn=book.isbn), timeout=10)  # expect: io-in-loop
            if answer.ok:
                with open(f"covers/{book.isbn}.jpg", "wb") as target:
                    target.write(answer.content)
