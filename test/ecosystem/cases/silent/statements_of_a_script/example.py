import sqlite3


def prepare(connection: sqlite3.Connection, script):
    for statement in script:
        connection.execute(statement)


def tune(connection: sqlite3.Connection, path):
    for entry in [path, path]:
        connection.load_extension(entry)
