from .app import celery as celery
