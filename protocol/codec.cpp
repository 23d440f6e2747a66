#include "protocol/codec.hpp"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/unknown_field_set.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>

#include "protocol/limits.hpp"
#include "protocol/utf8.hpp"

namespace ramure::protocol {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::UnknownField;
using google::protobuf::UnknownFieldSet;

constexpr std::uint8_t events_tag = v1::ServerFrame::kEventsFieldNumber << 3 | 2;

std::unexpected<Violation> violation(CloseCode code, std::string sentence) {
  return std::unexpected(Violation{code, std::move(sentence)});
}

std::unexpected<Violation> too_big() { return violation(CloseCode::too_big, "a frame holds at most 256 KiB"); }

std::unexpected<Violation> not_utf8() { return violation(CloseCode::invalid_text, "text must be UTF-8"); }

// Protobuf refuses a message for text that is not UTF-8 and for bytes that make no sense in the same way. Looking at
// the bytes again without knowing their types tells the two apart; only refused messages pay for it.
bool holds_broken_text(std::string_view bytes, const Descriptor& type, int depth) {
  UnknownFieldSet fields;
  if (depth == 0 || !fields.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return false;
  for (int i = 0; i < fields.field_count(); ++i) {
    const UnknownField& field = fields.field(i);
    if (field.type() != UnknownField::TYPE_LENGTH_DELIMITED) continue;
    const FieldDescriptor* known = type.FindFieldByNumber(field.number());
    if (known == nullptr) continue;
    if (known->type() == FieldDescriptor::TYPE_STRING && !is_utf8(field.length_delimited())) return true;
    if (known->type() == FieldDescriptor::TYPE_MESSAGE &&
        holds_broken_text(field.length_delimited(), *known->message_type(), depth - 1)) {
      return true;
    }
  }
  return false;
}

// The deepest nesting of braces and brackets outside strings: the JSON parser recurses that deep.
int json_depth(std::string_view bytes) {
  int depth = 0;
  int deepest = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      deepest = std::max(deepest, ++depth);
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return deepest;
}

}  // namespace

Parsed<v1::ClientFrame> parse_client_frame(std::string_view bytes, Encoding encoding) {
  v1::ClientFrame frame;
  auto parsed = encoding == Encoding::json ? parse_json(bytes, frame) : parse_binary(bytes, frame);
  if (!parsed) return std::unexpected(std::move(parsed.error()));
  return frame;
}

std::expected<void, Violation> parse_binary(std::string_view bytes, Message& message) {
  if (bytes.size() > limits::client_frame_bytes_max) return too_big();
  google::protobuf::io::ArrayInputStream stream(bytes.data(), static_cast<int>(bytes.size()));
  google::protobuf::io::CodedInputStream input(&stream);
  input.SetRecursionLimit(limits::protobuf_depth_max);
  if (message.ParseFromCodedStream(&input) && input.ConsumedEntireMessage()) return {};
  if (holds_broken_text(bytes, *message.GetDescriptor(), limits::protobuf_depth_max)) return not_utf8();
  return violation(CloseCode::protocol_error, "this is no " + message.GetDescriptor()->name());
}

std::expected<void, Violation> parse_json(std::string_view bytes, Message& message) {
  if (bytes.size() > limits::client_frame_bytes_max) return too_big();
  if (!is_utf8(bytes)) return not_utf8();
  if (json_depth(bytes) > limits::protobuf_depth_max) {
    return violation(CloseCode::protocol_error, "the JSON is nested too deeply");
  }
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  const google::protobuf::StringPiece piece(bytes.data(), bytes.size());
  if (google::protobuf::util::JsonStringToMessage(piece, &message, options).ok()) return {};
  return violation(CloseCode::protocol_error, "this is not the JSON of a " + message.GetDescriptor()->name());
}

std::string to_json(const Message& message) {
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json);
  if (!status.ok()) throw std::logic_error("a message that has no JSON: " + message.GetTypeName());
  return json;
}

std::string event_part(std::string_view payload) {
  std::string part;
  part.reserve(event_part_overhead(payload.size()) + payload.size());
  part.push_back(static_cast<char>(events_tag));
  auto length = static_cast<std::uint32_t>(payload.size());
  for (; length >= 0x80; length >>= 7) part.push_back(static_cast<char>(length | 0x80));
  part.push_back(static_cast<char>(length));
  part.append(payload);
  return part;
}

std::size_t event_part_overhead(std::size_t payload_bytes) {
  using google::protobuf::io::CodedOutputStream;
  return 1 + CodedOutputStream::VarintSize32(static_cast<std::uint32_t>(payload_bytes));
}

std::string frame_part(const v1::ServerFrame& frame_without_events) { return frame_without_events.SerializeAsString(); }

std::string json_frame(std::string_view parts) {
  v1::ServerFrame frame;
  if (!frame.ParseFromArray(parts.data(), static_cast<int>(parts.size()))) {
    throw std::logic_error("the parts of a frame do not make a frame");
  }
  return to_json(frame);
}

}  // namespace ramure::protocol
