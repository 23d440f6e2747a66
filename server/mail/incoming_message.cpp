#include "server/mail/incoming_message.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "protocol/trimmed.hpp"
#include "protocol/utf8.hpp"
#include "server/mail/charsets.hpp"
#include "server/mail/flowed_text.hpp"
#include "server/mail/html_text.hpp"
#include "server/mail/lower_case.hpp"

namespace ramure::mail {

namespace {

constexpr int part_depth_max = 20;
constexpr std::size_t reason_line_bytes_max = 200;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

std::string text_or_empty(const char* text) { return text == nullptr ? std::string() : std::string(text); }

std::string header(GMimeObject* object, const char* name) {
  return text_or_empty(g_mime_object_get_header(object, name));
}

// In valid UTF-8: GMime gives raw bytes of headers that were not encoded as they should be.
std::string header_text(GMimeObject* object, const char* name) { return as_utf8(header(object, name), ""); }

bool is_type(GMimeObject* object, const char* type, const char* subtype) {
  return g_mime_content_type_is_type(g_mime_object_get_content_type(object), type, subtype) != FALSE;
}

// The first value between angle brackets, with them.
std::string in_brackets(std::string_view text) {
  const std::size_t open = text.find('<'), close = text.find('>', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos) return {};
  return std::string(text.substr(open, close + 1 - open));
}

// The decoded content, of which no more than `bytes_max` is kept.
std::string content_of(GMimePart* part, std::size_t bytes_max = std::string::npos) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Held<GMimeStream> memory(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, memory.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
  return {reinterpret_cast<const char*>(bytes->data), std::min<std::size_t>(bytes->len, bytes_max)};
}

void add_addresses(InternetAddressList* list, std::vector<std::string>& into) {
  const int count = list == nullptr ? 0 : internet_address_list_length(list);
  for (int i = 0; i < count && into.size() < addressees_max; ++i) {
    InternetAddress* each = internet_address_list_get_address(list, i);
    if (!INTERNET_ADDRESS_IS_MAILBOX(each)) continue;
    into.push_back(text_or_empty(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(each))));
  }
}

void add_addresses_in(const std::string& text, std::vector<std::string>& into) {
  if (text.empty()) return;
  const Held<InternetAddressList> list(internet_address_list_parse(nullptr, text.c_str()));
  add_addresses(list.get(), into);
}

// "Field: value" lines in groups, as a delivery status has them. Values are unfolded; names are lower case.
struct Field {
  std::string name, value;
};
std::vector<std::vector<Field>> field_groups(std::string_view text) {
  std::vector<std::vector<Field>> groups(1);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t colon = line.find(':');
    std::vector<Field>& group = groups.back();
    if (trimmed(line).empty()) {
      if (!group.empty()) groups.emplace_back();
    } else if ((line.front() == ' ' || line.front() == '\t') && !group.empty()) {
      group.back().value += " " + std::string(trimmed(line));
    } else if (colon != std::string_view::npos) {
      group.push_back(
          {lower(std::string(trimmed(line.substr(0, colon)))), std::string(trimmed(line.substr(colon + 1)))});
    }
  }
  return groups;
}

std::string value_in(const std::vector<Field>& group, std::string_view name) {
  const auto found = std::ranges::find(group, name, &Field::name);
  return found == group.end() ? std::string() : found->value;
}

std::string one_line(const std::string& text) {
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (line.size() + c.bytes > reason_line_bytes_max) break;
    line += c.value < 0x20 || c.value == 0x7F ? " " : text.substr(at, c.bytes);
    at += c.bytes;
  }
  return line;
}

// "smtp; 550 5.1.1 no such user": what stands before the semicolon says how to read the rest.
void read_status(const std::string& text, DeliveryReport& report) {
  for (const auto& group : field_groups(text)) {
    const std::string action = lower(value_in(group, "action"));
    if (action.empty() || (!report.action.empty() && action != "failed")) continue;
    std::string reason = value_in(group, "diagnostic-code");
    if (const std::size_t semicolon = reason.find(';'); semicolon != std::string::npos) reason.erase(0, semicolon + 1);
    if (trimmed(reason).empty()) reason = value_in(group, "status");
    report.action = action;
    report.reason = one_line(as_utf8(trimmed(reason), ""));
    if (action == "failed") return;
  }
}

