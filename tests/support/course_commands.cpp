#include "tests/support/course_commands.hpp"

#include <string>

namespace ramure::test {

using namespace v1;

Command command_plan(std::uint64_t channel_id, GatheringKind kind, std::int64_t starts_at_ms, std::string_view title) {
  Command command;
  Gathering& gathering = *command.mutable_course()->mutable_plan_gathering()->mutable_gathering();
  gathering.set_channel_id(channel_id);
  gathering.set_kind(kind);
  if (kind == GATHERING_KIND_SESSION) gathering.set_session_number(1);
  gathering.set_title(std::string(title));
  gathering.set_starts_at_ms(starts_at_ms);
  gathering.set_ends_at_ms(starts_at_ms + 2 * hour_ms);
  gathering.set_time_zone("Europe/Paris");
  gathering.set_place("Salle des fêtes");
  return command;
}

Command command_edit_gathering(const Gathering& gathering) {
  Command command;
  *command.mutable_course()->mutable_edit_gathering()->mutable_gathering() = gathering;
  return command;
}

Command command_cancel(std::uint64_t gathering_id, std::string_view because) {
  Command command;
  command.mutable_course()->mutable_cancel_gathering()->set_gathering_id(gathering_id);
  command.mutable_course()->mutable_cancel_gathering()->set_because(std::string(because));
  return command;
}

Command command_answer(std::uint64_t gathering_id, Participation participation) {
  Command command;
  command.mutable_course()->mutable_answer_gathering()->set_gathering_id(gathering_id);
  command.mutable_course()->mutable_answer_gathering()->set_participation(participation);
  return command;
}

Command command_evaluate(std::uint64_t gathering_id, std::uint32_t rating, std::string_view keeps) {
  Command command;
  EvaluateGathering& evaluate = *command.mutable_course()->mutable_evaluate_gathering();
  evaluate.set_gathering_id(gathering_id);
  evaluate.mutable_evaluation()->set_useful(rating);
  evaluate.mutable_evaluation()->set_learnt_from_peers(rating);
  evaluate.mutable_evaluation()->set_was_heard(rating);
  evaluate.mutable_evaluation()->set_keeps(std::string(keeps));
  return command;
}

Command command_open_workshop(std::uint64_t gathering_id, std::int64_t closes_at_ms) {
  Command command;
  OpenWorkshop& open = *command.mutable_course()->mutable_open_workshop();
  open.set_gathering_id(gathering_id);
  open.set_question("Qu’est-ce qui vous freine ?");
  open.set_closes_at_ms(closes_at_ms);
  return command;
}

Command command_sentence(std::uint64_t workshop_id, std::string_view text) {
  Command command;
  command.mutable_course()->mutable_add_sentence()->set_workshop_id(workshop_id);
  command.mutable_course()->mutable_add_sentence()->set_text(std::string(text));
  return command;
}

Command command_sort(std::uint64_t sentence_id, std::uint64_t theme_id, bool withdrawn) {
  Command command;
  command.mutable_course()->mutable_sort_sentence()->set_sentence_id(sentence_id);
  command.mutable_course()->mutable_sort_sentence()->set_theme_id(theme_id);
  command.mutable_course()->mutable_sort_sentence()->set_withdrawn(withdrawn);
  return command;
}

Command command_close_workshop(std::uint64_t workshop_id) {
  Command command;
  command.mutable_course()->mutable_close_workshop()->set_workshop_id(workshop_id);
  return command;
}

Command command_note(std::string_view entry_key, std::string_view text, std::uint64_t gathering_id) {
  Command command;
  NotebookEntry& entry = *command.mutable_course()->mutable_save_notebook_entry()->mutable_entry();
  std::string key(entry_key);
  key.resize(16, '.');
  entry.set_entry_key(key);
  entry.set_text(std::string(text));
  entry.set_gathering_id(gathering_id);
  return command;
}

Command command_territory_state(std::uint64_t territory_id, TerritoryState state) {
  Command command;
  command.mutable_set_territory_state()->set_territory_id(territory_id);
  command.mutable_set_territory_state()->set_state(state);
  return command;
}

}  // namespace ramure::test
