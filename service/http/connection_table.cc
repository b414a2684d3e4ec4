// SPDX-License-Identifier: EUPL-1.2
#include "service/http/connection_table.h"

namespace qpv::http {
namespace {

// Connections beyond the limits that stay for the moment it takes to tell them. More are dropped.
constexpr std::size_t kTurnedAway = 256;

}  // namespace

ConnectionTable::Place::~Place() {
  if (table_ != nullptr) table_->release(held_);
}

bool ConnectionTable::add_client(ClientAddress const& client) {
  auto& count = of_client_[client];
  if (limits_.per_client != 0 && count >= limits_.per_client) return false;
  ++count;
  return true;
}

ConnectionTable::Place ConnectionTable::connection(std::optional<ClientAddress> const& address) {
  std::lock_guard const lock(mutex_);
  Place::Held held;
  if (address) held.client = client_of(*address);
  if (counts_.open >= limits_.in_all) {
    held.refused = Refusal::kAllConnections;
  } else if (held.client && !add_client(*held.client)) {
    held.refused = Refusal::kClientConnections;
  }
  if (held.refused) {
    ++counts_.refused;
    held.client.reset();
    if (turned_away_ >= kTurnedAway) return {nullptr, held};
    ++turned_away_;
    return {this, held};
  }
  held.in_all = true;
  ++counts_.open;
  ++counts_.accepted;
  return {this, held};
}

ConnectionTable::Place ConnectionTable::request(ClientAddress const& address) {
  std::lock_guard const lock(mutex_);
  Place::Held held;
  held.client = client_of(address);
  if (add_client(*held.client)) return {this, held};
  held = {false, std::nullopt, Refusal::kClientConnections};
  return {nullptr, held};
}

ConnectionCounts ConnectionTable::counts() const {
  std::lock_guard const lock(mutex_);
  return counts_;
}

void ConnectionTable::release(Place::Held const& held) {
  std::lock_guard const lock(mutex_);
  if (held.refused) {
    --turned_away_;
    return;
  }
  if (held.in_all) --counts_.open;
  if (!held.client) return;
  auto const found = of_client_.find(*held.client);
  if (--found->second == 0) of_client_.erase(found);
}

}  // namespace qpv::http
