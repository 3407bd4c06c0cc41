import os
import tempfile

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import NoResultFound, OperationalError, SQLAlchemyError

meta = sa.MetaData()
books = sa.Table(
    "books",
    meta,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("title", sa.String(80), nullable=False, index=True),
    sa.Column("pages", sa.Integer, default=100),
    sa.Column("price", sa.Float),
    sa.Column("lent", sa.Boolean, default=False),
)


class Library:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        meta.create_all(engine)

    def add(self, title: str) -> int:
        with self.engine.begin() as conn:
            return conn.execute(sa.insert(books).values(title=title)).inserted_primary_key[0]

    def find(self, word: str) -> list[str]:
        with self.engine.connect() as conn:
            query = sa.select(books.c.title).where(books.c.title.ilike(f"%{word}%")).order_by(books.c.title.asc())
            return list(conn.execute(query).scalars())

    def lend(self, book: int) -> bool:
        with self.engine.begin() as conn:
            changed = conn.execute(
                books.update().where((books.c.id == book) & ~books.c.lent.is_(True)).values(lent=True)
            )
            return changed.rowcount == 1

    def page(self, size: int, at: int):
        with self.engine.connect() as conn:
            return conn.execute(sa.select(books).order_by(books.c.id).limit(size).offset(size * at)).all()


def prices(conn: Connection) -> None:
    doubled = (books.c.price * 2).label("doubled")
    for row in conn.execute(sa.select(books.c.title, doubled, books.c.price / 4).where(books.c.price.is_not(None))):
        print(row.title, row.doubled, row[2], len(row))
    low, high = conn.execute(sa.select(sa.func.min(books.c.price), sa.func.max(books.c.price))).one()
    print(low, high)
    print(conn.execute(sa.select(sa.func.coalesce(sa.func.sum(books.c.pages), 0))).scalar_one())
    print(conn.execute(sa.select(books.c.title).where(books.c.price.between(3, 9)).distinct()).fetchall())
    print(conn.execute(sa.select(books.c.title).where(sa.not_(books.c.title.startswith("D")))).scalars().all())
    print(conn.execute(sa.select(books.c.title + "!", sa.func.upper(books.c.title)).where(books.c.id.in_([]))).all())


def main() -> None:
    path = os.path.join(tempfile.mkdtemp(), "books.db")
    engine = sa.create_engine(f"sqlite:///{path}", echo=False)
    library = Library(engine)
    print(library.add("Dune"), library.add("Emma"), library.add("Dubliners"))
    print(library.find("du"), library.find("zzz"))
    print(library.lend(1), library.lend(1), library.lend(9))
    for row in library.page(2, 0):
        print(row.id, row.title, row.pages, row.lent, row.price)
    print(library.page(2, 1), library.page(2, 5))
    with engine.begin() as conn:
        conn.execute(sa.update(books).where(books.c.id > 1).values({"price": books.c.pages / 20}))
        conn.execute(sa.update(books).where(books.c.title == "Emma").values(price=7.5, pages=books.c.pages + 11))
    with engine.connect() as conn:
        prices(conn)
        first = conn.execute(sa.select(books).where(books.c.id == 2)).mappings().first()
        print(dict(first) if first else None)
        print(conn.execute(sa.select(books.c.title).where(books.c.id == 77)).first())
        print(conn.execute(sa.select(books.c.title).where(books.c.id == 77)).scalar_one_or_none())
        try:
            conn.execute(sa.select(books).where(books.c.id == 77)).one()
        except NoResultFound as error:
            print("none:", error)
        try:
            conn.execute(sa.text("SELECT * FROM shelves"))
        except OperationalError as error:
            print(str(error).split("\n")[0])
    try:
        with engine.begin() as conn:
            conn.execute(sa.delete(books))
            print(conn.execute(sa.select(sa.func.count()).select_from(books)).scalar())
            raise ValueError("keep them")
    except ValueError as error:
        print(error)
    with engine.connect() as conn:
        print(conn.scalar(sa.select(sa.func.count(books.c.id))))
    with engine.connect() as conn:
        with conn.begin():
            conn.execute(sa.delete(books).where(books.c.price < 6))
    with engine.connect() as conn:
        print(conn.execute(sa.select(books.c.id, books.c.title)).fetchall())
    meta.drop_all(engine)
    try:
        library.find("x")
    except SQLAlchemyError as error:
        print(type(error).__name__)
    engine.dispose()


main()
