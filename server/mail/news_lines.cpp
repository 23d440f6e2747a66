#include "server/mail/news_lines.hpp"

#include "server/community/answer.hpp"
#include "server/files/markdown_text.hpp"
#include "server/files/rich_text.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::mail {

namespace {

using files::filled;
using files::Words;
using storage::NoticeRow;

// "<@12>" as the reader would see it on the page; links to threads and messages are left out: they are one click away.
std::string with_names(std::string_view text, NewsFor& reader) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('<');
    const std::size_t close = open == std::string_view::npos ? open : text.find('>', open);
    const std::string_view inner =
        close == std::string_view::npos ? std::string_view() : text.substr(open + 1, close - open - 1);
    const bool is_reference = inner.size() > 1 && (inner[0] == '@' || inner[0] == '#' || inner[0] == '!') &&
                              inner.find_first_not_of("0123456789", 1) == std::string_view::npos && inner.size() < 18;
    if (!is_reference) {
      const std::size_t end = open == std::string_view::npos ? text.size() : open + 1;
      out += text.substr(0, end);
      text.remove_prefix(end);
      continue;
    }
    out += text.substr(0, open);
    if (inner[0] == '@') out += reader.name(std::stoull(std::string(inner.substr(1))));
    text.remove_prefix(close + 1);
  }
  return out;
}

// The beginning of a message without its markup, on one line, cut between two characters.
std::string excerpt(const std::string& body, NewsFor& reader) {
  std::string words;
  for (const files::RichBlock& block : files::rich_text_of_markdown(body)) {
    if (block.quote_depth > 0) continue;
    if (!words.empty()) words += " ";
    for (const files::Span& span : block.spans) words += span.text + (span.ends_line ? " " : "");
  }
  words = files::one_line(with_names(words, reader));
  std::size_t characters = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(words[at]) & 0xC0) != 0x80;
    if (begins && ++characters > excerpt_characters_max) return words.substr(0, at) + "…";
  }
  return words;
}

v1::Message message_of(NewsFor& reader, std::uint64_t message_id, std::string& title) {
  v1::Query query;
  query.mutable_get_message()->set_message_id(message_id);
  v1::Answer answer = reader.ask(query);
  title = files::one_line(answer.message().thread_title());
  return std::move(*answer.mutable_message()->mutable_message());
}

bool is_unread(NewsFor& reader, const v1::Message& message) {
  v1::Query query;
  query.mutable_get_thread()->set_thread_id(message.thread_id());
  const v1::ThreadRow row = reader.ask(query).thread().row();
  return row.unread_count() > 0 && message.id() >= row.first_unread_id();
}

std::string open_words(NewsFor& reader, NoticeKind kind, const v1::Message& message, const std::string& title) {
  const Words words = kind == NoticeKind::named
                          ? Words{"{} vous nomme dans «\u00A0{}\u00A0»", "{} names you in “{}”"}
                          : Words{"{} vous répond dans «\u00A0{}\u00A0»", "{} answers you in “{}”"};
  std::string said = filled(filled(reader.say(words), "\x01"), title);  // a name may hold braces
  said.replace(said.find('\x01'), 1, files::one_line(reader.name(message.author_id())));
  const std::string beginning = excerpt(message.body(), reader);
  if (beginning.empty()) return said;
  return said + reader.say({"\u00A0: «\u00A0", ": “"}) + beginning + reader.say({"\u00A0»", "”"});
}

std::optional<NewsLine> line_of_message(NewsFor& reader, const NoticeRow& notice) {
  std::string title;
  const v1::Message message = message_of(reader, notice.message_id, title);
  if (message.id() == 0 || message.redacted() || !is_unread(reader, message)) return std::nullopt;
  const v1::ChannelKind place = reader.kind_of_place(message.channel_id());
  NewsLine line{.text = {}, .path = path_of_message(message.thread_id(), message.id())};
  if (identity::is_open_place(place)) {
    line.text = open_words(reader, static_cast<NoticeKind>(notice.kind), message, title);
    line.thread_id = message.thread_id();
  } else {
    line.text =
        filled(reader.say({"Nouveau message dans {}", "New message in {}"}), private_place(reader.language, place));
  }
  return line;
}

