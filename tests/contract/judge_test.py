# SPDX-License-Identifier: EUPL-1.2
"""The judge itself: an answer that differs from the description in one thing is refused."""
import dataclasses
import json
import os
import pathlib
import unittest

import description
import wire

SOURCE = pathlib.Path(os.environ.get("QPV_SOURCE") or pathlib.Path(__file__).resolve().parents[2])


class Judge(unittest.TestCase):
    def setUp(self) -> None:
        document = json.loads((SOURCE / "service/openapi.json").read_text(encoding="utf-8"))
        self.described = description.Description(document)
        self.operation = self.described.operation("GET", "/v1/point")
        media = self.described.responses(self.operation)["200"]["content"]["application/json"]
        self.answer = self.described.examples(media)[0][1]["value"]
        self.right = wire.Reply(200, {"content-type": "application/json; charset=utf-8", "cache-control": "no-store",
                                      "date": "today"}, b"")

    def judge(self, reply: wire.Reply, method: str = "GET") -> None:
        self.described.check_answer(self.operation, method, reply)

    def with_answer(self, **members: object) -> wire.Reply:
        return dataclasses.replace(self.right, body=json.dumps({**self.answer, **members}).encode())

    def refuses(self, reply: wire.Reply) -> None:
        with self.assertRaises(description.Mismatch):
            self.judge(reply)

    def test_takes_the_example(self) -> None:
        self.judge(self.with_answer())

    def test_refuses_what_differs_in_a_member(self) -> None:
        self.refuses(self.with_answer(more=1))
        self.refuses(self.with_answer(answer="perhaps"))
        self.refuses(self.with_answer(probability=1.5))
        self.refuses(self.with_answer(probability="1"))
        self.refuses(self.with_answer(date="2026-02-30"))
        self.refuses(self.with_answer(doubt="near_boundary"))
        self.refuses(self.with_answer(answer="uncertain"))
        self.refuses(self.with_answer(point={"lon": 2.8}))
        self.refuses(self.with_answer(point={"lon": 2.8, "lat": 50.4, "alt": 1}))
        del self.answer["dataset"]
        self.refuses(self.with_answer())

    def test_refuses_what_differs_around_the_body(self) -> None:
        reply = self.with_answer()
        for change in ({"cache-control": "no-cache"}, {"content-type": "text/html"}, {"server": "x"},
                       {"set-cookie": "a=b"}):
            self.refuses(dataclasses.replace(reply, headers={**reply.headers, **change}))
        self.refuses(dataclasses.replace(reply, headers={"content-type": "application/json"}))
        self.refuses(dataclasses.replace(reply, status=202))
        self.refuses(dataclasses.replace(reply, body=b"{"))
        self.refuses(dataclasses.replace(reply, body=reply.body + b"x"))

    def test_knows_whose_a_path_is(self) -> None:
        at = self.described.operation
        self.assertEqual("/v1/perimeters/{code}", at("GET", "/v1/perimeters/Q%C3%A9").path)
        self.assertEqual("POST", at("POST", "/v1/point").method)
        self.assertEqual("GET", at("HEAD", "/v1/point").method)
        self.assertIsNone(at("GET", "/v1/perimeters/"))
        self.assertIsNone(at("GET", "/v1/point/"))
        self.assertIsNone(at("GET", "/v1/perimeters/QN%2F1"), "decoded once, before routing")


if __name__ == "__main__":
    unittest.main()
