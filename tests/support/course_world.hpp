// A community in which the course is played through the one door for commands, and read through the one for queries.
#pragma once

#include <gtest/gtest.h>

#include "server/community/answer.hpp"
#include "tests/support/course_commands.hpp"
#include "tests/support/ruled_community.hpp"

namespace ramure::test {

class CourseWorld : public testing::Test {
 protected:
  RuledCommunity c_;

  std::int64_t now() { return c_.store().last_event_ms(); }
  std::uint64_t made(std::uint64_t member_id, const v1::Command& command) {
    return c_.accept(member_id, command).events.front().seq();
  }
  // A session that began an hour ago.
  std::uint64_t begun_session() {
    return made(c_.facilitator, command_plan(c_.plenary, v1::GATHERING_KIND_SESSION, now() - hour_ms));
  }
  v1::RefusalCode code(std::uint64_t member_id, const v1::Command& command) {
    return c_.refusal(member_id, command).code();
  }
  std::string cause(std::uint64_t member_id, const v1::Command& command) {
    const v1::Refusal refusal = c_.refusal(member_id, command);
    return refusal.data().contains("cause") ? refusal.data().at("cause") : refusal.ShortDebugString();
  }

  // `at_ms` 0: the time of the latest event.
  v1::Reply ask(std::uint64_t member_id, const v1::Query& query, std::int64_t at_ms = 0) {
    const auto reader = storage::Reader::open(c_.folder());
    return community::answer(*reader, member_id, query, at_ms);
  }
  v1::GatheringAnswer look(std::uint64_t member_id, std::uint64_t gathering_id, std::int64_t at_ms = 0) {
    v1::Query query;
    query.mutable_get_gathering()->set_gathering_id(gathering_id);
    const v1::Reply reply = ask(member_id, query, at_ms);
    EXPECT_TRUE(reply.answer().has_gathering()) << reply.ShortDebugString();
    return reply.answer().gathering();
  }
  v1::GatheringList list(std::uint64_t member_id, const v1::ListGatherings& query = {}, std::int64_t at_ms = 0) {
    v1::Query asked;
    *asked.mutable_list_gatherings() = query;
    const v1::Reply reply = ask(member_id, asked, at_ms);
    EXPECT_TRUE(reply.answer().has_gathering_list()) << reply.ShortDebugString();
    return reply.answer().gathering_list();
  }
  v1::WorkshopAnswer workshop(std::uint64_t member_id, std::uint64_t workshop_id, std::int64_t at_ms = 0) {
    v1::Query query;
    query.mutable_get_workshop()->set_workshop_id(workshop_id);
    return ask(member_id, query, at_ms).answer().workshop();
  }
};

}  // namespace ramure::test
