#include "tests/integration/walls.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace ramure::test {

namespace {

// Domain guide, section 5.1; written down here by hand, so that the server is not asked about itself.
std::set<std::string> readers_of(const std::string& name, const DemoServer& demo) {
  if (name == "acc02") return {"p15", "p16"};         // a territory's channel: its pair
  if (name == "acc03") return {"p03", "f03"};         // one person's follow-up: that person and her adviser
  if (name == "acc04") return {"f01", "f02", "f03"};  // backstage: facilitators
  if (name == "acc05") return {"p03", "p04"};         // the pair alone
  if (name != "acc01") throw std::runtime_error("who reads " + name + " was not written down");
  std::set<std::string> readers;  // the plenary: all but the orientation committee and the technical admin
  for (const auto& [person, ignored] : demo.people()) {
    if (person != "o01" && person != "admin") readers.insert(person);
  }
  return readers;
}

void find_ids(const DemoServer& demo, WalledThread& wall) {
  WsClient reader = demo.connect(*wall.readers.begin());
  reader.hello();
  v1::Query list;
  list.mutable_list_threads()->set_limit(200);
  const v1::Reply reply = reader.query(list);
  for (const v1::ThreadRow& row : reply.answer().thread_list().rows()) {
    if (row.thread().title() != wall.words.front()) continue;
    wall.thread_id = row.thread().id();
    wall.channel_id = row.thread().channel_id();
    wall.message_id = row.thread().last_message_id();
  }
  if (wall.thread_id == 0) throw std::runtime_error("its own readers do not see " + wall.name);
}

// The bytes of one answer, without what tells requests apart.
std::string bytes_of(v1::Reply reply) {
  if (reply.refusal().code() == v1::REFUSAL_CODE_INTERNAL) throw std::runtime_error("a door that does not work");
  reply.clear_request_id();
  return reply.SerializeAsString();
}

std::string all_events(WsClient& client) {
  std::string bytes;
  v1::Query question;
  question.mutable_list_events()->set_limit(1'000);
  while (true) {
    const v1::Reply reply = client.query(question);
    bytes += bytes_of(reply);
    const std::uint64_t through = reply.answer().event_list().through_seq();
    if (reply.has_refusal() || through >= reply.as_of_seq()) return bytes;
    if (through <= question.list_events().after_seq()) throw std::runtime_error("a page of events leads nowhere");
    question.mutable_list_events()->set_after_seq(through);
  }
}

std::string all_threads(WsClient& client) {
  std::string bytes;
  v1::Query question;
  question.mutable_list_threads()->set_archived(v1::ListThreads::ARCHIVED_ALSO);
  question.mutable_list_threads()->set_limit(20);
  do {
    const v1::Reply reply = client.query(question);
    bytes += bytes_of(reply);
    question.mutable_list_threads()->set_page_token(reply.answer().thread_list().next_page_token());
  } while (!question.list_threads().page_token().empty());
  return bytes;
}

std::string all_searches(WsClient& client) {
  std::string bytes;
  // Words of the five threads, and of most others.
  for (const char* text : {"végétarien", "dirigeants", "coprésident", "incertitude", "emploi", "confiance", "séparer",
                           "mélanger", "recyclerie", "subvention", "réunion", "point individuel", "composition"}) {
    v1::Query question;
    question.mutable_search()->set_text(text);
    question.mutable_search()->set_limit(100);
    bytes += bytes_of(client.query(question));
  }
  return bytes;
}

}  // namespace

bool WalledThread::leaks_into(std::string_view bytes) const {
  return std::ranges::any_of(words,
                             [&](const std::string& text) { return bytes.find(text) != std::string_view::npos; });
}

std::vector<WalledThread> walled_threads(const DemoServer& demo) {
  std::ostringstream text;
  text << std::ifstream(std::filesystem::path(RAMURE_DEMO_DIR) / "threads.json").rdbuf();
  std::vector<WalledThread> walls;
  const auto corpus = boost::json::parse(text.str());
  for (const auto& thread : corpus.at("access_test_threads").as_array()) {
    WalledThread wall;
    wall.name = thread.at("id").as_string();
    wall.words.emplace_back(thread.at("title").as_string());
    for (const auto& message : thread.at("messages").as_array())
      wall.words.emplace_back(message.at("text").as_string());
    wall.readers = readers_of(wall.name, demo);
    find_ids(demo, wall);
    walls.push_back(std::move(wall));
  }
  return walls;
}

std::vector<v1::Query> questions_about(std::uint64_t thread_id, std::uint64_t message_id, std::uint64_t channel_id) {
  std::vector<v1::Query> all(9);
  all[0].mutable_get_thread()->set_thread_id(thread_id);
  all[1].mutable_get_history()->set_thread_id(thread_id);
  all[2].mutable_get_history()->set_thread_id(thread_id);
  all[2].mutable_get_history()->set_around_id(message_id);
  all[3].mutable_get_message()->set_message_id(message_id);
  all[4].mutable_get_summary_versions()->set_thread_id(thread_id);
  all[5].mutable_list_threads()->set_channel_id(channel_id);
  all[6].mutable_list_readers()->set_channel_id(channel_id);
  all[7].mutable_get_channel()->set_channel_id(channel_id);
  all[8].mutable_get_message()->set_message_id(thread_id);
  return all;
}

std::vector<v1::Command> commands_about(std::uint64_t thread_id, std::uint64_t message_id, std::uint64_t channel_id) {
  std::vector<v1::Command> all(18);
  all[0].mutable_post_message()->set_thread_id(thread_id);
  all[0].mutable_post_message()->set_body("Puis-je ?");
  all[1].mutable_edit_message()->set_message_id(message_id);
  all[1].mutable_edit_message()->set_body("Puis-je ?");
  all[1].mutable_edit_message()->set_version(1);
  all[2].mutable_redact_message()->set_message_id(message_id);
  all[3].mutable_react()->set_message_id(message_id);
  all[3].mutable_react()->set_name("merci");
  all[3].mutable_react()->set_added(true);
  all[4].mutable_pin_message()->set_message_id(message_id);
  all[4].mutable_pin_message()->set_pinned(true);
  all[5].mutable_keep_message()->set_message_id(message_id);
  all[5].mutable_keep_message()->set_kept(true);
  all[6].mutable_retitle_thread()->set_thread_id(thread_id);
  all[6].mutable_retitle_thread()->set_title("Un autre titre");
  all[7].mutable_resolve_thread()->set_thread_id(thread_id);
  all[7].mutable_resolve_thread()->set_resolved(true);
  all[8].mutable_archive_thread()->set_thread_id(thread_id);
  all[8].mutable_archive_thread()->set_archived(true);
  all[9].mutable_edit_summary()->set_thread_id(thread_id);
  all[9].mutable_edit_summary()->set_text("Résumé");
  all[10].mutable_mark_read()->set_thread_id(thread_id);
  all[10].mutable_mark_read()->set_read_up_to(message_id);
  all[11].mutable_mark_unread_from()->set_thread_id(thread_id);
  all[11].mutable_mark_unread_from()->set_message_id(message_id);
  all[12].mutable_save_draft()->set_thread_id(thread_id);
  all[12].mutable_save_draft()->set_text("Brouillon");
  all[13].mutable_follow()->set_thread_id(thread_id);
  all[13].mutable_follow()->set_level(v1::FOLLOW_LEVEL_MUTED);
  all[14].mutable_open_thread()->set_channel_id(channel_id);
  all[14].mutable_open_thread()->set_kind(v1::THREAD_KIND_DISCUSSION);
  all[14].mutable_open_thread()->set_title("Un nouveau fil");
  all[14].mutable_open_thread()->set_body("Puis-je ?");
  all[15].mutable_course()->mutable_publish_resource()->set_thread_id(thread_id);
  all[16].mutable_course()->mutable_ask_for_quote()->set_message_id(message_id);
  all[16].mutable_course()->mutable_ask_for_quote()->set_words("Puis-je ?");
  all[17].mutable_course()->mutable_publish_dossier()->set_channel_id(channel_id);
  all[17].mutable_course()->mutable_publish_dossier()->set_title("Un dossier");
  return all;
}

std::string everything_shown_to(WsClient& client) {
  v1::Query snapshot, catch_up, private_rows, roadmaps;
  snapshot.mutable_get_snapshot();
  catch_up.mutable_catch_up()->set_since_seq(1);
  catch_up.mutable_catch_up()->set_limit(200);
  private_rows.mutable_get_private_rows();
  roadmaps.mutable_list_roadmaps();
  v1::Query quotes, dossiers;
  quotes.mutable_list_my_quotes();
  dossiers.mutable_list_dossiers();
  std::string bytes;
  for (const v1::Query& question : {snapshot, catch_up, private_rows, roadmaps, quotes, dossiers})
    bytes += bytes_of(client.query(question));
  return bytes + all_events(client) + all_threads(client) + all_searches(client);
}

std::string told_by(v1::Reply reply) {
  reply.clear_request_id();
  reply.clear_as_of_seq();
  return reply.ShortDebugString();
}

void expect_same_refusal(WsClient& client, v1::Command to_hidden, v1::Command to_absent, const std::string& where) {
  to_hidden.set_command_key(new_command_key());
  to_absent.set_command_key(new_command_key());
  const v1::Reply reply = client.command(to_hidden);
  EXPECT_TRUE(reply.has_refusal()) << where;
  EXPECT_EQ(told_by(reply), told_by(client.command(to_absent))) << where << " does " << to_hidden.ShortDebugString();
}

}  // namespace ramure::test
