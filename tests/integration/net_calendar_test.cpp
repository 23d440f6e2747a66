// Rounds in calendars: one's own under a private address that is revoked in one act, and nothing of anybody else's.
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <chrono>

#include "ramure/v1/accounts.pb.h"
#include "tests/support/http_client.hpp"
#include "tests/support/http_files.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

using testing::HasSubstr;
using testing::Not;

class NetCalendar : public testing::Test {
 protected:
  RunningCommunity served;
  const FoundedCommunity& people() const { return served.people(); }
  std::uint64_t inside() const { return people().valmerac.first; }
  std::uint64_t outside() const { return people().steering; }

  std::uint64_t plan() {
    v1::Command command;
    command.set_command_key(served.next_key());
    v1::PlanRound& planned = *command.mutable_round()->mutable_plan_round();
    planned.set_template_key("standard");
    planned.mutable_plan()->set_title("Un sujet qui reste entre nous");
    planned.mutable_plan()->set_group("Groupe A");
    planned.mutable_plan()->set_mode(v1::ROUND_MODE_IN_ROOM);
    planned.mutable_plan()->set_starts_at_ms(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count() +
        86'400'000);
    for (const std::uint64_t id : {inside(), people().valmerac.second, people().kerlohan.first, people().adviser}) {
      planned.add_member_ids(id);
    }
    WsClient client = served.connect(people().facilitator);
    client.hello();
    const v1::Reply reply = client.command(command);
    if (!reply.has_accepted()) throw std::runtime_error(reply.ShortDebugString());
    return reply.accepted().first_seq();
  }

  HttpAnswer feed_request(const char* what, std::uint64_t member_id) {
    return post_json(served.port(), std::string("/api/calendar/") + what, "{}", served.token(member_id));
  }

  std::string new_feed(std::uint64_t member_id) {
    v1::CalendarFeed feed;
    const HttpAnswer made = feed_request("create", member_id);
    if (!google::protobuf::util::JsonStringToMessage(made.body, &feed).ok()) throw std::runtime_error(made.body);
    return feed.path();
  }

  HttpAnswer fetch(const std::string& path) { return http(served.port(), {.target = path}); }
};

}  // namespace

TEST_F(NetCalendar, ARoundIsFetchedByThoseWhoAreInIt) {
  const std::string path = "/api/rounds/" + std::to_string(plan()) + "/calendar.ics";
  const HttpAnswer mine = get(served.port(), served.token(inside()), path);
  ASSERT_EQ(mine.status, 200u) << mine.body;
  EXPECT_EQ(mine.headers.at("content-type"), "text/calendar; charset=utf-8");
  EXPECT_THAT(mine.body, HasSubstr("BEGIN:VEVENT"));
  EXPECT_THAT(mine.body, Not(HasSubstr("entre nous")));
  const HttpAnswer absent = get(served.port(), served.token(outside()), "/api/rounds/99999/calendar.ics");
  const HttpAnswer hidden = get(served.port(), served.token(outside()), path);
  EXPECT_EQ(hidden.status, 404u);
  EXPECT_EQ(hidden.body, absent.body);
}

TEST_F(NetCalendar, APrivateAddressOpensOnesOwnCalendarUntilItIsRevoked) {
  plan();
  const std::string path = new_feed(inside());
  const HttpAnswer calendar = fetch(path);
  ASSERT_EQ(calendar.status, 200u) << calendar.body;
  EXPECT_THAT(calendar.body, HasSubstr("BEGIN:VEVENT"));
  EXPECT_THAT(fetch(new_feed(outside())).body, Not(HasSubstr("BEGIN:VEVENT")));

  const std::string token = path.substr(path.rfind('/') + 1, 20);
  EXPECT_THAT(served.server().log(), Not(HasSubstr(token))) << "an address that opens something is never logged";

  EXPECT_THAT(feed_request("look", inside()).body, HasSubstr("madeAtMs"));
  EXPECT_EQ(feed_request("revoke", inside()).status, 200u);
  EXPECT_EQ(fetch(path).status, 404u);
  EXPECT_EQ(fetch("/api/calendar/00.ics").status, 404u);
  EXPECT_EQ(fetch("/api/calendar/").status, 404u);
}

}  // namespace ramure::test
