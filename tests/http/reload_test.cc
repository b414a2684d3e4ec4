// SPDX-License-Identifier: EUPL-1.2
//
// Datasets that change under load, good and bad ones in turn: no request fails, no answer is of a
// dataset that was already replaced, and each bad one is refused with its reason.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/http/served.h"
#include "tests/support/test_data.h"

namespace qpv {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr char kQuestion[] = "/v1/point?lon=2.84219&lat=50.43664";  // well inside QN06226M

// One dataset to publish: a good one has the id that answers from then on, a bad one a piece of the
// sentence that refuses it.
struct Edition {
  std::string name;
  fs::path directory;
  std::string id;
  std::string reason;
};

class Reload : public testing::Test {
 protected:
  void SetUp() override {
    good("a", test::embedded_sources());
    auto renamed = test::embedded_sources();
    fs::copy_file(renamed[1], dir_ / "autre.geojson");
    renamed[1] = (dir_ / "autre.geojson").string();
    good("b", renamed);
    damage("truncated", "100000 octets au lieu de ",
           [](fs::path const& copy) { fs::resize_file(copy / "perimeters.gpkg", 100'000); });
    damage("wrong hash", "son empreinte", [](fs::path const& copy) {
      auto bytes = test::read_file(copy / "perimeters.gpkg");
      bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
      test::write_file(copy / "perimeters.gpkg", bytes);
    });
    damage("older format", "le format 0 est inconnu", [](fs::path const& copy) {
      auto text = test::read_file(copy / "manifest.json");
      auto const at = text.find("\"format\": ");
      test::write_file(copy / "manifest.json", text.replace(at, 11, "\"format\": 0"));
    });
    damage("no manifest", "manifest.json",
           [](fs::path const& copy) { fs::remove(copy / "manifest.json"); });
    auto const with_addresses = [&](std::vector<std::string> sources) {
      sources.insert(sources.end(), renamed.begin() + 8, renamed.end());
      return sources;
    };
    bad("no addresses",
        {"--perimeters", renamed[1], "--coverage", renamed[3], "--territory", renamed[5]},
        "il n’a plus d’adresses");
    bad("no coverage", with_addresses({"--perimeters", renamed[1], "--territory", renamed[5]}),
        "n’y est plus complète sur un territoire");
    bad("another territory", with_addresses({"--perimeters", renamed[1], "--coverage", renamed[3]}),
        "il est d’un autre territoire");
    test::write_file(dir_ / "west.geojson",
                     R"({"type":"Polygon","coordinates":[[[2.70,50.40],[2.80,50.40],[2.80,50.48],)"
                     R"([2.70,50.48],[2.70,50.40]]]})");
    bad("other coverage",
        with_addresses({"--perimeters", renamed[1], "--coverage", (dir_ / "west.geojson").string(),
                        "--territory", renamed[5]}),
        "point témoin « ");
  }

  void publish(Edition const& edition) const {
    fs::create_directory_symlink(edition.directory, dir_ / "next");
    fs::rename(dir_ / "next", dir_ / "served");
  }

  test::TempDir dir_;
  std::vector<Edition> goods_;
  std::vector<Edition> bads_;

 private:
  std::string import(std::string const& name, std::vector<std::string> const& arguments) {
    test::import_dataset(arguments, dir_ / name);
    rapidjson::Document manifest;
    manifest.Parse(test::read_file(dir_ / name / "manifest.json").c_str());
    return manifest["id"].GetString();
  }
  void good(std::string const& name, std::vector<std::string> const& arguments) {
    auto const id = import(name, arguments);
    goods_.push_back({name, dir_ / name, id, ""});
  }
  void bad(std::string const& name, std::vector<std::string> const& arguments,
           std::string const& reason) {
    import(name, arguments);
    bads_.push_back({name, dir_ / name, "", reason});
  }
  template <class Damage>
  void damage(std::string const& name, std::string const& reason, Damage const& damage) {
    fs::copy(goods_[1].directory, dir_ / name);
    damage(dir_ / name);
    bads_.push_back({name, dir_ / name, "", reason});
  }
};

// The good datasets in the order of their publication. `first` is the oldest that may still answer.
class Course {
 public:
  explicit Course(std::string id) { ids_.push_back(std::move(id)); }

  void publishes(std::string const& id) {
    std::scoped_lock const lock(mutex_);
    ids_.push_back(id);
  }
  void confirmed() {
    std::scoped_lock const lock(mutex_);
    first_ = ids_.size() - 1;
  }
  std::size_t first() {
    std::scoped_lock const lock(mutex_);
    return first_;
  }
  // Whether a request sent when `first` was the oldest may have been answered by `id`.
  bool may_answer(std::string const& id, std::size_t first) {
    std::scoped_lock const lock(mutex_);
    return std::find(ids_.begin() + static_cast<std::ptrdiff_t>(first), ids_.end(), id) !=
           ids_.end();
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> ids_;
  std::size_t first_ = 0;
};

struct Counts {
  std::atomic<int> answered = 0;
  std::atomic<int> failed = 0;
  std::atomic<int> stale = 0;
};

std::string dataset_in(std::string const& body) {
  std::string const before = R"("dataset":{"id":")";
  auto const begin = body.find(before);
  return begin == std::string::npos ? "" : body.substr(begin + before.size(), 16);
}

// Asks until told to stop, on one connection or on a new one each time.
void keep_asking(std::string const& address, bool keep_alive, std::atomic<bool> const& stop,
                 Course& course, Counts& counts) {
  std::optional<test::Connection> connection;
  while (!stop) {
    auto const first = course.first();
    try {
      if (!connection || !keep_alive) connection.emplace(address);
      connection->send(std::string("GET ") + kQuestion + " HTTP/1.1\r\nHost: t\r\n\r\n");
      auto const reply = connection->receive();
      bool const good = reply && reply->status == 200 &&
                        reply->body.find(R"("answer":"inside")") != std::string::npos;
      ++(good ? counts.answered : counts.failed);
      if (good && !course.may_answer(dataset_in(reply->body), first)) ++counts.stale;
      if (reply && reply->headers.contains("connection")) connection.reset();
    } catch (std::exception const&) {
      ++counts.failed;
      connection.reset();
    }
  }
}

// Asks /readyz until it says what is expected; the time that took.
template <class Expected>
Clock::duration wait_for(std::string const& probe, Expected const& expected) {
  auto const began = Clock::now();
  for (;;) {
    auto const reply = test::get(probe, "/readyz");
    EXPECT_EQ(reply.status, 200U);
    if (expected(reply.body)) return Clock::now() - began;
    if (Clock::now() - began > std::chrono::seconds(30)) throw std::runtime_error(reply.body);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

std::size_t occurrences(std::string const& text, std::string const& what) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

long resident_kilobytes(pid_t pid) {
  auto const status = test::read_file("/proc/" + std::to_string(pid) + "/status");
  return std::stol(status.substr(status.find("VmRSS:") + 6));
}

std::size_t publications() {
  char const* const asked = std::getenv("QPV_RELOADS");
  constexpr std::size_t kUsual = 16;  // every edition once
  return asked == nullptr ? kUsual : std::stoul(asked);
}

TEST_F(Reload, TwiceASecondUnderLoad) {
  publish(goods_[0]);
  test::Server server(dir_ / "served");
  Course course(goods_[0].id);
  Counts counts;
  std::atomic<bool> stop = false;
  std::vector<std::jthread> clients;
  clients.reserve(4);
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&, i] { keep_asking(server.address(), i != 0, stop, course, counts); });
  }
  std::size_t const rounds = publications();
  std::size_t refused = 0;
  Clock::duration longest{};
  auto const before = resident_kilobytes(server.process().pid());
  auto next = Clock::now();
  for (std::size_t round = 0; round < rounds; ++round) {
    bool const is_good = round % 2 == 0;
    auto const& edition = is_good ? goods_[1 - round / 2 % 2] : bads_[round / 2 % bads_.size()];
    if (is_good) course.publishes(edition.id);
    publish(edition);
    if (round % 3 == 0) server.process().signal(SIGHUP);
    auto const took = wait_for(server.ops_address(), [&](std::string const& body) {
      if (is_good) {
        return body.find(edition.id) != std::string::npos &&
               body.find("failed_reload") == std::string::npos;
      }
      return body.find(edition.reason) != std::string::npos;
    });
    longest = std::max(longest, took);
    if (is_good) course.confirmed();
    refused += is_good ? 0 : 1;
    next += std::chrono::milliseconds(500);
    std::this_thread::sleep_until(next);
  }
  stop = true;
  clients.clear();
  auto const log = server.process().log();
  EXPECT_EQ(counts.failed, 0);
  EXPECT_EQ(counts.stale, 0) << "an answer of a dataset that was replaced before the question";
  EXPECT_GT(counts.answered, 100);
  EXPECT_GE(occurrences(log, R"("event":"dataset_kept")"), refused);
  EXPECT_GE(occurrences(log, R"("event":"dataset_reloaded")"), rounds - refused);
  auto const metrics = test::get(server.ops_address(), "/metrics").body;
  EXPECT_NE(metrics.find("reload"), std::string::npos);
  std::cout << rounds << " publications, " << refused << " refused; " << counts.answered
            << " answers, " << counts.failed << " failed, " << counts.stale
            << " stale; seen after at most "
            << std::chrono::duration_cast<std::chrono::milliseconds>(longest).count()
            << " ms; resident " << before << " to " << resident_kilobytes(server.process().pid())
            << " kB\n";
}

}  // namespace
}  // namespace qpv
