// SPDX-License-Identifier: EUPL-1.2
#include "service/http/multipart.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace qpv::http {
namespace {

// "name=bytes;" of each part, "!" where it is no form, "..." where it is not whole.
std::string read(std::string_view body, std::size_t piece) {
  MultipartReader reader("b");
  std::string out;
  for (;;) {
    auto const event = reader.next();
    if (!event) return out + "!";
    switch (*event) {
      case MultipartReader::Event::kMore:
        if (body.empty()) return out + "...";
        reader.feed(body.substr(0, piece));
        body.remove_prefix(std::min(piece, body.size()));
        break;
      case MultipartReader::Event::kPart:
        if (!out.empty()) out += ';';
        out += reader.name() + "=";
        break;
      case MultipartReader::Event::kData:
        out += reader.data();
        break;
      case MultipartReader::Event::kEnd:
        return out;
    }
  }
}

std::string part(std::string const& name, std::string const& bytes) {
  return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + bytes + "\r\n";
}

void expect_in_any_pieces(std::string const& body, std::string const& expected) {
  for (std::size_t const piece : {1U, 2U, 3U, 5U, 7U, 64U, 100'000U}) {
    EXPECT_EQ(read(body, piece), expected) << piece << "\n" << body;
  }
}

TEST(Multipart, PartsAndTheirBytes) {
  expect_in_any_pieces(part("a", "1") + part("data", "x\r\ny\r\n--c\r\n") + "--b--\r\n",
                       "a=1;data=x\r\ny\r\n--c\r\n");
  expect_in_any_pieces("before\r\n" + part("a", "1") + "--b--after", "a=1");
  expect_in_any_pieces(part("a", "") + part("", "z") + "--b--", "a=;=z");
  expect_in_any_pieces(part("a", "\r\n--") + "--b--", "a=\r\n--");
  expect_in_any_pieces("--b--", "");
}

std::string const kNear = part("a", "\r\n--\r\n-") + part("data", "\r\r\n--\r\n\r\n--c") + "--b--";
constexpr std::string_view kNearRead = "a=\r\n--\r\n-;data=\r\r\n--\r\n\r\n--c";

TEST(Multipart, IsTheSameWhereverItIsSplit) {
  for (std::size_t piece = 1; piece <= kNear.size(); ++piece) {
    EXPECT_EQ(read(kNear, piece), kNearRead) << piece;
  }
}

TEST(Multipart, CutAnywhereItIsNotWhole) {
  for (std::size_t size = 0; size < kNear.size(); ++size) {
    auto const cut = read(std::string_view(kNear).substr(0, size), 64);
    EXPECT_TRUE(cut.ends_with("...")) << size << ": " << cut;
  }
}

TEST(Multipart, HeadsAreReadAsClientsWriteThem) {
  expect_in_any_pieces(
      "--b \t\r\nContent-Type: text/csv\r\ncontent-disposition: Form-Data; "
      "filename=\"a;b\\\".csv\"; "
      "NAME=data\r\n\r\nx\r\n--b--",
      "data=x");
  // No line but the one that is needed, and no bytes.
  expect_in_any_pieces("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n--b--", "a=");
}

TEST(Multipart, WhatIsNoFormIsRefused) {
  expect_in_any_pieces("--bb\r\nContent-Disposition: form-data; name=a\r\n\r\n--b--", "!");
  expect_in_any_pieces("--b\r\n\r\n\r\n--b--", "!");
  expect_in_any_pieces("--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", "!");
  expect_in_any_pieces("--b\r\nX: " + std::string(9000, 'x') + "\r\n\r\n", "!");
  // What may be the beginning of a delimiter is held back.
  expect_in_any_pieces(part("a", "1"), "a=...");
  expect_in_any_pieces("", "...");
}

TEST(Multipart, BoundaryOfAContentType) {
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=----x"), "----x");
  EXPECT_EQ(multipart_boundary("Multipart/Form-Data;charset=utf-8; Boundary=\"a b\""), "a b");
  EXPECT_FALSE(multipart_boundary("multipart/form-data"));
  EXPECT_FALSE(multipart_boundary("multipart/form-data; boundary="));
  EXPECT_FALSE(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'x')));
  EXPECT_FALSE(multipart_boundary("text/csv; boundary=x"));
}

}  // namespace
}  // namespace qpv::http
