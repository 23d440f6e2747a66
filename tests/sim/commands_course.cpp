// Commands of the course: gatherings, who comes, evaluations, workshops, the notebook, and where a territory stands.
#include <string>

#include "tests/sim/commands.hpp"
#include "tests/sim/village.hpp"

namespace ramure::sim {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

class Maker {
 public:
  Maker(Dice& dice, const JournalLog& log, TimestampMs now) : dice_(dice), log_(log), now_(now) {}

  void gather(v1::CourseCommand& command);
  void evaluate(v1::CourseCommand& command);
  void work(v1::CourseCommand& command);
  void note(v1::CourseCommand& command);

 private:
  std::uint64_t recent(const std::vector<std::uint64_t>& ids) {
    if (ids.empty()) return 1;
    return ids[ids.size() - 1 - dice_.below(std::min<std::uint64_t>(ids.size(), 6))];
  }
  std::string words() { return "mot" + std::to_string(dice_.below(1'000'000)); }
  void fill(v1::Gathering& gathering);

  Dice& dice_;
  const JournalLog& log_;
  const TimestampMs now_;
};

// Somewhere, mostly where it fits; some began already.
void Maker::fill(v1::Gathering& gathering) {
  gathering.set_channel_id(village().channels[dice_.below(village().channels.size())]);
  gathering.set_kind(dice_.chance(60) ? v1::GATHERING_KIND_VISIT : v1::GATHERING_KIND_OTHER);
  gathering.set_title(words());
  gathering.set_starts_at_ms(now_ + static_cast<std::int64_t>(dice_.below(4)) * hour_ms - 2 * hour_ms);
  gathering.set_ends_at_ms(gathering.starts_at_ms() + hour_ms);
  gathering.set_time_zone("Europe/Paris");
}

void Maker::gather(v1::CourseCommand& command) {
  const std::uint64_t id = recent(log_.gatherings());
  switch (dice_.below(6)) {
    case 0:
    case 1: return fill(*command.mutable_plan_gathering()->mutable_gathering());
    case 2:
      fill(*command.mutable_edit_gathering()->mutable_gathering());
      command.mutable_edit_gathering()->mutable_gathering()->set_id(id);
      command.mutable_edit_gathering()->mutable_gathering()->set_version(
          static_cast<std::uint32_t>(dice_.between(1, 3)));
      return;
    case 3: return command.mutable_cancel_gathering()->set_gathering_id(id);
    default:
      command.mutable_answer_gathering()->set_gathering_id(id);
      command.mutable_answer_gathering()->set_participation(static_cast<v1::Participation>(dice_.below(4)));
  }
}

void Maker::evaluate(v1::CourseCommand& command) {
  v1::EvaluateGathering& evaluate = *command.mutable_evaluate_gathering();
  evaluate.set_gathering_id(recent(log_.gatherings()));
  evaluate.mutable_evaluation()->set_useful(static_cast<std::uint32_t>(dice_.below(5)));
  if (dice_.chance(60)) evaluate.mutable_evaluation()->set_keeps(words());
}

void Maker::work(v1::CourseCommand& command) {
  switch (dice_.below(6)) {
    case 0:
      command.mutable_open_workshop()->set_gathering_id(recent(log_.gatherings()));
      command.mutable_open_workshop()->set_question(words());
      command.mutable_open_workshop()->set_closes_at_ms(now_ + 20 * hour_ms);
      return;
    case 1: {
      v1::SortSentence& sort = *command.mutable_sort_sentence();
      sort.set_sentence_id(recent(log_.sentences()));
      sort.set_theme_id(village().themes[dice_.below(village().themes.size())]);
      sort.set_withdrawn(dice_.chance(50));
      return;
    }
    case 2:
      if (dice_.chance(20)) return command.mutable_close_workshop()->set_workshop_id(recent(log_.workshops()));
      [[fallthrough]];
    default:
      command.mutable_add_sentence()->set_workshop_id(recent(log_.workshops()));
      command.mutable_add_sentence()->set_text(words());
  }
}

void Maker::note(v1::CourseCommand& command) {
  v1::NotebookEntry& entry = *command.mutable_save_notebook_entry()->mutable_entry();
  entry.set_entry_key("entry-" + std::to_string(dice_.below(4)) + "---------");
  if (dice_.chance(75)) entry.set_text(words());
  if (dice_.chance(30)) entry.set_gathering_id(recent(log_.gatherings()));
}

}  // namespace

void random_course_command(Dice& dice, const JournalLog& log, TimestampMs now, v1::Command& command) {
  Maker maker(dice, log, now);
  const std::uint64_t kind = dice.below(100);
  if (kind < 8) {
    command.mutable_set_territory_state()->set_territory_id(
        village().territories[dice.below(village().territories.size())]);
    command.mutable_set_territory_state()->set_state(static_cast<v1::TerritoryState>(dice.between(1, 5)));
  } else if (kind < 45) {
    maker.gather(*command.mutable_course());
  } else if (kind < 57) {
    maker.evaluate(*command.mutable_course());
  } else if (kind < 87) {
    maker.work(*command.mutable_course());
  } else {
    maker.note(*command.mutable_course());
  }
}

}  // namespace ramure::sim
