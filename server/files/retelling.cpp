#include "server/files/retelling.hpp"

#include <algorithm>
#include <optional>

#include "protocol/limits.hpp"
#include "protocol/utf8.hpp"
#include "server/files/markdown_text.hpp"

namespace ramure::files {

namespace {

constexpr std::size_t titles_max = 2'000;  // looked up for one document; further references stay unnamed
constexpr std::size_t quoted_bytes_max = 2'000;
constexpr std::uint64_t first_directory_page = 1;

void add(std::string& text, std::string_view more) {
  if (more.empty()) return;
  if (!text.empty()) text += " · ";
  text += more;
}

// Where in the text so many UTF-16 units end.
std::size_t byte_of_unit(std::string_view text, std::uint32_t units) {
  std::size_t at = 0;
  for (std::uint32_t seen = 0; seen < units && at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    seen += c.value >= 0x10000 ? 2 : 1;
    at += c.bytes;
  }
  return std::min(at, text.size());
}

// The quoted part; a wording that has become shorter since gives what is left of it.
std::string quoted_part(const std::string& body, const v1::Quote& quote) {
  std::string part = body;
  if (quote.end() != 0) {
    const std::size_t begin = byte_of_unit(body, quote.start());
    part = body.substr(begin, byte_of_unit(body, quote.end()) - begin);
  }
  if (part.size() <= quoted_bytes_max) return part;
  std::size_t end = quoted_bytes_max;
  while ((part[end] & 0xC0) == 0x80) --end;
  return part.substr(0, end) + "…";
}

struct Reference {
  char kind = 0;  // '@', '#' or '!'
  std::uint64_t id = 0;
  std::size_t bytes = 0;
};

// "<@12>" at the beginning of the text.
std::optional<Reference> reference_at(std::string_view text) {
  if (text.size() < 4 || text[0] != '<' || !std::string_view("@#!").contains(text[1])) return std::nullopt;
  Reference reference{.kind = text[1], .id = 0, .bytes = 2};
  while (reference.bytes < text.size() && text[reference.bytes] >= '0' && text[reference.bytes] <= '9') {
    if (reference.id > limits::id_max / 10) return std::nullopt;
    reference.id = reference.id * 10 + static_cast<std::uint64_t>(text[reference.bytes++] - '0');
  }
  if (reference.bytes == 2 || reference.bytes >= text.size() || text[reference.bytes] != '>') return std::nullopt;
  ++reference.bytes;
  return reference;
}

std::string joined(const google::protobuf::RepeatedPtrField<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += "- " + text + "\n";
  return list;
}

}  // namespace

Retelling::Retelling(storage::Reader& reader, std::uint64_t member_id, Language language)
    : member_id_(member_id), language_(language), calendar_(language, reader.time_zone()) {
  v1::Snapshot page;
  std::uint64_t as_of_seq = 0;
  reader.snapshot(member_id, page, as_of_seq);
  take(page);
  v1::GetSnapshot query;
  query.set_directory_after_id(first_directory_page);
  while (page.more_directory()) {  // of a community that is too large for one page
    page.Clear();
    if (!reader.directory(member_id, query, page, as_of_seq)) return;
    query.set_directory_after_id(std::max(query.directory_after_id(), take(page)));
  }
}

// Returns the highest id of the directory in it.
std::uint64_t Retelling::take(const v1::Snapshot& page) {
  for (const auto& one : page.members()) members_[one.id()] = one.name();
  for (const auto& one : page.themes()) themes_[one.id()] = one.title();
  for (const auto& one : page.channels()) {
    channels_[one.id()] = one.title();
    has_directory_ |= one.kind() == v1::CHANNEL_KIND_DIRECTORY;
  }
  std::uint64_t highest = 0;
  for (const auto& one : page.members()) highest = std::max(highest, one.id());
  for (const auto& one : page.themes()) highest = std::max(highest, one.id());
  for (const auto& one : page.territories()) highest = std::max(highest, one.id());
  return highest;
}

std::string Retelling::member(std::uint64_t id) const {
  if (id == 0) return t({"Sans nom de territoire", "Unnamed"});
  const auto found = members_.find(id);
  if (found != members_.end()) return found->second;
  return has_directory_ ? t({"Ancien participant", "Former participant"})
                        : t({"Une personne du programme", "Somebody of the programme"});
}

std::string Retelling::place(const v1::Thread& thread) const {
  const auto& names = thread.theme_id() != 0 ? themes_ : channels_;
  const auto found = names.find(thread.theme_id() != 0 ? thread.theme_id() : thread.channel_id());
  return found == names.end() ? std::string() : found->second;
}

std::string Retelling::thread_title(storage::Reader& reader, char kind, std::uint64_t id) {
  const auto known = titles_.find({kind, id});
  if (known != titles_.end()) return known->second;
  std::string title;
  std::uint64_t as_of_seq = 0;
  if (titles_.size() < titles_max && kind == '#') {
    v1::GetThread query;
    query.set_thread_id(id);
    v1::ThreadAnswer answer;
    if (reader.thread(member_id_, query, answer, as_of_seq)) title = answer.row().thread().title();
  } else if (titles_.size() < titles_max) {
    v1::GetMessage query;
    query.set_message_id(id);
    v1::MessageAnswer answer;
    if (reader.message(member_id_, query, answer, as_of_seq)) title = answer.thread_title();
  }
  title = title.empty() ? t({"«\u00A0un autre fil\u00A0»", "\"another thread\""})
                        : "«\u00A0" + escaped_markdown(title) + "\u00A0»";
  return titles_.size() < titles_max ? titles_[{kind, id}] = title : title;
}

std::string Retelling::readable(storage::Reader& reader, std::string_view body) {
  std::string text;
  while (!body.empty()) {
    const auto reference = reference_at(body);
    if (!reference) {
      text += body.front();
      body.remove_prefix(1);
      continue;
    }
    text += reference->kind == '@' ? "@" + escaped_markdown(member(reference->id))
                                   : thread_title(reader, reference->kind, reference->id);
    body.remove_prefix(reference->bytes);
  }
  return text;
}

Heading Retelling::heading(storage::Reader& reader, const v1::Thread& thread) {
  Heading heading{.title = thread.title(), .place = place(thread), .marks = {}, .card = {}, .summary = {}};
  add(heading.marks, kind_text(language_, thread.kind()));
  if (thread.has_obstacle()) add(heading.marks, status_text(language_, thread.obstacle().status()));
  if (thread.resolved()) add(heading.marks, t({"résolu", "resolved"}));
  if (thread.archived()) add(heading.marks, t({"archivé, en lecture seule", "archived, read-only"}));
  heading.summary = readable(reader, thread.summary().text());
  heading.older_hidden = thread.title_only();
  const auto entry = [&](Words label, const std::string& text) {
    if (!text.empty()) heading.card.emplace_back(t(label), readable(reader, text));
  };
  const v1::Obstacle& card = thread.obstacle();
  std::string natures;
  for (const int nature : card.natures()) {
    natures +=
        (natures.empty() ? "" : ", ") + std::string(nature_text(language_, static_cast<v1::ObstacleNature>(nature)));
  }
  entry({"Nature du frein", "Nature of the obstacle"}, natures);
  entry({"Contexte", "Context"}, card.context());
  entry({"Ce qui a été tenté", "What was tried"}, joined(card.tried()));
  entry({"Effets constatés", "Effects"}, card.effects());
  entry({"Acteurs concernés", "Who is concerned"}, joined(card.actors_concerned()));
  entry({"Aide attendue", "Help wanted"}, card.help_wanted());
  entry({"Ce qui a marché", "What worked"}, card.outcome());
  return heading;
}

Quoted Retelling::quoted(storage::Reader& reader, std::uint64_t message_id, const v1::History& page) {
  v1::Message found;
  const auto is_it = [message_id](const v1::Message& message) { return message.id() == message_id; };
  if (const auto on_page = std::ranges::find_if(page.messages(), is_it); on_page != page.messages().end()) {
    found = *on_page;
  } else if (const auto beside = std::ranges::find_if(page.quoted(), is_it); beside != page.quoted().end()) {
    found = *beside;
  } else {
    v1::GetMessage query;
    query.set_message_id(message_id);
    v1::MessageAnswer answer;
    std::uint64_t as_of_seq = 0;
    if (reader.message(member_id_, query, answer, as_of_seq)) found = answer.message();
  }
  if (found.id() == 0) return {.author = {}, .moment = {}, .text = {}, .is_hidden = true};
  return {.author = member(found.author_id()),
          .moment = calendar_.moment(found.posted_at_ms()),
          .text = found.body(),
          .is_hidden = false};
}

Said Retelling::said(storage::Reader& reader, const v1::Message& message, const v1::History& page) {
  Said said;
  said.id = message.id();
  said.author = member(message.author_id());
  said.moment = calendar_.moment(message.posted_at_ms());
  said.machine_time = Calendar::machine_time(message.posted_at_ms());
  add(said.marks, kind_text(language_, message.kind()));
  if (message.edited_at_ms() != 0 && !message.redacted()) add(said.marks, t({"modifié", "edited"}));
  if (message.pinned()) add(said.marks, t({"épinglé", "pinned"}));
  if (message.kept()) add(said.marks, t({"à retenir", "worth keeping"}));
  if (message.reply_to_id() != 0) said.answers = quoted(reader, message.reply_to_id(), page);
  said.is_erased = message.redacted();
  if (said.is_erased) return said;
  for (const v1::Quote& quote : message.quotes()) {
    Quoted source = quoted(reader, quote.message_id(), page);
    source.is_hidden = source.is_hidden || source.text.empty();
    source.text = readable(reader, quoted_part(source.text, quote));
    said.quotes.push_back(std::move(source));
  }
  said.body = readable(reader, message.body());
  for (const v1::Reaction& reaction : message.reactions()) {
    add(said.reactions, reaction.name() + " ×\u00A0" + std::to_string(reaction.member_ids_size()));
  }
  return said;
}

}  // namespace ramure::files
