import http.server, os, socket

def redis(command):
    with socket.create_connection((os.environ["REDIS_HOST"], 6379), 3) as connection:
        connection.sendall(command.encode() + b"\r\n")
        return connection.recv(200).decode().strip()

class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        secret = "set" if os.environ.get("SHOP_KEY") else "missing"
        postgres = socket.create_connection(("postgresql", 5432), 3) and "reachable"
        body = f"visits {redis('INCR visits')} postgres {postgres} key {secret}\n".encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

http.server.ThreadingHTTPServer(("0.0.0.0", 8080), Page).serve_forever()
