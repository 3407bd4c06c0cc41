import flask
import sqlalchemy

app = flask.Flask(__name__)


def engine():
    return sqlalchemy.create_engine("postgresql:///stock")


@app.get("/")
def index():
    with engine().connect() as connection:
        return str(connection.execute(sqlalchemy.text("select 1")).scalar())
