// From an invitation by a member to a member more, and a changed password: over HTTP, against the real server.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/support/http_client.hpp"
#include "tests/support/running_community.hpp"

namespace ramure::test {

namespace {

namespace json = boost::json;

class NetInvitations : public testing::Test {
 protected:
  HttpAnswer ask(std::uint64_t member_id, const std::string& what, const json::object& body) {
    return post_json(served.port(), "/api/" + what, json::serialize(body), served.token(member_id));
  }
  static json::object object(const HttpAnswer& answer) { return json::parse(answer.body).as_object(); }
  static std::string refused(const HttpAnswer& answer) {
    const json::object refusal = object(answer).at("refusal").as_object();
    const auto field = refusal.contains("field") ? std::string(refusal.at("field").as_string()) : "";
    EXPECT_TRUE(refusal.contains("message")) << answer.body;
    return std::string(refusal.at("code").as_string()).substr(sizeof "REFUSAL_CODE_" - 1) + " " + field;
  }
  json::object catalyst(const std::string& name) const {
    return {{"name", name}, {"role", v1::ROLE_CATALYST}, {"territoryId", served.people().valmerac.id}};
  }

  std::uint64_t without_account = 0;
  RunningCommunity served{{}, [this](FoundedCommunity& community) {
                            without_account = community.add_member("sans-compte", v1::ROLE_STEERING);
                          }};
  const FoundedCommunity& people = served.people();
  const std::uint64_t anna = people.valmerac.first;
};

}  // namespace

TEST_F(NetInvitations, AFacilitatorInvitesACatalystWhoJoins) {
  const HttpAnswer invited = ask(people.facilitator, "invitations/create", catalyst("Noémie Ardent"));
  ASSERT_EQ(invited.status, 200U) << invited.body;
  const std::string token(object(invited).at("token").as_string());
  const HttpAnswer listed = ask(people.facilitator, "invitations/list", {{"community", "essai"}});
  ASSERT_EQ(listed.status, 200U) << listed.body;
  const json::array pending = object(listed).at("invitations").as_array();
  ASSERT_EQ(pending.size(), 1U);
  EXPECT_EQ(pending[0].at("personName").as_string(), "Noémie Ardent");
  EXPECT_EQ(pending[0].at("invitationId"), object(invited).at("invitationId"));
  EXPECT_EQ(listed.body.find(token), std::string::npos);

  WsClient watching = served.connect(anna);
  watching.hello();
  const json::object accept{{"token", token}, {"name", "noemie"}, {"password", "trois chevaux gris"}};
  const HttpAnswer joined = post_json(served.port(), "/api/invitations/accept", json::serialize(accept));
  ASSERT_EQ(joined.status, 200U) << joined.body;
  const auto frame = watching.receive_event_frame();
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->events(0).member_joined().member().name(), "Noémie Ardent");
  EXPECT_EQ(frame->events(0).member_joined().member().role(), v1::ROLE_CATALYST);
  EXPECT_FALSE(object(ask(people.facilitator, "invitations/list", {})).contains("invitations")) << "it was used";
}

TEST_F(NetInvitations, WhoMayInviteWhomIsTheTableOfPermissions) {
  const json::object adviser{{"name", "Paul"}, {"role", v1::ROLE_ADVISER}};
  EXPECT_EQ(ask(people.admin, "invitations/create", adviser).status, 200U);
  EXPECT_EQ(refused(ask(people.facilitator, "invitations/create", adviser)), "FORBIDDEN role");
  for (const std::uint64_t member : {anna, people.adviser, people.evaluator, people.steering, people.orientation}) {
    EXPECT_EQ(refused(ask(member, "invitations/create", catalyst("Ada"))), "FORBIDDEN role") << member;
    EXPECT_EQ(refused(ask(member, "invitations/list", {})), "FORBIDDEN ") << member;
    EXPECT_EQ(refused(ask(member, "invitations/revoke", {{"invitationId", 1}})), "FORBIDDEN ") << member;
  }
  EXPECT_EQ(refused(ask(people.admin, "invitations/create", {{"community", "ailleurs"}, {"name", "Ada"}})),
            "NOT_FOUND community");
  EXPECT_EQ(post_json(served.port(), "/api/invitations/create", "{}").status, 401U);
}

