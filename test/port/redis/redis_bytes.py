import os

import redis

client = redis.Redis(host="127.0.0.1", port=int(os.environ["TEST_REDIS_PORT"]))
client.flushdb()
client.set("count", 7)
client.set("name", "bob")
client.setex("short", 9, "x")
name = client.get("name")
print(name, client.get("none"), client.ttl("short"))
if name is not None:
    print(name.decode(), name.decode("utf-8").upper())
count = client.get("count")
print(int(count or 0) + 1)
client.rpush("list", "a", b"b", 3)
print(client.lrange("list", 0, -1), client.llen("list"), client.lpop("list"))
print([each.decode() for each in client.lrange("list", 0, -1)])
client.close()
