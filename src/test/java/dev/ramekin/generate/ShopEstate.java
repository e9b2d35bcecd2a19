package dev.ramekin.generate;

import dev.ramekin.model.Estate;
import dev.ramekin.model.Operation;
import dev.ramekin.model.Trigger.Timing;
import dev.ramekin.plan.EstateBuilder;
import java.util.List;
import java.util.Optional;

/**
 * A small shop on one host: nginx before an application of its own, redis and postgresql behind.
 */
final class ShopEstate {
  private static final String APPLICATION =
      """
      import http.server, os, socket

      def redis(command):
          with socket.create_connection((os.environ["REDIS_HOST"], 6379), 3) as connection:
              connection.sendall(command.encode() + b"\\r\\n")
              return connection.recv(200).decode().strip()

      class Page(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
              secret = "set" if os.environ.get("SHOP_KEY") else "missing"
              postgres = socket.create_connection(("127.0.0.1", 5432), 3) and "reachable"
              body = f"visits {redis('INCR visits')} postgres {postgres} key {secret}\\n".encode()
              self.send_response(200)
              self.end_headers()
              self.wfile.write(body)

      http.server.ThreadingHTTPServer(("127.0.0.1", 8080), Page).serve_forever()
      """;

  private ShopEstate() {}

  static Estate estate() {
    EstateBuilder builder =
        new EstateBuilder()
            .secret("shop_key", "k3y \"quoted\" $HOME")
            .secret("shop_db_password", "s3cr3t'x")
            .group("base")
            .packages("ca-certificates", "openssh-server", "ntp")
            .start("ssh")
            .file("/etc/motd", "Welcome to the shop.\n")
            .add(
                "sysctl",
                "net.core.somaxconn",
                it -> new Operation.SetKernelParameter(it, "net.core.somaxconn", "1024"))
            .add(
                "sysctl",
                "vm.swappiness",
                it -> new Operation.SetKernelParameter(it, "vm.swappiness", "10"))
            .add("timezone", "Asia/Seoul", it -> new Operation.SetTimeZone(it, "Asia/Seoul"))
            .add(
                "firewall_rule",
                "http",
                it -> new Operation.OpenPort(it, "tcp", List.of("22", "80"), Optional.empty()))
            .group("cache")
            .packages("redis-server")
            .start("redis-server")
            .group("database")
            .packages("postgresql")
            .start("postgresql")
            .notIf(
                "sudo -u postgres psql -tAc \"SELECT 1 FROM pg_roles WHERE rolname='shop'\" | grep -q 1")
            .run("create role", "sudo -u postgres psql -c \"CREATE ROLE shop LOGIN PASSWORD 'x'\"")
            .run(
                "set password",
                "sudo -u postgres psql <<'SQL'\nALTER ROLE shop PASSWORD $p$@secret:shop_db_password@$p$;\nSQL\n")
            .run("create database", "sudo -u postgres createdb --owner shop shop")
            .group("shop")
            .packages("python3-minimal", "libpython3-stdlib")
            .systemUser("shop", "/srv/shop")
            .directory("/srv/shop", "shop")
            .directory("/srv/shop/uploads", "shop")
            .notifies("restart", "systemd_unit[shop.service]", Timing.DELAYED)
            .file("/srv/shop/app.py", APPLICATION, "shop", "640")
            .secretFile("/etc/shop/shop.env", "SHOP_KEY=@secret:shop_key@\n", "shop", "640")
            .unit(
                "shop.service",
                """
                [Unit]
                Description=Shop
                After=network.target

                [Service]
                User=shop
                WorkingDirectory=/srv/shop
                Environment=REDIS_HOST=127.0.0.1
                EnvironmentFile=/etc/shop/shop.env
                ExecStart=/usr/bin/python3 -u app.py
                LimitNOFILE=4096
                MemoryMax=128M

                [Install]
                WantedBy=multi-user.target
                """)
            .start("shop")
            .job("tidy", "* * * * *", "shop", "ls /srv/shop/uploads && date")
            .unsupported("windows_task", "backup", "there is no converter for windows_task")
            .group("web")
            .packages("nginx")
            .remove("/etc/nginx/sites-enabled/default")
            .notifies("reload", "service[nginx]", Timing.DELAYED)
            .file(
                "/etc/nginx/sites-available/shop",
                """
                server {
                  listen 80;
                  access_log /var/log/nginx/shop.access.log;
                  location / {
                    proxy_pass http://127.0.0.1:8080;
                  }
                }
                """)
            .link("/etc/nginx/sites-enabled/shop", "/etc/nginx/sites-available/shop")
            .start("nginx");
    return builder.build();
  }
}
