// The course over real sockets: a workshop in the room, thirty phones at once on one address, and gatherings in the
// calendars of those who read them.
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <latch>
#include <set>

#include "ramure/v1/accounts.pb.h"
#include "tests/support/course_commands.hpp"
#include "tests/support/http_client.hpp"
#include "tests/support/http_files.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

using testing::HasSubstr;
using testing::Not;

class NetCourse : public testing::Test {
 protected:
  RunningCommunity served;
  const FoundedCommunity& people() const { return served.people(); }

  static std::int64_t now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
  }

  std::uint64_t send(std::uint64_t member_id, v1::Command command) {
    WsClient client = served.connect(member_id);
    client.hello();
    command.set_command_key(served.next_key());
    const v1::Reply reply = client.command(command);
    if (!reply.has_accepted()) throw std::runtime_error(reply.ShortDebugString());
    return reply.accepted().first_seq();
  }

  std::uint64_t session_ =
      send(people().facilitator, command_plan(people().plenary, v1::GATHERING_KIND_SESSION, now_ms() + hour_ms));

  // ── the workshop ──
  std::uint64_t open_workshop() {
    return send(people().facilitator, command_open_workshop(session_, now_ms() + hour_ms));
  }
  HttpAnswer ask_for_code(std::uint64_t member_id, std::uint64_t workshop_id) {
    return post_json(served.port(), "/api/workshops/code", "{\"workshopId\":\"" + std::to_string(workshop_id) + "\"}",
                     served.token(member_id));
  }
  // Where phones ask.
  std::string door_of(std::uint64_t workshop_id) {
    v1::WorkshopCode code;
    const HttpAnswer made = ask_for_code(people().facilitator, workshop_id);
    if (!google::protobuf::util::JsonStringToMessage(made.body, &code).ok()) throw std::runtime_error(made.body);
    EXPECT_TRUE(code.path().starts_with("/atelier/")) << code.path();
    return "/api/workshops/by-code/" + code.path().substr(std::string("/atelier/").size());
  }
  HttpAnswer say(const std::string& door, const std::string& key, const std::string& text) {
    v1::SaySentence said;
    said.set_command_key(key);
    said.set_text(text);
    std::string body;
    EXPECT_TRUE(google::protobuf::util::MessageToJsonString(said, &body).ok());
    return post_json(served.port(), door, body);
  }
  HttpAnswer look(const std::string& door) { return http(served.port(), {.target = door}); }
  v1::Workshop workshop(std::uint64_t workshop_id) {
    WsClient client = served.connect(people().kerlohan.first);
    client.hello();
    v1::Query query;
    query.mutable_get_workshop()->set_workshop_id(workshop_id);
    return client.query(query).answer().workshop().workshop();
  }

  // ── the calendar ──
  std::string feed_of(std::uint64_t member_id) {
    v1::CalendarFeed feed;
    const HttpAnswer made = post_json(served.port(), "/api/calendar/create", "{}", served.token(member_id));
    if (!google::protobuf::util::JsonStringToMessage(made.body, &feed).ok()) throw std::runtime_error(made.body);
    return http(served.port(), {.target = feed.path()}).body;
  }
  HttpAnswer calendar(std::uint64_t member_id, std::uint64_t gathering_id) {
    return get(served.port(), served.token(member_id),
               "/api/gatherings/" + std::to_string(gathering_id) + "/calendar.ics");
  }
};

std::string key_of(int number) { return std::string(14, 'k') + std::to_string(10 + number); }

}  // namespace

TEST_F(NetCourse, ThirtyPhonesOnOneAddressSpeakAtOnceAndEachIsHeardOnce) {
  constexpr int phones = 30;
  const std::uint64_t id = open_workshop();
  const std::string door = door_of(id);
  std::latch all_there(phones);
  std::vector<std::future<std::pair<unsigned, unsigned>>> calls;
  for (int i = 0; i < phones; ++i) {
    calls.push_back(std::async(std::launch::async, [&, i] {
      all_there.arrive_and_wait();
      const unsigned looked = look(door).status;
      return std::pair(looked, say(door, key_of(i), "Phrase " + std::to_string(i)).status);
    }));
  }
  for (auto& call : calls) EXPECT_EQ(call.get(), (std::pair<unsigned, unsigned>(200, 200)));
  EXPECT_EQ(say(door, key_of(0), "Phrase 0").status, 200u) << "a phone that lost its connection says it again";
  EXPECT_EQ(say(door, key_of(0), "Autre chose").status, 409u) << "under a key of something else";

  const v1::Workshop held = workshop(id);
  std::set<std::string> texts;
  for (const v1::WorkshopSentence& sentence : held.sentences()) texts.insert(sentence.text());
  EXPECT_EQ(held.sentences_size(), phones);
  EXPECT_EQ(texts.size(), static_cast<std::size_t>(phones));
}

