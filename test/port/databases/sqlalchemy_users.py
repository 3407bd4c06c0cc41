from sqlalchemy import Column, Float, ForeignKey, Integer, MetaData, String, Table, and_, create_engine, delete, desc, func, insert, or_, select, text, update
from sqlalchemy.exc import IntegrityError

metadata = MetaData()

users = Table(
    "users",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(50), nullable=False),
    Column("age", Integer),
    Column("email", String, unique=True),
)

orders = Table(
    "orders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", Integer, ForeignKey("users.id")),
    Column("total", Float, default=0.0),
)


def adults(conn, least: int = 18) -> list[str]:
    stmt = select(users.c.name).where(users.c.age >= least).order_by(users.c.name)
    return [row.name for row in conn.execute(stmt)]


def main() -> None:
    engine = create_engine("sqlite:///:memory:")
    metadata.create_all(engine)
    with engine.begin() as conn:
        result = conn.execute(insert(users).values(name="ann", age=31, email="ann@x"))
        print(result.inserted_primary_key[0], result.rowcount)
        conn.execute(users.insert(), [{"name": "bob", "age": 17, "email": "bob@x"}, {"name": "cy", "age": 45, "email": None}])
        conn.execute(insert(orders), [{"user_id": 1, "total": 9.5}, {"user_id": 1, "total": 20}, {"user_id": 3, "total": 1.25}])
    with engine.connect() as conn:
        print(adults(conn), adults(conn, 40))
        for row in conn.execute(select(users).order_by(desc(users.c.age)).limit(2)):
            print(row.id, row.name, row[2], row)
        row = conn.execute(select(users.c.id, users.c.name).where(users.c.name == "bob")).first()
        print(row, row.id if row else None)
        print(conn.execute(select(func.count()).select_from(users)).scalar())
        print(conn.execute(select(func.count(users.c.id)).where(or_(users.c.age < 18, users.c.name.like("c%")))).scalar_one())
        print(conn.execute(select(users.c.name).where(and_(users.c.age > 10, users.c.email.is_(None)))).scalars().all())
        print(conn.scalars(select(users.c.name).where(users.c.id.in_([1, 3])).order_by(users.c.id)).all())
        joined = (
            select(users.c.name, func.sum(orders.c.total).label("spent"))
            .join(orders, users.c.id == orders.c.user_id)
            .group_by(users.c.name)
            .order_by(func.sum(orders.c.total).desc())
        )
        for name, spent in conn.execute(joined):
            print(name, spent)
        for each in conn.execute(joined).mappings():
            print(each["name"], each["spent"])
        print(conn.execute(update(users).where(users.c.name == "bob").values(age=18)).rowcount)
        conn.commit()
        print(conn.execute(delete(users).where((users.c.age < 20) & (users.c.name != "ann"))).rowcount)
        conn.rollback()
        print(conn.execute(text("SELECT name, age FROM users WHERE age > :least ORDER BY age"), {"least": 17}).fetchall())
        try:
            conn.execute(insert(users).values(name="dup", email="ann@x"))
        except IntegrityError as e:
            print("refused", type(e).__name__)
    print(select(users.c.id).where(users.c.age > 3))


if __name__ == "__main__":
    main()
