#include "client-cli/output/document.hpp"

#include <google/protobuf/util/json_util.h>

namespace ramure::cli {

namespace {

std::string to_json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string text;
  return google::protobuf::util::MessageToJsonString(message, &text, options).ok() ? text : "null";
}

}  // namespace

std::string json_document(const v1::Thread& thread, std::span<const v1::Message> messages) {
  std::string text = "{\"thread\":" + to_json(thread) + ",\n\"messages\":[";
  for (std::size_t i = 0; i < messages.size(); ++i) text += (i == 0 ? "\n" : ",\n") + to_json(messages[i]);
  return text + "\n]}\n";
}

}  // namespace ramure::cli
