import logging
import stevedore.driver
import PIL.Image
from unittest import mock
from stevedore.driver import DriverManager
from django.db import models
from django_stubs_ext.db.models import TypedModelMeta
from tools import ClassMeta


def quiet():
    logging.logThreads = False
    PIL.Image.MAX_IMAGE_PIXELS = None
    stevedore.driver.DriverManager = mock.Mock()  # expect: monkey-patch
    stevedore.driver.DriverManager.return_value = 3


class Item(models.Model):
    class Meta(TypedModelMeta):
        abstract = True


class Registry:
    class Meta(ClassMeta):  # expect: metaclass
        def __new__(mcs, name, bases, namespace):
            return super().__new__(mcs, name, bases, namespace)


def parse(user, data):
    for k, v in data.items():
        if k == "status":
            setattr(user, k, int(v))
        elif k == "name":
            setattr(user, k, str(v))
        else:
            setattr(user, k, v)  # expect: dynamic-attribute


def ask(inspect, method):
    return getattr(inspect, method)() if method != "active" else getattr(inspect, method)(safe=True)  # expect: dynamic-attribute
