// SPDX-License-Identifier: EUPL-1.2
//
// A small blocking client on a plain socket: tests see every byte.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace qpv::test {

struct Reply {
  unsigned status = 0;
  std::map<std::string, std::string> headers;  // names in lower case; lines of one joined by ", "
  std::string body;
};

class Connection {
 public:
  // "127.0.0.1:8080", "[::1]:8080" or "unix:/path"; throws when nobody listens.
  // `source`: the IPv4 address to come from, any of 127.0.0.0/8; empty for the system's choice.
  explicit Connection(std::string const& address, std::string const& source = {});
  ~Connection();
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  void send(std::string_view bytes) const;
  // The next reply; nothing when the connection ended before its first byte. Throws on a reply that
  // is cut short or after ten seconds without a byte.
  std::optional<Reply> receive(bool head_only = false);
  // Of a chunked answer whose head was received alone: its next piece, nothing after the last one.
  // Throws when the answer breaks off.
  std::optional<std::string> receive_chunk();
  // Whether the other side has closed: waits for it.
  bool closed();
  // Whether something comes, an answer or the end, within that time.
  [[nodiscard]] bool hears_within(std::chrono::milliseconds time) const;

 private:
  bool fill();

  int socket_;
  std::string buffer_;
};

// One request on a connection of its own.
Reply get(std::string const& address, std::string const& target);
Reply post(std::string const& address, std::string const& target, std::string const& content_type,
           std::string const& body);

}  // namespace qpv::test
