from django.db import models


class Branch(models.Model):  # ok: metaclass
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]


class Book(models.Model):
    isbn = models.CharField(max_length=13, unique=True)
    title = models.CharField(max_length=200)
    copies = models.PositiveIntegerField(default=1)

    def on_loan(self) -> int:
        return self.loan_set.filter(returned=None).count()

    @property
    def spine(self) -> str:
        return self.title[:30].upper()


class Loan(models.Model):
    book = models.ForeignKey(Book, on_delete=models.CASCADE)
    member = models.CharField(max_length=20)
    due = models.DateField()
    returned = models.DateField(null=True)
