// Nobody outside learns of a roadmap, through any door: drafts of a pair of the demo, asked for by everybody; then
// shared, step by step, with those who are to read them and with nobody else. Hidden and absent get the same answer.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "protocol/limits.hpp"
#include "tests/integration/walls.hpp"

namespace ramure::test {

namespace {

constexpr std::uint64_t absent_id = limits::id_max - 7;
// In every part of it: text, title, action, comment, the name of a version, and what was deleted before it was shared.
constexpr std::string_view mark = "zorglubine", deleted_mark = "zorglubasse";

class WalledRoadmap {
 public:
  explicit WalledRoadmap(const DemoServer& demo) : writer_(demo.connect("p03")) {
    writer_.hello();
    v1::RoadmapCommand create;
    create.mutable_create_roadmap()->set_template_key("bilan");
    create.mutable_create_roadmap()->set_title("Bilan " + std::string(mark));
    id_ = act(create).first_seq();
    push(0, std::string(deleted_mark) + " ");
    v1::RoadmapCommand name;
    name.mutable_name_version()->set_name("Avec " + std::string(deleted_mark));
    act(name);
    push(deleted_mark.size() + 1, std::string(mark) + " ");
    v1::RoadmapCommand add, comment;
    add.mutable_add_action()->add_fields()->set_title("Agir " + std::string(mark));
    act(add);
    comment.mutable_comment()->set_box(v1::ROADMAP_COMMENT_BOX_UNCLEAR);
    comment.mutable_comment()->set_text("Pourquoi " + std::string(deleted_mark));
    act(comment);
  }

  v1::Accepted act(v1::RoadmapCommand body) {
    body.set_roadmap_id(id_);
    v1::Command command;
    command.set_command_key(new_command_key());
    *command.mutable_roadmap() = std::move(body);
    const v1::Reply reply = writer_.command(command);
    EXPECT_TRUE(reply.has_accepted()) << reply.ShortDebugString();
    return reply.accepted();
  }
  void share(v1::RoadmapSharing sharing) {
    v1::RoadmapCommand body;
    body.mutable_share_roadmap()->set_sharing(sharing);
    act(body);
  }
  std::uint64_t id() const { return id_; }

 private:
  // Replaces the first units of the text.
  void push(std::size_t deleted, std::string_view words) {
    v1::Query ask;
    ask.mutable_get_text()->set_roadmap_id(id_);
    ask.mutable_get_text()->set_with_authors(true);
    const v1::TextAnswer text = writer_.query(ask).answer().text();
    v1::ClientFrame open;
    open.mutable_open_text()->set_roadmap_id(id_);
    const std::string epoch = writer_.request(open).text_opened().epoch();
    std::uint32_t units = 0;
    for (const v1::TextRun& run : text.runs()) units += run.units();
    v1::Command command;
    v1::PushText& body = *command.mutable_push_text();
    body.set_roadmap_id(id_);
    body.set_epoch(epoch);
    body.mutable_push()->set_editor_id(text.version() + 1);
    body.mutable_push()->set_base_version(text.version());
    v1::TextChange& change = *body.mutable_push()->add_changes();
    for (const std::int64_t part :
         {std::int64_t(deleted), std::int64_t(words.size()), units - std::int64_t(deleted), std::int64_t(-1)}) {
      change.add_sections(static_cast<std::int32_t>(part));
    }
    change.set_inserted(std::string(words));
    const v1::Reply reply = writer_.command(command);
    EXPECT_TRUE(reply.has_accepted()) << reply.ShortDebugString();
  }