class PartReader {
 public:
  explicit PartReader(IncomingMessage& into) : into_(into) {}

  void read(GMimeObject* object, int depth = 0) {
    if (depth > part_depth_max) return;
    if (GMIME_IS_MULTIPART(object)) return read_multipart(GMIME_MULTIPART(object), depth);
    if (GMIME_IS_MESSAGE_PART(object) || !GMIME_IS_PART(object)) {
      ++into_.files_left_out;  // a mail inside: it may tell what its reader alone was told
      return;
    }
    GMimePart* part = GMIME_PART(object);
    if (is_words(object)) return add_words(words_of(part));
    if (!is_signature(object)) add_file(part);
  }

 private:
  static GMimeObject* child(GMimeMultipart* parts, int i) { return g_mime_multipart_get_part(parts, i); }

  static bool is_words(GMimeObject* object) {
    const GMimeContentDisposition* disposition = g_mime_object_get_content_disposition(object);
    if (disposition != nullptr && g_mime_object_get_disposition(object) != std::string_view("inline")) return false;
    if (g_mime_part_get_filename(GMIME_PART(object)) != nullptr) return false;
    return is_type(object, "text", "plain") || is_type(object, "text", "html");
  }

  // Of the mail as a whole: it says nothing by itself.
  static bool is_signature(GMimeObject* object) {
    return is_type(object, "application", "pgp-signature") || is_type(object, "application", "pkcs7-signature") ||
           is_type(object, "application", "x-pkcs7-signature");
  }

  static std::string words_of(GMimePart* part) {
    GMimeObject* object = GMIME_OBJECT(part);
    const std::string charset = text_or_empty(g_mime_object_get_content_type_parameter(object, "charset"));
    const std::string text = with_plain_line_ends(as_utf8(content_of(part, words_bytes_max), charset));
    if (is_type(object, "text", "html")) return text_of_html(text);
    const std::string format = lower(text_or_empty(g_mime_object_get_content_type_parameter(object, "format")));
    const std::string del_space = lower(text_or_empty(g_mime_object_get_content_type_parameter(object, "delsp")));
    return format == "flowed" ? unflowed(text, del_space == "yes") : text;
  }

  void add_file(GMimePart* part) {
    SentFile file{.name = as_utf8(text_or_empty(g_mime_part_get_filename(part)), ""), .bytes = content_of(part)};
    if (file.bytes.empty()) ++into_.files_left_out;
    else into_.files.push_back(std::move(file));
  }

  // Cut where there are too many: what is left is refused for its length, and never taken for a mail without words.
  void add_words(const std::string& words) {
    if (trimmed(words).empty() || into_.words.size() >= words_bytes_max) return;
    if (!into_.words.empty() && !into_.words.ends_with('\n')) into_.words += '\n';
    std::size_t end = std::min(words.size(), words_bytes_max - into_.words.size());
    while (!is_boundary(words, end)) --end;
    into_.words.append(words, 0, end);
  }

  void read_multipart(GMimeMultipart* parts, int depth) {
    GMimeObject* object = GMIME_OBJECT(parts);
    const int count = g_mime_multipart_get_count(parts);
    if (is_type(object, "multipart", "alternative")) return read_alternative(parts, count, depth);
    if (is_type(object, "multipart", "encrypted")) {
      ++into_.files_left_out;
      return;
    }
    if (is_type(object, "multipart", "report")) read_report(parts, count);
    const bool is_related = is_type(object, "multipart", "related");
    for (int i = 0; i < count; ++i) {
      const bool is_logo = is_related && i > 0 && is_small_picture(child(parts, i));
      if (!is_logo) read(child(parts, i), depth + 1);
    }
  }

