//go:build modules

package portruntime

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	redis "github.com/redis/go-redis/v9"
)

// RedisClient asks a Redis server. What it reads is text or bytes, by the method.
type RedisClient struct{ client *redis.Client }

func newRedis(host string, port, database int, password, username *string) *RedisClient {
	options := &redis.Options{Addr: net.JoinHostPort(host, fmt.Sprint(port)), DB: database, MaxRetries: -1, DialerRetries: 1}
	if password != nil {
		options.Password = *password
	}
	if username != nil {
		options.Username = *username
	}
	return &RedisClient{redis.NewClient(options)}
}

// redisOfURL is a client of the server that an address names.
func redisOfURL(address string) *RedisClient {
	options, err := redis.ParseURL(address)
	if err != nil {
		panic(&ValueError{newException(err.Error())})
	}
	return &RedisClient{redis.NewClient(options)}
}

// redisValue is a key or value as it is sent.
func redisValue(value any) any {
	switch v := behind(value).(type) {
	case string, []byte, int:
		return v
	default:
		return str(v)
	}
}

func redisKey(key any) string { return fmt.Sprint(redisValue(asTextKey(key))) }

// asTextKey gives bytes as the text that they are.
func asTextKey(key any) any {
	if data, ok := key.([]byte); ok {
		return string(data)
	}
	return key
}

func redisKeys(keys []any) []string { return mapped(keys, redisKey) }

func redisValues(values []any) []any { return mapped(values, redisValue) }

// redisResult is what the server answered; its errors are those that Python has.
func redisResult[T any](value T, err error) T {
	if err == nil || errors.Is(err, redis.Nil) {
		return value
	}
	var refused redis.Error
	if errors.As(err, &refused) {
		panic(&RedisResponseError{newException(err.Error())})
	}
	panic(&RedisConnectionError{newException(err.Error())})
}

// redisText is a text that the server may not have.
func redisText(command *redis.StringCmd) *string {
	value, err := command.Result()
	if redisResult(value, err); err != nil {
		return nil
	}
	return &value
}

// redisBytes are bytes that the server may not have, nil then.
func redisBytes(command *redis.StringCmd) []byte {
	if value := redisText(command); value != nil {
		return []byte(*value)
	}
	return nil
}

func redisBytesList(texts []string) [][]byte {
	return mapped(texts, func(text string) []byte { return []byte(text) })
}

func (r *RedisClient) Ping() bool {
	return redisResult(r.client.Ping(context.Background()).Result()) == "PONG"
}

func (r *RedisClient) Get(key any) *string {
	return redisText(r.client.Get(context.Background(), redisKey(key)))
}

func (r *RedisClient) GetBytes(key any) []byte {
	return redisBytes(r.client.Get(context.Background(), redisKey(key)))
}

// Set stores a value, for a time where one is given, and only where there is none or is one where that is asked for.
func (r *RedisClient) Set(key, value, seconds, milliseconds any, onlyNew, onlyKnown bool) bool {
	arguments := redis.SetArgs{}
	if seconds != nil {
		arguments.TTL = time.Duration(to[int](seconds)) * time.Second
	}
	if milliseconds != nil {
		arguments.TTL = time.Duration(to[int](milliseconds)) * time.Millisecond
	}
	if onlyNew {
		arguments.Mode = "NX"
	}
	if onlyKnown {
		arguments.Mode = "XX"
	}
	return redisResult(r.client.SetArgs(context.Background(), redisKey(key), redisValue(value), arguments).Result()) == "OK"
}

func (r *RedisClient) SetFor(key any, seconds int, value any) bool {
	return r.Set(key, value, seconds, nil, false, false)
}

func (r *RedisClient) SetNew(key, value any) bool { return r.Set(key, value, nil, nil, true, false) }

func (r *RedisClient) Increase(key any, amount int) int {
	return int(redisResult(r.client.IncrBy(context.Background(), redisKey(key), int64(amount)).Result()))
}

func (r *RedisClient) Decrease(key any, amount int) int { return r.Increase(key, -amount) }

func (r *RedisClient) Delete(keys ...any) int {
	return int(redisResult(r.client.Del(context.Background(), redisKeys(keys)...).Result()))
}

func (r *RedisClient) Exists(keys ...any) int {
	return int(redisResult(r.client.Exists(context.Background(), redisKeys(keys)...).Result()))
}

func (r *RedisClient) Expire(key any, seconds int) bool {
	return redisResult(r.client.Expire(context.Background(), redisKey(key), time.Duration(seconds)*time.Second).Result())
}

// Ttl is the time that is left, in seconds; -1 without an end, -2 without a value.
func (r *RedisClient) Ttl(key any) int {
	left := redisResult(r.client.TTL(context.Background(), redisKey(key)).Result())
	if left < 0 {
		return int(left)
	}
	return int(left / time.Second)
}

func (r *RedisClient) Keys(pattern string) []string {
	return redisResult(r.client.Keys(context.Background(), pattern).Result())
}

func (r *RedisClient) KeysBytes(pattern string) [][]byte { return redisBytesList(r.Keys(pattern)) }

func (r *RedisClient) HashGet(key, field any) *string {
	return redisText(r.client.HGet(context.Background(), redisKey(key), redisKey(field)))
}