TEST_F(NetCourse, TheWallHearsASentenceWithoutAnybodysName) {
  const std::uint64_t id = open_workshop();
  const std::string door = door_of(id);
  v1::WorkshopDoor shown;
  const HttpAnswer looked = look(door);
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(looked.body, &shown).ok()) << looked.body;
  EXPECT_EQ(shown.question(), "Qu’est-ce qui vous freine ?");
  EXPECT_GT(shown.closes_at_ms(), now_ms());
  EXPECT_FALSE(shown.community().empty());

  WsClient wall = served.connect(people().facilitator);
  wall.hello();
  ASSERT_EQ(say(door, key_of(1), "Trop de guichets").status, 200u);
  ASSERT_EQ(post_json(served.port(), "/api/command",
                      R"({"commandKey":"AAAAAAAAAAAAAAAAAAAAAA==","course":{"addSentence":{"workshopId":")" +
                          std::to_string(id) + R"(","text":"D’un membre"}}})",
                      served.token(people().valmerac.first))
                .status,
            200u);
  std::vector<v1::Event> heard;
  while (heard.size() < 2) {
    const auto frame = wall.receive();
    ASSERT_TRUE(frame) << "heard " << heard.size() << " of two";
    for (const v1::Event& event : frame->events()) {
      if (event.course().has_sentence_added()) heard.push_back(event);
    }
  }
  for (const v1::Event& event : heard) {
    EXPECT_EQ(event.actor_id(), 0u);
    EXPECT_EQ(event.command_key(), "");
  }
  EXPECT_THAT(served.server().log(), Not(HasSubstr(door.substr(door.rfind('/') + 1, 20))));
}

TEST_F(NetCourse, ACodeOpensNothingElseAndNothingAfterTheEnd) {
  const std::uint64_t id = open_workshop();
  EXPECT_EQ(ask_for_code(people().valmerac.first, id).status, 403u);
  EXPECT_EQ(ask_for_code(people().orientation, id).body, ask_for_code(people().orientation, 900'000'000).body);
  EXPECT_EQ(post_json(served.port(), "/api/workshops/code", "{}").status, 401u);
  const std::string first = door_of(id), door = door_of(id);
  const HttpAnswer unknown = look("/api/workshops/by-code/quelconque");
  EXPECT_EQ(unknown.status, 404u);
  EXPECT_EQ(look(first).body, unknown.body) << "a new code ends the one before";
  EXPECT_EQ(say(door, "court", "Clé trop courte").status, 400u);
  EXPECT_EQ(say(door, key_of(1), "  ").status, 400u);
  EXPECT_THAT(say(door, key_of(1), std::string(501, 'x')).body, HasSubstr("\"field\":\"text\""));

  send(people().facilitator, command_close_workshop(id));
  EXPECT_EQ(say(door, key_of(2), "Trop tard").status, 403u);
  EXPECT_EQ(look(door).body, unknown.body);
  EXPECT_EQ(ask_for_code(people().facilitator, id).status, 403u);
  EXPECT_EQ(workshop(id).sentences_size(), 0);
}

TEST_F(NetCourse, GatheringsAreInTheCalendarsOfTheirReaders) {
  const std::string mine = feed_of(people().valmerac.first);
  EXPECT_THAT(mine, HasSubstr("SUMMARY:S1 – Comprendre\r\n"));
  EXPECT_THAT(mine, HasSubstr("SEQUENCE:1\r\n"));
  EXPECT_THAT(feed_of(people().orientation), Not(HasSubstr("BEGIN:VEVENT")));
  const HttpAnswer one = calendar(people().valmerac.first, session_);
  ASSERT_EQ(one.status, 200u) << one.body;
  EXPECT_EQ(one.headers.at("content-type"), "text/calendar; charset=utf-8");
  EXPECT_THAT(one.body, HasSubstr("/rencontre/" + std::to_string(session_)));
  EXPECT_EQ(calendar(people().orientation, session_).body, calendar(people().orientation, 900'000'000).body);
  EXPECT_EQ(calendar(people().orientation, session_).status, 404u);

  const std::uint64_t private_one =
      send(people().valmerac.first,
           command_plan(people().valmerac.pair, v1::GATHERING_KIND_OTHER, now_ms() + day_ms, "Entre nous"));
  send(people().facilitator, command_cancel(session_, "La salle est prise"));
  const std::string then = feed_of(people().valmerac.second);
  EXPECT_THAT(then, HasSubstr("SUMMARY:Rendez-vous\r\n"));
  EXPECT_THAT(then, HasSubstr("gathering-" + std::to_string(private_one) + "@"));
  EXPECT_THAT(then, Not(HasSubstr("Entre nous")));
  EXPECT_THAT(then, HasSubstr("STATUS:CANCELLED\r\n"));
  EXPECT_THAT(then, HasSubstr("SEQUENCE:2\r\n"));
  EXPECT_THAT(then, Not(HasSubstr("La salle est prise")));
  EXPECT_THAT(feed_of(people().facilitator), Not(HasSubstr("Rendez-vous")));
}

}  // namespace ramure::test
