#include "tests/support/random_commands.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <array>

namespace ramure::test {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void RandomCommands::note(const v1::Event& event) {
  head_ = event.seq();
  if (event.has_thread_opened()) {
    known_["thread_id"].push_back(event.seq());
    channel_of_thread_[event.seq()] = event.channel_id();
  }
  if (event.thread_merged().into_id() != 0) merged_.push_back(event.thread_merged().thread_id());
  if (event.has_message_posted()) {
    known_["message_id"].push_back(event.seq());
    thread_of_message_[event.seq()] = event.message_posted().thread_id();
  }
  for (const std::uint64_t id : event.messages_moved().message_ids()) {
    thread_of_message_[id] = event.messages_moved().to_thread_id();
  }
  if (event.round().has_round_planned()) known_["round_id"].push_back(event.seq());
  if (event.round().has_contribution_made()) known_["contribution_id"].push_back(event.seq());
  if (event.roadmap().has_roadmap_created()) known_["roadmap_id"].push_back(event.seq());
  if (event.roadmap().has_action_added()) known_["action_id"].push_back(event.seq());
  if (event.roadmap().has_commented()) known_["comment_id"].push_back(event.seq());
  if (event.roadmap().has_text_suggested()) known_["suggestion_id"].push_back(event.seq());
  now_ = event.at_ms();
  if (event.course().has_gathering_planned()) known_["gathering_id"].push_back(event.seq());
  if (event.course().has_workshop_opened()) known_["workshop_id"].push_back(event.seq());
  if (event.course().has_sentence_added()) known_["sentence_id"].push_back(event.seq());
  if (event.has_channel_opened()) known_["channel_id"].push_back(event.seq());
  if (event.has_community_founded()) known_["channel_id"].push_back(event.seq());
  if (event.has_member_joined()) known_["member_id"].push_back(event.seq());
  if (event.has_theme_added()) {
    known_["theme_id"].push_back(event.seq());
    keys_[event.seq()] = event.theme_added().theme().key();
  }
  if (event.has_territory_added()) {
    known_["territory_id"].push_back(event.seq());
    keys_[event.seq()] = event.territory_added().territory().key();
  }
}

std::uint64_t RandomCommands::any_of(const std::string& kind_of_id) {
  const auto& ids = known_[kind_of_id];
  return ids.empty() ? 0 : ids[below(ids.size())];
}

std::uint64_t RandomCommands::id_for(const std::string& field_name) {
  static const std::map<std::string, std::string> kinds{{"member_ids", "member_id"},   {"person_id", "member_id"},
                                                        {"reply_to_id", "message_id"}, {"message_ids", "message_id"},
                                                        {"to_thread_id", "thread_id"}, {"into_id", "thread_id"},
                                                        {"read_up_to", "message_id"}};
  const auto kind = kinds.find(field_name);
  if ((field_name == "theme_id" || field_name == "territory_id") && below(2) == 0) return 0;  // most things have none
  switch (below(12)) {
    case 0: return 0;
    case 1: return below(head_ + 3);  // of anything, or beyond the head
    default: return any_of(kind == kinds.end() ? field_name : kind->second);
  }
}

std::string RandomCommands::text_for(const std::string& field_name) {
  if (field_name == "key" || field_name == "slug") return "k" + std::to_string(below(1'000'000));
  if (field_name == "time_zone") return "Europe/Paris";
  if (field_name == "locale") return below(2) == 0 ? "fr" : "en";
  if (below(4) != 0) return "Texte " + std::to_string(below(1'000));
  const std::array<std::string, 7> texts{"merci",
                                         "Où en est-on ?",
                                         "👍",
                                         "Trois lignes\nde texte\n",
                                         "",
                                         "   ",
                                         "Pour <@" + std::to_string(id_for("member_id")) + ">"};
  return texts[below(texts.size())];
}

int RandomCommands::enum_for(const Field& field) {
  const auto& values = *field.enum_type();
  if (below(20) == 0) return 99;
  return values.value(static_cast<int>(below(static_cast<std::uint64_t>(values.value_count()))))->number();
}

void RandomCommands::add_item(Message& message, const Field& field) {
  const auto& reflection = *message.GetReflection();
  switch (field.cpp_type()) {
    case Field::CPPTYPE_UINT64: reflection.AddUInt64(&message, &field, id_for(field.name())); break;
    case Field::CPPTYPE_STRING: reflection.AddString(&message, &field, text_for(field.name())); break;
    case Field::CPPTYPE_ENUM: reflection.AddEnumValue(&message, &field, enum_for(field)); break;
    case Field::CPPTYPE_MESSAGE: fill(*reflection.AddMessage(&message, &field)); break;
    default: break;
  }
}

void RandomCommands::fill_field(Message& message, const Field& field) {
  const auto& reflection = *message.GetReflection();
  if (field.name() == "upload_ids") {  // hardly ever: most are somebody else's, or used
    if (!uploads_.empty() && below(8) == 0) reflection.AddString(&message, &field, uploads_[below(uploads_.size())]);
    return;
  }
  if (field.is_repeated()) {
    for (std::uint64_t count = below(4); count > 0; --count) add_item(message, field);
    return;
  }
  switch (field.cpp_type()) {
    case Field::CPPTYPE_UINT64: reflection.SetUInt64(&message, &field, id_for(field.name())); break;
    case Field::CPPTYPE_UINT32: reflection.SetUInt32(&message, &field, static_cast<std::uint32_t>(below(4))); break;
    case Field::CPPTYPE_BOOL: reflection.SetBool(&message, &field, below(2) == 0); break;
    case Field::CPPTYPE_STRING: reflection.SetString(&message, &field, text_for(field.name())); break;
    case Field::CPPTYPE_ENUM: reflection.SetEnumValue(&message, &field, enum_for(field)); break;
    case Field::CPPTYPE_MESSAGE: fill(*reflection.MutableMessage(&message, &field)); break;
    default: break;
  }
}

void RandomCommands::fill(Message& message) {
  const Descriptor& descriptor = *message.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    if (below(10) != 0) fill_field(message, *descriptor.field(i));
  }
}

void RandomCommands::agree(Message& message) {
  name_neighbours(message);
  const auto* thread = message.GetDescriptor()->FindFieldByName("thread_id");
  if (thread == nullptr || below(4) == 0) return;
  for (const char* name : {"message_id", "read_up_to", "reply_to_id"}) {
    const auto* named = message.GetDescriptor()->FindFieldByName(name);
    if (named == nullptr) continue;
    const auto found = thread_of_message_.find(message.GetReflection()->GetUInt64(message, named));
    if (found != thread_of_message_.end()) message.GetReflection()->SetUInt64(&message, thread, found->second);
  }
}

std::uint64_t RandomCommands::neighbour_of(std::uint64_t thread_id) {
  std::vector<std::uint64_t> others;
  for (const auto& [id, channel_id] : channel_of_thread_) {
    if (id != thread_id && channel_id == channel_of_thread_[thread_id]) others.push_back(id);
  }
  return others.empty() ? 0 : others[below(others.size())];
}

void RandomCommands::name_neighbours(Message& message) {
  const auto& reflection = *message.GetReflection();
  const auto field = [&](const char* name) { return message.GetDescriptor()->FindFieldByName(name); };
  if (below(4) == 0) return;
  std::uint64_t thread_id = thread_of_message_[any_of("message_id")];
  if (const auto* ids = field("message_ids")) {
    reflection.ClearField(&message, ids);
    for (const auto& [id, of_thread] : thread_of_message_) {
      if (of_thread == thread_id && below(2) == 0) reflection.AddUInt64(&message, ids, id);
    }
  }
  if (field("into_id") != nullptr) reflection.SetUInt64(&message, field("thread_id"), thread_id);
  for (const char* name : {"into_id", "to_thread_id"}) {
    if (field(name) != nullptr) reflection.SetUInt64(&message, field(name), neighbour_of(thread_id));
  }
  const bool undoes = message.GetDescriptor() == v1::UndoMerge::descriptor();
  if (undoes && !merged_.empty()) reflection.SetUInt64(&message, field("thread_id"), merged_[below(merged_.size())]);
}

// Things of the directory are edited whole: mostly one that exists, under its own key.
void RandomCommands::agree(v1::Command& command) {
  if (below(8) == 0) return;
  if (command.has_edit_territory()) {
    v1::Territory& territory = *command.mutable_edit_territory()->mutable_territory();
    territory.set_id(any_of("territory_id"));
    territory.set_key(keys_[territory.id()]);
  }
  if (command.has_edit_theme()) {
    v1::Theme& theme = *command.mutable_edit_theme()->mutable_theme();
    theme.set_id(any_of("theme_id"));
    theme.set_key(keys_[theme.id()]);
  }
}

// One of what can be asked of a round, mostly of one that there is; said in words that every step allows.
void RandomCommands::draw_in_round(v1::RoundCommand& command) {
  const auto& body = *v1::RoundCommand::descriptor()->FindOneofByName("body");
  const Field& field = *body.field(static_cast<int>(below(static_cast<std::uint64_t>(body.field_count()))));
  fill(*command.GetReflection()->MutableMessage(&command, &field));
  command.set_round_id(id_for("round_id"));
  if (below(4) == 0) command.set_opening(static_cast<std::uint32_t>(below(4)));
  if (!command.has_contribute() || below(4) == 0) return;
  constexpr std::array kinds{"note_privee", "demande_parole", "signal_inconfort", "parking", "message_cadre"};
  v1::Contribution& said = *command.mutable_contribute()->mutable_contribution();
  said.Clear();
  said.set_kind(kinds[below(kinds.size())]);
  said.set_text(text_for("text"));
  command.mutable_contribute()->clear_for_member_ids();
}

// One of what can be asked of a roadmap, mostly of one that there is.
void RandomCommands::draw_in_roadmap(v1::RoadmapCommand& command) {
  const auto& body = *v1::RoadmapCommand::descriptor()->FindOneofByName("body");
  const Field& field = *body.field(static_cast<int>(below(static_cast<std::uint64_t>(body.field_count()))));
  fill(*command.GetReflection()->MutableMessage(&command, &field));
  command.set_roadmap_id(id_for("roadmap_id"));
  if (command.has_create_roadmap()) command.mutable_create_roadmap()->set_template_key("bilan");
}

// One of what can be asked of the course, mostly of things that there are, at times at which something can be done.
void RandomCommands::draw_in_course(v1::CourseCommand& command) {
  const auto& body = *v1::CourseCommand::descriptor()->FindOneofByName("body");
  const Field& field = *body.field(static_cast<int>(below(static_cast<std::uint64_t>(body.field_count()))));
  fill(*command.GetReflection()->MutableMessage(&command, &field));
  v1::Gathering* gathering = command.has_plan_gathering()   ? command.mutable_plan_gathering()->mutable_gathering()
                             : command.has_edit_gathering() ? command.mutable_edit_gathering()->mutable_gathering()
                                                            : nullptr;
  if (gathering != nullptr) {
    gathering->set_id(id_for("gathering_id"));
    gathering->set_starts_at_ms(now_);
    gathering->set_ends_at_ms(now_ + 3'600'000);
    gathering->set_session_number(gathering->kind() == v1::GATHERING_KIND_SESSION ? 1 : 0);
    gathering->clear_video_url();
    gathering->clear_documents();
  }
  if (command.has_open_workshop()) command.mutable_open_workshop()->set_closes_at_ms(now_ + 3'600'000);
  if (command.has_save_notebook_entry()) {
    command.mutable_save_notebook_entry()->mutable_entry()->set_entry_key(std::string(16, 'k'));
  }
}

// Somebody who saw nothing yet puts words at the beginning, in one of a few editors.
void RandomCommands::draw_push(v1::PushText& command) {
  command.set_roadmap_id(id_for("roadmap_id"));
  command.mutable_push()->set_editor_id(below(1'000) + 1);
  v1::TextChange& change = *command.mutable_push()->add_changes();
  change.add_sections(0);
  change.add_sections(4);
  change.set_inserted("mot ");
}

v1::Command RandomCommands::next() {
  v1::Command command;
  const auto& body = *v1::Command::descriptor()->FindOneofByName("body");
  const auto draw = [&] { return body.field(static_cast<int>(below(static_cast<std::uint64_t>(body.field_count())))); };
  const Field* drawn_field = draw();
  // People change their roles less often than they talk.
  while (drawn_field->number() >= v1::Command::kAddMemberFieldNumber &&
         drawn_field->number() <= v1::Command::kEndMembershipFieldNumber && below(12) != 0)
    drawn_field = draw();
  if (drawn_field->number() == v1::Command::kRoundFieldNumber) {
    draw_in_round(*command.mutable_round());
    return command;
  }
  if (drawn_field->number() == v1::Command::kCourseFieldNumber) {
    draw_in_course(*command.mutable_course());
    return command;
  }
  if (drawn_field->number() == v1::Command::kRoadmapFieldNumber) {
    draw_in_roadmap(*command.mutable_roadmap());
    return command;
  }
  if (drawn_field->number() == v1::Command::kPushTextFieldNumber) {
    draw_push(*command.mutable_push_text());
    return command;
  }
  const Field& field = *drawn_field;
  Message& drawn = *command.GetReflection()->MutableMessage(&command, &field);
  fill(drawn);
  agree(drawn);
  agree(command);
  return command;
}

}  // namespace ramure::test
