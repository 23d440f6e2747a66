#include "client-cli/course/form.hpp"

#include "client-cli/course/words.hpp"
#include "client-cli/rounds/words.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\n");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

Result<v1::ProgrammeItem> programme_item(const std::string& text) {
  const auto sign = text.find('=');
  if (sign == std::string::npos) {
    return fail(Exit::usage, t({"« {} » : attendu PARTIE=TITRE, ou PARTIE=TITRE | TEXTE",
                                "\"{}\": expected PART=TITLE, or PART=TITLE | TEXT"},
                               {text}));
  }
  const auto part = programme_part(trimmed(text.substr(0, sign)));
  if (!part) return std::unexpected(part.error());
  const std::string words = text.substr(sign + 1);
  const auto bar = words.find(" | ");
  v1::ProgrammeItem item;
  item.set_part(*part);
  item.set_title(trimmed(words.substr(0, bar)));
  if (bar != std::string::npos) item.set_text(trimmed(words.substr(bar + 3)));
  return item;
}

// The first « = » ends the title: an address may have more of them.
Result<v1::GatheringDocument> document(const std::string& text, const FindMessage& find_message) {
  const auto sign = text.find('=');
  if (sign == std::string::npos) {
    return fail(
        Exit::usage,
        t({"« {} » : attendu TITRE=ADRESSE, ou TITRE=~N", "\"{}\": expected TITLE=ADDRESS, or TITLE=~N"}, {text}));
  }
  v1::GatheringDocument document;
  document.set_title(trimmed(text.substr(0, sign)));
  const std::string where = trimmed(text.substr(sign + 1));
  if (where.find("://") != std::string::npos) {
    document.set_url(where);
    return document;
  }
  const auto message = find_message(where);
  if (!message) return std::unexpected(message.error());
  document.set_message_id(*message);
  return document;
}

Result<void> fill_times(const GatheringWords& words, std::int64_t now_ms, v1::Gathering& gathering) {
  if (words.until && words.lasts)
    return fail(Exit::usage, t({"--until ou --lasts, pas les deux", "--until or --lasts, not both"}));
  std::int64_t length = gathering.ends_at_ms() - gathering.starts_at_ms();
  if (words.at) {
    const auto at = moment_ms(*words.at, now_ms);
    if (!at) return std::unexpected(at.error());
    gathering.set_starts_at_ms(*at);
  }
  if (words.lasts) {
    const auto given = duration_ms(*words.lasts);
    if (!given) return std::unexpected(given.error());
    length = *given;
  }
  if (!words.until) {
    gathering.set_ends_at_ms(gathering.starts_at_ms() + length);
    return {};
  }
  const auto until = moment_ms(*words.until, gathering.starts_at_ms());  // a bare hour is of the day of the beginning
  if (!until) return std::unexpected(until.error());
  gathering.set_ends_at_ms(*until);
  return {};
}

// All of the list or nothing of it.
template <typename Item, typename Read>
Result<void> fill_list(const std::vector<std::string>& texts, google::protobuf::RepeatedPtrField<Item>& list,
                       Read read) {
  if (texts.empty()) return {};
  google::protobuf::RepeatedPtrField<Item> filled;
  const bool is_emptied = texts.size() == 1 && texts.front().empty();
  for (const std::string& text : texts) {
    if (is_emptied) break;
    auto item = read(text);
    if (!item) return std::unexpected(item.error());
    *filled.Add() = std::move(*item);
  }
  list.Swap(&filled);
  return {};
}

}  // namespace

Result<void> fill_gathering(const GatheringWords& words, std::int64_t now_ms, const FindMessage& find_message,
                            v1::Gathering& gathering) {
  if (auto filled = fill_times(words, now_ms, gathering); !filled) return filled;
  if (words.title) gathering.set_title(*words.title);
  if (words.session) gathering.set_session_number(*words.session);
  if (words.zone) gathering.set_time_zone(*words.zone);
  if (words.place) gathering.set_place(*words.place);
  if (words.link) gathering.set_video_url(*words.link);
  if (words.description) gathering.set_description(*words.description);
  if (words.outcome) gathering.set_outcome(*words.outcome);
  if (auto filled = fill_list(words.programme, *gathering.mutable_programme(), programme_item); !filled) return filled;
  return fill_list(words.documents, *gathering.mutable_documents(),
                   [&find_message](const std::string& text) { return document(text, find_message); });
}

}  // namespace ramure::cli
