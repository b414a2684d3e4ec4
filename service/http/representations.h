// SPDX-License-Identifier: EUPL-1.2
//
// What every answer goes through after its handler: the tag by which a client asks for it again,
// 304 when nothing has changed, gzip when asked.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "service/http/message.h"

namespace qpv::http {

class Representations {
 public:
  // Puts the representation that the request asks for into the response. An answer of dataset_only
  // gets ETag and Cache-Control: no-cache (kept, and asked for again each time), and becomes 304
  // when the client has it. A body above kLeastGzipBytes of a type that shrinks is compressed for
  // who takes it. Any thread. Costs nothing measurable for a small answer that is not dataset_only.
  void apply(Request const& request, Response& response) const;

  // Below this a packet is a packet, and gzip's header and trailer weigh.
  static constexpr std::size_t kLeastGzipBytes = 1024;
  // Compressed forms are kept: a national list of perimeters takes 3 MB, and a moment to make.
  static constexpr std::size_t kMostKeptBytes = 32U << 20U;
  [[nodiscard]] std::size_t kept_bytes() const { return compressed_.bytes(); }

 private:
  // By entity tag, so that a reload needs no word here: a tag says the bytes.
  class Compressed {
   public:
    [[nodiscard]] std::shared_ptr<std::string const> find(std::string const& tag);
    [[nodiscard]] std::size_t bytes();
    void keep(std::string const& tag, std::shared_ptr<std::string const> bytes);

   private:
    std::mutex mutex_;
    std::unordered_map<std::string, std::shared_ptr<std::string const>> by_tag_;
    std::size_t bytes_ = 0;
  };

  std::string compress(std::string const& body, std::string const& tag) const;

  mutable Compressed compressed_;
};

}  // namespace qpv::http
