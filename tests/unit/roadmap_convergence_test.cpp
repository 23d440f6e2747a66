// Many editors on one text, on bad lines: pushes are late, lost or sent twice, the server is opened anew from what it
// stored. Whatever happened, all texts are equal at the end, equal to the replay of the log, and nothing that was
// written is missing from it. RAMURE_TEXT_SEEDS: how many worlds; RAMURE_TEXT_SEED: this one only.
#include <gtest/gtest.h>

#include <cstdlib>

#include "server/roadmap/roadmap_limits.hpp"
#include "server/roadmap/utf16.hpp"
#include "tests/support/collab_editor.hpp"
#include "tests/support/roadmap_random.hpp"

namespace ramure::test {

namespace {

using namespace roadmap;

class World {
 public:
  explicit World(std::uint32_t seed) : dice_(seed) {
    const std::uint32_t people = 2 + dice_.below(seed % 50 == 0 ? 19 : 5);
    for (std::uint64_t i = 0; i < people; ++i) editors_.emplace_back(100 + i / 2, 1 + i);  // some have two windows open
  }

  void run(int steps) {
    for (int i = 0; i < steps; ++i) step();
    settle();
  }

  void check() const {
    for (const CollabEditor& editor : editors_) {
      EXPECT_EQ(to_utf8(editor.text()), to_utf8(log_.text()));
      EXPECT_EQ(editor.version(), log_.version());
    }
    const TextLog replayed = TextLog::open({}, entries_);
    EXPECT_EQ(to_utf8(replayed.text()), to_utf8(log_.text()));
    EXPECT_EQ(replayed.snapshot(), log_.snapshot());
    std::size_t logged = 0;
    for (const Entry& entry : entries_) logged += entry.change.inserted.size();
    EXPECT_EQ(logged, written_) << "each insertion is in the log, once";
  }

 private:
  void step() {
    CollabEditor& editor = editors_[dice_.below(editors_.size())];
    switch (dice_.below(6)) {
      case 0:
      case 1: write(editor); return;
      case 2: under_way_.push_back(editor.push(++now_)); return;
      case 3: deliver(); return;
      case 4: receive(editor, 1 + dice_.below(4)); return;
      default: disturb(); return;
    }
  }

  void write(CollabEditor& editor) {
    Change change = random_edit(dice_, editor.text());
    written_ += change.inserted.size();
    editor.write(std::move(change));
  }

  // Not in the order of sending; some stay under way and come again much later.
  void deliver() {
    if (under_way_.empty()) return;
    const auto which = under_way_.begin() + dice_.below(under_way_.size());
    if (!which->changes.empty()) take(*which);
    if (!dice_.one_in(4)) under_way_.erase(which);
  }

  void disturb() {
    if (!under_way_.empty() && dice_.one_in(2)) under_way_.erase(under_way_.begin());  // lost
    if (dice_.one_in(20)) restart();
  }

  void restart() {
    const std::uint64_t from = stored_.version;
    log_ = TextLog::open(read_snapshot(to_wire(stored_)), std::span(entries_).subspan(from));
  }

  void take(const Push& push) {
    const std::uint64_t held = log_.held_from();
    std::span<const Entry> older;
    if (push.base_version < held) {
      older = std::span(entries_).subspan(push.base_version, held - push.base_version);
    }
    auto taken = log_.decide(push, older);
    ASSERT_TRUE(taken.has_value()) << taken.error().DebugString();
    for (Entry& entry : taken->entries) {
      entries_.push_back(read_entry(to_wire(entry)));
      ASSERT_EQ(entries_.back(), entry) << "what is stored is what was accepted";
      log_.apply(std::move(entry));
    }
    if (dice_.one_in(10)) stored_ = log_.snapshot();
  }

  void receive(CollabEditor& editor, std::uint64_t count) {
    for (; count > 0 && editor.version() < log_.version(); --count) editor.receive(entries_[editor.version()]);
  }

  void settle() {
    for (CollabEditor& editor : editors_) {
      while (editor.has_unsent()) {
        take(editor.push(++now_));
        receive(editor, log_.version());
      }
    }
    for (CollabEditor& editor : editors_) receive(editor, log_.version());
  }

  Dice dice_;
  TextLog log_;
  std::vector<Entry> entries_;
  Snapshot stored_;
  std::vector<CollabEditor> editors_;
  std::vector<Push> under_way_;
  TimestampMs now_ = 0;
  std::size_t written_ = 0;
};

void run_world(std::uint32_t seed) {
  SCOPED_TRACE("RAMURE_TEXT_SEED=" + std::to_string(seed));
  World world(seed);
  world.run(seed % 50 == 0 ? 800 : 150);
  world.check();
}

}  // namespace

TEST(RoadmapConvergence, AllTextsAreEqualWhateverTheLinesDid) {
  if (const char* one = std::getenv("RAMURE_TEXT_SEED")) return run_world(static_cast<std::uint32_t>(std::atoi(one)));
  const char* many = std::getenv("RAMURE_TEXT_SEEDS");
  const auto seeds = static_cast<std::uint32_t>(many != nullptr ? std::atoi(many) : 300);
  for (std::uint32_t seed = 1; seed <= seeds && !testing::Test::HasFailure(); ++seed) run_world(seed);
}

}  // namespace ramure::test
