from http.server import BaseHTTPRequestHandler


class Waiting(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"starting up")
