// SPDX-License-Identifier: EUPL-1.2
//
// What the cage forbids, tried from inside it, each time in a process of its own.
#include "tools/import/cage.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <functional>
#include <thread>

#include "tests/golden/import_support.h"
#include "tests/support/temp_dir.h"

namespace qpv::test {
namespace {

// What `attempt` gives back inside the cage; 128 + the number of the signal that ended it.
int inside(std::function<int()> const& attempt, import::CageLimits const& limits = {}) {
  pid_t const pid = fork();
  if (pid == 0) {
    constexpr int kIncomplete = 99;
    if (!import::enter_cage(limits).empty()) _exit(kIncomplete);
    _exit(attempt());
  }
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int error_of(bool done) { return done ? 0 : errno; }

sockaddr_in loopback(in_port_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = port;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

// POSIX speaks of every kind of address through one type.
sockaddr const* plain(sockaddr_in const& address) {
  return reinterpret_cast<sockaddr const*>(&address);  // NOLINT
}

TEST(Cage, HasNoNetwork) {
  for (int const family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK}) {
    EXPECT_EQ(inside([&] { return error_of(socket(family, SOCK_DGRAM, 0) >= 0); }), EPERM);
  }
  int ends[2];
  EXPECT_EQ(inside([&] { return error_of(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0); }),
            EPERM);
}

// Even a socket that was open before leads nowhere, to a port where somebody listens.
TEST(Cage, ConnectsToNobody) {
  int const server = socket(AF_INET, SOCK_STREAM, 0);
  auto any = loopback(0);
  ASSERT_EQ(bind(server, plain(any), sizeof any), 0);
  ASSERT_EQ(listen(server, 1), 0);
  sockaddr_in bound{};
  socklen_t size = sizeof bound;
  ASSERT_EQ(getsockname(server, reinterpret_cast<sockaddr*>(&bound), &size), 0);  // NOLINT
  int const client = socket(AF_INET, SOCK_STREAM, 0);
  auto const attempt = [&] { return error_of(connect(client, plain(bound), sizeof bound) == 0); };
  EXPECT_EQ(inside(attempt), EPERM);
  EXPECT_EQ(attempt(), 0) << "the same call outside";
  close(client);
  close(server);
}

TEST(Cage, StartsAndSignalsNoOtherProcess) {
  if (import::kSanitized) GTEST_SKIP() << "a sanitizer starts processes of its own";
  EXPECT_EQ(inside([] { return error_of(fork() >= 0); }), EPERM);
  EXPECT_EQ(inside([] {
              char const* const words[] = {"/bin/true", nullptr};
              return error_of(execv(words[0], const_cast<char* const*>(words)) == 0);  // NOLINT
            }),
            EPERM);
  EXPECT_EQ(inside([] { return error_of(kill(getppid(), 0) == 0); }), EPERM);
}

TEST(Cage, HasThreads) {
  EXPECT_EQ(inside([] {
              int done = 0;
              std::jthread([&] { done = 7; }).join();
              return done;
            }),
            7);
}

TEST(Cage, EndsWithItsTime) {
  EXPECT_EQ(inside(
                [] {
                  std::atomic<unsigned> turns = 0;
                  while (turns < 1 || turns > 0) ++turns;
                  return 0;
                },
                {.cpu_seconds = 1}),
            2);
}

TEST(Cage, EndsWithItsMemory) {
  if (import::kSanitized) GTEST_SKIP() << "a sanitizer maps terabytes";
  constexpr std::size_t kBlock = std::size_t{512} << 20U;
  auto const attempt = [] {
    try {
      std::vector<char> const block(kBlock, 'x');
      return block.back() == 'x' ? 0 : 1;
    } catch (std::bad_alloc const&) {
      return 5;
    }
  };
  EXPECT_EQ(inside(attempt, {.memory_mib = 256}), 5);
  EXPECT_EQ(inside(attempt, {.memory_mib = 1024}), 0);
  EXPECT_EQ(inside([]() -> int { std::abort(); }), 2) << "GDAL aborts where it lacks memory";
}

TEST(Cage, WritesNoGiantFileAndNoDump) {
  TempDir const dir;
  auto const path = (dir / "file").string();
  EXPECT_EQ(inside([&] {
              auto* const file = std::fopen(path.c_str(), "w");
              return error_of(ftruncate(fileno(file), off_t{3} << 30U) == 0);
            }),
            EFBIG);
  EXPECT_EQ(inside([] {
              rlimit core{};
              return getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0 ? 0 : 1;
            }),
            0);
}

// A limit that is reached while the dataset is written leaves the old one.
TEST(Cage, LimitsThatAreReachedLeaveTheOldDataset) {
  if (import::kSanitized) GTEST_SKIP() << "memory is not limited under a sanitizer";
  TempDir const dir;
  write_file(dir / "a.geojson", squares({"QN06201M"}));
  auto const out = (dir / "d").string();
  ASSERT_EQ(import({"--perimeters", (dir / "a.geojson").string(), "--out", out}).exit_code, 0);
  auto const before = read_file(dir / "d/manifest.json");
  std::string vertices;
  constexpr int kHalf = 200'000;
  for (int i = 0; i <= kHalf; ++i) vertices += "[" + std::to_string(2.8 + 1e-7 * i) + ",50.42],";
  write_file(dir / "b.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature",
    "properties":{"code_qp":"QN06202M","lib_qp":"a"},"geometry":{"type":"Polygon","coordinates":[[)" +
                                    vertices + "[2.8,50.43],[2.8,50.42]]]}}]}");
  for (char const* mib : {"64", "72", "80", "96", "112", "128"}) {
    auto const done =
        import({"--memory-limit", mib, "--perimeters", (dir / "b.geojson").string(), "--out", out});
    if (done.exit_code == 0) break;
    EXPECT_EQ(done.exit_code, 2) << mib << ": " << done.err;
    EXPECT_EQ(read_file(dir / "d/manifest.json"), before);
  }
  auto const roomy = import({"--perimeters", (dir / "b.geojson").string(), "--out", out});
  EXPECT_EQ(roomy.exit_code, 0) << roomy.err;
  EXPECT_NE(read_file(dir / "d/manifest.json"), before);
}

}  // namespace
}  // namespace qpv::test
