import logging

from django.db.models.signals import post_save
from django.dispatch import receiver

from .models import Loan

log = logging.getLogger(__name__)


@receiver(post_save, sender=Loan)
def loan_saved(sender, instance, created, **kwargs):  # ok: sync-handler-io
    if created:
        log.info("loan %s until %s", instance.pk, instance.due)
