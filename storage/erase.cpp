#include "storage/erase.hpp"

#include <vector>

#include "ramure/v1/events.pb.h"
#include "ramure/v1/options.pb.h"
#include "storage/connection.hpp"

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

bool erase_journal_row(Connection& connection, std::uint64_t seq) {
  v1::Event event;
  {
    Statement row = connection.query("SELECT payload FROM journal WHERE seq = ?", seq);
    CHECK(row.step(), "the journal has no gap");
    const std::string_view payload = row.blob(0);
    CHECK(event.ParseFromArray(payload.data(), static_cast<int>(payload.size())), "what we stored is an event");
  }
  if (!clear_erasable(event)) return false;
  connection.run("UPDATE journal SET payload = ? WHERE seq = ?", Blob{event.SerializeAsString()}, seq);
  return true;
}

}  // namespace ramure::storage
