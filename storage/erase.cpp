#include "storage/erase.hpp"

#include <functional>
#include <string>
#include <vector>

#include "ramure/v1/events.pb.h"
#include "ramure/v1/options.pb.h"
#include "storage/connection.hpp"
#include "storage/padding.hpp"

namespace ramure::storage {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

bool clear_inside(Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  if (!field.is_repeated()) return clear_erasable(*reflection.MutableMessage(&message, &field));
  bool cleared = false;
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    cleared |= clear_erasable(*reflection.MutableRepeatedMessage(&message, &field, i));
  }
  return cleared;
}

// `clear` says whether it took anything away.
bool rewrite_row(Connection& connection, std::uint64_t seq, const std::function<bool(v1::Event&)>& clear) {
  v1::Event event;
  std::size_t size = 0;
  {
    Statement row = connection.query("SELECT payload FROM journal WHERE seq = ?", seq);
    CHECK(row.step(), "the journal has no gap");
    const std::string_view payload = row.blob(0);
    size = payload.size();
    CHECK(event.ParseFromArray(payload.data(), static_cast<int>(payload.size())), "what we stored is an event");
  }
  if (!clear(event)) return false;
  event.DiscardUnknownFields();  // the padding of words that were erased before
  connection.run("UPDATE journal SET payload = ? WHERE seq = ?", Blob{padded_to(event.SerializeAsString(), size)}, seq);
  return true;
}

}  // namespace

bool clear_erasable(Message& message) {
  const auto& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> set_fields;
  reflection.ListFields(message, &set_fields);
  bool cleared = false;
  for (const FieldDescriptor* field : set_fields) {
    if (field->options().GetExtension(v1::erasable)) {
      reflection.ClearField(&message, field);
      cleared = true;
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      cleared |= clear_inside(message, *field);
    }
  }
  return cleared;
}

bool clear_words_of(v1::Event& event, std::uint64_t thing_id) {
  if (!event.has_round() || !event.round().has_contributions_shown()) return clear_erasable(event);
  bool cleared = false;
  for (v1::Contribution& said : *event.mutable_round()->mutable_contributions_shown()->mutable_contributions()) {
    if (said.id() == thing_id) cleared |= clear_erasable(said);
  }
  return cleared;
}

bool erase_journal_row(Connection& connection, std::uint64_t seq) {
  return rewrite_row(connection, seq, [](v1::Event& event) { return clear_erasable(event); });
}

bool erase_words_of(Connection& connection, std::uint64_t seq, std::uint64_t thing_id) {
  return rewrite_row(connection, seq, [thing_id](v1::Event& event) { return clear_words_of(event, thing_id); });
}

}  // namespace ramure::storage