v1::RoundView view_of_round(NewsFor& reader, std::uint64_t round_id) {
  v1::Query query;
  query.mutable_get_round()->set_round_id(round_id);
  query.mutable_get_round()->set_without_words(true);
  return reader.ask(query).round().view();
}

bool awaits_me(NewsFor& reader, std::uint64_t round_id) {
  v1::Query query;
  query.mutable_list_rounds();
  for (const v1::Answer answer = reader.ask(query); const v1::RoundRow& row : answer.round_list().rows()) {
    if (row.round_id() == round_id) return row.awaits_me();
  }
  return false;
}

bool is_open_action(const v1::RoundView& round, std::uint64_t action_id) {
  for (const v1::PlanAction& action : round.actions()) {
    const bool is_open =
        action.status() != v1::PLAN_ACTION_STATUS_DONE && action.status() != v1::PLAN_ACTION_STATUS_ABANDONED;
    if (action.id() == action_id) return is_open;
  }
  return false;
}

std::optional<NewsLine> line_of_round(NewsFor& reader, const NoticeRow& notice) {
  const v1::RoundView round = view_of_round(reader, notice.thing_id);
  const bool is_open = round.status() == v1::ROUND_STATUS_PLANNED || round.status() == v1::ROUND_STATUS_RUNNING;
  NewsLine line{.text = {}, .path = "/codeveloppement/" + std::to_string(notice.thing_id)};
  switch (static_cast<NoticeKind>(notice.kind)) {
    case NoticeKind::invited:
      if (!is_open || round.frame_accepted()) return std::nullopt;
      line.text = reader.say({"On vous invite à un tour de codéveloppement",
                              "You are invited to a round of "
                              "co-development"});
      return line;
    case NoticeKind::turn:
      if (!is_open || !awaits_me(reader, notice.thing_id)) return std::nullopt;
      line.text = reader.say({"Un tour de codéveloppement écrit vous attend",
                              "A written round of co-development waits "
                              "for you"});
      return line;
    default:
      if (round.client_id() != reader.member_id || !is_open_action(round, notice.message_id)) return std::nullopt;
      line.text = reader.say(
          {"Une action de votre plan d’action arrive à échéance", "An action of your action plan is due soon"});
      return line;
  }
}

std::optional<NewsLine> line_of_review(NewsFor& reader, const NoticeRow& notice) {
  v1::Query query;
  query.mutable_get_roadmap()->set_roadmap_id(notice.thing_id);
  if (reader.ask(query).roadmap().view().status() != v1::ROADMAP_STATUS_IN_REVIEW) return std::nullopt;
  return NewsLine{
      .text = reader.say({"Une feuille de route attend votre relecture", "A roadmap waits for your review"}),
      .path = "/feuille-de-route/" + std::to_string(notice.thing_id)};
}

// He has answered it meanwhile, or the words are gone: then it is in the list no more, or answered.
std::optional<NewsLine> line_of_quote(NewsFor& reader, const NoticeRow& notice) {
  v1::Query query;
  query.mutable_list_my_quotes();
  for (const v1::Answer answer = reader.ask(query); const v1::QuoteRow& row : answer.quote_list().rows()) {
    if (row.quote_id() != notice.thing_id || row.answered()) continue;
    return NewsLine{.text = reader.say({"On vous demande si des mots de vous peuvent être cités",
                                        "You are asked whether words of yours may be quoted"}),
                    .path = "/"};
  }
  return std::nullopt;
}