  // The first with words, plain text before all others; the files of the one that has most of them. Each is read once,
  // however deep one lies in another.
  void read_alternative(GMimeMultipart* parts, int count, int depth) {
    std::string plain, other;
    std::vector<SentFile> files;
    std::size_t left_out = 0;
    for (int i = 0; i < count; ++i) {
      IncomingMessage each;
      PartReader(each).read(child(parts, i), depth + 1);
      if (each.files.size() > files.size()) files = std::move(each.files);
      left_out = std::max(left_out, each.files_left_out);
      std::string& chosen = is_type(child(parts, i), "text", "plain") ? plain : other;
      if (chosen.empty()) chosen = std::move(each.words);
    }
    add_words(plain.empty() ? other : plain);
    std::ranges::move(files, std::back_inserter(into_.files));
    into_.files_left_out += left_out;
  }

  static bool is_small_picture(GMimeObject* object) {
    return GMIME_IS_PART(object) && is_type(object, "image", "*") &&
           content_of(GMIME_PART(object), picture_bytes_ignored + 1).size() <= picture_bytes_ignored;
  }

  void read_report(GMimeMultipart* parts, int count) {
    const char* kind = g_mime_object_get_content_type_parameter(GMIME_OBJECT(parts), "report-type");
    if (lower(text_or_empty(kind)) != "delivery-status" || into_.report) return;
    DeliveryReport report;
    for (int i = 0; i < count; ++i) {
      GMimeObject* each = child(parts, i);
      if (GMIME_IS_MESSAGE_PART(each)) {
        GMimeMessage* inside = g_mime_message_part_get_message(GMIME_MESSAGE_PART(each));
        if (inside != nullptr) report.message_id = in_brackets(header(GMIME_OBJECT(inside), "Message-Id"));
      } else if (GMIME_IS_PART(each) && is_type(each, "message", "delivery-status")) {
        read_status(content_of(GMIME_PART(each), words_bytes_max), report);
      } else if (GMIME_IS_PART(each) && is_type(each, "text", "rfc822-headers")) {
        report.message_id =
            in_brackets(value_in(field_groups(content_of(GMIME_PART(each), words_bytes_max)).front(), "message-id"));
      }
    }
    into_.report = report;
  }

  IncomingMessage& into_;
};

AutomaticMarks marks_of(GMimeObject* message) {
  AutomaticMarks marks{.auto_submitted = header(message, "Auto-Submitted"),
                       .precedence = header(message, "Precedence"),
                       .list_id = header(message, "List-Id") + header(message, "List-Unsubscribe"),
                       .auto_response = {},
                       .return_path = {}};
  for (const char* name :
       {"X-Autoreply", "X-Autorespond", "X-Auto-Response", "X-Autorespond-Reply", "X-Failed-Recipients"}) {
    marks.auto_response += header(message, name);
  }
  if (const char* path = g_mime_object_get_header(message, "Return-Path"); path != nullptr) {
    marks.return_path = std::string(trimmed(path, " \t<>"));
  }
  return marks;
}

void read_message(GMimeMessage* message, IncomingMessage& into) {
  GMimeObject* object = GMIME_OBJECT(message);
  into.message_id = in_brackets(header(object, "Message-Id"));
  into.subject = header_text(object, "Subject");
  into.language = header_text(object, "Content-Language");
  std::vector<std::string> authors;
  add_addresses(g_mime_message_get_from(message), authors);
  if (!authors.empty()) into.from = authors.front();
  add_addresses(g_mime_message_get_to(message), into.addressees);
  add_addresses(g_mime_message_get_cc(message), into.addressees);
  for (const char* name : {"Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"}) {
    add_addresses_in(header(object, name), into.addressees);
  }
  into.marks = marks_of(object);
  if (GMimeObject* root = g_mime_message_get_mime_part(message); root != nullptr) PartReader(into).read(root);
}

}  // namespace

IncomingMessage read_incoming(std::string_view bytes) {
  static std::once_flag started;
  std::call_once(started, [] { g_mime_init(); });
  IncomingMessage incoming;
  const Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Held<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Held<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (message) read_message(message.get(), incoming);
  return incoming;
}

}  // namespace ramure::mail
