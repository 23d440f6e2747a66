// The readable export over HTTP: streamed, whole or recognisably not, and the terminal gets the very same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/integration/cli_person.hpp"
#include "tests/support/http_files.hpp"
#include "tests/support/raw_socket.hpp"
#include "tests/support/resident_memory.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

using testing::HasSubstr;
using testing::StartsWith;

class NetExport : public testing::Test {
 protected:
  RunningCommunity served{{}, [](FoundedCommunity& community) {
                            community.in_one_batch([&] {
                              const auto thread =
                                  community.open_thread(community.plenary, community.facilitator, "Un long fil");
                              for (int i = 0; i < 3'000; ++i) {
                                community.post(thread, community.valmerac.first,
                                               "Message " + std::to_string(i) + " " + std::string(2'000, 'x'));
                              }
                            });
                          }};
  std::uint64_t anna = served.people().valmerac.first;

  std::uint64_t long_thread() {
    WsClient client = served.connect(anna);
    client.hello();
    v1::Query query;
    query.mutable_list_threads()->set_limit(10);
    const v1::Reply reply = client.query(query);
    for (const auto& row : reply.answer().thread_list().rows()) {
      if (row.thread().title() == "Un long fil") return row.thread().id();
    }
    throw std::runtime_error("the long thread is not there");
  }
  HttpAnswer export_of(std::uint64_t thread, const std::string& parameters) {
    return get(served.port(), served.token(anna), "/api/threads/" + std::to_string(thread) + "/export?" + parameters);
  }
};

}  // namespace

TEST_F(NetExport, ComesAsADownloadThatStandsAlone) {
  const HttpAnswer page = export_of(served.thread(), "format=html");
  ASSERT_EQ(page.status, 200u) << page.body;
  EXPECT_EQ(page.headers.at("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.headers.at("content-disposition"),
            "attachment; filename=\"Premier fil.html\"; filename*=UTF-8''Premier%20fil.html");
  EXPECT_THAT(page.headers.at("content-security-policy"), HasSubstr("sandbox"));
  EXPECT_EQ(page.headers.at("x-content-type-options"), "nosniff");
  EXPECT_THAT(page.headers.at("cache-control"), HasSubstr("no-store"));
  EXPECT_THAT(page.body, StartsWith("<!doctype html>"));
  EXPECT_THAT(page.body, HasSubstr("Bienvenue"));
  const HttpAnswer text = export_of(served.thread(), "format=md&lang=en");
  EXPECT_EQ(text.headers.at("content-type"), "text/markdown; charset=utf-8");
  EXPECT_THAT(text.body, HasSubstr("1 message."));
}

TEST_F(NetExport, WrongWishesAreTold) {
  for (const char* parameters : {"", "format=pdf", "format=html&lang=de", "format=HTML"}) {
    EXPECT_EQ(export_of(served.thread(), parameters).status, 400u) << parameters;
  }
  const HttpAnswer absent = export_of(999'999'999, "format=html");
  EXPECT_EQ(absent.status, 404u);
  for (const char* target : {"/api/threads/x/export?format=md", "/api/threads/1/exports?format=md",
                             "/api/threads/1/2/export?format=md", "/api/threads//export?format=md"}) {
    EXPECT_EQ(get(served.port(), served.token(anna), target).status, 404u) << target;
  }
  EXPECT_EQ(get(served.port(), "", "/api/threads/1/export?format=md").status, 401u);
}

TEST_F(NetExport, ALongThreadIsSentAsItIsMade) {
  const std::uint64_t thread = long_thread();
  export_of(served.thread(), "format=html");  // what is needed once
  const std::size_t before = served.server().resident_bytes();
  const HttpAnswer page = export_of(thread, "format=html");
  EXPECT_EQ(page.headers.at("transfer-encoding"), "chunked");
  EXPECT_GT(page.body.size(), 6'000'000u);
  EXPECT_THAT(page.body.substr(page.body.size() - 700), HasSubstr("3000 messages."));
  expect_resident_below(served.server(), before + (24u << 20));
}

TEST_F(NetExport, AReaderWhoStopsReadingHoldsNoMemoryAndNobodyUp) {
  const std::string request = "GET /api/threads/" + std::to_string(long_thread()) + "/export?format=html HTTP/1.1\r\n" +
                              "Host: x\r\nAuthorization: Bearer " + served.token(anna) + "\r\n\r\n";
  const std::size_t before = served.server().resident_bytes();
  std::vector<RawSocket> deaf;
  for (int i = 0; i < 20; ++i) {
    deaf.emplace_back(served.port());
    deaf.back().say(request);
    EXPECT_THAT(deaf.back().read_some(), StartsWith("HTTP/1.1 200 "));
  }
  EXPECT_EQ(export_of(served.thread(), "format=md").status, 200u);
  expect_resident_below(served.server(), before + (48u << 20), "of 120 MB that they asked for");
}

TEST_F(NetExport, AnOldProxyIsToldTheEndByClosing) {
  RawSocket client(served.port());
  client.say("GET /api/threads/" + std::to_string(served.thread()) + "/export?format=md HTTP/1.0\r\nHost: x\r\n" +
             "Authorization: Bearer " + served.token(anna) + "\r\n\r\n");
  const std::string answer = client.read_all();
  EXPECT_EQ(answer.find("chunked"), std::string::npos);
  EXPECT_THAT(answer, testing::EndsWith("`\n"));
}

TEST(CliFiles, ComeAndGoFromATerminal) {
  const DemoServer demo;
  const CliPerson nadia(demo, "p01"), florence(demo, "f01");
  nadia.sign_in();
  florence.sign_in();
  const auto picture = nadia.home() / "carte d’été.png";
  const auto note = nadia.home() / "note.txt";
  std::ofstream(picture, std::ios::binary) << png_of(640, 480, "des pixels");
  std::ofstream(note) << "Bonjour";
  const std::string thread = std::to_string(
      id_in(nadia.json({"open", "Des fichiers", "--file", note.string(), "--channel", "plénière"}).at(0), "first_seq"));
  const std::string message = std::to_string(id_in(
      nadia.json({"post", thread, "Voici", "--file", picture.string(), "--file", note.string()}).at(0), "first_seq"));

  const std::string read = florence.says({"read", thread});
  EXPECT_THAT(read, HasSubstr("[0] carte d’été.png (image/png, "));
  EXPECT_THAT(read, HasSubstr("[1] note.txt (text/plain, 7 bytes)"));
  EXPECT_EQ(florence.says({"file", message, "1", "--output", "-"}), "Bonjour");
  const auto saved = florence.home() / "saved.png";
  florence.says({"file", message, "--output", saved.string()});
  EXPECT_EQ(std::filesystem::file_size(saved), std::filesystem::file_size(picture));
  EXPECT_EQ(florence.run({"file", message, "--output", saved.string()}).status, 1) << "never over another by chance";
  EXPECT_EQ(florence.run({"file", message, "7"}).status, 1);
  EXPECT_EQ(nadia.run({"post", thread, "--file", (nadia.home() / "absent").string()}).status, 2);

  const std::string page = florence.says({"export", thread, "--format", "html"});
  EXPECT_THAT(page, HasSubstr("data:image/png;base64,"));
  EXPECT_THAT(page, HasSubstr("3 files, 3 of them inside this document"));
  EXPECT_THAT(florence.says({"export", thread}), StartsWith("# Des fichiers\n"));
}

}  // namespace ramure::test
