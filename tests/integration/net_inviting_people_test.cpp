// From a pasted list to people in a round, over HTTP and sockets: who is a member at once, what a link opens, and the
// walls.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/support/http_client.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

namespace json = boost::json;

class NetInvitingPeople : public testing::Test {
 protected:
  HttpAnswer ask(std::uint64_t member_id, const std::string& what, const json::object& body) {
    return post_json(served.port(), "/api/" + what, json::serialize(body), served.token(member_id));
  }
  HttpAnswer without_token(const std::string& what, const json::object& body) {
    return post_json(served.port(), "/api/" + what, json::serialize(body));
  }
  static json::object object(const HttpAnswer& answer) { return json::parse(answer.body).as_object(); }
  static std::string refused(const HttpAnswer& answer) {
    const json::object refusal = object(answer).at("refusal").as_object();
    const auto field = refusal.contains("field") ? std::string(refusal.at("field").as_string()) : "";
    return std::string(refusal.at("code").as_string()).substr(sizeof "REFUSAL_CODE_" - 1) + " " + field;
  }

  json::array paste(const std::string& addresses, std::uint64_t inviter = 0) {
    const HttpAnswer answer =
        ask(inviter == 0 ? facilitator : inviter, "invitations/people", {{"addresses", addresses}});
    EXPECT_EQ(answer.status, 200U) << answer.body;
    return object(answer).at("people").as_array();
  }
  static std::string token_of(const json::value& person) { return std::string(person.at("token").as_string()); }
  static std::uint64_t id_of(const json::value& person) {
    return std::stoull(std::string(person.at("memberId").as_string()));
  }
  HttpAnswer follow(const std::string& token) { return without_token("invitations/accept", {{"token", token}}); }

  WsClient connect(const std::string& session) {
    WsClient::Options options = served.options(anna);
    options.token = session;
    return WsClient(options);
  }
  v1::Reply plan(WsClient& client, const std::vector<std::uint64_t>& members) {
    v1::Command command;
    command.set_command_key(served.next_key());
    v1::PlanRound& round = *command.mutable_round()->mutable_plan_round();
    round.set_template_key("standard");
    round.mutable_plan()->set_mode(v1::ROUND_MODE_WRITTEN);
    round.mutable_plan()->set_title("Rouvrir la halle");
    round.mutable_plan()->set_starts_at_ms(
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
    for (const std::uint64_t id : members) round.add_member_ids(id);
    return client.command(command);
  }
  v1::Reply look_into(WsClient& client, std::uint64_t round_id) {
    v1::Query query;
    query.mutable_get_round()->set_round_id(round_id);
    return client.query(query);
  }

  RunningCommunity served;
  const FoundedCommunity& people = served.people();
  const std::uint64_t anna = people.valmerac.first, facilitator = people.facilitator;
};

}  // namespace

TEST_F(NetInvitingPeople, TheyAreMembersAtOnceAndComeByTheirLinksAlone) {
  WsClient watching = served.connect(anna);
  watching.hello();
  const json::array invited = paste("Jeanne Martin <jeanne@exemple.fr>\npaul.gall@exemple.fr");
  ASSERT_EQ(invited.size(), 2U);
  const auto frame = watching.receive_event_frame();
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->events(0).member_joined().member().name(), "Jeanne Martin");
  EXPECT_EQ(frame->events(0).member_joined().member().territory_id(), 0U);

  const HttpAnswer looked = without_token("invitations/look", {{"token", token_of(invited[0])}});
  EXPECT_EQ(object(looked).at("state").as_string(), "INVITATION_STATE_OPEN");
  EXPECT_TRUE(object(looked).at("opensAccount").as_bool());
  const HttpAnswer in = follow(token_of(invited[0]));
  ASSERT_EQ(in.status, 200U) << in.body;
  EXPECT_EQ(object(in).at("communities").at(0).at("memberId"), invited[0].at("memberId"));
  const std::string session(object(in).at("token").as_string());
  EXPECT_FALSE(object(post_json(served.port(), "/api/sessions", "{}", session)).contains("hasPassword"));
  EXPECT_EQ(follow(token_of(invited[0])).status, 409U) << "it serves once";

  const json::object mine{{"token", token_of(invited[0])}};
  EXPECT_TRUE(object(post_json(served.port(), "/api/invitations/look", json::serialize(mine), session))
                  .at("isYours")
                  .as_bool());
  EXPECT_FALSE(object(without_token("invitations/look", mine)).contains("isYours"));

  const json::object choice{{"newPassword", "deux chevaux noirs"}};
  EXPECT_EQ(post_json(served.port(), "/api/password", json::serialize(choice), session).status, 200U);
  EXPECT_FALSE(sign_in(served.port(), "jeanne@exemple.fr", "deux chevaux noirs").empty());
}

