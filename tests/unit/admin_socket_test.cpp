#include "server/ops/admin_socket.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <cstring>
#include <fstream>
#include <future>

#include "server/ops/admin_channel.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::ops {
namespace {

namespace json = boost::json;

AdminAnswer echo(const json::object& request, const AdminProgress& progress) {
  for (std::size_t i = 1; i <= 1'000; ++i) progress("echo", i, 1'000);
  if (request.contains("fail")) return std::unexpected(AdminFault{AdminFault::Kind::data, "as asked"});
  return json::object{{"echo", request}};
}

// A connection that speaks bytes, not messages.
int connect_raw(const std::filesystem::path& path) {
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
  EXPECT_EQ(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  return fd;
}

bool is_hung_up(int fd) {
  char byte = 0;
  return ::recv(fd, &byte, 1, 0) <= 0;
}

class AdminSocketTest : public ::testing::Test {
 protected:
  test::TemporaryFolder folder;
  const std::filesystem::path path = folder / "admin.sock";
};

TEST_F(AdminSocketTest, AnswersWithProgress) {
  AdminSocket socket(path, echo);
  std::size_t steps = 0, last = 0;
  const auto answer =
      ask_server(path, {{"command", "é"}}, [&](std::string_view what, std::size_t done, std::size_t of) {
        EXPECT_EQ(what, "echo");
        EXPECT_EQ(of, 1'000u);
        EXPECT_GT(done, last);
        last = done;
        ++steps;
      });
  ASSERT_TRUE(answer);
  EXPECT_EQ(json::serialize(*answer), R"({"echo":{"command":"é"}})");
  EXPECT_EQ(last, 1'000u);
  EXPECT_LE(steps, 102u) << "a step per percent, not per item";
}

TEST_F(AdminSocketTest, CarriesFaults) {
  AdminSocket socket(path, echo);
  const auto answer = ask_server(path, {{"fail", true}}, {});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, AdminFault::Kind::data);
  EXPECT_EQ(answer.error().sentence, "as asked");
}

TEST_F(AdminSocketTest, CarriesMegabytes) {
  AdminSocket socket(path, echo);
  const std::string large(20 * 1024 * 1024, 'x');
  const auto answer = ask_server(path, {{"large", large}}, {});
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->at("echo").at("large").as_string().size(), large.size());
  EXPECT_THROW(ask_server(path, {{"large", std::string(admin_message_bytes_max, 'x')}}, {}), ChannelError);
}

TEST_F(AdminSocketTest, IsForItsOwnerOnly) {
  AdminSocket socket(path, echo);
  struct stat status{};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_TRUE(S_ISSOCK(status.st_mode));
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(AdminSocketTest, ReplacesWhatADeadProcessLeftAndGoesWithoutATrace) {
  std::ofstream(path) << "left over";
  {
    AdminSocket socket(path, echo);
    EXPECT_TRUE(ask_server(path, {}, {}));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_THROW(ask_server(path, {}, {}), ChannelError);
}

TEST_F(AdminSocketTest, LivesInAFolderWithALongName) {
  const auto deep = folder.path() / std::string(200, 'd');
  std::filesystem::create_directory(deep);
  AdminSocket socket(deep / "admin.sock", echo);
  EXPECT_TRUE(ask_server(deep / "admin.sock", {}, {}));
}

TEST_F(AdminSocketTest, HangsUpOnWhatIsNoMessageAndServesTheNext) {
  AdminSocket socket(path, echo);
  const std::string too_long("\xff\xff\xff\xff", 4);
  const std::string not_json("\x00\x00\x00\x03{{{", 7);
  const std::string no_object("\x00\x00\x00\x02[]", 6);
  for (const auto& bytes : {too_long, not_json, no_object}) {
    const int fd = connect_raw(path);
    ASSERT_EQ(::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
    EXPECT_TRUE(is_hung_up(fd));
    ::close(fd);
  }
  const int gone = connect_raw(path);
  ::close(gone);
  EXPECT_TRUE(ask_server(path, {}, {}));
}

TEST_F(AdminSocketTest, StopsWhileSomebodyIsConnected) {
  auto socket = std::make_unique<AdminSocket>(path, echo);
  const int silent = connect_raw(path);
  ::shutdown(silent, SHUT_WR);
  socket.reset();
  ::close(silent);
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(AdminSocketTest, WhoeverHangsUpInTheMiddleHarmsNobody) {
  std::promise<void> entered, go;
  AdminSocket socket(path, [&](const json::object& request, const AdminProgress& progress) -> AdminAnswer {
    if (request.contains("wait")) {
      entered.set_value();
      go.get_future().wait();
      for (std::size_t i = 1; i <= 100; ++i) progress("nobody listens", i, 100);
    }
    return json::object{};
  });
  const int fd = connect_raw(path);
  const std::string message("\x00\x00\x00\x0d{\"wait\":true}", 17);
  ASSERT_EQ(::send(fd, message.data(), message.size(), MSG_NOSIGNAL), 17);
  entered.get_future().wait();
  ::close(fd);
  go.set_value();
  EXPECT_TRUE(ask_server(path, {}, {}));
}

}  // namespace
}  // namespace ramure::ops
