// Thousands of silent connections are cheap. The figure that counts is measured by tests/load on the release build;
// here a generous bound holds every build to the order of magnitude.
#include <gtest/gtest.h>

#include <iostream>
#include <thread>

#include "tests/support/instrumented.hpp"
#include "tests/support/raw_socket.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

TEST(NetMemory, AnIdleConnectionCostsAFewKibibytes) {
  if (is_instrumented) GTEST_SKIP() << "sanitizers have memory of their own";
  constexpr std::size_t count = 2'000;
  constexpr std::size_t bytes_max = 16 * 1024;
  if (!allow_open_files(2 * count)) GTEST_SKIP() << "the system allows too few files";
  RunningCommunity served;
  const std::string& token = served.token(served.people().valmerac.first);
  std::vector<RawSocket> sockets;
  const auto open = [&](std::size_t how_many) {
    for (std::size_t i = 0; i < how_many; ++i) {
      sockets.emplace_back(served.port());
      sockets.back().say_hello(served.port(), token);
    }
    for (std::size_t i = sockets.size() - how_many; i < sockets.size(); ++i) {
      ASSERT_GT(sockets[i].read_some().size(), 20U) << "no Welcome for connection " << i;
    }
  };
  open(100);  // what is needed once
  std::this_thread::sleep_for(std::chrono::seconds(1));
  const std::size_t before = served.server().resident_bytes();
  open(count);
  std::this_thread::sleep_for(std::chrono::seconds(2));
  const std::size_t each = (served.server().resident_bytes() - before) / count;
  std::cout << "an idle connection: " << each << " bytes\n";
  EXPECT_LT(each, bytes_max);
}

}  // namespace ramure::test