TEST_F(NetInvitingPeople, ARoundIsPlannedWithThemAndNobodyElseLearnsOfIt) {
  const json::array invited = paste("a@exemple.fr, b@exemple.fr, c@exemple.fr, d@exemple.fr");
  WsClient host = served.connect(facilitator);
  host.hello();
  const v1::Reply planned = plan(host, {id_of(invited[0]), id_of(invited[1]), id_of(invited[2]), anna});
  ASSERT_TRUE(planned.has_accepted()) << planned.ShortDebugString();
  const std::uint64_t round_id = planned.accepted().first_seq();

  WsClient inside = connect(std::string(object(follow(token_of(invited[0]))).at("token").as_string()));
  inside.hello();
  EXPECT_TRUE(look_into(inside, round_id).answer().has_round()) << "planned before she came";
  WsClient outside = connect(std::string(object(follow(token_of(invited[3]))).at("token").as_string()));
  outside.hello();
  EXPECT_EQ(look_into(outside, round_id).refusal().code(), v1::REFUSAL_CODE_NOT_FOUND);
  v1::Query list;
  list.mutable_list_rounds()->set_ended_too(true);
  EXPECT_EQ(outside.query(list).answer().round_list().rows_size(), 0);
  EXPECT_EQ(inside.query(list).answer().round_list().rows_size(), 1);

  // Whoever waits is in no list that says for which round.
  const HttpAnswer pending = ask(people.admin, "invitations/list", {});
  EXPECT_EQ(pending.body.find("halle"), std::string::npos);
  EXPECT_EQ(pending.body.find("\"" + std::to_string(round_id) + "\""), std::string::npos);
}

TEST_F(NetInvitingPeople, WhoIsTakenBackLeavesTheRoundToo) {
  const json::array invited = paste("a@exemple.fr, b@exemple.fr, c@exemple.fr, d@exemple.fr, e@exemple.fr");
  WsClient host = served.connect(facilitator);
  host.hello();
  std::vector<std::uint64_t> members;
  for (const auto& each : invited) members.push_back(id_of(each));
  const std::uint64_t round_id = plan(host, members).accepted().first_seq();
  const json::object first{{"invitationId", invited[0].at("invitationId")}};
  EXPECT_EQ(ask(facilitator, "invitations/revoke", first).status, 200U);
  EXPECT_EQ(refused(ask(facilitator, "invitations/renew", first)), "NOT_FOUND invitation_id");
  EXPECT_EQ(object(without_token("invitations/look", {{"token", token_of(invited[0])}})).at("state").as_string(),
            "INVITATION_STATE_TAKEN_BACK");
  const v1::Reply round = look_into(host, round_id);
  for (const auto& person : round.answer().round().view().participants()) {
    EXPECT_NE(person.member_id(), members[0]);
  }
}

TEST_F(NetInvitingPeople, WhoMayInvite) {
  for (const std::uint64_t member : {anna, people.adviser, people.evaluator, people.steering}) {
    EXPECT_EQ(refused(ask(member, "invitations/people", {{"addresses", "a@exemple.fr"}})), "FORBIDDEN ");
    EXPECT_EQ(refused(ask(member, "invitations/renew", {{"invitationId", 1}})), "FORBIDDEN ");
  }
  const json::object adviser{{"addresses", "a@exemple.fr"}, {"role", v1::ROLE_ADVISER}};
  EXPECT_EQ(refused(ask(facilitator, "invitations/people", adviser)), "FORBIDDEN role");
  EXPECT_EQ(ask(people.admin, "invitations/people", adviser).status, 200U);
  const json::object elsewhere{{"addresses", "a@exemple.fr"}, {"territoryId", 999}};
  EXPECT_EQ(refused(ask(facilitator, "invitations/people", {{"addresses", "b@exemple.fr"}, {"territoryId", 999}})),
            "NOT_FOUND territory_id");
  EXPECT_EQ(without_token("invitations/people", elsewhere).status, 401U);
  EXPECT_EQ(without_token("invitations/renew", {{"invitationId", 1}}).status, 401U);
}

TEST_F(NetInvitingPeople, AListThatIsTooLongIsToldInWords) {
  std::string many;
  for (int i = 0; i < 41; ++i) many += "p" + std::to_string(i) + "@exemple.fr\n";
  EXPECT_EQ(refused(ask(facilitator, "invitations/people", {{"addresses", many}})), "TOO_LARGE addresses");
  EXPECT_EQ(refused(ask(facilitator, "invitations/people", {{"addresses", std::string(16'001, '\n')}})),
            "TOO_LARGE addresses");
  EXPECT_EQ(refused(ask(facilitator, "invitations/people", {{"addresses", ""}})), "INVALID_ARGUMENT addresses");
  EXPECT_EQ(ask(facilitator, "invitations/people", {{"addresses", std::string(40'000, 'a')}}).status, 413U);
}

TEST_F(NetInvitingPeople, TheyAreStillThereWhenTheServerWasKilled) {
  const json::array invited = paste("Jeanne <jeanne@exemple.fr>");
  served.server().kill();
  served.server().start();
  const HttpAnswer in = follow(token_of(invited[0]));
  ASSERT_EQ(in.status, 200U) << in.body;
  WsClient jeanne = connect(std::string(object(in).at("token").as_string()));
  EXPECT_EQ(jeanne.hello().me().name(), "Jeanne");
}

}  // namespace ramure::test