TEST_F(NetInvitations, AFormThatCannotBecomeAMemberIsRefusedAtOnce) {
  const auto refused_with = [&](const char* field, json::value value) {
    json::object form = catalyst("Ada");
    form[field] = std::move(value);
    return refused(ask(people.admin, "invitations/create", form));
  };
  EXPECT_EQ(refused_with("name", ""), "INVALID_ARGUMENT name");
  EXPECT_EQ(refused_with("name", json::string(500, 'a')), "TOO_LARGE name");
  EXPECT_EQ(refused_with("territoryId", 999), "NOT_FOUND territory_id");
  EXPECT_EQ(refused_with("role", 0), "INVALID_ARGUMENT role");
  EXPECT_EQ(refused_with("role", 77), "INVALID_ARGUMENT role");
  EXPECT_EQ(refused_with("organisation", json::string(500, 'a')), "TOO_LARGE organisation");
  EXPECT_EQ(refused_with("memberId", people.admin), "INVALID_ARGUMENT member_id");
  EXPECT_FALSE(object(ask(people.admin, "invitations/list", {})).contains("invitations"));
}

TEST_F(NetInvitations, AMemberWithoutAnAccountIsInvitedById) {
  const HttpAnswer invited = ask(people.admin, "invitations/create", {{"memberId", without_account}});
  ASSERT_EQ(invited.status, 200U) << invited.body;
  EXPECT_EQ(refused(ask(people.facilitator, "invitations/create", {{"memberId", without_account}})),
            "FORBIDDEN member_id");
  EXPECT_FALSE(object(ask(people.facilitator, "invitations/list", {})).contains("invitations")) << "not his to see";
  const json::object accept{
      {"token", object(invited).at("token")}, {"name", "comite"}, {"password", "trois chevaux gris"}};
  const HttpAnswer joined = post_json(served.port(), "/api/invitations/accept", json::serialize(accept));
  ASSERT_EQ(joined.status, 200U) << joined.body;
  EXPECT_EQ(object(joined).at("communities").at(0).at("memberId").as_string(), std::to_string(without_account));
  EXPECT_EQ(refused(ask(people.admin, "invitations/create", {{"memberId", anna}})), "CONFLICT member_id");
  EXPECT_EQ(refused(ask(people.admin, "invitations/create", {{"memberId", 999'999}})), "NOT_FOUND member_id");
}

TEST_F(NetInvitations, ARevokedOneOpensNothing) {
  const json::object invited = object(ask(people.admin, "invitations/create", catalyst("Ada")));
  const json::object id{{"invitationId", invited.at("invitationId")}};
  EXPECT_EQ(ask(people.facilitator, "invitations/revoke", id).status, 200U);
  EXPECT_EQ(refused(ask(people.facilitator, "invitations/revoke", id)), "NOT_FOUND invitation_id");
  const json::object look{{"token", invited.at("token")}};
  EXPECT_EQ(post_json(served.port(), "/api/invitations/look", json::serialize(look)).status, 404U);
}

TEST_F(NetInvitations, AChangedPasswordEndsTheOtherSessionsAndTheirSockets) {
  const std::string name = "m" + std::to_string(anna);
  const std::string other = sign_in(served.port(), name, RunningCommunity::password);
  WsClient::Options options = served.options(anna);
  options.token = other;
  WsClient elsewhere(options);
  elsewhere.hello();
  WsClient here = served.connect(anna);
  here.hello();

  EXPECT_EQ(refused(ask(anna, "password", {{"oldPassword", "x"}, {"newPassword", "deux chevaux noirs"}})),
            "FORBIDDEN old_password");
  EXPECT_EQ(refused(ask(anna, "password", {{"oldPassword", RunningCommunity::password}, {"newPassword", "court"}})),
            "INVALID_ARGUMENT new_password");
  const json::object change{{"oldPassword", RunningCommunity::password}, {"newPassword", "deux chevaux noirs"}};
  ASSERT_EQ(ask(anna, "password", change).status, 200U);
  EXPECT_EQ(elsewhere.wait_for_close(), 1008);
  EXPECT_TRUE(here.command(served.post(served.thread(), "toujours là")).has_accepted());
  EXPECT_EQ(post_json(served.port(), "/api/sessions", "{}", other).status, 401U);
  EXPECT_THROW(sign_in(served.port(), name, RunningCommunity::password), std::runtime_error);
  EXPECT_FALSE(sign_in(served.port(), name, "deux chevaux noirs").empty());
}

}  // namespace ramure::test