  WsClient writer_;
  std::uint64_t id_ = 0;
};

std::string searched_by(WsClient& client, std::string_view words) {
  v1::Query query;
  query.mutable_search()->set_text(std::string(words));
  const v1::Reply reply = client.query(query);
  EXPECT_TRUE(reply.has_answer()) << reply.ShortDebugString();
  return reply.answer().SerializeAsString();
}

bool holds(std::string_view bytes, std::string_view word) { return bytes.find(word) != std::string_view::npos; }

std::vector<v1::Query> questions_about_roadmap(std::uint64_t id) {
  std::vector<v1::Query> all(7);
  all[0].mutable_get_roadmap()->set_roadmap_id(id);
  all[1].mutable_get_text()->set_roadmap_id(id);
  all[2].mutable_get_text()->set_roadmap_id(id);
  all[2].mutable_get_text()->set_version(2);
  all[3].mutable_get_text_history()->set_roadmap_id(id);
  all[4].mutable_compare_texts()->set_roadmap_id(id);
  all[5].mutable_preview_sharing()->set_roadmap_id(id);
  all[6].mutable_get_channel()->set_channel_id(id);
  return all;
}

std::vector<v1::Command> commands_about_roadmap(std::uint64_t id) {
  std::vector<v1::Command> all(5);
  for (v1::Command& command : all) command.mutable_roadmap()->set_roadmap_id(id);
  all[0].mutable_roadmap()->mutable_comment()->set_box(v1::ROADMAP_COMMENT_BOX_UNCLEAR);
  all[0].mutable_roadmap()->mutable_comment()->set_text("Puis-je ?");
  all[1].mutable_roadmap()->mutable_retitle_roadmap()->set_title("Autre titre");
  all[2].mutable_roadmap()->mutable_remove_passage()->set_passage(std::string(deleted_mark));
  all[3].mutable_roadmap()->mutable_share_roadmap()->set_sharing(v1::ROADMAP_SHARING_COMMUNITY);
  all[4].mutable_mark_roadmap_seen()->set_roadmap_id(id);
  return all;
}

v1::Reply opened_by(WsClient& client, std::uint64_t id) {
  v1::ClientFrame open;
  open.mutable_open_text()->set_roadmap_id(id);
  return client.request(open);
}

// In the server's epoch, and without a key: it is judged by the rights alone.
v1::Reply pushed_by(WsClient& client, const std::string& epoch, std::uint64_t id) {
  v1::Command command;
  v1::PushText& body = *command.mutable_push_text();
  body.set_roadmap_id(id);
  body.set_epoch(epoch);
  body.mutable_push()->set_editor_id(1);
  v1::TextChange& change = *body.mutable_push()->add_changes();
  for (const std::int32_t part : {0, 1}) change.add_sections(part);
  change.set_inserted("x");
  return client.command(command);
}

void expect_text_is_hidden(WsClient& client, const std::string& epoch, std::uint64_t id, const std::string& name) {
  const v1::Reply open = opened_by(client, id), push = pushed_by(client, epoch, id);
  EXPECT_EQ(open.refusal().code(), v1::REFUSAL_CODE_NOT_FOUND) << name << ": " << open.ShortDebugString();
  EXPECT_EQ(push.refusal().code(), v1::REFUSAL_CODE_NOT_FOUND) << name << ": " << push.ShortDebugString();
  EXPECT_EQ(told_by(open), told_by(opened_by(client, absent_id))) << name;
  EXPECT_EQ(told_by(push), told_by(pushed_by(client, epoch, absent_id))) << name;
}

// `reads`: by sign-in name. Of those the pair alone sees what was there before it was shared.
void expect_walls(const DemoServer& demo, std::uint64_t id, const std::set<std::string>& reads) {
  const std::set<std::string> pair{"p03", "p04"};
  for (const auto& [name, person] : demo.people()) {
    WsClient client = demo.connect(name);
    const std::string epoch = client.hello().epoch();
    const std::string shown = everything_shown_to(client), found = searched_by(client, mark);
    EXPECT_EQ(holds(shown + found, mark), reads.contains(name)) << name;
    const bool finds_deleted = holds(shown, deleted_mark) || holds(searched_by(client, deleted_mark), deleted_mark);
    EXPECT_EQ(finds_deleted, pair.contains(name)) << name;
    if (reads.contains(name)) continue;
    EXPECT_EQ(searched_by(client, mark), searched_by(client, "zorglubiste")) << name;
    const auto hidden = questions_about_roadmap(id), absent = questions_about_roadmap(absent_id);
    for (std::size_t i = 0; i < hidden.size(); ++i) {
      const v1::Reply reply = client.query(hidden[i]);
      EXPECT_TRUE(reply.has_refusal()) << name << " asks " << hidden[i].ShortDebugString();
      EXPECT_EQ(told_by(reply), told_by(client.query(absent[i]))) << name << " asks " << hidden[i].ShortDebugString();
    }
    const auto to_hidden = commands_about_roadmap(id), to_absent = commands_about_roadmap(absent_id);
    for (std::size_t i = 0; i < to_hidden.size(); ++i) expect_same_refusal(client, to_hidden[i], to_absent[i], name);
    expect_text_is_hidden(client, epoch, id, name);
  }
}

}  // namespace

TEST(WallsOfRoadmaps, ADraftIsThePairsAloneAndEachActOfSharingReachesWhomItNames) {
  DemoServer demo;
  WalledRoadmap roadmap(demo);
  const std::set<std::string> pair{"p03", "p04"};
  expect_walls(demo, roadmap.id(), pair);

  v1::RoadmapCommand invite;
  invite.mutable_invite_pen()->set_member_id(demo.person("p15").member_id);
  roadmap.act(invite);
  expect_walls(demo, roadmap.id(), {"p03", "p04", "p15"});

  roadmap.share(v1::ROADMAP_SHARING_SUPPORT);
  expect_walls(demo, roadmap.id(), {"p03", "p04", "p15", "f01", "f02", "f03"});
  roadmap.share(v1::ROADMAP_SHARING_PAIR);
  expect_walls(demo, roadmap.id(), {"p03", "p04", "p15"});

  roadmap.share(v1::ROADMAP_SHARING_COMMUNITY);
  std::set<std::string> community;  // all but the orientation committee, which sees aggregates, and the technical admin
  for (const auto& [name, person] : demo.people()) {
    if (name != "o01" && name != "admin") community.insert(name);
  }
  expect_walls(demo, roadmap.id(), community);
}

}  // namespace ramure::test