// As long as it is to do: he may have left, or come a week ago.
std::optional<NewsLine> line_of_arrival(NewsFor& reader, const NoticeRow& notice) {
  v1::Query query;
  query.mutable_list_to_do();
  for (const v1::Answer answer = reader.ask(query); const v1::FirstVisit& visit : answer.to_do_list().first_visits()) {
    if (visit.member_id() != notice.thing_id) continue;
    const std::string words = reader.say({"{} est là pour la première fois\u00A0: un mot de bienvenue l’aidera",
                                          "{} is here for the first time: a word of welcome will help"});
    return NewsLine{.text = filled(words, files::one_line(reader.name(notice.thing_id))),
                    .path = "/reseau/personne/" + std::to_string(notice.thing_id)};
  }
  return std::nullopt;
}

}  // namespace

v1::Answer NewsFor::ask(const v1::Query& query) const {
  v1::Reply reply = community::answer(reader, member_id, query, now);
  return std::move(*reply.mutable_answer());
}

std::string NewsFor::name(std::uint64_t other_id) {
  if (!people_) people_ = community::people_shown_to(reader, member_id);
  std::string name = other_id == 0 ? std::string() : people_->name(other_id);
  return name.empty() ? say({"Quelqu’un", "Somebody"}) : name;
}

v1::ChannelKind NewsFor::kind_of_place(std::uint64_t channel_id) const {
  const auto channel = reader.channel_state(channel_id);
  return channel ? channel->kind : v1::CHANNEL_KIND_UNSPECIFIED;
}

std::optional<NewsLine> line_of(NewsFor& reader, const NoticeRow& notice) {
  switch (static_cast<NoticeKind>(notice.kind)) {
    case NoticeKind::named:
    case NoticeKind::answered:
    case NoticeKind::new_words: return line_of_message(reader, notice);
    case NoticeKind::invited:
    case NoticeKind::turn:
    case NoticeKind::due: return line_of_round(reader, notice);
    case NoticeKind::review: return line_of_review(reader, notice);
    case NoticeKind::quote: return line_of_quote(reader, notice);
    case NoticeKind::arrived: return line_of_arrival(reader, notice);
  }
  return std::nullopt;
}

const char* private_place(files::Language language, v1::ChannelKind kind) {
  switch (kind) {
    case v1::CHANNEL_KIND_TERRITORY: return in(language, {"le canal de votre territoire", "your territory’s channel"});
    case v1::CHANNEL_KIND_PAIR: return in(language, {"votre espace «\u00A0À deux\u00A0»", "your pair’s own place"});
    case v1::CHANNEL_KIND_PAIR_OBSTACLES: return in(language, {"les freins d’un binôme", "the obstacles of a pair"});
    case v1::CHANNEL_KIND_PAIR_FOLLOW_UP:
    case v1::CHANNEL_KIND_PERSONAL_FOLLOW_UP: return in(language, {"un suivi individuel", "an individual follow-up"});
    case v1::CHANNEL_KIND_CONVERSATION: return in(language, {"une conversation", "a conversation"});
    case v1::CHANNEL_KIND_BACKSTAGE: return in(language, {"les coulisses", "backstage"});
    case v1::CHANNEL_KIND_ROUND:
    case v1::CHANNEL_KIND_ROUND_DESK: return in(language, {"un tour de codéveloppement", "a round of co-development"});
    case v1::CHANNEL_KIND_STEERING:
    case v1::CHANNEL_KIND_ORIENTATION:
    case v1::CHANNEL_KIND_TECHNICAL: return in(language, {"un comité", "a committee"});
    case v1::CHANNEL_KIND_RESOURCE_PROPOSALS:
      return in(language, {"les propositions de ressources", "the proposed resources"});
    default: return in(language, {"un espace réservé", "a private place"});
  }
}

std::string path_of_message(std::uint64_t thread_id, std::uint64_t message_id) {
  return "/fil/" + std::to_string(thread_id) + (message_id == 0 ? "" : "?m=" + std::to_string(message_id));
}

}  // namespace ramure::mail
