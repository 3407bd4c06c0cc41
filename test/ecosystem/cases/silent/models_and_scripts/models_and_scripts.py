from django.apps import apps
from django.db import connection, models
from sqlalchemy.orm import Session


class Entry(models.Model):
    name = models.TextField()


def counts():
    for model in sorted(apps.get_models(), key=str):
        print(model, Entry.objects.filter(name=model).count())


def rows(names):
    for name in names:
        print(name, Entry.objects.filter(name=name).count())  # expect: io-in-loop


def revise(session: Session, changes):
    for change in changes:
        try:
            change()
        except ValueError as error:
            session.rollback()
            raise RuntimeError(str(error))


def run(text):
    with connection.cursor() as cursor:
        for command in text.split(";"):
            cursor.execute(command.replace("HERE", "there"))