func (r *RedisClient) HashGetBytes(key, field any) []byte {
	return redisBytes(r.client.HGet(context.Background(), redisKey(key), redisKey(field)))
}

// HashSet stores a field of a hash, or those of a dict.
func (r *RedisClient) HashSet(key, field, value, mapping any) int {
	given := []any{}
	if field != nil {
		given = append(given, redisKey(field), redisValue(value))
	}
	if !isNil(mapping) {
		for name, each := range entriesOf(mapping) {
			given = append(given, redisKey(name), redisValue(each))
		}
	}
	return int(redisResult(r.client.HSet(context.Background(), redisKey(key), given...).Result()))
}

func (r *RedisClient) HashAll(key any) *OrderedMap[string, string] {
	// Asked for as a list, so that the order is that of the server.
	found := redisResult(r.client.Do(context.Background(), "HGETALL", redisKey(key)).Result())
	fields := NewOrderedMap[string, string]()
	switch pairs := found.(type) {
	case []any:
		for i := 0; i+1 < len(pairs); i += 2 {
			fields.Set(str(pairs[i]), str(pairs[i+1]))
		}
	case map[any]any:
		for name, value := range pairs {
			fields.Set(str(name), str(value))
		}
	}
	return fields
}

func (r *RedisClient) HashDelete(key any, fields ...any) int {
	return int(redisResult(r.client.HDel(context.Background(), redisKey(key), redisKeys(fields)...).Result()))
}

func (r *RedisClient) HashIncrease(key, field any, amount int) int {
	return int(redisResult(r.client.HIncrBy(context.Background(), redisKey(key), redisKey(field), int64(amount)).Result()))
}

func (r *RedisClient) HashHas(key, field any) bool {
	return redisResult(r.client.HExists(context.Background(), redisKey(key), redisKey(field)).Result())
}

func (r *RedisClient) PushLeft(key any, values ...any) int {
	return int(redisResult(r.client.LPush(context.Background(), redisKey(key), redisValues(values)...).Result()))
}

func (r *RedisClient) PushRight(key any, values ...any) int {
	return int(redisResult(r.client.RPush(context.Background(), redisKey(key), redisValues(values)...).Result()))
}

func (r *RedisClient) PopLeft(key any) *string {
	return redisText(r.client.LPop(context.Background(), redisKey(key)))
}

func (r *RedisClient) PopLeftBytes(key any) []byte {
	return redisBytes(r.client.LPop(context.Background(), redisKey(key)))
}

func (r *RedisClient) PopRight(key any) *string {
	return redisText(r.client.RPop(context.Background(), redisKey(key)))
}

func (r *RedisClient) PopRightBytes(key any) []byte {
	return redisBytes(r.client.RPop(context.Background(), redisKey(key)))
}

func (r *RedisClient) ListRange(key any, start, stop int) []string {
	return redisResult(r.client.LRange(context.Background(), redisKey(key), int64(start), int64(stop)).Result())
}

func (r *RedisClient) ListRangeBytes(key any, start, stop int) [][]byte {
	return redisBytesList(r.ListRange(key, start, stop))
}

func (r *RedisClient) ListLength(key any) int {
	return int(redisResult(r.client.LLen(context.Background(), redisKey(key)).Result()))
}

func (r *RedisClient) SetAdd(key any, values ...any) int {
	return int(redisResult(r.client.SAdd(context.Background(), redisKey(key), redisValues(values)...).Result()))
}

func (r *RedisClient) SetRemove(key any, values ...any) int {
	return int(redisResult(r.client.SRem(context.Background(), redisKey(key), redisValues(values)...).Result()))
}

func (r *RedisClient) SetMembers(key any) map[string]struct{} {
	return setOf(redisResult(r.client.SMembers(context.Background(), redisKey(key)).Result())...)
}

func (r *RedisClient) SetHas(key, value any) int {
	if redisResult(r.client.SIsMember(context.Background(), redisKey(key), redisValue(value)).Result()) {
		return 1
	}
	return 0
}

func (r *RedisClient) SetCount(key any) int {
	return int(redisResult(r.client.SCard(context.Background(), redisKey(key)).Result()))
}

func (r *RedisClient) Publish(channel string, message any) int {
	return int(redisResult(r.client.Publish(context.Background(), channel, redisValue(message)).Result()))
}

func (r *RedisClient) Clear() bool {
	return redisResult(r.client.FlushDB(context.Background()).Result()) == "OK"
}

func (r *RedisClient) Close() { redisResult(true, r.client.Close()) }

// RedisError is what all errors of Redis are.
type RedisError struct{ Exception }

// RedisConnectionError is about a server that cannot be reached.
type RedisConnectionError struct{ Exception }

func (e *RedisConnectionError) As(target any) bool  { return asRedisError(e.Exception, target) }
func (e *RedisConnectionError) pythonClass() string { return "ConnectionError" }

// RedisResponseError is about a command that the server refuses.
type RedisResponseError struct{ Exception }

func (e *RedisResponseError) As(target any) bool  { return asRedisError(e.Exception, target) }
func (e *RedisResponseError) pythonClass() string { return "ResponseError" }

// asRedisError lets handlers of RedisError see an error of a class under it.
func asRedisError(e Exception, target any) bool {
	found, ok := target.(**RedisError)
	if ok {
		*found = &RedisError{e}
	}
	return ok
}
