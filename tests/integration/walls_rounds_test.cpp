// Nobody outside learns of a round, through any door: the rounds of the demo, asked for by all 30 people. Hidden and
// absent get the same answer, byte for byte but for the request id.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <set>
#include <sstream>

#include "protocol/limits.hpp"
#include "tests/integration/walls.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/http_files.hpp"

namespace ramure::test {

namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t absent_id = limits::id_max - 7;

// One of the corpus, with who is in it by sign-in name.
struct WalledRound {
  std::string name;
  std::set<std::string> people = {};
  std::vector<std::string> words = {};  // said to the whole round, and not in what returned to the thread
  std::uint64_t id = 0;

  bool leaks_into(std::string_view bytes) const {
    return std::ranges::any_of(words, [&](const auto& text) { return bytes.find(text) != std::string_view::npos; });
  }
};

std::string file(const char* name) {
  std::ostringstream text;
  text << std::ifstream(std::filesystem::path(RAMURE_DEMO_DIR) / name).rdbuf();
  return text.str();
}

void add_people(const boost::json::value& round, WalledRound& wall) {
  const auto& roles = round.at("roles").as_object();
  for (const char* one : {"client_id", "facilitator_id"}) {
    if (roles.at(one).is_string()) wall.people.emplace(roles.at(one).as_string());
  }
  for (const char* some : {"consultant_ids", "observer_ids"}) {
    for (const auto& id : roles.at(some).as_array()) wall.people.emplace(id.as_string());
  }
}

// Whole contributions, long enough to be nobody else's words.
void add_words(const boost::json::value& round, const std::string& elsewhere, WalledRound& wall) {
  for (const auto& step : round.at("steps").as_array()) {
    for (const auto& said : step.at("contributions").as_array()) {
      const std::string kind(said.at("kind").as_string()), text(said.at("text").as_string());
      const bool is_public = kind == "question" || kind == "reponse" || kind == "suggestion" || kind == "temoignage";
      if (is_public && text.size() > 40 && elsewhere.find(text) == std::string::npos) wall.words.push_back(text);
    }
  }
}

v1::Reply listed_rounds(WsClient& client) {
  v1::Query list;
  list.mutable_list_rounds()->set_ended_too(true);
  return client.query(list);
}

// Found as the facilitator finds it: by the people who are in it.
void find_id(const DemoServer& demo, WalledRound& wall, const std::string& facilitator) {
  WsClient client = demo.connect(facilitator);
  client.hello();
  const v1::Reply list = listed_rounds(client);
  for (const v1::RoundRow& row : list.answer().round_list().rows()) {
    v1::Query ask;
    ask.mutable_get_round()->set_round_id(row.round_id());
    const v1::Reply reply = client.query(ask);
    std::set<std::uint64_t> in_it, in_corpus;
    for (const auto& person : reply.answer().round().view().participants()) in_it.insert(person.member_id());
    for (const std::string& name : wall.people) in_corpus.insert(demo.person(name).member_id);
    if (in_it == in_corpus) wall.id = row.round_id();
  }
  if (wall.id == 0) throw std::runtime_error("the demo does not hold " + wall.name);
}

std::vector<WalledRound> walled_rounds(const DemoServer& demo) {
  const std::string threads = file("threads.json");
  std::vector<WalledRound> walls;
  const auto corpus = boost::json::parse(file("rounds.json"));
  for (const auto& round : corpus.at("rounds").as_array()) {
    WalledRound wall{.name = std::string(round.at("id").as_string())};
    add_people(round, wall);
    const auto* report = round.as_object().if_contains("report");
    const std::string shared = report != nullptr ? boost::json::serialize(*report) : std::string();
    add_words(round, threads + shared, wall);
    find_id(demo, wall, std::string(round.at("roles").at("facilitator_id").as_string()));
    walls.push_back(std::move(wall));
  }
  return walls;
}

class WallsRounds : public testing::Test {
 protected:
  DemoServer demo{std::vector<std::string>{"--metrics-listen", "127.0.0.1:0"}};
  std::vector<WalledRound> walls = walled_rounds(demo);

