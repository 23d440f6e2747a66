// Nobody sees files that are not theirs, nor a document of a thread: the demo's five access_test_threads, each with a
// file in it, asked for by all 30 people. Hidden and absent get the same bytes.
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "tests/integration/cli_person.hpp"
#include "tests/integration/walls.hpp"
#include "tests/support/http_files.hpp"
#include "tests/support/uploaded.hpp"

namespace ramure::test {

namespace {

constexpr std::uint64_t absent_id = limits::id_max - 7;

struct WalledFile {
  WalledThread thread;
  std::string name, content;
  std::uint64_t message_id = 0;
};

class WallsOfFiles : public testing::Test {
 protected:
  DemoServer demo;
  std::vector<WalledFile> walls;

  void SetUp() override {
    for (WalledThread& thread : walled_threads(demo)) {
      WalledFile file{.thread = std::move(thread), .name = {}, .content = {}};
      file.name = "piece-" + file.thread.name + ".txt";
      file.content = "Une pièce de " + file.thread.name;
      const std::string& writer = *file.thread.readers.begin();
      v1::Command command = post_command(file.thread.thread_id, "");
      command.mutable_post_message()->add_upload_ids(
          uploaded_over_http(demo.port(), demo.person(writer).token, file.content, file.name));
      WsClient client = demo.connect(writer);
      client.hello();
      const v1::Reply reply = client.command(command);
      ASSERT_TRUE(reply.has_accepted()) << reply.ShortDebugString();
      file.message_id = reply.accepted().first_seq();
      walls.push_back(std::move(file));
    }
    ASSERT_EQ(walls.size(), 5u);
  }

  HttpAnswer ask(const std::string& person, const std::string& target) {
    return get(demo.port(), demo.person(person).token, target);
  }
  static std::string export_path(std::uint64_t thread_id, const std::string& format) {
    return "/api/threads/" + std::to_string(thread_id) + "/export?format=" + format;
  }
  void expect_same(const HttpAnswer& hidden, const HttpAnswer& absent, const std::string& where) {
    EXPECT_EQ(hidden.status, 404u) << where;
    EXPECT_EQ(hidden.body, absent.body) << where;
    EXPECT_EQ(hidden.headers, absent.headers) << where;
  }
};

}  // namespace

TEST_F(WallsOfFiles, BytesGoToTheReadersOfTheMessage) {
  for (const auto& [person, ignored] : demo.people()) {
    const HttpAnswer absent = ask(person, attachment_path(absent_id, 0));
    for (const WalledFile& wall : walls) {
      const HttpAnswer answer = ask(person, attachment_path(wall.message_id, 0));
      if (wall.thread.is_read_by(person)) {
        EXPECT_EQ(answer.body, wall.content) << person << " reads " << wall.thread.name;
      } else {
        expect_same(answer, absent, person + " asks for the file of " + wall.thread.name);
      }
    }
  }
}

TEST_F(WallsOfFiles, WhatIsSaidInConfidenceIsKeptOnNoDevice) {
  const auto cache_control = [&](std::size_t wall) {
    return ask(*walls[wall].thread.readers.begin(), attachment_path(walls[wall].message_id, 0))
        .headers.at("cache-control");
  };
  EXPECT_EQ(cache_control(0), "private, no-cache");
  EXPECT_EQ(cache_control(2), "private, no-store") << "one person's follow-up";
}

TEST_F(WallsOfFiles, DocumentsGoToTheReadersOfTheThread) {
  for (const auto& [person, ignored] : demo.people()) {
    for (const std::string format : {"html", "md"}) {
      const HttpAnswer absent = ask(person, export_path(absent_id, format));
      for (const WalledFile& wall : walls) {
        const HttpAnswer answer = ask(person, export_path(wall.thread.thread_id, format));
        EXPECT_EQ(answer.status == 200u, wall.thread.is_read_by(person)) << person << " " << wall.thread.name;
        EXPECT_EQ(answer.body.find(wall.name) != std::string::npos, wall.thread.is_read_by(person)) << person;
        if (answer.status != 200u) expect_same(answer, absent, person + " exports " + wall.thread.name);
      }
    }
  }
}

TEST_F(WallsOfFiles, NoListNoEventAndNoSearchNamesThemToOutsiders) {
  for (const auto& [person, ignored] : demo.people()) {
    WsClient client = demo.connect(person);
    std::string shown = client.hello().SerializeAsString();
    shown += everything_shown_to(client);
    for (const WalledFile& wall : walls) {
      const bool is_named = shown.find(wall.name) != std::string::npos;
      const bool is_hashed = shown.find(sha256_of(wall.content)) != std::string::npos;
      EXPECT_EQ(is_named, wall.thread.is_read_by(person)) << person << " " << wall.thread.name;
      EXPECT_EQ(is_hashed, wall.thread.is_read_by(person)) << person << " " << wall.thread.name;
    }
  }
}

TEST_F(WallsOfFiles, AnUploadIsItsSendersAlone) {
  const std::string id = uploaded_over_http(demo.port(), demo.person("p03").token, "à moi");
  WsClient other = demo.connect("p04");
  other.hello();
  const auto refusal_of = [&](const std::string& upload_id) {
    v1::Command command = post_command(walls[0].thread.thread_id, "Puis-je ?");
    command.mutable_post_message()->add_upload_ids(upload_id);
    v1::Reply reply = other.command(command);
    reply.clear_request_id();
    return reply.ShortDebugString();
  };
  EXPECT_EQ(refusal_of(id), refusal_of(std::string(32, '0')));
}

TEST_F(WallsOfFiles, TheTerminalIsToldNoMore) {
  for (const std::string person : {"p04", "o02"}) {
    const CliPerson at_terminal(demo, person);
    at_terminal.sign_in();
    for (const WalledFile& wall : walls) {
      const Finished file = at_terminal.run({"file", std::to_string(wall.message_id), "0", "--output", "-"});
      EXPECT_EQ(file.output == wall.content, wall.thread.is_read_by(person)) << person << " " << wall.thread.name;
      const Finished page = at_terminal.run({"export", std::to_string(wall.thread.thread_id), "--format", "html"});
      EXPECT_EQ(page.status == 0, wall.thread.is_read_by(person)) << page.errors;
      if (wall.thread.is_read_by(person)) continue;
      EXPECT_EQ(page.output, "");
      const Finished absent = at_terminal.run({"export", std::to_string(absent_id), "--format", "html"});
      EXPECT_EQ(page.errors, absent.errors);
    }
  }
}

}  // namespace ramure::test
