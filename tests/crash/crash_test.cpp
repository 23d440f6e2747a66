// kill -9 on the real server, at random moments, while eight people write, eight read, and a round of co-development
// goes on in which questions are hidden and revealed, a roadmap is written by several people at once, and a session of
// the course is answered, evaluated, and noted down. Afterwards: what was acknowledged is there, once; every reader saw
// exactly what the journal holds for him, in order; `ramured check` finds nothing. RAMURE_CRASH_CYCLES says how often
// (50).
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "server/identity/tokens.hpp"
#include "server/system_clock.hpp"
#include "storage/reader.hpp"
#include "tests/crash/crash_clients.hpp"
#include "tests/crash/crash_course.hpp"
#include "tests/crash/crash_round.hpp"
#include "tests/crash/crash_text.hpp"
#include "tests/support/served_community.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/temporary_folder.hpp"

namespace ramure::test {
namespace {

constexpr std::size_t writers = 8, readers = 8;

int cycles() {
  const char* text = std::getenv("RAMURE_CRASH_CYCLES");
  return text == nullptr ? 50 : std::max(1, std::atoi(text));
}

// `ramured check` on the folder: its exit status.
int check(const std::filesystem::path& data) {
  const pid_t child = fork();
  if (child == 0) {
    execl(RAMURED_PATH, RAMURED_PATH, "--data", data.c_str(), "check", static_cast<char*>(nullptr));
    _exit(127);
  }
  int status = -1;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::vector<v1::Event> whole_journal(const ServedCommunity& community) {
  const auto reader = storage::Reader::open(community.folder());
  std::vector<v1::Event> journal;
  std::uint64_t through_seq = 0;
  while (true) {
    std::vector<storage::JournalRow> rows;
    through_seq = reader->read_whole_journal(through_seq, 1'000, rows);
    if (rows.empty()) return journal;
    for (const storage::JournalRow& row : rows)
      EXPECT_TRUE(journal.emplace_back().ParseFromString(row.payload)) << row.seq;
  }
}

void expect_kept_once(const std::vector<v1::Event>& journal, const std::vector<std::unique_ptr<CrashWriter>>& people) {
  std::map<std::string, std::vector<std::uint64_t>> seqs_of_key;
  std::map<std::string, std::uint64_t> first_seq_of_key;
  std::set<std::uint64_t> keyless;  // said without a name: only the author knows the seq
  for (const v1::Event& event : journal) {
    if (event.command_key().empty()) {
      keyless.insert(event.seq());
      continue;
    }
    first_seq_of_key.try_emplace(event.command_key(), event.seq());
    const bool is_of_round =
        event.round().has_contribution_made() || event.round().has_questions_hidden() || event.round().has_revealed();
    if (event.has_message_posted() || is_of_round || event.has_course())
      seqs_of_key[event.command_key()].push_back(event.seq());
  }
  std::size_t acknowledged = 0, lost = 0, doubled = 0;
  for (const auto& [key, seqs] : seqs_of_key) doubled += seqs.size() > 1 ? 1 : 0;
  for (const auto& writer : people) {
    for (const auto& [key, seq] : writer->acknowledged()) {
      ++acknowledged;
      const auto found = first_seq_of_key.find(key);
      const bool is_there = found == first_seq_of_key.end() ? keyless.contains(seq) : found->second == seq;
      lost += is_there ? 0 : 1;
    }
    EXPECT_TRUE(writer->unanswered().empty()) << "everything was answered in the end";
  }
  EXPECT_EQ(lost, 0u);
  EXPECT_EQ(doubled, 0u);
  EXPECT_GT(acknowledged, 100u);
  std::printf("acknowledged %zu, lost %zu, doubled %zu\n", acknowledged, lost, doubled);
}

void expect_view_equals_journal(const std::vector<v1::Event>& journal, const ServedCommunity& community,
                                const CrashReader& reader) {
  const storage::Readable readable = storage::Reader::open(community.folder())->start(reader.member_id()).readable;
  std::vector<std::uint64_t> expected;
  for (const v1::Event& event : journal) {
    const bool may_read = readable.may_read_event(event.channel_id(), event.member_id(), event.birth_seq());
    if (event.seq() > reader.began_after_seq() && may_read) expected.push_back(event.seq());
  }
  EXPECT_EQ(reader.seqs(), expected) << "member " << reader.member_id();
}

// In the plenary: everybody's cursor reaches the head with it.
void say_last_word(const ServerProcess& server, const ServedCommunity& community) {
  WsClient client({.port = server.port(), .token = community.members.front().token});
  client.hello();
  v1::Command command;
  command.set_command_key(identity::derived_command_key(SystemClock().now_ms(), "last word"));
  command.mutable_post_message()->set_thread_id(community.plenary_thread);
  command.mutable_post_message()->set_body("Voilà.");
  EXPECT_TRUE(client.command(command).has_accepted());
}

TEST(Crash, NobodyLosesOrDoublesAWord) {
  const TemporaryFolder folder;
  const ServedCommunity community = make_served_community(folder / "data", 2, 8);
  ServerProcess server(community.data);
  Whereabouts whereabouts;
  whereabouts.port = server.port();

  const CrashRound round(server, community);
  CrashCourse course(server, whereabouts, community);
  CrashText text(server, whereabouts, community);
  std::vector<std::unique_ptr<CrashWriter>> people;
  std::vector<std::unique_ptr<CrashReader>> watchers;
  for (std::size_t i = 0; i < writers; ++i) {
    const ServedMember& member = community.members[i];
    const std::uint64_t thread = i % 2 == 0 ? community.plenary_thread : community.territory_threads[member.territory];
    people.push_back(std::make_unique<CrashWriter>(whereabouts, member, posting(whereabouts, member, thread)));
  }
  for (std::size_t i = 0; i < readers; ++i) {
    watchers.push_back(std::make_unique<CrashReader>(whereabouts, community.members[community.members.size() - 1 - i]));
  }
  people.push_back(std::make_unique<CrashWriter>(whereabouts, community.facilitator, round.hiding_and_revealing()));
  for (const ServedMember& consultant : round.consultants()) {
    people.push_back(std::make_unique<CrashWriter>(whereabouts, consultant, round.asking()));
  }
  for (auto& speaker : course.speakers()) people.push_back(std::move(speaker));
  for (const auto& watcher : watchers) watcher->wait_until_begun();

  std::random_device device;
  const unsigned seed = device();
  std::printf("seed %u, %d cycles\n", seed, cycles());
  std::mt19937 random(seed);
  for (int cycle = 0; cycle < cycles() && !HasFailure(); ++cycle) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 250));
    server.kill();
    server.start();
    whereabouts.port = server.port();
  }

  for (const auto& writer : people) writer->finish();
  text.finish(community);
  course.finish();
  round.reveal_all(server);
  round.expect_clock_is_right(server);
  say_last_word(server, community);
  const std::uint64_t head = storage::Reader::open(community.folder())->head_seq();
  for (const auto& watcher : watchers) watcher->finish(head);
  const std::vector<v1::Event> journal = whole_journal(community);
  course.expect_kept_once(server, journal);
  EXPECT_EQ(server.stop(), 0);

  expect_kept_once(journal, people);
  round.expect_shown_once(journal);
  text.expect_nothing_lost(community);
  for (const auto& watcher : watchers) expect_view_equals_journal(journal, community, *watcher);
  EXPECT_EQ(check(community.data), 0);
}

}  // namespace
}  // namespace ramure::test
