from django.db import models
from django.db.models.signals import post_save
from django.dispatch import receiver


class School(models.Model):  # ok: metaclass
    name = models.CharField(max_length=80)
    places = models.IntegerField(default=0)


class Pupil(models.Model):
    name = models.CharField(max_length=80)
    school = models.ForeignKey(School, on_delete=models.CASCADE)
    marks = models.JSONField(default=list)

    class Meta:
        ordering = ["name"]

    def mean(self):
        return sum(self.marks) / max(1, len(self.marks))

    def rename(self, name):
        self.name = name
        self.save()


@receiver(post_save, sender=Pupil)
def count_places(sender, instance, created, **kwargs):
    if created:
        School.objects.filter(pk=instance.school_id).update(places=models.F("places") - 1)
