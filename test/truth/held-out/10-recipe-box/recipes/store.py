import pymysql
import redis
from flask import g

cache = redis.Redis("cache", socket_timeout=1, socket_connect_timeout=1)  # ok: client-per-call, import-time-work


def db():
    if "db" not in g:
        g.db = pymysql.connect(host="db", user="box", database="recipes", connect_timeout=3, read_timeout=5, write_timeout=5)  # expect: client-per-call
    return g.db


def close():
    if (conn := g.pop("db", None)) is not None:
        conn.close()


def recipe(slug):
    with db().cursor() as cursor:
        cursor.execute("select title, steps from recipe where slug = %s", (slug,))
        return cursor.fetchone()


def remember_views(slugs):
    for slug in slugs:
        cache.incr(f"views:{slug}")  # expect: io-in-loop


def remember_views_at_once(slugs):
    with cache.pipeline() as pipe:
        for slug in slugs:
            pipe.incr(f"views:{slug}")  # ok: io-in-loop
        pipe.execute()  # ok: io-in-loop


def views(slugs):
    return cache.mget([f"views:{slug}" for slug in slugs])  # ok: io-in-loop
