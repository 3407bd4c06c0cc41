from datetime import date

import requests
from django.core.management.base import BaseCommand

from lending.models import Loan


class Command(BaseCommand):
    help = "Reminds members of books that are overdue."

    def add_arguments(self, parser):
        parser.add_argument("--gateway", default="https://sms.example.org")

    def handle(self, *args, **options):  # ok: sync-handler-io
        late = Loan.objects.filter(returned=None, due__lt=date.today()).select_related("book")
        for loan in late.iterator():  # ok: hot-loop
            text = f"{loan.book.title} was due on {loan.due}"
            requests.post(options["gateway"], json={"to": loan.member, "text": text})  # expect: io-in-loop  # ok: request-without-timeout
        self.stdout.write("done")
