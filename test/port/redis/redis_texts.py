import json
import os

import redis


class SessionStore:
    def __init__(self, client: redis.Redis, lifetime: int = 60):
        self.client = client
        self.lifetime = lifetime

    def save(self, session: str, values: dict[str, str]) -> None:
        self.client.set(f"session:{session}", json.dumps(values), ex=self.lifetime)

    def load(self, session: str) -> dict | None:
        found = self.client.get(f"session:{session}")
        return json.loads(found) if found is not None else None


def hits(client: redis.Redis, page: str) -> int:
    count = client.incr(f"hits:{page}")
    if count == 1:
        client.expire(f"hits:{page}", 30)
    return count


def main() -> None:
    client = redis.Redis(host="127.0.0.1", port=int(os.environ["TEST_REDIS_PORT"]), db=0, decode_responses=True)
    client.flushdb()
    print(client.ping())
    store = SessionStore(client)
    store.save("a1", {"user": "ann", "name": "Änne"})
    print(store.load("a1"), store.load("zz"))
    print(client.ttl("session:a1"), client.ttl("none"))
    print([hits(client, page) for page in ["home", "home", "help"]], client.ttl("hits:home"))
    print(client.incr("n", 5), client.decr("n"), client.get("n"))
    print(client.hset("user:1", mapping={"name": "bob", "age": 41}), client.hset("user:1", "city", "Bonn"))
    print(client.hget("user:1", "age"), client.hget("user:1", "none"), client.hgetall("user:1"))
    print(client.hincrby("user:1", "age", 2), client.hexists("user:1", "city"), client.hdel("user:1", "city"))
    print(client.lpush("jobs", "a", "b", "c"), client.rpush("jobs", "z"), client.lrange("jobs", 0, -1))
    while True:
        job = client.rpop("jobs")
        if job is None:
            break
        print("job", job)
    print(client.sadd("tags", "x", "y", "x"), client.sismember("tags", "y"), sorted(client.smembers("tags")))
    print(client.set("lock", "me", nx=True, ex=5), client.exists("lock", "none"), client.delete("lock", "none"))
    print(sorted(client.keys("hits:*")))
    try:
        client.get("user:1")
    except redis.ResponseError as error:
        print("refused:", error)
    client.close()
    try:
        redis.Redis(host="127.0.0.1", port=1).get("x")
    except redis.exceptions.ConnectionError:
        print("no server")


if __name__ == "__main__":
    main()
