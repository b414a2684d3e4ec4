// SPDX-License-Identifier: EUPL-1.2
//
// Any bytes as a form: the same parts and bytes whatever pieces it comes in, and nothing that was
// not in it.
#include <algorithm>
#include <string>

#include "service/http/multipart.h"
#include "tests/fuzz/fuzz.h"

namespace {

using qpv::fuzz::require;
using qpv::http::MultipartReader;

std::string read(std::string_view body, std::size_t piece) {
  MultipartReader reader("b");
  std::string out;
  std::size_t bytes = 0;
  auto const whole = body.size();
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
        out += "[" + reader.name() + "]";
        break;
      case MultipartReader::Event::kData:
        require(!reader.data().empty(), "data are bytes");
        bytes += reader.data().size();
        require(bytes <= whole, "bytes come once");
        out += reader.data();
        break;
      case MultipartReader::Event::kEnd:
        return out;
    }
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = qpv::fuzz::text_of(data, size);
  // What is no form may be found out before or behind some of its bytes: those are not compared.
  auto const whole = read(text, std::max<std::size_t>(size, 1));
  for (std::size_t const piece : {1U, 2U, 3U, 11U}) {
    auto const pieces = read(text, piece);
    require(
        whole.ends_with('!') == pieces.ends_with('!') && (whole.ends_with('!') || whole == pieces),
        "pieces do not matter");
  }
  return 0;
}