  template <class Visit>  // visit(client, name, wall) for all that must be kept apart
  void for_each_outsider(Visit visit) {
    std::size_t count = 0;
    for (const auto& [name, person] : demo.people()) {
      WsClient client = demo.connect(name);
      client.hello();
      for (const WalledRound& wall : walls) {
        if (wall.people.contains(name)) continue;
        visit(client, name, wall);
        ++count;
      }
    }
    EXPECT_GT(count, 30u);
  }
};

std::vector<v1::Query> questions_about_round(std::uint64_t id) {
  std::vector<v1::Query> all(7);
  all[0].mutable_get_round()->set_round_id(id);
  all[1].mutable_get_round()->set_round_id(id);
  all[1].mutable_get_round()->set_without_words(true);
  all[2].mutable_draw_minutes()->set_round_id(id);
  all[3].mutable_get_channel()->set_channel_id(id);
  all[4].mutable_list_readers()->set_channel_id(id);
  all[5].mutable_list_threads()->set_channel_id(id);
  all[6].mutable_get_message()->set_message_id(id);
  return all;
}

// Every command there is for a round, without anything in it but its name; planning names no round.
std::vector<v1::Command> commands_to_round(std::uint64_t id) {
  std::vector<v1::Command> all;
  const auto* bodies = v1::RoundCommand::descriptor()->FindOneofByName("body");
  for (int i = 0; i < bodies->field_count(); ++i) {
    if (bodies->field(i)->number() == v1::RoundCommand::kPlanRoundFieldNumber) continue;
    v1::RoundCommand& round = *all.emplace_back().mutable_round();
    round.set_round_id(id);
    round.set_opening(1);
    round.GetReflection()->MutableMessage(&round, bodies->field(i));
  }
  return all;
}

TEST_F(WallsRounds, TheirPeopleAreToldAndNobodyElseIsByAnyListEventSearchOrCatchUp) {
  ASSERT_EQ(walls.size(), 3u);
  for (const auto& [name, person] : demo.people()) {
    WsClient client = demo.connect(name);
    const v1::Welcome welcome = client.hello();
    std::string shown = welcome.SerializeAsString() + everything_shown_to(client);
    const v1::Reply list = listed_rounds(client);
    shown += list.SerializeAsString();
    for (const WalledRound& wall : walls) {
      const bool is_in = wall.people.contains(name);
      if (!wall.words.empty()) {
        EXPECT_EQ(wall.leaks_into(shown), is_in) << wall.name << " and " << name;
      }
      const auto& rows = list.answer().round_list().rows();
      EXPECT_EQ(std::ranges::count(rows, wall.id, &v1::RoundRow::round_id), is_in ? 1 : 0) << name << " " << wall.name;
      const auto& channels = welcome.snapshot().channels();
      EXPECT_EQ(std::ranges::count(channels, wall.id, &v1::Channel::id), is_in ? 1 : 0) << name << " " << wall.name;
    }
  }
}

TEST_F(WallsRounds, HiddenIsAnsweredLikeAbsentToEveryQuestionAndCommand) {
  for_each_outsider([&](WsClient& client, const std::string& name, const WalledRound& wall) {
    for (const std::uint64_t id : {wall.id, wall.id + 1}) {  // and its desk
      const auto hidden = questions_about_round(id), absent = questions_about_round(absent_id);
      for (std::size_t i = 0; i < hidden.size(); ++i) {
        EXPECT_EQ(told_by(client.query(hidden[i])), told_by(client.query(absent[i])))
            << name << " asks " << hidden[i].ShortDebugString() << " of " << wall.name;
      }
    }
    const auto to_hidden = commands_to_round(wall.id), to_absent = commands_to_round(absent_id);
    for (std::size_t i = 0; i < to_hidden.size(); ++i) {
      expect_same_refusal(client, to_hidden[i], to_absent[i], name + " in " + wall.name);
    }
  });
}

TEST_F(WallsRounds, HttpTellsNoMore) {
  for_each_outsider([&](WsClient&, const std::string& name, const WalledRound& wall) {
    const std::string token = demo.person(name).token;
    const auto ask = [&](std::uint64_t id) {
      return post_json(demo.port(), "/api/query", R"({"getRound": {"roundId": ")" + std::to_string(id) + R"("}})",
                       token);
    };
    const HttpAnswer hidden = ask(wall.id), absent = ask(absent_id);
    EXPECT_EQ(hidden.status, 404u) << name << " " << wall.name;
    EXPECT_EQ(hidden.body, absent.body);
  });
}

// Each of the two that ended was shared: its people take along what its client chose, as a text or as a page for paper.
TEST_F(WallsRounds, ItsPeopleTakeAlongWhatTheClientChoseAndNobodyElseDoes) {
  const auto minutes = [&](const std::string& name, std::uint64_t id, const std::string& wish) {
    return get(demo.port(), demo.person(name).token, "/api/rounds/" + std::to_string(id) + "/minutes?" + wish);
  };
  const WalledRound& wall = *std::ranges::find(walls, "tour1", &WalledRound::name);
  const HttpAnswer text = minutes("p09", wall.id, "format=md&level=all");
  ASSERT_EQ(text.status, 200u) << text.body;
  EXPECT_EQ(text.headers.at("content-type"), "text/markdown; charset=utf-8");
  EXPECT_TRUE(text.body.starts_with("## Synthèse\n")) << "what was chosen, and no more: " << text.body;
  EXPECT_FALSE(wall.leaks_into(text.body));
  const HttpAnswer page = minutes("p09", wall.id, "format=html");
  EXPECT_EQ(page.headers.at("content-type"), "text/html; charset=utf-8");
  EXPECT_NE(page.body.find("<h1>Synthèse et plan d’action</h1>\n<p class=\"below\">jeudi "), std::string::npos)
      << page.body;
  EXPECT_NE(page.body.find("<td>"), std::string::npos);
  EXPECT_EQ(page.body.find("Relancer le collectif"), std::string::npos) << "what the round is called was not chosen";
  EXPECT_TRUE(minutes("p15", wall.id, "format=md").body.starts_with("Sujet, demande, pistes")) << "her own, entire";
  EXPECT_EQ(minutes("p15", wall.id, "format=pdf").status, 400u);
  EXPECT_EQ(minutes("p15", wall.id, "format=md&level=some").status, 400u);
  for_each_outsider([&](WsClient&, const std::string& name, const WalledRound& each) {
    const HttpAnswer hidden = minutes(name, each.id, "format=md"), absent = minutes(name, absent_id, "format=md");
    EXPECT_EQ(hidden.status, 404u) << name;
    EXPECT_EQ(hidden.body, absent.body);
  });
}

// A round that is planned and spoken in while all are listening: its people hear it, nobody else does, and neither the
// log nor the metrics tell of it.
TEST_F(WallsRounds, WhatIsSaidLiveReachesItsPeopleOnly) {
  std::map<std::string, WsClient> clients;
  for (const auto& [name, person] : demo.people()) clients.emplace(name, demo.connect(name)).first->second.hello();
  const std::set<std::string> people{"f03", "p01", "p03", "p05", "p07"};
  v1::Command plan;
  plan.set_command_key(new_command_key());
  v1::PlanRound& planned = *plan.mutable_round()->mutable_plan_round();
  planned.set_template_key("standard");
  planned.mutable_plan()->set_title("Sujet zqtitre");
  planned.mutable_plan()->set_mode(v1::ROUND_MODE_WRITTEN);
  planned.mutable_plan()->set_starts_at_ms(
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count() +
      600'000);
  for (const std::string& name : people) {
    if (name != "f03") planned.add_member_ids(demo.person(name).member_id);
  }
  const v1::Reply reply = clients.at("f03").command(plan);
  ASSERT_TRUE(reply.has_accepted()) << reply.ShortDebugString();
  const std::uint64_t id = reply.accepted().first_seq();
  v1::Command open, frame;
  open.set_command_key(new_command_key());
  open.mutable_round()->set_round_id(id);
  open.mutable_round()->mutable_open_step()->set_step("cadre");
  ASSERT_TRUE(clients.at("f03").command(open).has_accepted());
  frame.set_command_key(new_command_key());
  frame.mutable_round()->set_round_id(id);
  frame.mutable_round()->set_opening(1);
  frame.mutable_round()->mutable_contribute()->mutable_contribution()->set_kind("message_cadre");
  frame.mutable_round()->mutable_contribute()->mutable_contribution()->set_text("Bienvenue zqmurmure");
  ASSERT_TRUE(clients.at("f03").command(frame).has_accepted());
  v1::Command note;
  note.set_command_key(new_command_key());
  note.mutable_round()->set_round_id(id);
  note.mutable_round()->mutable_contribute()->mutable_contribution()->set_kind("note_privee");
  note.mutable_round()->mutable_contribute()->mutable_contribution()->set_text("Pour moi zqsecret");
  ASSERT_TRUE(clients.at("p03").command(note).has_accepted());

  for (auto& [name, client] : clients) {
    v1::Query ask;  // what was to be told is told before the answer, or with it
    ask.mutable_list_rounds();
    std::string heard;
    client.query(ask);
    std::this_thread::sleep_for(20ms);
    while (const auto more = client.receive(200ms)) heard += more->SerializeAsString();
    EXPECT_EQ(heard.find("zqmurmure") != std::string::npos, people.contains(name)) << name;
    EXPECT_TRUE(people.contains(name) || heard.find("zqtitre") == std::string::npos) << name;
    EXPECT_EQ(heard.find("zqsecret") != std::string::npos, name == "p03") << name;
  }
  const std::string told = demo.server().log() + http(demo.server().metrics_port(), {.target = "/metrics"}).body;
  const std::string label = "=\"" + std::to_string(id) + "\"";
  for (const std::string& word :
       {std::string("zqtitre"), std::string("zqmurmure"), std::string("zqsecret"), std::string("round_id"), label}) {
    EXPECT_EQ(told.find(word), std::string::npos) << word;
  }
}

}  // namespace

}  // namespace ramure::test
