import { aliases, factsOf, namesOf, place, timeout } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const requests = factsOf("documented", "Requests: Developer Interface; Timeouts");
const httpx = factsOf("documented", "HTTPX: Developer Interface; Timeouts (five seconds by default)");
const aio = factsOf("documented", "aiohttp: Client Reference (ClientTimeout of five minutes by default)");
const urllib3 = factsOf("documented", "urllib3: API Reference");
const niquests = factsOf("documented", "Niquests, requests-cache, treq, httplib2, pycurl, cloudscraper: their manuals");
const native = factsOf("source", "CPython: the json module has no PyEval_SaveThread symbol");

const VERBS = "get post put patch delete head options request";
const RESPONSE = { returns: "requests.Response" };
const noLimit = timeout("timeout");
const finite = timeout("timeout", "finite");
const str = { returns: "builtins.str" };
const bytes = { returns: "builtins.bytes" };

/** HTTP clients. */
export const HTTP_CLIENTS: LibraryTable = {
  callables: [
    requests.blocks("network", "requests requests.Session", VERBS, {
      ...RESPONSE,
      ...noLimit,
      twin: "httpx.AsyncClient.*",
    }),
    requests.blocks("network", "requests.Session", "send", { ...RESPONSE, ...noLimit, twin: "httpx.AsyncClient.send" }),
    requests.pure("requests", "Session", { client: true }),
    requests.pure("requests", "Request PreparedRequest"),
    requests.pure("requests", "session", { client: true, returns: "requests.Session" }),
    requests.pure(
      "requests.Session",
      "mount close prepare_request get_adapter merge_environment_settings rebuild_auth",
    ),
    requests.pure("requests.Request", "prepare", { returns: "requests.PreparedRequest" }),
    requests.pure("requests.PreparedRequest", "prepare prepare_headers prepare_body prepare_url copy"),
    native.holds("requests.Response", "json", "receiver"),
    requests.blocks("network", "requests.Response", "iter_content iter_lines", {
      lazy: true,
      yields: "builtins.bytes",
    }),
    requests.pure("requests.Response", "raise_for_status close"),
    requests.pure("requests.adapters", "HTTPAdapter"),
    requests.blocks("network", "requests.adapters.HTTPAdapter", "send", { ...RESPONSE, ...noLimit }),
    requests.pure("requests.adapters.HTTPAdapter", "close init_poolmanager build_response"),
    requests.pure("requests.auth", "HTTPBasicAuth HTTPDigestAuth HTTPProxyAuth AuthBase"),
    requests.pure(
      "requests.utils",
      "quote unquote default_headers dict_from_cookiejar cookiejar_from_dict get_netrc_auth",
    ),
    requests.pure("requests.packages.urllib3", "disable_warnings"),
    requests.pure("requests_oauthlib", "OAuth1Session OAuth2Session", { client: true }),
    requests.blocks("network", "requests_oauthlib.OAuth2Session", "fetch_token refresh_token", noLimit),
    requests.blocks("network", "requests_oauthlib.OAuth1Session", "fetch_request_token fetch_access_token"),
    niquests.blocks("network", "niquests niquests.Session", VERBS, {
      ...RESPONSE,
      ...finite,
      twin: "niquests.AsyncSession.*",
    }),
    niquests.suspends("niquests niquests.AsyncSession", "aget apost aput adelete", RESPONSE),
    niquests.suspends("niquests.AsyncSession", VERBS, RESPONSE),
    niquests.pure("niquests", "Session AsyncSession", { client: true }),
    niquests.pure("requests_cache", "CachedSession", { client: true }),
    niquests.pure("requests_cache", "install_cache uninstall_cache"),
    niquests.pure("cloudscraper", "create_scraper CloudScraper", { client: true, returns: "requests.Session" }),
    niquests.pure("requests_html", "HTMLSession", { client: true }),
    niquests.pure("requests_toolbelt", "MultipartEncoder MultipartEncoderMonitor"),
    niquests.pure("httplib2", "Http", { client: true, ...timeout(place(1, "timeout")) }),
    niquests.blocks("network", "httplib2.Http", "request", { twin: "httpx.AsyncClient.request" }),
    niquests.pure("pycurl", "Curl CurlMulti", { client: true }),
    niquests.blocks("network", "pycurl.Curl", "perform perform_rb perform_rs", { twin: "httpx.AsyncClient.request" }),
    niquests.blocks("network", "pycurl.CurlMulti", "select"),
    niquests.pure("pycurl.Curl", "setopt close reset getinfo errstr unsetopt"),
    niquests.blocks("network", "wget", "download"),
    niquests.blocks("network", "curl_cffi.requests curl_cffi.requests.Session", VERBS, finite),
    niquests.suspends("curl_cffi.requests.AsyncSession", VERBS),
    niquests.pure("curl_cffi.requests", "Session AsyncSession", { client: true }),
    niquests.blocks("network", "feedparser", "parse"),
    niquests.blocks("network", "zeep", "Client", { client: true }),
    niquests.blocks("network", "suds.client", "Client", { client: true }),
    niquests.pure("gql", "Client", { client: true }),
    niquests.pure("gql", "gql"),
    niquests.blocks("network", "gql.Client", "execute", { twin: "gql.Client.execute_async" }),
    niquests.suspends("gql.Client", "execute_async connect_async close_async"),

    httpx.blocks("network", "httpx", "get post put patch delete head options request stream", {
      returns: "httpx.Response",
      ...finite,
      twin: "httpx.AsyncClient.*",
    }),
    httpx.blocks("network", "httpx.Client", "send", { returns: "httpx.Response", twin: "httpx.AsyncClient.send" }),
    httpx.blocks("network", "httpx.Client", "get post put patch delete head options request stream", {
      returns: "httpx.Response",
      ...finite,
      twin: "httpx.AsyncClient.*",
    }),
    httpx.pure("httpx", "Client AsyncClient", { client: true, ...finite }),
    httpx.pure("httpx", "Timeout Limits URL QueryParams Headers Cookies Request Response BasicAuth DigestAuth Proxy"),
    httpx.pure(
      "httpx",
      "HTTPTransport AsyncHTTPTransport ASGITransport WSGITransport MockTransport create_ssl_context",
    ),
    httpx.pure("httpx.Client httpx.AsyncClient", "build_request", { returns: "httpx.Request" }),
    httpx.pure("httpx.Client", "close"),
    httpx.suspends("httpx.AsyncClient", "send", { returns: "httpx.Response" }),
    httpx.suspends("httpx.AsyncClient", "get post put patch delete head options request", {
      returns: "httpx.Response",
      ...finite,
    }),
    httpx.suspends("httpx.AsyncClient", "stream", { returns: "httpx.Response", lazy: true, ...finite }),
    httpx.suspends("httpx.AsyncClient", "aclose"),
    native.holds("httpx.Response", "json", "receiver"),
    httpx.pure("httpx.Response", "raise_for_status", { returns: "httpx.Response" }),
    httpx.blocks("network", "httpx.Response", "read", { ...bytes, brief: true }),
    httpx.blocks("network", "httpx.Response", "iter_bytes iter_text iter_lines iter_raw", { lazy: true }),
    httpx.suspends("httpx.Response", "aread", bytes),
    httpx.suspends("httpx.Response", "aclose"),
    httpx.suspends("httpx.Response", "aiter_bytes aiter_text aiter_lines aiter_raw", { lazy: true }),
    httpx.pure("httpx.Response", "close"),

    aio.pure("aiohttp", "ClientSession", { client: true, ...finite }),
    aio.pure(
      "aiohttp",
      "ClientTimeout TCPConnector UnixConnector BasicAuth CookieJar DummyCookieJar FormData TraceConfig",
    ),
    aio.suspends("aiohttp.ClientSession", "get post put patch delete head options request", {
      returns: "aiohttp.ClientResponse",
      ...finite,
    }),
    aio.suspends("aiohttp.ClientSession", "ws_connect", { returns: "aiohttp.ClientWebSocketResponse" }),
    aio.suspends("aiohttp.ClientSession", "close"),
    aio.suspends("aiohttp", "request", { returns: "aiohttp.ClientResponse", lazy: true, ...finite }),
    aio.suspends("aiohttp.ClientResponse", "json"),
    aio.suspends("aiohttp.ClientResponse", "text", str),
    aio.suspends("aiohttp.ClientResponse", "read", bytes),
    aio.pure("aiohttp.ClientResponse", "raise_for_status close release get_encoding"),
    aio.suspends("aiohttp.StreamReader", "read readany readexactly readline readuntil readchunk", bytes),
    aio.suspends("aiohttp.StreamReader", "iter_chunked iter_any iter_chunks", { lazy: true }),
    aio.suspends(
      "aiohttp.ClientWebSocketResponse",
      "receive receive_str receive_bytes receive_json send_str send_bytes send_json ping pong close",
    ),

    urllib3.blocks("network", "urllib3", "request", {
      returns: "urllib3.HTTPResponse",
      ...noLimit,
      twin: "httpx.AsyncClient.request",
    }),
    urllib3.pure("urllib3", "PoolManager ProxyManager HTTPConnectionPool HTTPSConnectionPool", {
      client: true,
      ...noLimit,
    }),
    urllib3.pure("urllib3", "Timeout Retry disable_warnings add_stderr_logger make_headers encode_multipart_formdata"),
    urllib3.pure("urllib3", "connection_from_url proxy_from_url", { client: true, returns: "urllib3.PoolManager" }),
    urllib3.blocks("network", "urllib3.PoolManager urllib3.HTTPConnectionPool", "request urlopen request_encode_url", {
      returns: "urllib3.HTTPResponse",
      ...noLimit,
      twin: "httpx.AsyncClient.request",
    }),
    urllib3.blocks("network", "urllib3.PoolManager urllib3.HTTPConnectionPool", "request_encode_body", {
      returns: "urllib3.HTTPResponse",
      ...noLimit,
    }),
    urllib3.pure("urllib3.PoolManager", "clear connection_from_host"),
    urllib3.blocks("network", "urllib3.HTTPResponse", "read readline", bytes),
    urllib3.blocks("network", "urllib3.HTTPResponse", "stream read_chunked", { lazy: true }),
    native.holds("urllib3.HTTPResponse", "json", "receiver"),
    urllib3.pure("urllib3.HTTPResponse", "release_conn close getheaders getheader"),
  ].flat(),
  classes: [
    {
      path: "requests.Response",
      onIterate: "requests.Response.iter_content",
      attributes: {
        content: "builtins.bytes",
        text: "builtins.str",
        status_code: "builtins.int",
        headers: "builtins.dict",
        url: "builtins.str",
        raw: "urllib3.HTTPResponse",
      },
    },
    {
      path: "httpx.Response",
      attributes: {
        content: "builtins.bytes",
        text: "builtins.str",
        status_code: "builtins.int",
        headers: "httpx.Headers",
      },
    },
    { path: "aiohttp.ClientResponse", attributes: { content: "aiohttp.StreamReader", status: "builtins.int" } },
    { path: "aiohttp.ClientWebSocketResponse" },
    { path: "urllib3.HTTPResponse", attributes: { data: "builtins.bytes", status: "builtins.int" } },
    { path: "urllib3.ProxyManager", bases: ["urllib3.PoolManager"] },
    { path: "urllib3.HTTPSConnectionPool", bases: ["urllib3.HTTPConnectionPool"] },
    { path: "requests_oauthlib.OAuth1Session", bases: ["requests.Session"] },
    { path: "requests_oauthlib.OAuth2Session", bases: ["requests.Session"] },
    { path: "requests_cache.CachedSession", bases: ["requests.Session"] },
    { path: "requests_html.HTMLSession", bases: ["requests.Session"] },
    { path: "niquests.Session" },
  ],
  aliases: [
    ...namesOf("requests.api", VERBS, "requests"),
    ...namesOf("requests.sessions", "Session session", "requests"),
    ...namesOf("requests.models", "Response Request PreparedRequest", "requests"),
    ...namesOf("httpx._client", "Client AsyncClient", "httpx"),
    ...namesOf("httpx._models", "Response Request", "httpx"),
    ...namesOf("aiohttp.client", "ClientSession ClientResponse ClientTimeout ClientWebSocketResponse", "aiohttp"),
    ...namesOf("urllib3.poolmanager", "PoolManager ProxyManager", "urllib3"),
    ...namesOf("urllib3.connectionpool", "HTTPConnectionPool HTTPSConnectionPool", "urllib3"),
    ...namesOf("urllib3.response", "HTTPResponse", "urllib3"),
    ...namesOf("urllib3.util", "Timeout Retry make_headers", "urllib3"),
    ...aliases({
      "urllib3.BaseHTTPResponse": "urllib3.HTTPResponse",
      "urllib3.util.retry.Retry": "urllib3.Retry",
      "urllib3.util.timeout.Timeout": "urllib3.Timeout",
      "requests.packages.urllib3.util.retry.Retry": "urllib3.Retry",
      "requests.HTTPAdapter": "requests.adapters.HTTPAdapter",
      "aiohttp.client_reqrep.ClientResponse": "aiohttp.ClientResponse",
      "aiohttp.streams.StreamReader": "aiohttp.StreamReader",
      "curl_cffi.Session": "curl_cffi.requests.Session",
      "curl_cffi.AsyncSession": "curl_cffi.requests.AsyncSession",
      "pip._vendor.requests": "requests",
      "botocore.vendored.requests": "requests",
    }),
  ],
};
