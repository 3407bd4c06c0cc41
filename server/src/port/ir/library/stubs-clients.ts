/** Clients of servers, in the form of `stubs.ts`. */
export const CLIENT_STUBS = `
class redis.Redis = RedisClient pointer
redis.Redis(host: str = "localhost", port: int = 6379, db: int = 0, password: str | None = None, ~decode_responses: bool = False, ~socket_timeout: Any = None, ~socket_connect_timeout: Any = None, +username: str | None = None) -> redis.Redis = newRedis
redis.Redis.from_url(url: str, ~decode_responses: bool = False) -> redis.Redis = redisOfURL
redis.from_url(url: str, ~decode_responses: bool = False) -> redis.Redis = redisOfURL
redis.Redis#ping() -> bool
redis.Redis#set(name: Any, value: Any, ex: Any = None, px: Any = None, nx: bool = False, xx: bool = False) -> bool
redis.Redis#setex(name: Any, time: int, value: Any) -> bool = setFor
redis.Redis#setnx(name: Any, value: Any) -> bool = setNew
redis.Redis#incr(name: Any, amount: int = 1) -> int = increase
redis.Redis#incrby(name: Any, amount: int = 1) -> int = increase
redis.Redis#decr(name: Any, amount: int = 1) -> int = decrease
redis.Redis#decrby(name: Any, amount: int = 1) -> int = decrease
redis.Redis#delete(*names: Any) -> int
redis.Redis#exists(*names: Any) -> int
redis.Redis#expire(name: Any, time: int) -> bool
redis.Redis#ttl(name: Any) -> int
redis.Redis#hset(name: Any, key: Any = None, value: Any = None, mapping: Any = None) -> int = hashSet
redis.Redis#hdel(name: Any, *keys: Any) -> int = hashDelete
redis.Redis#hincrby(name: Any, key: Any, amount: int = 1) -> int = hashIncrease
redis.Redis#hexists(name: Any, key: Any) -> bool = hashHas
redis.Redis#lpush(name: Any, *values: Any) -> int = pushLeft
redis.Redis#rpush(name: Any, *values: Any) -> int = pushRight
redis.Redis#llen(name: Any) -> int = listLength
redis.Redis#sadd(name: Any, *values: Any) -> int = setAdd
redis.Redis#srem(name: Any, *values: Any) -> int = setRemove
redis.Redis#sismember(name: Any, value: Any) -> int = setHas
redis.Redis#scard(name: Any) -> int = setCount
redis.Redis#publish(channel: str, message: Any) -> int
redis.Redis#flushdb() -> bool = clear
redis.Redis#close() -> None
redis.Redis#get(name: Any) -> bytes | None = getBytes
redis.Redis#keys(pattern: str = "*") -> list[bytes] = keysBytes
redis.Redis#hget(name: Any, key: Any) -> bytes | None = hashGetBytes
redis.Redis#lpop(name: Any) -> bytes | None = popLeftBytes
redis.Redis#rpop(name: Any) -> bytes | None = popRightBytes
redis.Redis#lrange(name: Any, start: int, end: int) -> list[bytes] = listRangeBytes

class redis.TextRedis = RedisClient pointer
redis.TextRedis(host: str = "localhost", port: int = 6379, db: int = 0, password: str | None = None, ~decode_responses: bool = False, ~socket_timeout: Any = None, ~socket_connect_timeout: Any = None, +username: str | None = None) -> redis.TextRedis = newRedis
redis.TextRedis.from_url(url: str, ~decode_responses: bool = False) -> redis.TextRedis = redisOfURL
redis.text_from_url(url: str, ~decode_responses: bool = False) -> redis.TextRedis = redisOfURL
redis.TextRedis#ping() -> bool
redis.TextRedis#set(name: Any, value: Any, ex: Any = None, px: Any = None, nx: bool = False, xx: bool = False) -> bool
redis.TextRedis#setex(name: Any, time: int, value: Any) -> bool = setFor
redis.TextRedis#setnx(name: Any, value: Any) -> bool = setNew
redis.TextRedis#incr(name: Any, amount: int = 1) -> int = increase
redis.TextRedis#incrby(name: Any, amount: int = 1) -> int = increase
redis.TextRedis#decr(name: Any, amount: int = 1) -> int = decrease
redis.TextRedis#decrby(name: Any, amount: int = 1) -> int = decrease
redis.TextRedis#delete(*names: Any) -> int
redis.TextRedis#exists(*names: Any) -> int
redis.TextRedis#expire(name: Any, time: int) -> bool
redis.TextRedis#ttl(name: Any) -> int
redis.TextRedis#hset(name: Any, key: Any = None, value: Any = None, mapping: Any = None) -> int = hashSet
redis.TextRedis#hdel(name: Any, *keys: Any) -> int = hashDelete
redis.TextRedis#hincrby(name: Any, key: Any, amount: int = 1) -> int = hashIncrease
redis.TextRedis#hexists(name: Any, key: Any) -> bool = hashHas
redis.TextRedis#lpush(name: Any, *values: Any) -> int = pushLeft
redis.TextRedis#rpush(name: Any, *values: Any) -> int = pushRight
redis.TextRedis#llen(name: Any) -> int = listLength
redis.TextRedis#sadd(name: Any, *values: Any) -> int = setAdd
redis.TextRedis#srem(name: Any, *values: Any) -> int = setRemove
redis.TextRedis#sismember(name: Any, value: Any) -> int = setHas
redis.TextRedis#scard(name: Any) -> int = setCount
redis.TextRedis#publish(channel: str, message: Any) -> int
redis.TextRedis#flushdb() -> bool = clear
redis.TextRedis#close() -> None
redis.TextRedis#get(name: Any) -> str | None
redis.TextRedis#keys(pattern: str = "*") -> list[str]
redis.TextRedis#hget(name: Any, key: Any) -> str | None = hashGet
redis.TextRedis#hgetall(name: Any) -> dict[str, str] = hashAll
redis.TextRedis#lpop(name: Any) -> str | None = popLeft
redis.TextRedis#rpop(name: Any) -> str | None = popRight
redis.TextRedis#lrange(name: Any, start: int, end: int) -> list[str] = listRange
redis.TextRedis#smembers(name: Any) -> set[str] = setMembers
`;
