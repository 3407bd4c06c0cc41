from celery import Celery

app = Celery("podcasts", broker="redis://broker/0", backend="redis://broker/1")
app.conf.task_acks_late = True  # ok: monkey-patch
app.conf.beat_schedule = {"refresh": {"task": "podcasts.tasks.refresh_feeds", "schedule": 900.0}}  # ok: monkey-patch
