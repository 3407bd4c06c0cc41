"""A task list: optional fields, filters, an alias, extra fields."""

from typing import Optional

from fastapi import FastAPI, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field

app = FastAPI()


class TaskIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str
    done: bool = False
    priority: Optional[int] = Field(None, ge=1, le=3)


class Task(BaseModel):
    id: int
    title: str
    done: bool
    priority: Optional[int]


class Stats(BaseModel):
    total: int
    open: int
    share: float


tasks: list[Task] = []


@app.post("/tasks", status_code=201, response_model=Task)
def add(task: TaskIn):
    made = Task(id=len(tasks) + 1, title=task.title, done=task.done, priority=task.priority)
    tasks.append(made)
    return made


@app.get("/tasks", response_model=list[Task])
def search(done: bool | None = None, text: str = Query("", max_length=5)):
    found = [task for task in tasks if text in task.title]
    if done is not None:
        found = [task for task in found if task.done == done]
    return sorted(found, key=lambda task: task.title)


@app.post("/tasks/{task_id}/done")
def finish(task_id: int) -> Task:
    for task in tasks:
        if task.id == task_id:
            task.done = True
            return task
    raise HTTPException(status_code=404, detail=f"Task {task_id} not found")


@app.get("/stats")
def stats() -> Stats:
    open_tasks = sum(1 for task in tasks if not task.done)
    share = open_tasks / len(tasks) if tasks else 0.0
    return Stats(total=len(tasks), open=open_tasks, share=share)


#> GET /stats
#> POST /tasks {"title": "write"}
#> POST /tasks {"title": "read", "priority": 2}
#> POST /tasks {"title": "x", "priority": 4}
#> POST /tasks {"title": "x", "prio": 1, "more": [1]}
#> POST /tasks {"title": "x", "priority": null}
#> GET /tasks
#> POST /tasks/2/done
#> POST /tasks/8/done
#> GET /tasks?done=true
#> GET /tasks?done=false&text=r
#> GET /tasks?done=perhaps&text=toolong
#> GET /stats
