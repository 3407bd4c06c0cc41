"""Brings what runs in line with what is wanted."""
import asyncio
import threading

import httpx

from . import settings

cache_lock = threading.Lock()
cache: dict[str, dict] = {}


class Cluster:
    def __init__(self, client: httpx.AsyncClient):
        self.client = client
        self._changed = asyncio.Event()

    async def pods(self, name: str) -> list[dict]:
        answer = await self.client.get(f"/namespaces/{settings.NAMESPACE}/pods", params={"app": name})
        return answer.json()["items"]

    async def delete(self, pod: str) -> None:
        await self.client.delete(f"/pods/{pod}")

    async def scale(self, name: str, size: int) -> None:
        await self.client.patch(f"/deployments/{name}", json={"replicas": size})

    async def delete_all(self, pods: list[str]) -> None:
        for pod in pods:
            await self.delete(pod)  # expect: sequential-awaits

    async def delete_together(self, pods: list[str]) -> None:
        await asyncio.gather(*[self.delete(pod) for pod in pods])  # ok: sequential-awaits

    async def wait_scaled(self, name: str, size: int) -> None:
        while len(await self.pods(name)) != size:  # ok: busy-wait
            await asyncio.sleep(2)

    async def wait_changed(self) -> None:
        await self._changed.wait()  # ok: busy-wait, blocking-call


async def reconcile(cluster: Cluster, name: str, size: int) -> None:
    with cache_lock:  # expect: lock-in-coroutine
        cache[name] = {"size": size}
    pods = await cluster.pods(name)
    if len(pods) == size:
        return
    cluster.scale(name, size)  # expect: unawaited-coroutine
    await cluster.wait_scaled(name, size)


async def watch(cluster: Cluster, name: str, size: int) -> None:
    page: str | None = ""
    while page is not None:
        answer = await cluster.client.get("/watch", params={"continue": page})  # ok: sequential-awaits
        page = answer.json().get("continue")
    asyncio.ensure_future(reconcile(cluster, name, size))  # expect: lost-task
    asyncio.run(reconcile(cluster, name, size))  # expect: nested-event-loop


def run(name: str, size: int) -> None:
    async def main() -> None:
        async with httpx.AsyncClient(base_url=settings.ENDPOINTS["api"]) as client:  # ok: client-per-call
            cluster = Cluster(client)
            async with asyncio.TaskGroup() as group:
                group.create_task(watch(cluster, name, size))  # ok: lost-task
                group.create_task(cluster.wait_changed())  # ok: lost-task

    asyncio.run(main())  # ok: nested-event-loop
