// Files from people who mean no good: who asks, under which names, how large, how slowly, and how often.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>

#include "protocol/limits.hpp"
#include "tests/support/file_words.hpp"
#include "tests/support/http_files.hpp"
#include "tests/support/raw_socket.hpp"
#include "tests/support/resident_memory.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;
using Clock = std::chrono::steady_clock;

class NetFilesHostile : public testing::Test {
 protected:
  void start(std::vector<std::string> flags = {}) { served_ = std::make_unique<RunningCommunity>(std::move(flags)); }
  RunningCommunity& served() {
    if (served_ == nullptr) start();
    return *served_;
  }
  std::uint64_t anna() { return served().people().valmerac.first; }
  const std::string& token() { return served().token(anna()); }

  HttpAnswer upload(const std::string& content, std::string_view name) {
    return upload_over_http(served().port(), token(), content, name);
  }
  std::string head(std::string_view rest, std::string_view target = "/api/uploads?name=a") {
    return "POST " + std::string(target) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token() + "\r\n" +
           std::string(rest) + "\r\n\r\n";
  }
  std::size_t files_left() {
    std::size_t count = 0;
    const auto folder = served().data() / "communities" / RunningCommunity::slug / "files";
    if (!std::filesystem::exists(folder)) return 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) count += entry.is_regular_file();
    return count;
  }
  void expect_no_files_left() {
    const auto end = Clock::now() + 5s;
    while (files_left() > 0 && Clock::now() < end) std::this_thread::sleep_for(20ms);
    EXPECT_EQ(files_left(), 0U);
  }
  void expect_ordinary_service() {
    const auto begin = Clock::now();
    EXPECT_EQ(upload("tout va bien", "note.txt").status, 200U);
    EXPECT_LT(Clock::now() - begin, 3s);
  }
  std::unique_ptr<RunningCommunity> served_;
};

}  // namespace

TEST_F(NetFilesHostile, OnlyMembersWhoMayWriteSomewhereUpload) {
  EXPECT_EQ(upload_over_http(served().port(), "", "x").status, 401U);
  EXPECT_EQ(upload_over_http(served().port(), "not-a-token", "x").status, 401U);
  EXPECT_EQ(upload_over_http(served().port(), served().token(served().people().evaluator), "x").status, 403U);
  EXPECT_EQ(get(served().port(), "", attachment_path(1, 0)).status, 401U);
  EXPECT_EQ(http(served().port(), {.method = "POST",
                                   .target = "/api/uploads?community=ailleurs&name=a",
                                   .body = "x",
                                   .headers = {{"Authorization", "Bearer " + token()}}})
                .status,
            404U);
  expect_no_files_left();
}

TEST_F(NetFilesHostile, AForeignPageNeitherSendsNorSees) {
  const std::string own = "http://127.0.0.1:" + std::to_string(served().port());
  const auto with_cookie = [&](const std::string& method, const std::string& target, HttpHeaders headers) {
    headers.emplace_back("Cookie", "ramure_session=" + token());
    return http(
               served().port(),
               {.method = method, .target = target, .body = method == "POST" ? "x" : "", .headers = std::move(headers)})
        .status;
  };
  const std::string uploads = "/api/uploads?name=a";
  EXPECT_EQ(with_cookie("POST", uploads, {}), 403U);
  EXPECT_EQ(with_cookie("POST", uploads, {{"Origin", "https://evil.example"}}), 403U);
  EXPECT_EQ(with_cookie("POST", uploads, {{"Origin", own}}), 200U);
  // A picture in a page of ours is asked for without an Origin.
  const std::string thing = attachment_path(1, 0);
  EXPECT_EQ(with_cookie("GET", thing, {}), 404U);
  EXPECT_EQ(with_cookie("GET", thing, {{"Sec-Fetch-Site", "same-origin"}}), 404U);
  EXPECT_EQ(with_cookie("GET", thing, {{"Origin", "https://evil.example"}}), 403U);
  EXPECT_EQ(with_cookie("GET", thing, {{"Sec-Fetch-Site", "cross-site"}}), 403U);
  EXPECT_EQ(with_cookie("GET", "/api/threads/1/export?format=md", {{"Sec-Fetch-Site", "cross-site"}}), 403U);
}

