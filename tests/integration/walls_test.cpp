// Nobody sees what is not theirs: the demo's five access_test_threads, asked for by all 30 people through every door.
// Hidden and absent get the same answer, byte for byte but for the request id.
#include <gtest/gtest.h>

#include "protocol/limits.hpp"
#include "tests/integration/cli_person.hpp"
#include "tests/integration/walls.hpp"
#include "tests/support/http_client.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t absent_id = limits::id_max - 7;

class Walls : public testing::Test {
 protected:
  DemoServer demo;
  std::vector<WalledThread> walls = walled_threads(demo);

  template <class Visit>  // visit(person, wall) for all that must be kept apart
  void for_each_outsider(Visit visit) {
    std::size_t count = 0;
    for (const auto& [name, person] : demo.people()) {
      for (const WalledThread& wall : walls) {
        if (wall.is_read_by(name)) continue;
        visit(name, wall);
        ++count;
      }
    }
    EXPECT_GT(count, 100u);
  }
};

TEST_F(Walls, ReadersReadAndTheCorpusIsWhatWeThink) {
  ASSERT_EQ(walls.size(), 5u);
  ASSERT_EQ(demo.people().size(), 30u);
  for (const WalledThread& wall : walls) {
    for (const std::string& name : wall.readers) {
      WsClient reader = demo.connect(name);
      reader.hello();
      EXPECT_TRUE(wall.leaks_into(everything_shown_to(reader))) << name << " must read " << wall.name;
    }
  }
}

TEST_F(Walls, NoListNoEventNoSearchAndNoCatchUpTellsOutsiders) {
  for (const auto& [name, person] : demo.people()) {
    WsClient client = demo.connect(name);
    std::string shown = client.hello().SerializeAsString();
    shown += everything_shown_to(client);
    for (const WalledThread& wall : walls) {
      EXPECT_EQ(wall.leaks_into(shown), wall.is_read_by(name)) << wall.name << " and " << name;
    }
  }
}

TEST_F(Walls, HiddenIsAnsweredLikeAbsentToEveryQuestion) {
  const auto about_nothing = questions_about(absent_id, absent_id, absent_id);
  for_each_outsider([&](const std::string& name, const WalledThread& wall) {
    WsClient client = demo.connect(name);
    client.hello();
    const auto about_hidden = questions_about(wall.thread_id, wall.message_id, wall.channel_id);
    for (std::size_t i = 0; i < about_hidden.size(); ++i) {
      const std::string hidden = told_by(client.query(about_hidden[i]));
      EXPECT_EQ(hidden, told_by(client.query(about_nothing[i])))
          << name << " asks " << about_hidden[i].ShortDebugString() << " of " << wall.name;
    }
  });
}

TEST_F(Walls, HiddenIsAnsweredLikeAbsentToEveryCommand) {
  const auto to_nothing = commands_about(absent_id, absent_id, absent_id);
  for_each_outsider([&](const std::string& name, const WalledThread& wall) {
    WsClient client = demo.connect(name);
    client.hello();
    const auto to_hidden = commands_about(wall.thread_id, wall.message_id, wall.channel_id);
    for (std::size_t i = 0; i < to_hidden.size(); ++i) {
      expect_same_refusal(client, to_hidden[i], to_nothing[i], name + " in " + wall.name);
    }
  });
}

TEST_F(Walls, JsonOverHttpTellsNoMore) {
  for_each_outsider([&](const std::string& name, const WalledThread& wall) {
    const auto ask = [&](std::uint64_t thread_id) {
      return post_json(demo.port(), "/api/query",
                       R"({"getHistory": {"threadId": ")" + std::to_string(thread_id) + R"("}})",
                       demo.person(name).token);
    };
    const HttpAnswer hidden = ask(wall.thread_id), absent = ask(absent_id);
    EXPECT_EQ(hidden.status, 404u) << name << " " << wall.name;
    EXPECT_EQ(hidden.body, absent.body);
    EXPECT_EQ(hidden.headers.size(), absent.headers.size());
  });
  const WalledThread& follow_up = walls.at(2);
  const std::string everything =
      post_json(demo.port(), "/api/query", R"({"listEvents": {"limit": 1000}})", demo.person("p04").token).body;
  EXPECT_FALSE(follow_up.leaks_into(everything)) << "not even to the other half of the pair";
  EXPECT_TRUE(walls.at(0).leaks_into(everything));
}

TEST_F(Walls, AnExportFromTheTerminalIsRefusedInTheSameWords) {
  for (const std::string name : {"p04", "p05", "f01", "o01", "o02"}) {
    const CliPerson person(demo, name);
    person.sign_in();
    for (const WalledThread& wall : walls) {
      const Finished hidden = person.run({"export", std::to_string(wall.thread_id), "--format", "json"});
      EXPECT_EQ(hidden.status == 0, wall.is_read_by(name)) << name << " " << wall.name << " " << hidden.errors;
      EXPECT_EQ(wall.leaks_into(hidden.output + hidden.errors), wall.is_read_by(name)) << name << " " << wall.name;
      if (wall.is_read_by(name)) continue;
      const Finished absent = person.run({"export", std::to_string(absent_id), "--format", "json"});
      EXPECT_EQ(hidden.status, absent.status);
      EXPECT_EQ(hidden.output + hidden.errors, absent.output + absent.errors);
    }
  }
}

TEST_F(Walls, WhatIsSaidLiveReachesItsReadersOnly) {
  std::map<std::string, WsClient> clients;
  for (const auto& [name, person] : demo.people()) clients.emplace(name, demo.connect(name)).first->second.hello();
  std::vector<std::string> said;
  for (const WalledThread& wall : walls) {
    said.push_back("Entendu seulement dans " + wall.name);
    ASSERT_TRUE(clients.at(*wall.readers.begin()).command(post_command(wall.thread_id, said.back())).has_accepted());
  }
  // An event that everybody gets who reads anything comes last.
  const v1::Reply last = clients.at("f01").command(post_command(walls[0].thread_id, "Fin de l’écoute"));
  ASSERT_TRUE(last.has_accepted());
  for (auto& [name, client] : clients) {
    std::string heard;
    const bool reads_the_plenary = walls[0].is_read_by(name);
    while (const auto frame = client.receive(reads_the_plenary ? 10s : 300ms)) {
      heard += frame->SerializeAsString();
      if (reads_the_plenary && frame->through_seq() >= last.accepted().last_seq()) break;
    }
    for (std::size_t i = 0; i < walls.size(); ++i) {
      EXPECT_EQ(heard.find(said[i]) != std::string::npos, walls[i].is_read_by(name)) << name << " " << walls[i].name;
    }
  }
}

}  // namespace

}  // namespace ramure::test
