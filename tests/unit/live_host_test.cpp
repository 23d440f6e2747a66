#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "server/community/answer.hpp"
#include "server/live/follower.hpp"
#include "server/live/maintenance.hpp"
#include "server/live/registry.hpp"
#include "server/manual_clock.hpp"
#include "server/roadmap/utf16.hpp"
#include "storage/scrub.hpp"
#include "tests/support/file_words.hpp"
#include "tests/support/ruled_community.hpp"
#include "tests/unit/live_events.hpp"
#include "tests/unit/live_loop_thread.hpp"

namespace ramure::live {
namespace {

using community::Actor;
using ::testing::ElementsAre;

// Asks with a callback and waits for what it is called with.
template <class Answer, class Ask>
Answer wait_for(Ask ask) {
  std::promise<Answer> promise;
  ask([&promise](Answer answer) { promise.set_value(std::move(answer)); });
  return promise.get_future().get();
}

struct WaitingSink final : ReplySink {
  std::promise<CommandOutcome> outcome;
  void on_outcome(std::uint64_t, CommandOutcome result) override { outcome.set_value(std::move(result)); }
};

// A connection that takes whatever it is woken for, until it has been given a seq.
struct Listener final : Port {
  Listener(Registry::Lease& its_host, LoopThread& its_loop, std::uint64_t member_id, const v1::Hello& hello)
      : host(its_host), loop(its_loop) {
    loop.call([&] { return subscription = host->hub(loop).attach(member_id, *this), 0; });
    greeting =
        wait_for<std::expected<Greeting, v1::Refusal>>([&](auto done) { host->greet(loop, member_id, hello, done); });
    if (greeting) loop.call([&] { return host->hub(loop).begin(*subscription, greeting->beginning), 0; });
  }
  ~Listener() {
    loop.call([&] { return subscription.reset(), 0; });
  }
  void wake() override {
    loop.post([this] {
      for (bool more = true; more && subscription;) {
        const Outgoing out = host->hub(loop).take(*subscription);
        for (const std::uint64_t seq : test::seqs(test::parse(out.pieces, out.rest))) given.push_back(seq);
        more = out.has_more;
      }
    });
  }
  void dismiss(Dismissal) override { is_dismissed = true; }
  std::vector<std::uint64_t> wait_until(std::uint64_t seq) {
    for (int tries = 0; tries < 2'000; ++tries) {
      auto copy = loop.call([&] { return given; });
      if (!copy.empty() && copy.back() >= seq) return copy;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    ADD_FAILURE() << "was never given " << seq;
    return {};
  }

  Registry::Lease& host;
  LoopThread& loop;
  std::unique_ptr<Subscription> subscription;
  std::expected<Greeting, v1::Refusal> greeting;
  std::vector<std::uint64_t> given;
  bool is_dismissed = false;
};

class HostTest : public ::testing::Test {
 protected:
  HostTest() {
    const auto folder = data / "communities" / "essai";
    std::filesystem::create_directories(folder);
    thread = founded.open_thread(founded.plenary, member);
    founded.store().checkpoint(true);
    for (const char* name : {"community.db", "drafts.db"})
      std::filesystem::copy_file(founded.folder() / name, folder / name);
  }

  CommandOutcome send(Registry::Lease& host, v1::Command command) {
    command.set_command_key(std::string(15, 'k') + static_cast<char>(++keys));
    const auto sink = std::make_shared<WaitingSink>();
    const auto refusal = host->submit({Actor::member(member), std::move(command)}, {sink, &loop, 1});
    EXPECT_FALSE(refusal);
    return sink->outcome.get_future().get();
  }
  std::uint64_t post(Registry::Lease& host, const std::string& body) {
    return send(host, ramure::test::command_post(thread, body)).result.value().first_seq();
  }
  Registry::Lease open() { return std::move(registry.open_now("essai").value()); }

