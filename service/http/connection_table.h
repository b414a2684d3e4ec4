// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "service/http/client_address.h"
#include "service/http/refusal.h"

namespace qpv::http {

struct ConnectionLimits {
  std::size_t in_all = 4096;
  std::size_t per_client = 64;  // 0: as many as in all
};

struct ConnectionCounts {
  std::uint64_t open = 0;      // now
  std::uint64_t accepted = 0;  // since the start
  std::uint64_t refused = 0;   // since the start, for want of room
};

// Counts what is open, in all and by client. Any thread; a lock for some 100 ns at each end of a
// connection, and of a request when a trusted proxy sent it.
class ConnectionTable {
 public:
  explicit ConnectionTable(ConnectionLimits const& limits) : limits_(limits) {}

  // A place in the table, given back when this goes away. The table outlives it.
  class Place {
   public:
    Place() = default;
    Place(Place&& other) noexcept
        : table_(std::exchange(other.table_, nullptr)), held_(other.held_) {}
    Place& operator=(Place&& other) noexcept {
      std::swap(table_, other.table_);
      std::swap(held_, other.held_);
      return *this;
    }
    ~Place();

    // Why there is no place. It is then one of the few that are kept open to be told so; or, when
    // these are taken too, `held()` is false.
    [[nodiscard]] std::optional<Refusal> const& refused() const { return held_.refused; }
    [[nodiscard]] bool held() const { return table_ != nullptr; }

   private:
    friend class ConnectionTable;
    struct Held {
      bool in_all = false;
      std::optional<ClientAddress> client;
      std::optional<Refusal> refused;
    };
    Place(ConnectionTable* table, Held const& held) : table_(table), held_(held) {}

    ConnectionTable* table_ = nullptr;
    Held held_;
  };

  // Without a client only the count in all is kept: a unix socket's peer, a trusted proxy.
  Place connection(std::optional<ClientAddress> const& address);
  // A request that a trusted proxy sent for this client.
  Place request(ClientAddress const& address);
  [[nodiscard]] ConnectionCounts counts() const;

 private:
  bool add_client(ClientAddress const& client);
  void release(Place::Held const& held);

  ConnectionLimits const limits_;
  mutable std::mutex mutex_;
  ConnectionCounts counts_;
  std::size_t turned_away_ = 0;                     // and still open
  std::map<ClientAddress, std::size_t> of_client_;  // ordered: nobody can make it collide
};

}  // namespace qpv::http
