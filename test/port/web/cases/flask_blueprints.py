"""Blueprints, functions around requests, and a dataclass."""

from dataclasses import dataclass

from flask import Blueprint, Flask, jsonify, request

app = Flask(__name__)
api = Blueprint("api", __name__, url_prefix="/api")
health = Blueprint("health", __name__)


@dataclass
class Task:
    id: int
    title: str
    priority: float = 1.0


tasks: dict[int, Task] = {}


def read_title() -> str:
    data = request.get_json(silent=True)
    if data is None:
        return ""
    return str(data.get("title", "")).strip()


@api.get("/tasks")
def list_tasks():
    return jsonify([{"id": t.id, "title": t.title, "priority": t.priority} for t in tasks.values()])


@api.post("/tasks")
def add_task():
    title = read_title()
    if title == "":
        return {"error": "no title"}, 422
    task = Task(len(tasks) + 1, title)
    tasks[task.id] = task
    return jsonify(task), 201


@api.patch("/tasks/<int:task_id>")
def raise_priority(task_id: int):
    task = tasks.get(task_id)
    if task is None:
        return {"error": "unknown task", "id": task_id}, 404
    task.priority += 0.5
    return {"id": task.id, "priority": task.priority}


@health.route("/health")
def check():
    return "ok"


@app.after_request
def add_header(response):
    response.headers["X-Service"] = "tasks"
    return response


app.register_blueprint(api)
app.register_blueprint(health, url_prefix="/internal")


#> GET /api/tasks
#> POST /api/tasks {"title": " write "}
#> POST /api/tasks {"title": "read"}
#> POST /api/tasks {"name": "x"}
#> POST /api/tasks
#> PATCH /api/tasks/1
#> PATCH /api/tasks/1
#> PATCH /api/tasks/5
#> GET /api/tasks
#> GET /internal/health
#> GET /health
#> DELETE /api/tasks
