# SPDX-License-Identifier: EUPL-1.2
"""openapi.json against the built program: each path, status and example is asked for and held against the answer."""
import contextlib
import json
import pathlib
import re
import shutil
import signal
import sys
import tempfile
import time
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import description  # noqa: E402
import programs  # noqa: E402
import provoke  # noqa: E402
import wire  # noqa: E402

JSON = ("application/json", "application/geo+json", "application/problem+json")
# What an example cannot know: hashes of the data and of the program.
HASH = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{16})\b")


def comparable(value: object) -> object:
    return json.loads(HASH.sub("…", json.dumps(value, ensure_ascii=False)))


class Contract(unittest.TestCase):
    maxDiff = 4000

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = tempfile.TemporaryDirectory(prefix="qpv-contract-")
        cls.path = pathlib.Path(cls.folder.name)
        programs.import_dataset(programs.EMBEDDED, cls.path / "dataset")
        cls.server = cls.serve("server.log").__enter__()
        cls.described = description.Description.served(cls.server.port)
        cls.types_met: set[str] = set()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.server.__exit__()
        cls.folder.cleanup()

    @classmethod
    def serve(cls, log: str, *options: str) -> programs.Server:
        return programs.Server(cls.path / "dataset", cls.path / log, "--ops-listen", "127.0.0.1:0", *options)

    def port(self, operation: description.Operation, server: "programs.Server | None" = None) -> int:
        server = server or self.server
        return server.ops_port if operation.operators else server.port

    def hold(self, operation: "description.Operation | None", method: str, reply: wire.Reply) -> None:
        self.described.check_answer(operation, method, reply)
        if reply.media_type == "application/problem+json":
            self.types_met.add(reply.json()["type"])

    def media_of_responses(self):
        """(operation, status, media type, Media Type Object) of every response that has a body."""
        for operation in self.described.operations():
            for status, response in self.described.responses(operation).items():
                for media_type, media in response.get("content", {}).items():
                    yield operation, status, media_type, media

    def test_the_file_is_what_is_served(self) -> None:
        file = programs.SOURCE / "service/openapi.json"
        self.assertEqual(json.loads(file.read_text(encoding="utf-8")), self.described.document)
        about = wire.ask(self.server.port, wire.request_bytes("GET", "/v1/about")).json()
        self.assertEqual(about["software_version"], self.described.document["info"]["version"])

    def test_every_operation_documents_what_may_come_anywhere(self) -> None:
        for operation in self.described.operations():
            with self.subTest(str(operation)):
                self.assertEqual(set(), provoke.ANYWHERE - set(self.described.responses(operation)))

    def test_every_response_has_an_example_that_fits_its_schema(self) -> None:
        for operation, status, media_type, media in self.media_of_responses():
            examples = self.described.examples(media)
            with self.subTest(f"{operation} {status} {media_type}"):
                self.assertTrue(examples)
                for name, example in examples:
                    self.assertEqual([], self.described.errors(media["schema"], example["value"]), name)

    def test_every_request_and_parameter_example_fits_its_schema(self) -> None:
        for operation in self.described.operations():
            for parameter in self.described.parameters(operation):
                with self.subTest(f"{operation} {parameter['name']}"):
                    examples = self.described.examples(parameter)
                    self.assertTrue(examples)
                    for _, example in examples:
                        self.assertEqual([], self.described.errors(parameter["schema"], example["value"]))
            for media in operation.value.get("requestBody", {}).get("content", {}).values():
                with self.subTest(f"{operation} body"):
                    examples = self.described.examples(media)
                    self.assertTrue(examples)
                    for name, example in examples:
                        self.assertEqual([], self.described.errors(media["schema"], example["value"]), name)

    def test_every_response_example_is_what_its_request_gets(self) -> None:
        replayed = 0
        for operation, status, media_type, media in self.media_of_responses():
            for name, example in self.described.examples(media):
                request = example.get("x-request")
                if request is None:
                    continue
                with self.subTest(f"{operation} {status} {name}"):
                    self.replay(request, int(status), media_type, example["value"])
                    replayed += 1
        self.assertGreater(replayed, 20)

    def replay(self, request: dict, status: int, media_type: str, expected: object) -> None:
        method = request.get("method", "GET")
        headers = request.get("headers", {})
        body = description.example_bytes(headers.get("Content-Type", ""), request["body"]) if "body" in request else b""
        reply = wire.ask(self.server.port, wire.request_bytes(method, request["target"], headers, body), method)
        self.assertEqual((status, media_type), (reply.status, reply.media_type), reply.body[:500])
        path = request["target"].partition("?")[0]
        self.hold(self.described.operation(method, path), method, reply)
        if media_type in JSON:
            self.assertEqual(comparable(expected), comparable(reply.json()))

    def test_every_parameter_example_is_taken(self) -> None:
        held = wire.ask(self.server.port, wire.request_bytes("GET", "/v1/about")).json()["dataset"]["id"]
        for operation in self.described.operations():
            request = provoke.asked(self.described, operation)
            for parameter in self.described.parameters(operation):
                for name, example in self.described.examples(parameter):
                    value = held if parameter["name"] == "dataset" else example["value"]
                    if parameter["in"] == "path":
                        values = {each["name"]: provoke.first_example(self.described, each)
                                  for each in self.described.parameters(operation) if each["in"] == "path"}
                        target = description.fill(operation.path, {**values, parameter["name"]: value})
                    elif parameter["name"] in provoke.needed(self.described, operation):
                        continue  # each request of provoke.asked has it
                    else:
                        target = provoke.with_query(request, self.query_of(operation, parameter, value))
                    with self.subTest(f"{operation} {parameter['name']} {name}"):
                        reply = wire.ask(self.port(operation), request.bytes(target=target))
                        self.assertEqual(200, reply.status, reply.body[:300])
                        self.hold(operation, operation.method, reply)

    def query_of(self, operation: description.Operation, parameter: dict, value: object) -> str:
        """With the parameters that go with it (`x-with`)."""
        values = {parameter["name"]: value}
        for each in self.described.parameters(operation):
            if each["name"] in parameter.get("x-with", []):
                values[each["name"]] = provoke.first_example(self.described, each)
        return urllib.parse.urlencode({name: json.dumps(each) if isinstance(each, bool) else each
                                       for name, each in values.items()})

    def test_every_request_example_is_answered(self) -> None:
        for operation in self.described.operations():
            for media_type, media in operation.value.get("requestBody", {}).get("content", {}).items():
                for name, example in self.described.examples(media):
                    with self.subTest(f"{operation} {name}"):
                        body = description.example_bytes(media_type, example["value"])
                        reply = wire.ask(self.server.port, wire.request_bytes(
                            operation.method, operation.path, {"Content-Type": description.content_type(media_type)}, body))
                        self.assertEqual(200, reply.status, reply.body[:300])
                        self.hold(operation, operation.method, reply)

    def test_every_documented_status_comes_about(self) -> None:
        by_status: dict[str, list[provoke.Asked]] = {}
        for operation in self.described.operations():
            for status in self.described.responses(operation):
                if status not in provoke.ELSEWHERE:
                    by_status.setdefault(status, []).append(provoke.asked(self.described, operation))
        for status, requests in by_status.items():
            for request, reply in zip(requests, self.provoked(status, requests)):
                with self.subTest(f"{request.operation} {status}"):
                    self.assertEqual(int(status), reply.status, reply.body[:300])
                    self.hold(request.operation, request.operation.method, reply)
        print(f"{sum(map(len, by_status.values()))} pairs of operation and status met", file=sys.stderr)

    def provoked(self, status: str, requests: list[provoke.Asked]) -> list[wire.Reply]:
        def ask(server: programs.Server, request: provoke.Asked) -> wire.Reply:
            data = provoke.BY_REQUEST[status](request)
            return wire.ask(self.port(request.operation, server), data, request.operation.method)

        if status not in provoke.OPTIONS:
            return [ask(self.server, request) for request in requests]
        with contextlib.ExitStack() as stack:
            server = stack.enter_context(self.serve(f"{status}.log", *provoke.OPTIONS[status]))
            if status in provoke.CROWDED:
                for port in (server.port, server.ops_port):
                    held = stack.enter_context(wire.Connection(port))
                    held.send(wire.request_bytes("GET", "/healthz"))
                    held.receive()
            return [ask(server, request) for request in requests]

    def test_an_entity_tag_is_worth_a_304(self) -> None:
        conditional = [each for each in self.described.operations() if "304" in self.described.responses(each)]
        self.assertGreater(len(conditional), 5)
        for operation in conditional:
            with self.subTest(str(operation)):
                request = provoke.asked(self.described, operation)
                for coding in ("identity", "gzip"):
                    self.check_tag(request, {"Accept-Encoding": coding})

    def check_tag(self, request: provoke.Asked, headers: dict[str, str]) -> None:
        def ask(tag: str) -> wire.Reply:
            return wire.ask(self.server.port, request.bytes(headers={**headers, "If-None-Match": tag}))

        first = wire.ask(self.server.port, request.bytes(headers=headers))
        tag = first.headers["etag"]
        same, other = ask(f'"other", W/{tag}'), ask('"other"')
        self.assertEqual((304, b"", tag), (same.status, same.body, same.headers["etag"]))
        self.hold(request.operation, "GET", same)
        self.assertEqual((200, first.body, tag), (other.status, other.body, other.headers["etag"]))

    def test_readyz_says_when_it_drains(self) -> None:
        """A request that was under way when SIGTERM came is still answered."""
        with self.serve("draining.log") as server, wire.Connection(server.port) as connection:
            data = wire.request_bytes("GET", "/readyz")
            connection.send(data[:-2])
            server.process.send_signal(signal.SIGTERM)
            while '"event":"draining"' not in server.log():
                self.assertIsNone(server.process.poll(), server.log())
                time.sleep(0.01)
            connection.send(data[-2:])
            reply = connection.receive()
        self.assertEqual((503, "draining"), (reply.status, reply.json()["status"]))
        self.hold(self.described.operation("GET", "/readyz"), "GET", reply)

    def test_readyz_says_when_a_reload_failed(self) -> None:
        copy = self.path / "spoiled"
        shutil.copytree(self.path / "dataset", copy)
        with programs.Server(copy, self.path / "reload.log", "--ops-listen", "127.0.0.1:0") as server:
            (copy / "perimeters.gpkg").write_bytes(b"no geopackage")
            server.process.send_signal(signal.SIGHUP)
            deadline = time.monotonic() + 60
            reply = None
            while time.monotonic() < deadline and (reply is None or "failed_reload" not in reply.json()):
                reply = wire.ask(server.port, wire.request_bytes("GET", "/readyz"))
        self.assertEqual((200, "ready"), (reply.status, reply.json()["status"]))
        self.assertIn("failed_reload", reply.json())
        self.hold(self.described.operation("GET", "/readyz"), "GET", reply)

    def test_questions_about_addresses_where_there_are_none(self) -> None:
        programs.import_dataset(programs.PERIMETERS, self.path / "no-addresses")
        asking = [each for each in self.described.operations()
                  if each.value["responses"]["503"].get("$ref", "").endswith("OrNoAddresses")]
        self.assertGreater(len(asking), 8)
        with programs.Server(self.path / "no-addresses", self.path / "no-addresses.log") as server:
            for operation in asking:
                with self.subTest(str(operation)):
                    reply = wire.ask(server.port, provoke.asked(self.described, operation).bytes())
                    self.assertEqual((503, "/problems/no-addresses"), (reply.status, reply.json()["type"]))
                    self.assertNotIn("retry-after", reply.headers)
                    self.hold(operation, operation.method, reply)

    def test_every_path_takes_head_and_options(self) -> None:
        by_path: dict[str, list[description.Operation]] = {}
        for operation in self.described.operations():
            by_path.setdefault(operation.path, []).append(operation)
        for path, operations in by_path.items():
            with self.subTest(path):
                self.check_options(operations)
                for operation in operations:
                    if operation.method == "GET":
                        self.check_head(operation)

    def check_options(self, operations: list[description.Operation]) -> None:
        request = provoke.asked(self.described, operations[0])
        reply = wire.ask(self.port(operations[0]), wire.request_bytes("OPTIONS", request.path), "OPTIONS")
        self.assertEqual((204, b""), (reply.status, reply.body))
        methods = {each.method for each in operations}
        expected = {"OPTIONS"} | methods | ({"HEAD"} if "GET" in methods else set())
        self.assertEqual(expected, set(reply.headers["allow"].split(", ")))

    def check_head(self, operation: description.Operation) -> None:
        request = provoke.asked(self.described, operation)
        port = self.port(operation)
        head = wire.ask(port, request.bytes(method="HEAD"), "HEAD")
        full = wire.ask(port, request.bytes())
        self.hold(operation, "HEAD", head)
        # The time goes on, and with it the length of what is measured.
        volatile = {"date"} | ({"content-length"} if operation.path == "/metrics" else set())
        same = [{name: value for name, value in reply.headers.items() if name not in volatile}
                for reply in (head, full)]
        self.assertEqual((full.status, same[1]), (head.status, same[0]))

    def test_every_problem_type_comes_about(self) -> None:
        """Judges what the others met: load_tests puts it last."""
        described = set(self.described.document["components"]["schemas"]["Problem"]["properties"]["type"]["enum"])
        self.assertEqual(provoke.TYPES_ELSEWHERE, described - self.types_met)


def load_tests(loader: unittest.TestLoader, _tests: object, _pattern: object) -> unittest.TestSuite:
    names = loader.getTestCaseNames(Contract)
    last = "test_every_problem_type_comes_about"
    return unittest.TestSuite(Contract(name) for name in [*(n for n in names if n != last), last])


if __name__ == "__main__":
    unittest.main()
