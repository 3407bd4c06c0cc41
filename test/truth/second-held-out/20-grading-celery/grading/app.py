from celery import Celery
from celery.signals import worker_process_init

celery = Celery("grading", broker="redis://broker/0", include=["grading.tasks"])  # ok: import-time-work
celery.conf.task_acks_late = True  # ok: monkey-patch


@worker_process_init.connect
def ready(**kwargs):
    print("worker up")