TEST_F(NetFilesHostile, NamesAreWordsAndNothingElse) {
  for (const char* name :
       {"", " ", "../../etc/passwd", "a/b", "a\\b", "..", ".", "deux\nlignes", "a\r\nSet-Cookie: x=1", "\x1b[31mrouge",
        "\u202Egpj.exe", "a\u2066b", "caf\xe9", "\xc2", "a\u2028b"}) {
    const HttpAnswer answer = upload("x", name);
    EXPECT_EQ(answer.status, 400U) << name;
    EXPECT_THAT(answer.body, HasSubstr("\"name\"")) << "the field is named";
  }
  EXPECT_EQ(upload("x", std::string("nul\0.txt", 8)).status, 400U);
  EXPECT_EQ(upload("x", std::string(limits::attachment_name_bytes_max + 1, 'a')).status, 413U);
  EXPECT_EQ(upload("x", std::string(10'000, 'a')).status, 431U) << "not even the head is taken in";
  EXPECT_EQ(http(served().port(), {.method = "POST",
                                   .target = "/api/uploads?name=%zz",
                                   .body = "x",
                                   .headers = {{"Authorization", "Bearer " + token()}}})
                .status,
            400U);
  expect_no_files_left();
  for (const std::string& name :
       {std::string(limits::attachment_name_bytes_max, 'a'), std::string("<script>.png"), std::string("\"quoted\".txt"),
        std::string("naïve …;é.pdf"), std::string("CON"), std::string(".htaccess"), std::string("%2e%2e%2f")}) {
    const HttpAnswer answer = upload("x", name);
    ASSERT_EQ(answer.status, 200U) << name << answer.body;
    EXPECT_EQ(boost::json::parse(answer.body).at("name").as_string(), name) << "as it was written";
  }
}

TEST_F(NetFilesHostile, OneByteTooManyIsToldBeforeItIsSent) {
  RawSocket client(served().port());
  client.say(head("Content-Length: " + std::to_string(limits::upload_bytes_max + 1)));
  const std::string answer = client.read_some();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(answer, HasSubstr("26214400"));
  EXPECT_EQ(upload(std::string(limits::upload_bytes_max + 1, 'x'), "a").status, 413U)
      << "also who sends it all the same";
  EXPECT_EQ(upload("", "vide.txt").status, 400U);
  expect_no_files_left();
}

TEST_F(NetFilesHostile, ABodyInChunksIsCountedAsItComes) {
  const auto send_in_chunks = [&](std::size_t bytes) {
    RawSocket client(served().port());
    client.say(head("Transfer-Encoding: chunked\r\nConnection: close"));
    const std::string chunk(1'000'000, 'x');
    bool taken = true;
    for (std::size_t sent = 0; sent < bytes && taken; sent += chunk.size()) {
      const std::size_t size = std::min(chunk.size(), bytes - sent);
      char line[32];
      std::snprintf(line, sizeof line, "%zx\r\n", size);
      taken = client.say(line + chunk.substr(0, size) + "\r\n");
    }
    if (taken) client.say("0\r\n\r\n");
    return client.read_all();
  };
  EXPECT_THAT(send_in_chunks(limits::upload_bytes_max + 1), StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(send_in_chunks(0), StartsWith("HTTP/1.1 400 "));
  expect_no_files_left();
  EXPECT_THAT(send_in_chunks(limits::upload_bytes_max), StartsWith("HTTP/1.1 200 "));
}

TEST_F(NetFilesHostile, AClientThatWaitsForLeaveToSendHearsANoFirst) {
  RawSocket welcome(served().port());
  welcome.say(head("Content-Length: 5\r\nExpect: 100-continue\r\nConnection: close"));
  EXPECT_EQ(welcome.read_some(), "HTTP/1.1 100 Continue\r\n\r\n");
  welcome.say("12345");
  EXPECT_THAT(welcome.read_all(), StartsWith("HTTP/1.1 200 "));
  RawSocket unwelcome(served().port());
  unwelcome.say(head("Content-Length: 5\r\nExpect: 100-continue", "/api/uploads?name=a/b"));
  EXPECT_THAT(unwelcome.read_some(), StartsWith("HTTP/1.1 400 "));
}

TEST_F(NetFilesHostile, AnUploadThatTricklesInIsDroppedAndLeavesNothing) {
  start({"--limits-request-timeout-ms", "1000"});
  RawSocket slow(served().port());
  slow.say(head("Content-Length: 1000000") + "zqbdfgkmpr");
  const auto begin = Clock::now();
  bool closed = false;
  for (int i = 0; i < 100 && !closed; ++i) {
    slow.say("X");
    closed = slow.is_closed_within(100ms);
  }
  EXPECT_TRUE(closed);
  EXPECT_LT(Clock::now() - begin, 4s);
  expect_no_files_left();
  expect_ordinary_service();
}

TEST_F(NetFilesHostile, AnUploadThatIsGivenUpLeavesNothing) {
  {
    RawSocket client(served().port());
    client.say(head("Content-Length: 1000000") + std::string(300'000, 'x'));
    const auto end = Clock::now() + 5s;
    while (files_left() == 0 && Clock::now() < end) std::this_thread::sleep_for(5ms);
    EXPECT_EQ(files_left(), 1U);
  }
  expect_no_files_left();
}

TEST_F(NetFilesHostile, ManyLargeUploadsAtOnceTakeTheDiskAndNotTheMemory) {
  constexpr std::size_t count = 12, sent_each = 20'000'000;
  expect_ordinary_service();
  const std::size_t before = served().server().resident_bytes();
  std::vector<RawSocket> clients;
  for (std::size_t i = 0; i < count; ++i) {
    clients.emplace_back(served().port());
    clients.back().say(head("Content-Length: " + std::to_string(sent_each + 1)));
  }
  const std::string piece(1'000'000, 'x');
  for (std::size_t sent = 0; sent < sent_each; sent += piece.size()) {
    for (RawSocket& client : clients) ASSERT_TRUE(client.say(piece));
  }
  expect_resident_below(served().server(), before + (32U << 20), "of 240 MB that were sent");
  expect_ordinary_service();
}

TEST_F(NetFilesHostile, ADownloadThatNobodyReadsIsCutOff) {
  start({"--limits-write-stall-timeout-ms", "1000"});
  const std::string content(limits::upload_bytes_max, 'x');
  WsClient client = served().connect(anna());
  client.hello();
  v1::Command command = served().post(served().thread(), "");
  command.mutable_post_message()->add_upload_ids(uploaded_over_http(served().port(), token(), content));
  const v1::Reply reply = client.command(command);
  ASSERT_TRUE(reply.has_accepted()) << reply.ShortDebugString();
  const std::string path = attachment_path(reply.accepted().first_seq(), 0);
  RawSocket deaf(served().port());
  deaf.say("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token() + "\r\n\r\n");
  std::this_thread::sleep_for(4s);
  EXPECT_LT(deaf.read_all().size(), content.size());
  EXPECT_EQ(get(served().port(), token(), path).body.size(), content.size());
}

// 500 MB are more than a test should write: the room that is set aside counts from the head on.
TEST_F(NetFilesHostile, AMemberCannotTakeMoreRoomThanHeHas) {
  std::vector<RawSocket> clients;
  const std::size_t fit = limits::uploads_bytes_max / limits::upload_bytes_max;
  for (std::size_t i = 0; i < fit; ++i) {
    clients.emplace_back(served().port());
    clients.back().say(
        head("Content-Length: " + std::to_string(limits::upload_bytes_max) + "\r\nExpect: 100-continue"));
    ASSERT_THAT(clients.back().read_some(), StartsWith("HTTP/1.1 100 ")) << i;
  }
  const HttpAnswer refused = upload("x", "note.txt");
  EXPECT_EQ(refused.status, 413U);
  EXPECT_THAT(refused.body, HasSubstr("524288000"));
  EXPECT_EQ(upload_over_http(served().port(), served().token(served().people().kerlohan.first), "x").status, 200U);
  clients.clear();
  const auto end = Clock::now() + 5s;
  while (upload("x", "note.txt").status != 200U && Clock::now() < end) std::this_thread::sleep_for(20ms);
  expect_ordinary_service();
}

}  // namespace ramure::test
