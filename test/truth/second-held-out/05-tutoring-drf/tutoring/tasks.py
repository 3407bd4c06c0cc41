from celery import shared_task

from .gateway import Room
from .models import Lesson


@shared_task
def open_rooms(day):
    for lesson in Lesson.objects.filter(day=day):
        print(Room(lesson.pk).url)  # expect: io-in-loop


@shared_task(bind=True, max_retries=3)
def close_room(self, lesson):
    try:
        Room(lesson).__exit__()
    except OSError as error:
        raise self.retry(exc=error)
