// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/http_client.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <stdexcept>

namespace qpv::test {
namespace {

int connect_to(int family, void const* address, socklen_t length, std::string const& source = {}) {
  int const fd = socket(family, SOCK_STREAM, 0);
  if (!source.empty()) {
    sockaddr_in from{};
    from.sin_family = AF_INET;
    inet_pton(AF_INET, source.c_str(), &from.sin_addr);
    if (bind(fd, reinterpret_cast<sockaddr const*>(&from), sizeof from) != 0) {
      close(fd);
      throw std::runtime_error("cannot connect from " + source);
    }
  }
  timeval const limit{10, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  if (connect(fd, static_cast<sockaddr const*>(address), length) != 0) {
    close(fd);
    throw std::runtime_error("cannot connect");
  }
  return fd;
}

int open_socket(std::string const& text, std::string const& source) {
  if (text.starts_with("unix:")) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, text.c_str() + 5, sizeof address.sun_path - 1);
    return connect_to(AF_UNIX, &address, sizeof address);
  }
  auto const colon = text.rfind(':');
  auto const port = htons(static_cast<std::uint16_t>(std::stoi(text.substr(colon + 1))));
  if (text.front() == '[') {
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = port;
    inet_pton(AF_INET6, text.substr(1, colon - 2).c_str(), &address.sin6_addr);
    return connect_to(AF_INET6, &address, sizeof address);
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = port;
  inet_pton(AF_INET, text.substr(0, colon).c_str(), &address.sin_addr);
  return connect_to(AF_INET, &address, sizeof address, source);
}

Reply parse_head(std::string_view head) {
  Reply reply;
  reply.status = static_cast<unsigned>(std::stoul(std::string(head.substr(9, 3))));
  auto line_end = head.find("\r\n");
  while (line_end != std::string_view::npos) {
    head.remove_prefix(line_end + 2);
    line_end = head.find("\r\n");
    auto const line = head.substr(0, line_end);
    auto const colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    auto& value = reply.headers[name];
    if (!value.empty()) value += ", ";
    value += line.substr(colon + 2);
  }
  return reply;
}

}  // namespace

Connection::Connection(std::string const& address, std::string const& source)
    : socket_(open_socket(address, source)) {}
Connection::~Connection() { close(socket_); }

void Connection::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    ssize_t const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw std::runtime_error("cannot send");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

bool Connection::fill() {
  std::array<char, 16384> piece{};
  ssize_t const got = recv(socket_, piece.data(), piece.size(), 0);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("no answer");
  if (got <= 0) return false;
  buffer_.append(piece.data(), static_cast<std::size_t>(got));
  return true;
}

std::optional<Reply> Connection::receive(bool head_only) {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (fill()) continue;
    if (buffer_.empty()) return std::nullopt;
    throw std::runtime_error("cut in the head: " + buffer_);
  }
  auto reply = parse_head(std::string_view(buffer_).substr(0, end + 2));
  buffer_.erase(0, end + 4);
  if (!head_only && reply.headers.contains("transfer-encoding")) {
    while (auto const data = receive_chunk()) reply.body += *data;
    return reply;
  }
  auto const length = reply.headers.find("content-length");
  std::size_t const size =
      head_only || length == reply.headers.end() ? 0 : std::stoul(length->second);
  while (buffer_.size() < size) {
    if (!fill()) throw std::runtime_error("cut in the body");
  }
  reply.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return reply;
}

std::optional<std::string> Connection::receive_chunk() {
  auto const need = [this](std::size_t bytes) {
    while (buffer_.size() < bytes) {
      if (!fill()) throw std::runtime_error("cut in the body");
    }
  };
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n")) == std::string::npos) need(buffer_.size() + 1);
  auto const size = std::stoul(buffer_.substr(0, end), nullptr, 16);
  need(end + 2 + size + 2);
  auto const data = buffer_.substr(end + 2, size);
  buffer_.erase(0, end + 2 + size + 2);
  if (size == 0) return std::nullopt;
  return data;
}

bool Connection::closed() { return buffer_.empty() && !fill(); }

bool Connection::hears_within(std::chrono::milliseconds time) const {
  pollfd waiting{socket_, POLLIN, 0};
  return poll(&waiting, 1, static_cast<int>(time.count())) > 0;
}

Reply get(std::string const& address, std::string const& target) {
  Connection connection(address);
  connection.send("GET " + target + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
  return connection.receive().value();
}

Reply post(std::string const& address, std::string const& target, std::string const& content_type,
           std::string const& body) {
  Connection connection(address);
  connection.send("POST " + target + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n" +
                  "Content-Type: " + content_type +
                  "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  return connection.receive().value();
}

}  // namespace qpv::test
