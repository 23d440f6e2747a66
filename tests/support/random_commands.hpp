// Commands drawn at random from the protocol itself, so that a new command is drawn without a line being added here.
// Most ids are of things that exist and are of the right kind; some are not. Texts are short, sometimes blank.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "ramure/v1/commands.pb.h"
#include "ramure/v1/events.pb.h"

namespace ramure::test {

class RandomCommands {
 public:
  explicit RandomCommands(std::uint64_t seed) : engine_(seed) {}

  // Learns which things exist: to be told every event.
  void note(const v1::Event& event);
  void note_upload(std::string upload_id) { uploads_.push_back(std::move(upload_id)); }

  v1::Command next();
  std::uint64_t below(std::uint64_t end) { return engine_() % end; }
  std::uint64_t any_member() { return any_of("member_id"); }

 private:
  using Field = google::protobuf::FieldDescriptor;
  std::uint64_t any_of(const std::string& kind_of_id);
  std::uint64_t id_for(const std::string& field_name);
  std::string text_for(const std::string& field_name);
  int enum_for(const Field& field);
  void fill(google::protobuf::Message& message);
  void fill_field(google::protobuf::Message& message, const Field& field);
  void add_item(google::protobuf::Message& message, const Field& field);
  std::uint64_t neighbour_of(std::uint64_t thread_id);       // another one of its channel; 0: there is none
  void name_neighbours(google::protobuf::Message& message);  // mostly, what is moved and merged goes together
  void agree(google::protobuf::Message& message);  // mostly, the thread is the one of the message that is named
  void agree(v1::Command& command);
  void draw_in_round(v1::RoundCommand& command);
  void draw_in_course(v1::CourseCommand& command);
  void draw_in_roadmap(v1::RoadmapCommand& command);
  void draw_push(v1::PushText& command);

  std::mt19937_64 engine_;
  std::uint64_t head_ = 0;
  std::int64_t now_ = 0;                                     // of the latest event
  std::map<std::string, std::vector<std::uint64_t>> known_;  // by the name of the field that carries such an id
  std::map<std::uint64_t, std::uint64_t> thread_of_message_, channel_of_thread_;
  std::vector<std::uint64_t> merged_;          // threads that were merged once
  std::map<std::uint64_t, std::string> keys_;  // of territories and themes
  std::vector<std::string> uploads_;
};

}  // namespace ramure::test