  ramure::test::RuledCommunity founded;
  const std::uint64_t member = founded.valmerac.first;
  std::uint64_t thread = 0;
  int keys = 0;
  ramure::test::TemporaryFolder folder;
  const std::filesystem::path data = folder.path();
  ManualClock clock{1'600'000'000'000};
  ReaderPool readers{2, 100, [](const std::string& what) { ADD_FAILURE() << what; }};
  WriterPool writers{1, [](const std::string& what) { ADD_FAILURE() << what; }};
  std::vector<std::string> faults;
  Registry registry{data,
                    {.writers = writers,
                     .readers = readers,
                     .clock = clock,
                     .hooks = {.on_uncertain = [](const std::string& what) { ADD_FAILURE() << what; },
                               .on_internal = [this](const std::string& what) { faults.push_back(what); }},
                     .is_durable = false},
                    1'000};
  LoopThread loop, other_loop;
};

TEST_F(HostTest, WhatOneSaysIsAnsweredAndReachesTheOthers) {
  auto host = open();
  v1::Hello hello;
  hello.set_feature_level(limits::feature_level);
  Listener other(host, other_loop, founded.facilitator, hello);
  ASSERT_TRUE(other.greeting);
  EXPECT_TRUE(other.greeting->welcome.has_snapshot()) << "a first start";
  EXPECT_EQ(other.greeting->welcome.snapshot().community().slug(), "essai");
  const std::uint64_t first = post(host, "un"), second = post(host, "deux");
  EXPECT_THAT(other.wait_until(second), ElementsAre(first, second));
}

TEST_F(HostTest, WhoWasAwayReadsTheJournalInPages) {
  auto host = open();
  v1::Hello hello;
  hello.set_epoch("eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");
  hello.set_cursor_seq(1);
  Listener back(host, other_loop, founded.facilitator, hello);
  ASSERT_TRUE(back.greeting);
  EXPECT_FALSE(back.greeting->welcome.has_snapshot()) << "events follow";
  const std::uint64_t last = post(host, "et maintenant");
  const auto given = back.wait_until(last);
  EXPECT_GT(given.size(), 10u);
  EXPECT_TRUE(std::ranges::is_sorted(given));
  EXPECT_EQ(std::ranges::count(given, thread), 1);
}

TEST_F(HostTest, HelloIsAnsweredByWhereOneStands) {
  auto host = open();
  const auto greet = [&](std::uint64_t member_id, const v1::Hello& hello) {
    return wait_for<std::expected<Greeting, v1::Refusal>>(
        [&](auto done) { host->greet(loop, member_id, hello, done); });
  };
  v1::Hello hello;
  hello.set_epoch(std::string(32, 'a'));
  hello.set_cursor_seq(5);
  const auto restored = greet(member, hello);
  EXPECT_TRUE(restored->welcome.has_snapshot());
  EXPECT_TRUE(restored->welcome.epoch_changed());
  hello.set_events_only(true);
  EXPECT_FALSE(greet(member, hello)->welcome.has_snapshot());
  hello.clear_epoch();
  EXPECT_EQ(greet(member, hello)->welcome.resume_seq(), host->head_seq());
  hello.set_epoch(std::string(32, 'e'));
  hello.set_events_only(false);
  hello.set_cursor_seq(host->head_seq() + 1);
  EXPECT_TRUE(greet(member, hello)->welcome.has_snapshot()) << "a cursor beyond the head";

  EXPECT_EQ(greet(founded.gone, {}).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(greet(999'999, {}).error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  hello.set_feature_level(limits::feature_level + 1);
  EXPECT_EQ(greet(member, hello).error().code(), v1::REFUSAL_CODE_UNSUPPORTED_VERSION);
}

TEST_F(HostTest, AQuestionThatFailsIsAnsweredToo) {
  auto host = open();
  const auto answer = wait_for<std::expected<int, v1::Refusal>>([&](auto done) {
    host->read<int>(loop, [](storage::Reader&) -> int { throw std::runtime_error("broken"); }, done);
  });
  EXPECT_EQ(answer.error().code(), v1::REFUSAL_CODE_INTERNAL);
  EXPECT_THAT(faults, ElementsAre("broken"));
}

TEST_F(HostTest, ACommunityIsOpenOnceAndClosedWhenIdle) {
  EXPECT_EQ(registry.open_now("../essai").error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_EQ(registry.open_now("absente").error().code(), v1::REFUSAL_CODE_NOT_FOUND);
  EXPECT_THAT(registry.slugs(), ElementsAre("essai"));
  {
    auto first = open(), second = open();
    EXPECT_EQ(&*first, &*second);
    clock.advance(5'000);
    registry.follow();
    registry.tick();
    EXPECT_EQ(registry.open_hosts().size(), 1u) << "somebody uses it";
  }
  clock.advance(999);
  registry.tick();
  EXPECT_EQ(registry.open_hosts().size(), 1u);
  clock.advance(1);
  registry.tick();
  EXPECT_EQ(registry.open_hosts().size(), 0u);
  auto again = open();
  EXPECT_GT(post(again, "encore là"), 0u);
  registry.close_all();
  EXPECT_TRUE(again->submit({}, {})) << "refused";
  EXPECT_EQ(registry.open_now("essai").error().code(), v1::REFUSAL_CODE_OVERLOADED);
}

// Walked through by a reader, done by the writer, and taken out of every file by the follower.
TEST_F(HostTest, APassageIsRemovedFromTheHistoryOfAText) {
  auto host = open();
  v1::Command create;
  create.mutable_roadmap()->mutable_create_roadmap()->set_template_key("bilan");
  create.mutable_roadmap()->mutable_create_roadmap()->set_title("Bilan");
  const std::uint64_t id = send(host, create).result.value().first_seq();
  const auto text = [&] {
    v1::Query query;
    query.mutable_get_text()->set_roadmap_id(id);
    return wait_for<std::expected<v1::Reply, v1::Refusal>>([&](auto done) {
             host->read<v1::Reply>(
                 loop, [&](storage::Reader& reader) { return community::answer(reader, member, query); }, done);
           })
        ->answer()
        .text();
  };
  const auto push = [&](std::size_t from, std::size_t to, std::u16string words) {
    const v1::TextAnswer now = text();
    v1::Command command;
    v1::PushText& body = *command.mutable_push_text();
    body.set_roadmap_id(id);
    body.set_epoch(std::string(32, 'e'));
    body.mutable_push()->set_editor_id(now.version() + 1);
    body.mutable_push()->set_base_version(now.version());
    *body.mutable_push()->add_changes() =
        roadmap::to_wire(roadmap::replacement(roadmap::to_utf16(now.text()).size(), from, to, std::move(words)));
    ASSERT_TRUE(send(host, command).result);
  };
  push(0, 0, u"Le mot rarissime. ");
  push(0, 18, u"");
  ASSERT_THAT(ramure::test::files_with(host->folder(), "rarissime"), ::testing::Not(::testing::IsEmpty()));
  v1::Command remove;
  remove.mutable_roadmap()->set_roadmap_id(id);
  remove.mutable_roadmap()->mutable_remove_passage()->set_passage("rarissime");
  const CommandOutcome outcome = send(host, remove);
  ASSERT_TRUE(outcome.result) << outcome.result.error().ShortDebugString();
  EXPECT_FALSE(host->is_settled());
  for (int turns = 0; turns < 200 && !host->is_settled(); ++turns) {
    clock.advance(scrub_gather_ms);
    while (host->follow()) continue;
  }
  EXPECT_TRUE(host->is_settled());
  EXPECT_THAT(ramure::test::files_with(host->folder(), "rarissime"), ::testing::IsEmpty());
  EXPECT_EQ(send(host, remove).result.error().code(), v1::REFUSAL_CODE_NOT_FOUND) << "and a refusal comes through";
  push(0, 0, u"On continue. ");
}

TEST_F(HostTest, WhatIsSaidIsFoundAndWhatIsErasedIsNot) {
  auto host = open();
  const std::uint64_t message = post(host, "un mot rarissime");
  const auto hits = [&] {
    v1::Query query;
    query.mutable_search()->set_text("rarissime");
    return wait_for<std::expected<v1::Reply, v1::Refusal>>([&](auto done) {
             host->read<v1::Reply>(
                 loop, [&](storage::Reader& reader) { return community::answer(reader, member, query); }, done);
           })
        ->answer()
        .search()
        .hits_size();
  };
  while (host->follow()) continue;
  EXPECT_EQ(hits(), 1);
  v1::Command redact;
  redact.mutable_redact_message()->set_message_id(message);
  ASSERT_TRUE(send(host, redact).result);
  EXPECT_FALSE(host->is_settled());
  for (int turns = 0; turns < 200 && !host->is_settled(); ++turns) {
    clock.advance(scrub_gather_ms);
    while (host->follow()) continue;
  }
  EXPECT_TRUE(host->is_settled());
  EXPECT_EQ(hits(), 0);
  EXPECT_TRUE(storage::Scrubber::open(host->folder())->begin().thing_ids.empty()) << "nothing is pending";
}

TEST_F(HostTest, MaintenanceOpensEveryCommunityAtTheStart) {
  Maintenance maintenance(registry, [](const std::string& what) { ADD_FAILURE() << what; });
  for (int tries = 0; tries < 1'000 && registry.open_hosts().empty(); ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(registry.open_hosts().size(), 1u);
  maintenance.stop();
}

}  // namespace
}  // namespace ramure::live
