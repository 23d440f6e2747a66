// A roadmap taken out over real sockets: every form of it, to each as he reads it; and the links by which people
// without an account read it, until they are taken back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "tests/support/http_client.hpp"
#include "tests/support/http_files.hpp"
#include "tests/support/running_community.hpp"
#include "tests/support/stored_zip.hpp"

namespace ramure::test {

namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class NetRoadmaps : public testing::Test {
 protected:
  NetRoadmaps() {
    v1::RoadmapCommand create;
    create.mutable_create_roadmap()->set_template_key("feuille-de-route");
    create.mutable_create_roadmap()->set_title("Été à Valmérac : nos alliances");
    id = send(pair(), create);
    add("=HYPERLINK(\"https://evil.example\")");
  }

  std::uint64_t pair() const { return served.people().valmerac.first; }
  std::uint64_t other() const { return served.people().valmerac.second; }
  std::uint64_t peer() const { return served.people().kerlohan.first; }

  std::uint64_t send(std::uint64_t member_id, v1::RoadmapCommand body) {
    WsClient client = served.connect(member_id);
    client.hello();
    v1::Command command;
    command.set_command_key(served.next_key());
    body.set_roadmap_id(id);
    *command.mutable_roadmap() = std::move(body);
    const v1::Reply reply = client.command(command);
    if (!reply.has_accepted()) throw std::runtime_error(reply.ShortDebugString());
    return reply.accepted().first_seq();
  }
  void add(const std::string& title) {
    v1::RoadmapCommand body;
    body.mutable_add_action()->add_fields()->set_title(title);
    send(pair(), body);
  }
  std::uint64_t name_version() {
    v1::RoadmapCommand body;
    body.mutable_name_version()->set_name("Avant l’été");
    return send(pair(), body);
  }
  void share(v1::RoadmapSharing sharing) {
    v1::RoadmapCommand body;
    body.mutable_share_roadmap()->set_sharing(sharing);
    send(pair(), body);
  }
  void set_status(v1::RoadmapStatus status) {
    v1::RoadmapCommand body;
    body.mutable_set_roadmap_status()->set_status(status);
    send(pair(), body);
  }

  std::string path(std::string_view rest) const { return "/api/roadmaps/" + std::to_string(id) + std::string(rest); }
  HttpAnswer exported(std::uint64_t member_id, const std::string& wish) {
    return get(served.port(), served.token(member_id), path("/export?" + wish));
  }
  HttpAnswer make_link(std::uint64_t member_id, const std::string& body) {
    return post_json(served.port(), path("/links"), body, served.token(member_id));
  }
  boost::json::object new_link(const std::string& body) {
    const HttpAnswer made = make_link(pair(), body);
    if (made.status != 200) throw std::runtime_error(made.body);
    return boost::json::parse(made.body).as_object();
  }
  std::string new_path(const std::string& body) { return new_link(body).at("path").as_string().c_str(); }
  HttpAnswer visit(const std::string& target, const std::string& languages = "fr") {
    return http(served.port(), {.target = target, .headers = {{"Accept-Language", languages}}});
  }

  // A day within the next year, as JSON.
  static std::string until(int days = 30) {
    using namespace std::chrono;
    const year_month_day day(floor<std::chrono::days>(system_clock::now()) + std::chrono::days(days));
    char text[40];
    std::snprintf(text, sizeof text, "\"expires_on\":\"%04d-%02u-%02u\"", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    return text;
  }

  RunningCommunity served;
  std::uint64_t id = 0;
};

}  // namespace

TEST_F(NetRoadmaps, EveryFormHasItsNameAndItsWords) {
  const struct {
    const char *format, *type, *name, *words;
  } forms[] = {
      {"md", "text/markdown; charset=utf-8", "attachment; filename=\"_t_ _ Valm_rac nos alliances.md\"",
       "## 5. Gouvernance"},
      {"html", "text/html; charset=utf-8", "attachment;", "<h2>5. Gouvernance</h2>"},
      {"print", "text/html; charset=utf-8", "inline;", "@page{size:A4"},
      {"note", "text/html; charset=utf-8", "inline;", "Nos actions"},
      {"json", "application/json", "attachment;", "\"format\":\"ramure.roadmap/1\""},
      {"csv", "text/csv; charset=utf-8", "attachment;", "\"'=HYPERLINK"},
  };
  for (const auto& form : forms) {
    const HttpAnswer answer = exported(pair(), std::string("format=") + form.format);
    ASSERT_EQ(answer.status, 200u) << form.format << answer.body;
    EXPECT_EQ(answer.headers.at("content-type"), form.type);
    EXPECT_THAT(answer.headers.at("content-disposition"), StartsWith(form.name));
    EXPECT_THAT(answer.headers.at("content-security-policy"), HasSubstr("default-src 'none'"));
    EXPECT_EQ(answer.headers.at("cache-control"), "private, no-store");
    EXPECT_THAT(answer.body, HasSubstr(form.words)) << form.format;
  }
  EXPECT_THAT(stored_files(exported(pair(), "format=docx").body).at("word/document.xml"), HasSubstr("Gouvernance"));
  EXPECT_THAT(stored_files(exported(pair(), "format=odt").body).at("content.xml"), HasSubstr("Gouvernance"));
  EXPECT_THAT(exported(pair(), "format=csv&lang=en").body, HasSubstr("\"Axis\",\"Action\""));
}

TEST_F(NetRoadmaps, AsJsonItIsReadBack) {
  const auto json = boost::json::parse(exported(pair(), "format=json").body).as_object();
  EXPECT_THAT(std::string(json.at("text").as_string()), HasSubstr("Gouvernance"));
  EXPECT_EQ(json.at("roadmap").at("actions").as_array().size(), 1u);
  EXPECT_TRUE(json.at("people").as_object().contains(std::to_string(pair())));
}

TEST_F(NetRoadmaps, OnlyReadersTakeItAndHiddenIsAbsent) {
  const HttpAnswer hidden = exported(peer(), "format=md");
  EXPECT_EQ(hidden.status, 404u);
  EXPECT_EQ(get(served.port(), served.token(peer()), "/api/roadmaps/99999/export?format=md").body, hidden.body);
  EXPECT_EQ(http(served.port(), {.target = path("/export?format=md")}).status, 401u);
  const std::uint64_t before = name_version();
  share(v1::ROADMAP_SHARING_COMMUNITY);
  EXPECT_EQ(exported(peer(), "format=md").status, 200u);
  EXPECT_EQ(exported(peer(), "format=md&version=" + std::to_string(before)).status, 404u) << "from the sharing on";
  EXPECT_EQ(exported(pair(), "format=md&version=" + std::to_string(before)).status, 200u);
  for (const char* wrong : {"format=exe", "", "format=md&version=x", "format=md&version=-1", "format=md&lang=de"}) {
    EXPECT_EQ(exported(pair(), wrong).status, 400u) << wrong;
  }
}

TEST_F(NetRoadmaps, AVersionHasTheActionsOfThen) {
  const std::uint64_t then = name_version();
  add("Agir plus tard");
  EXPECT_THAT(exported(pair(), "format=csv").body, HasSubstr("Agir plus tard"));
  EXPECT_THAT(exported(pair(), "format=csv&version=" + std::to_string(then)).body, Not(HasSubstr("Agir plus tard")));
  EXPECT_THAT(exported(pair(), "format=md&version=" + std::to_string(then)).body, HasSubstr("Avant l’été"));
}

TEST_F(NetRoadmaps, ALinkIsReadWithoutAnAccountUntilItIsTakenBack) {
  const auto link = new_link("{" + until() + ",\"label\":\" Pour la mairie \"}");
  const std::string address = link.at("path").as_string().c_str();
  const HttpAnswer page = visit(address);
  ASSERT_EQ(page.status, 200u) << page.body;
  EXPECT_THAT(page.body, HasSubstr("<html lang=\"fr\">"));
  EXPECT_THAT(page.body, HasSubstr("5. Gouvernance"));
  EXPECT_THAT(page.body, HasSubstr("Lien valable jusqu’au "));
  EXPECT_THAT(page.body, Not(HasSubstr("<script")));
  EXPECT_THAT(page.body, Not(HasSubstr("Pour la mairie"))) << "for the pair's own list";
  EXPECT_EQ(page.headers.at("referrer-policy"), "no-referrer");
  EXPECT_THAT(page.headers.at("x-robots-tag"), HasSubstr("noindex"));
  EXPECT_THAT(page.headers.at("content-security-policy"), HasSubstr("default-src 'none'"));
  EXPECT_EQ(page.headers.at("cache-control"), "private, no-store");
  EXPECT_FALSE(page.headers.contains("set-cookie"));
  EXPECT_THAT(visit(address, "en-GB,en;q=0.9").body, HasSubstr("The link is good until "));

  const HttpAnswer listed = get(served.port(), served.token(other()), path("/links"));
  EXPECT_THAT(listed.body, HasSubstr("\"label\":\"Pour la mairie\""));
  EXPECT_THAT(listed.body, HasSubstr("\"state\":\"open\""));
  const std::string token = address.substr(address.rfind('/') + 1);
  EXPECT_THAT(listed.body, Not(HasSubstr(token))) << "it is said once";
  EXPECT_THAT(served.server().log(), Not(HasSubstr(token.substr(0, 20))))
      << "an address that opens something is never logged";

  const std::string one = path("/links/" + std::to_string(link.at("id").as_int64()));
  const auto revoke = [&](std::uint64_t member_id) {
    return http(
               served.port(),
               {.method = "DELETE", .target = one, .headers = {{"Authorization", "Bearer " + served.token(member_id)}}})
        .status;
  };
  EXPECT_EQ(revoke(peer()), 404u);
  EXPECT_EQ(revoke(other()), 200u) << "either of the pair";
  EXPECT_EQ(revoke(other()), 404u);
  const HttpAnswer gone = visit(address);
  EXPECT_EQ(gone.status, 404u);
  EXPECT_THAT(gone.body, HasSubstr("Ce lien ne s’ouvre pas"));
  EXPECT_EQ(visit("/pour-chez-nous/inconnu").body, gone.body);
}

TEST_F(NetRoadmaps, AnExpiredLinkIsToldLikeOneThatNeverWas) {
  const std::string address = new_path("{" + until(1) + "}");
  ASSERT_EQ(visit(address).status, 200u);
  sqlite3* file = nullptr;
  ASSERT_EQ(sqlite3_open((served.data() / "accounts.db").c_str(), &file), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(file, "UPDATE roadmap_links SET expires_at_ms = made_at_ms + 1", nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(file);
  EXPECT_EQ(visit(address).status, 404u);
  EXPECT_EQ(visit(address).body, visit("/pour-chez-nous/inconnu").body);
  EXPECT_THAT(get(served.port(), served.token(pair()), path("/links")).body, HasSubstr("\"state\":\"expired\""));
}

TEST_F(NetRoadmaps, ALinkToAVersionStaysAsItWasAndArchivingClosesIt) {
  const std::uint64_t then = name_version();
  add("Agir plus tard");
  const std::string old = new_path("{" + until() + ",\"version\":" + std::to_string(then) + "}");
  const std::string now = new_path("{" + until() + "}");
  EXPECT_THAT(visit(old).body, Not(HasSubstr("Agir plus tard")));
  EXPECT_THAT(visit(now).body, HasSubstr("Agir plus tard"));
  set_status(v1::ROADMAP_STATUS_ARCHIVED);
  EXPECT_EQ(visit(old).status, 404u);
  EXPECT_EQ(make_link(pair(), "{" + until() + "}").status, 403u);
  EXPECT_THAT(get(served.port(), served.token(pair()), path("/links")).body, HasSubstr("\"state\":\"archived\""));
  set_status(v1::ROADMAP_STATUS_DRAFT);
  EXPECT_EQ(visit(old).status, 200u);
}

TEST_F(NetRoadmaps, ThePairAloneMakesAndSeesLinks) {
  EXPECT_EQ(make_link(peer(), "{" + until() + "}").status, 404u);
  share(v1::ROADMAP_SHARING_COMMUNITY);
  EXPECT_EQ(make_link(peer(), "{" + until() + "}").status, 403u);
  EXPECT_EQ(make_link(served.people().facilitator, "{" + until() + "}").status, 403u);
  EXPECT_EQ(get(served.port(), served.token(peer()), path("/links")).status, 403u);
  EXPECT_EQ(post_json(served.port(), path("/links"), "{" + until() + "}").status, 401u);
}

TEST_F(NetRoadmaps, AWrongWishIsRefusedWithItsField) {
  for (const std::string& wrong :
       {std::string("{}"), std::string("[]"), std::string("{"), std::string("{\"expires_on\":\"2001-01-01\"}"),
        std::string("{\"expires_on\":\"31/12/2030\"}"), std::string("{\"expires_on\":20301231}"),
        "{" + until(400) + "}", "{" + until() + ",\"version\":\"x\"}", "{" + until() + ",\"version\":-1}",
        "{" + until() + ",\"label\":3}", "{" + until() + ",\"label\":\"" + std::string(300, 'x') + "\"}"}) {
    EXPECT_EQ(make_link(pair(), wrong).status, 400u) << wrong;
  }
  EXPECT_EQ(make_link(pair(), "{" + until() + ",\"version\":99999}").status, 404u);
  for (const char* nowhere : {"/pour-chez-nous/", "/pour-chez-nous/a/b", "/pour-chez-nous/%00"}) {
    EXPECT_EQ(visit(nowhere).status, 404u) << nowhere;
  }
}

}  // namespace ramure::test
