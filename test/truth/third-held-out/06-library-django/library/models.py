from django.db import models


class ActiveManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(active=True)


class Author(models.Model):  # ok: metaclass
    name = models.CharField(max_length=200)
    active = models.BooleanField(default=True)

    objects = models.Manager()
    living = ActiveManager()


class Book(models.Model):
    title = models.CharField(max_length=300)
    isbn = models.CharField(max_length=13)
    author = models.ForeignKey(Author, on_delete=models.CASCADE)
    copies = models.IntegerField(default=1)

    @property
    def label(self) -> str:
        return f"{self.title} ({self.isbn})"


class Loan(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE)
    reader = models.IntegerField()
    due = models.DateField()
    fine = models.IntegerField(default=0)
