import sqlite3


class Store:
    def __init__(self, connection: sqlite3.Connection, tables):
        self.connection = connection
        self.tables = tables

    def execute(self, *arguments):
        return self.connection.execute(*arguments)

    def flush(self, owner):
        for table in self.tables:
            self.execute(f"DELETE FROM {table} WHERE owner = ?", (owner,))
        for table in self.tables:
            self.connection.execute(f"UPDATE {table}_log SET owner = ?", (owner,))
