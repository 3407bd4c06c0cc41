import { aliases, factsOf, place, timeout, unless } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const manual = factsOf(
  "documented",
  "Python Library Reference: Networking and Interprocess Communication, Internet Protocols",
);
const aiosmtplib = factsOf("documented", "aiosmtplib: API reference (timeout of 60 seconds by default)");
const source = factsOf(
  "source",
  "CPython: Lib/http/client.py, Lib/smtplib.py, Lib/ftplib.py, Lib/imaplib.py, Lib/socket.py",
);

const bytes = { returns: "builtins.bytes" };
const str = { returns: "builtins.str" };
const SOCKET = { returns: "socket.socket" };
const connection = { client: "one-off" } as const;

/** Sockets and the Internet protocols of the standard library. */
export const SOCKETS: LibraryTable = {
  callables: [
    manual.pure("socket", "socket", connection),
    manual.pure(
      "socket",
      "socketpair fromfd create_server htons ntohs htonl ntohl inet_aton inet_ntoa inet_pton inet_ntop",
    ),
    manual.pure("socket", "setdefaulttimeout getdefaulttimeout gethostname has_dualstack_ipv6 if_nameindex close"),
    manual.blocks("network", "socket", "create_connection", {
      ...SOCKET,
      ...timeout(place(1, "timeout")),
      twin: "asyncio.open_connection",
    }),
    manual.blocks("network", "socket", "getaddrinfo", {
      twin: "asyncio.AbstractEventLoop.getaddrinfo",
      // Numbers need no name server.
      ...unless([place(5, "flags"), "socket.AI_NUMERICHOST"], [place(5, "flags"), "socket.AI_PASSIVE"]),
    }),
    manual.blocks("network", "socket", "gethostbyname gethostbyaddr gethostbyname_ex getfqdn getservbyname"),
    manual.blocks("network", "socket", "getnameinfo", unless([place(1, "flags"), "socket.NI_NUMERICHOST"])),
    manual.blocks("network", "socket.socket", "connect connect_ex", { twin: "asyncio.AbstractEventLoop.sock_connect" }),
    manual.blocks("network", "socket.socket", "accept", {
      returns: "builtins.tuple",
      twin: "asyncio.AbstractEventLoop.sock_accept",
    }),
    manual.blocks("network", "socket.socket", "recv", { ...bytes, twin: "asyncio.AbstractEventLoop.sock_recv" }),
    manual.blocks("network", "socket.socket", "recvfrom recvmsg", { returns: "builtins.tuple" }),
    manual.blocks("network", "socket.socket", "recv_into recvfrom_into recvmsg_into sendmsg sendfile"),
    manual.blocks("network", "socket.socket", "send sendall", { twin: "asyncio.AbstractEventLoop.sock_sendall" }),
    manual.blocks("network", "socket.socket", "sendto", { brief: true }),
    manual.pure("socket.socket", "bind listen close shutdown settimeout gettimeout setblocking getblocking setsockopt"),
    manual.pure("socket.socket", "getsockopt getsockname getpeername fileno detach dup set_inheritable"),
    manual.pure("socket.socket", "makefile", { returns: "socket.SocketFile" }),
    manual.blocks("network", "socket.SocketFile", "read readline readlines readinto __next__"),
    manual.blocks("network", "socket.SocketFile", "write flush", { brief: true }),
    manual.pure("socket.SocketFile", "close"),

    manual.pure("ssl", "create_default_context _create_unverified_context SSLContext", { returns: "ssl.SSLContext" }),
    manual.blocks("network", "ssl.SSLContext", "wrap_socket", {
      returns: "ssl.SSLSocket",
      ...unless([place(2, "do_handshake_on_connect"), "False"]),
    }),
    manual.pure("ssl.SSLContext", "load_verify_locations load_cert_chain load_default_certs set_ciphers wrap_bio"),
    manual.blocks("network", "ssl", "wrap_socket", { returns: "ssl.SSLSocket", until: "3.11" }),
    manual.blocks("network", "ssl", "get_server_certificate", timeout("timeout")),
    manual.blocks("network", "ssl.SSLSocket", "do_handshake read write unwrap"),
    manual.pure("ssl.SSLSocket", "getpeercert cipher version selected_alpn_protocol pending"),

    manual.blocks("network", "select", "select", unless([place(3, "timeout"), "0"])),
    manual.pure("select", "poll", { returns: "select.poll" }),
    manual.pure("select", "epoll", { returns: "select.epoll" }),
    manual.pure("select", "kqueue", { returns: "select.kqueue" }),
    manual.blocks("network", "select.poll select.epoll", "poll", unless([place(0, "timeout"), "0"])),
    manual.pure("select.poll select.epoll", "register unregister modify close"),
    manual.blocks("network", "select.kqueue", "control", unless([place(2, "timeout"), "0"])),
    manual.pure("selectors", "DefaultSelector SelectSelector PollSelector EpollSelector KqueueSelector", {
      returns: "selectors.BaseSelector",
    }),
    manual.blocks("network", "selectors.BaseSelector", "select", unless([place(0, "timeout"), "0"])),
    manual.pure("selectors.BaseSelector", "register unregister modify close get_map get_key"),

    manual.blocks("network", "urllib.request", "urlopen", {
      returns: "http.client.HTTPResponse",
      ...timeout(place(2, "timeout")),
      twin: "httpx.AsyncClient.get",
    }),
    manual.blocks("network", "urllib.request", "urlretrieve", { returns: "builtins.tuple" }),
    manual.pure("urllib.request", "Request"),
    manual.pure("urllib.request", "build_opener", { returns: "urllib.request.OpenerDirector" }),
    manual.pure(
      "urllib.request",
      "install_opener ProxyHandler HTTPSHandler HTTPCookieProcessor quote getproxies pathname2url",
    ),
    manual.pure("urllib.request", "HTTPBasicAuthHandler HTTPPasswordMgrWithDefaultRealm HTTPHandler url2pathname"),
    manual.blocks("network", "urllib.request.OpenerDirector", "open", {
      returns: "http.client.HTTPResponse",
      ...timeout(place(2, "timeout")),
      twin: "httpx.AsyncClient.get",
    }),
    manual.pure("urllib.request.OpenerDirector", "add_handler close"),
    manual.pure(
      "urllib.request.Request",
      "add_header add_unredirected_header has_header get_header get_method set_proxy",
    ),
    manual.pure("urllib.parse", "quote quote_plus unquote unquote_plus urlencode urljoin urlunparse urlunsplit", str),
    manual.pure("urllib.parse", "urldefrag parse_qs parse_qsl quote_from_bytes unquote_to_bytes"),
    manual.pure("urllib.parse", "urlparse urlsplit", { returns: "urllib.parse.SplitResult" }),
    manual.pure("urllib.parse.SplitResult", "geturl", str),
    manual.pure("urllib.robotparser", "RobotFileParser"),
    manual.blocks("network", "urllib.robotparser.RobotFileParser", "read"),
    manual.pure(
      "urllib.robotparser.RobotFileParser",
      "can_fetch parse set_url crawl_delay request_rate mtime site_maps",
    ),

    manual.pure("http.client", "HTTPConnection", { client: "one-off", ...timeout(place(2, "timeout")) }),
    manual.pure("http.client", "HTTPSConnection", { client: "one-off", ...timeout("timeout") }),
    source.blocks("network", "http.client.HTTPConnection", "request connect endheaders send", {
      twin: "httpx.AsyncClient.request",
    }),
    source.blocks("network", "http.client.HTTPConnection", "getresponse", { returns: "http.client.HTTPResponse" }),
    manual.pure("http.client.HTTPConnection", "close putrequest putheader set_tunnel set_debuglevel"),
    source.blocks("network", "http.client.HTTPResponse", "read read1 readline peek", bytes),
    source.blocks("network", "http.client.HTTPResponse", "readlines readinto __next__"),
    manual.pure("http.client.HTTPResponse", "getheader getheaders info geturl getcode close isclosed fileno begin"),

    manual.blocks("network", "smtplib", "SMTP", {
      client: "one-off",
      ...timeout(place(3, "timeout")),
      twin: "aiosmtplib.SMTP.connect",
    }),
    manual.blocks("network", "smtplib", "SMTP_SSL", {
      client: "one-off",
      ...timeout("timeout"),
      twin: "aiosmtplib.SMTP.connect",
    }),
    manual.blocks("network", "smtplib", "LMTP", { client: "one-off" }),
    source.blocks("network", "smtplib.SMTP", "connect login starttls sendmail send_message quit ehlo helo noop rset", {
      twin: "aiosmtplib.SMTP.*",
    }),
    source.blocks(
      "network",
      "smtplib.SMTP",
      "mail rcpt data docmd verify expn auth ehlo_or_helo_if_needed putcmd getreply",
    ),
    manual.pure("smtplib.SMTP", "set_debuglevel close has_extn"),

    manual.blocks("network", "ftplib", "FTP FTP_TLS", { client: "one-off", ...timeout("timeout") }),
    source.blocks(
      "network",
      "ftplib.FTP",
      "connect login quit cwd pwd nlst dir mlsd size rename delete mkd rmd sendcmd",
    ),
    source.blocks(
      "network",
      "ftplib.FTP",
      "retrbinary retrlines storbinary storlines transfercmd ntransfercmd voidcmd abort",
    ),
    source.blocks("network", "ftplib.FTP_TLS", "auth prot_p prot_c ccc"),
    manual.pure("ftplib.FTP", "set_pasv set_debuglevel close"),

    manual.blocks("network", "imaplib", "IMAP4 IMAP4_SSL", { client: "one-off", ...timeout("timeout") }),
    manual.blocks("subprocess", "imaplib", "IMAP4_stream", { client: "one-off" }),
    source.blocks(
      "network",
      "imaplib.IMAP4",
      "login logout select search fetch store copy append close expunge list lsub",
    ),
    source.blocks(
      "network",
      "imaplib.IMAP4",
      "create delete rename status uid noop check starttls capability authenticate",
    ),
    source.blocks("network", "imaplib.IMAP4", "subscribe unsubscribe sort thread namespace recent response"),
    source.blocks("network", "imaplib.IMAP4", "idle", { since: "3.14" }),
    manual.blocks("network", "poplib", "POP3 POP3_SSL", { client: "one-off", ...timeout("timeout") }),
    source.blocks(
      "network",
      "poplib.POP3",
      "user pass_ stat list retr dele rset noop quit top uidl apop capa stls utf8",
    ),
    manual.blocks("network", "nntplib", "NNTP NNTP_SSL", { client: "one-off", ...timeout("timeout"), until: "3.12" }),
    source.blocks("network", "nntplib.NNTP", "group over article head body next last post quit newnews list", {
      until: "3.12",
    }),
    manual.blocks("network", "telnetlib", "Telnet", {
      client: "one-off",
      ...timeout(place(2, "timeout")),
      until: "3.12",
    }),
    source.blocks("network", "telnetlib.Telnet", "open read_until read_all read_some expect write interact", {
      until: "3.12",
    }),
    source.blocks("network", "telnetlib.Telnet", "mt_interact", { until: "3.12" }),
    manual.pure("telnetlib.Telnet", "read_very_eager read_eager read_lazy read_very_lazy close set_debuglevel", {
      until: "3.12",
    }),
    manual.pure("xmlrpc.client", "ServerProxy", { client: true }),
    source.blocks("network", "xmlrpc.client.ServerProxy", "*"),
    manual.holds("xmlrpc.client", "loads", 0),
    manual.holds("xmlrpc.client", "dumps", 0, str),

    manual.pure(
      "socketserver",
      "TCPServer UDPServer ThreadingTCPServer ThreadingUDPServer ForkingTCPServer UnixStreamServer",
    ),
    manual.blocks("network", "socketserver.BaseServer", "serve_forever handle_request"),
    manual.blocks("lock", "socketserver.BaseServer", "shutdown"),
    manual.pure("socketserver.BaseServer", "server_close"),
    manual.pure("socketserver.TCPServer", "fileno"),
    manual.pure("http.server", "HTTPServer ThreadingHTTPServer"),
    manual.pure("http.server.BaseHTTPRequestHandler", "send_response send_header send_error end_headers log_message"),
    manual.pure(
      "http.server.BaseHTTPRequestHandler",
      "send_response_only flush_headers date_time_string address_string",
    ),
    manual.pure("wsgiref.simple_server", "make_server", { returns: "wsgiref.simple_server.WSGIServer" }),
    manual.pure("xmlrpc.server", "SimpleXMLRPCServer"),
    manual.pure("http.cookies", "SimpleCookie Morsel"),
    manual.pure("http.cookiejar", "CookieJar MozillaCookieJar LWPCookieJar"),
    manual.blocks("file", "http.cookiejar.MozillaCookieJar http.cookiejar.LWPCookieJar", "load save revert"),
    manual.pure("http", "HTTPStatus"),
    manual.pure("ipaddress", "ip_address ip_network ip_interface IPv4Address IPv6Address IPv4Network IPv6Network"),
    manual.pure("uuid", "uuid1 uuid3 uuid4 uuid5 UUID getnode"),

    aiosmtplib.suspends("aiosmtplib", "send", timeout("timeout", "finite")),
    aiosmtplib.pure("aiosmtplib", "SMTP", { client: "one-off", ...timeout("timeout", "finite") }),
    aiosmtplib.suspends(
      "aiosmtplib.SMTP",
      "connect login starttls sendmail send_message quit ehlo helo noop rset mail rcpt data",
    ),
    aiosmtplib.pure("aiosmtplib.SMTP", "close"),
  ].flat(),
  classes: [
    { path: "select.poll", nominal: true },
    { path: "ssl.SSLSocket", bases: ["socket.socket"] },
    { path: "socket.SocketFile", nominal: true, onIterate: "socket.SocketFile.__next__", iterates: "builtins.bytes" },
    { path: "http.client.HTTPSConnection", bases: ["http.client.HTTPConnection"] },
    { path: "http.client.HTTPResponse", onIterate: "http.client.HTTPResponse.__next__", iterates: "builtins.bytes" },
    { path: "smtplib.SMTP_SSL", bases: ["smtplib.SMTP"] },
    { path: "smtplib.LMTP", bases: ["smtplib.SMTP"] },
    { path: "ftplib.FTP_TLS", bases: ["ftplib.FTP"] },
    { path: "imaplib.IMAP4_SSL", bases: ["imaplib.IMAP4"] },
    { path: "imaplib.IMAP4_stream", bases: ["imaplib.IMAP4"] },
    { path: "poplib.POP3_SSL", bases: ["poplib.POP3"] },
    { path: "nntplib.NNTP_SSL", bases: ["nntplib.NNTP"] },
    { path: "socketserver.TCPServer", bases: ["socketserver.BaseServer"] },
    { path: "socketserver.UDPServer", bases: ["socketserver.TCPServer"] },
    { path: "socketserver.UnixStreamServer", bases: ["socketserver.TCPServer"] },
    { path: "socketserver.ThreadingTCPServer", bases: ["socketserver.ThreadingMixIn", "socketserver.TCPServer"] },
    { path: "socketserver.ThreadingUDPServer", bases: ["socketserver.ThreadingMixIn", "socketserver.UDPServer"] },
    { path: "socketserver.ForkingTCPServer", bases: ["socketserver.ForkingMixIn", "socketserver.TCPServer"] },
    { path: "http.server.HTTPServer", bases: ["socketserver.TCPServer"] },
    { path: "http.server.ThreadingHTTPServer", bases: ["socketserver.ThreadingMixIn", "http.server.HTTPServer"] },
    { path: "wsgiref.simple_server.WSGIServer", bases: ["http.server.HTTPServer"] },
    { path: "xmlrpc.server.SimpleXMLRPCServer", bases: ["socketserver.TCPServer"] },
    {
      path: "socketserver.StreamRequestHandler",
      bases: ["socketserver.BaseRequestHandler"],
      attributes: { rfile: "socket.SocketFile", wfile: "socket.SocketFile", connection: "socket.socket" },
    },
    { path: "socketserver.DatagramRequestHandler", bases: ["socketserver.BaseRequestHandler"] },
    { path: "http.server.BaseHTTPRequestHandler", bases: ["socketserver.StreamRequestHandler"] },
    { path: "http.server.SimpleHTTPRequestHandler", bases: ["http.server.BaseHTTPRequestHandler"] },
    { path: "http.server.CGIHTTPRequestHandler", bases: ["http.server.SimpleHTTPRequestHandler"] },
    {
      path: "urllib.parse.SplitResult",
      attributes: { netloc: "builtins.str", path: "builtins.str", query: "builtins.str" },
    },
  ],
  registrations: [
    manual.base(
      "http.server.BaseHTTPRequestHandler",
      "do_GET do_POST do_PUT do_PATCH do_DELETE do_HEAD do_OPTIONS",
      "request",
      "request handler",
    ),
    manual.base("socketserver.BaseRequestHandler", "setup handle finish", "thread", "request handler"),
    manual.taking("wsgiref.simple_server", "make_server", place(2, "app"), "request", "WSGI application"),
    manual.taking("xmlrpc.server.SimpleXMLRPCServer", "register_function", 0, "request", "request handler"),
  ].flat(),
  aliases: aliases({
    "socket.SocketType": "socket.socket",
    "urllib2.urlopen": "urllib.request.urlopen",
    "urllib2.Request": "urllib.request.Request",
    "urllib2.build_opener": "urllib.request.build_opener",
    "urllib.urlopen": "urllib.request.urlopen",
    "urllib.urlretrieve": "urllib.request.urlretrieve",
    "six.moves.urllib": "urllib",
    httplib: "http.client",
    "urllib.request.FancyURLopener": "urllib.request.OpenerDirector",
    "urllib.parse.ParseResult": "urllib.parse.SplitResult",
    xmlrpclib: "xmlrpc.client",
    "http.client.HTTPMessage": "email.message.Message",
  }),
};
