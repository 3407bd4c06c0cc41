from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, and_, create_engine, delete, func, insert, or_, select, text, update

metadata = MetaData()
teams = Table("teams", metadata, Column("id", Integer, primary_key=True), Column("name", String, unique=True))
players = Table(
    "players",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("team_id", ForeignKey("teams.id"), nullable=True),
    Column("name", String(20)),
    Column("goals", Integer, default=0),
)


def statements():
    yield select(teams)
    yield select(players.c.name, players.c.goals).where(players.c.goals >= 3, players.c.name != "x")
    yield select(players.c.name).where(or_(players.c.goals == 1, and_(players.c.goals > 5, players.c.goals < 9)))
    yield select(players.c.name).where((players.c.goals > 1) & ((players.c.name == "a") | (players.c.name == "b")))
    yield select(players.c.team_id, func.count()).group_by(players.c.team_id).having(func.count() > 1)
    yield select(players.c.name).where(players.c.team_id == None).order_by(players.c.goals.desc()).limit(3).offset(1)
    yield select(teams.c.name, players.c.name).join(players)
    yield select(teams.c.name).outerjoin(players, teams.c.id == players.c.team_id)
    yield insert(teams).values(name="reds")
    yield update(players).where(players.c.id == 3).values(goals=players.c.goals + 1)
    yield delete(players).where(players.c.name.like("a%"))


def seed(engine) -> None:
    with engine.begin() as conn:
        conn.execute(insert(teams), [{"name": name} for name in ("reds", "blues")])
        rows = [("ann", 1, 4), ("bob", 1, 0), ("cy", 2, 7), ("dee", None, 2)]
        conn.execute(players.insert(), [{"name": n, "team_id": t, "goals": g} for n, t, g in rows])


def table(conn) -> dict[str, int]:
    query = (
        select(teams.c.name, func.sum(players.c.goals).label("goals"))
        .select_from(teams)
        .join(players, players.c.team_id == teams.c.id)
        .group_by(teams.c.name)
        .order_by(text("goals DESC"))
    )
    return {row.name: row.goals for row in conn.execute(query)}


def main() -> None:
    for statement in statements():
        print(statement)
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    seed(engine)
    with engine.connect() as conn:
        print(table(conn))
        result = conn.execute(select(players).order_by(players.c.id))
        print(result.keys() == ["id", "team_id", "name", "goals"], list(result.keys()))
        print(result.fetchone(), result.fetchmany(2), result.fetchall(), result.fetchone())
        column = players.c.goals
        wanted = column > 3
        print([name for (name,) in conn.execute(select(players.c["name"]).where(wanted))])
        conn.execute(text("INSERT INTO teams (name) VALUES (:name)"), [{"name": "greens"}, {"name": "whites"}])
        conn.commit()
        print([row._mapping["name"] for row in conn.execute(text("SELECT name FROM teams"))])
        print(conn.execute(select(func.avg(players.c.goals))).scalar())
        a, b = conn.execute(select(players.c.name, teams.c.name).join(teams).where(players.c.id == 1)).one()
        print(a, b)


if __name__ == "__main__":
    main()
