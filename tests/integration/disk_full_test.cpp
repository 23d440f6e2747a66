// A disk without room: writing is refused with a clear code that says "again later", reading goes on, the same command
// with the same key is accepted when there is room again, and the data folder is whole.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

#include "tests/support/demo_server.hpp"
#include "tests/support/http_client.hpp"

namespace ramure::test {

namespace {

constexpr std::size_t long_body_bytes = 30'000;
constexpr int posts_max = 200;  // 6 MB: more than any room that these tests leave

// A small disk of its own in memory, while it is held.
class SmallDisk {
 public:
  explicit SmallDisk(std::size_t mebibytes) {
    std::filesystem::create_directory(folder_ / "disk");
    const std::string size = "size=" + std::to_string(mebibytes) + "m";
    is_mounted_ = mount("tmpfs", path().c_str(), "tmpfs", 0, size.c_str()) == 0;
  }
  ~SmallDisk() {
    if (is_mounted_) umount2(path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  bool is_mounted() const { return is_mounted_; }
  std::filesystem::path path() const { return folder_ / "disk"; }

  // Leaves no byte free.
  void fill() const {
    std::ofstream ballast(path() / "ballast", std::ios::binary | std::ios::app);
    const std::string page(4096, '\0');
    while (ballast.write(page.data(), static_cast<std::streamsize>(page.size())).flush()) {
    }
  }
  void make_room() const { std::filesystem::remove(path() / "ballast"); }

 private:
  TemporaryFolder folder_;
  bool is_mounted_ = false;
};

std::uint64_t open_thread(WsClient& client, const v1::Welcome& welcome, std::string_view title) {
  v1::Command command;
  command.set_command_key(new_command_key());
  v1::OpenThread& open = *command.mutable_open_thread();
  v1::Query snapshot;
  snapshot.mutable_get_snapshot();
  const v1::Reply reply = client.query(snapshot);
  for (const v1::Channel& channel : reply.answer().snapshot().channels()) {
    if (channel.kind() == v1::CHANNEL_KIND_PLENARY) open.set_channel_id(channel.id());
  }
  open.set_kind(v1::THREAD_KIND_DISCUSSION);
  open.set_title(std::string(title));
  open.set_body("Premier message de " + welcome.me().name());
  return client.command(command).accepted().first_seq();
}

std::vector<std::string> bodies_of(WsClient& client, std::uint64_t thread_id) {
  std::vector<std::string> bodies;
  v1::Query question;
  question.mutable_get_history()->set_thread_id(thread_id);
  question.mutable_get_history()->set_after_id(thread_id);
  question.mutable_get_history()->set_limit(10);
  while (true) {
    const v1::Reply reply = client.query(question);
    for (const v1::Message& message : reply.answer().history().messages()) {
      bodies.push_back(message.body());
      question.mutable_get_history()->set_after_id(message.id());
    }
    if (!reply.answer().history().more_after()) return bodies;
  }
}

// What every kind of missing room must look like from outside.
void expect_refused_then_accepted(DemoServer& demo, const std::function<void()>& take_room_away,
                                  const std::function<void()>& give_room_back) {
  WsClient nadia = demo.connect("p01");
  const v1::Welcome welcome = nadia.hello();
  const std::uint64_t thread = open_thread(nadia, welcome, "Un disque plein");
  std::vector<std::string> said = bodies_of(nadia, thread);
  ASSERT_EQ(said.size(), 1u);

  take_room_away();
  v1::Command refused;
  v1::Reply reply;
  for (int i = 0; i < posts_max && !reply.has_refusal(); ++i) {
    refused = post_command(thread, std::to_string(i) + std::string(long_body_bytes, 'x'));
    reply = nadia.command(refused);
    if (reply.has_accepted()) said.push_back(refused.post_message().body());
  }
  ASSERT_TRUE(reply.has_refusal()) << "there was room for everything";
  EXPECT_EQ(reply.refusal().code(), v1::REFUSAL_CODE_STORAGE_UNAVAILABLE) << reply.refusal().message();
  EXPECT_TRUE(reply.refusal().retryable());
  EXPECT_EQ(nadia.command(refused).refusal().code(), v1::REFUSAL_CODE_STORAGE_UNAVAILABLE);

  EXPECT_EQ(bodies_of(nadia, thread), said) << "reading goes on";
  WsClient florence = demo.connect("f01");
  EXPECT_GT(florence.hello().head_seq(), 0u) << "people still come in";
  EXPECT_EQ(bodies_of(florence, thread), said);
  EXPECT_EQ(http(demo.port(), {.target = "/healthz"}).status, 200u);

  give_room_back();
  const v1::Reply accepted = nadia.command(refused);
  ASSERT_TRUE(accepted.has_accepted()) << accepted.ShortDebugString();
  EXPECT_FALSE(accepted.accepted().repeated());
  EXPECT_TRUE(nadia.command(refused).accepted().repeated());
  said.push_back(refused.post_message().body());
  EXPECT_EQ(bodies_of(florence, thread), said);

  EXPECT_EQ(demo.server().stop(), 0) << demo.server().log();
  const Finished check = demo.check();
  EXPECT_EQ(check.status, 0) << check.output << check.errors;
}

TEST(DiskFull, OnADiskWithoutRoomWritesWaitAndReadsGoOn) {
  const SmallDisk disk(12);
  if (!disk.is_mounted()) GTEST_SKIP() << "mounting a small disk needs root: " << std::strerror(errno);
  DemoServer demo(disk.path() / "data", {});
  expect_refused_then_accepted(demo, [&] { disk.fill(); }, [&] { disk.make_room(); });
}

TEST(DiskFull, PastALimitOnFileSizeWritesWaitAndReadsGoOn) {
  DemoServer demo;
  const auto limit = [&](rlim_t bytes) {
    rlimit both{};
    ASSERT_EQ(prlimit(demo.server().pid(), RLIMIT_FSIZE, nullptr, &both), 0) << std::strerror(errno);
    both.rlim_cur = bytes;
    ASSERT_EQ(prlimit(demo.server().pid(), RLIMIT_FSIZE, &both, nullptr), 0) << std::strerror(errno);
  };
  expect_refused_then_accepted(demo, [&] { limit(4096); }, [&] { limit(RLIM_INFINITY); });
}

}  // namespace

}  // namespace ramure::test
