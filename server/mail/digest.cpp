#include "server/mail/digest.hpp"

#include <algorithm>

#include "server/files/markdown_text.hpp"
#include "server/files/rich_text.hpp"
#include "server/identity/permissions.hpp"

namespace ramure::mail {

namespace {

using files::filled;

constexpr TimestampMs long_absence_ms = TimestampMs{30} * 24 * 3'600'000;  // then the page offers to start afresh

std::string counted(const NewsFor& reader, std::uint64_t count, files::Words one, files::Words many) {
  return filled(reader.say(count == 1 ? one : many), std::to_string(count));
}

std::string new_messages(const NewsFor& reader, std::uint64_t count) {
  return counted(reader, count, {"{} nouveau message", "{} new message"}, {"{} nouveaux messages", "{} new messages"});
}

template <class Use>
void each_thread(const v1::CatchUpAnswer& answer, Use use) {
  for (const auto* group : {&answer.mentions(), &answer.mine(), &answer.others()}) {
    for (const v1::CatchUpThread& thread : *group) use(thread);
  }
}

// The numbers of the page: also what was read since, since the page counts from the last visit.
std::string numbers(const NewsFor& reader, const v1::CatchUpAnswer& answer) {
  std::uint64_t threads = 0, messages = 0;
  each_thread(answer, [&](const v1::CatchUpThread& thread) {
    ++threads;
    messages += thread.new_count();
  });
  std::string said = counted(reader, threads, {"{} fil", "{} thread"}, {"{} fils", "{} threads"});
  if (answer.more()) said = filled(reader.say({"plus de {}", "more than {}"}), said);
  said += ", " + new_messages(reader, messages) + ".";
  if (answer.since_ms() == 0) return said;
  return filled(reader.say({"Depuis le {}\u00A0: ", "Since {}: "}), reader.calendar.day(answer.since_ms())) + said;
}

NewsLine line_of_thread(const NewsFor& reader, const v1::CatchUpThread& of) {
  const v1::Thread& thread = of.row().thread();
  const bool is_named = of.mention_id() != 0;
  NewsLine line{.text = {}, .path = path_of_message(thread.id(), is_named ? of.mention_id() : of.first_new_id())};
  const v1::ChannelKind place = reader.kind_of_place(thread.channel_id());
  if (!identity::is_open_place(place)) {
    const files::Words words = of.new_count() == 1 ? files::Words{"Nouveau message dans {}", "New message in {}"}
                                                   : files::Words{"Nouveaux messages dans {}", "New messages in {}"};
    line.text = filled(reader.say(words), private_place(reader.language, place));
    return line;
  }
  line.text = reader.say({"«\u00A0", "“"}) + files::one_line(thread.title()) + reader.say({"\u00A0»\u00A0: ", "”: "}) +
              new_messages(reader, of.new_count());
  if (is_named) line.text += reader.say({", et l’on vous y nomme", ", and you are named there"});
  return line;
}

NewsLine line_of_obstacle(const NewsFor& reader, const v1::ObstacleMove& move) {
  NewsLine line{.text = {}, .path = path_of_message(move.thread().id(), 0)};
  const v1::ChannelKind place = reader.kind_of_place(move.thread().channel_id());
  if (!identity::is_open_place(place)) {
    line.text = filled(reader.say({"Un frein a bougé dans {}", "An obstacle moved in {}"}),
                       private_place(reader.language, place));
    return line;
  }
  line.text = reader.say({"Frein «\u00A0", "Obstacle “"}) + files::one_line(move.thread().title()) +
              reader.say({"\u00A0»\u00A0: ", "”: "}) + files::status_text(reader.language, move.from()) + " → " +
              files::status_text(reader.language, move.to());
  return line;
}

NewsLine line_of_kept(const NewsFor& reader, const v1::KeptMessage& kept) {
  const v1::Message& message = kept.message();
  const v1::ChannelKind place = reader.kind_of_place(message.channel_id());
  const std::string where =
      identity::is_open_place(place)
          ? reader.say({"«\u00A0", "“"}) + files::one_line(kept.thread_title()) + reader.say({"\u00A0»", "”"})
          : private_place(reader.language, place);
  return {.text = filled(reader.say({"À retenir, dans {}", "Worth keeping, in {}"}), where),
          .path = path_of_message(message.thread_id(), message.id())};
}

struct News {
  NewsLines lines;
  bool is_fresh = false;
};

News news_in(const NewsFor& reader, const v1::CatchUpAnswer& answer, const storage::DigestRow& before) {
  News news;
  each_thread(answer, [&](const v1::CatchUpThread& thread) {
    if (thread.row().unread_count() == 0) return;
    news.lines.push_back(line_of_thread(reader, thread));
    news.is_fresh = news.is_fresh || thread.row().thread().last_message_id() > before.told_seq;
  });
  const auto note = [&](NewsLine line, TimestampMs at) {
    news.lines.push_back(std::move(line));
    news.is_fresh = news.is_fresh || at > before.considered_at_ms;
  };
  for (const v1::ObstacleMove& move : answer.obstacles()) note(line_of_obstacle(reader, move), move.at_ms());
  for (const v1::KeptMessage& kept : answer.kept()) note(line_of_kept(reader, kept), kept.at_ms());
  for (const v1::RoadmapNews& roadmap : answer.roadmaps()) {
    note({.text = reader.say({"Une feuille de route a changé", "A roadmap has changed"}),
          .path = "/feuille-de-route/" + std::to_string(roadmap.roadmap_id())},
         roadmap.at_ms());
  }
  if (news.lines.size() > digest_lines_max) {
    const std::size_t rest = news.lines.size() - digest_lines_max;
    news.lines.resize(digest_lines_max);
    news.lines.push_back({.text = counted(reader, rest, {"… et {} autre nouveauté", "… and {} more"},
                                          {"… et {} autres nouveautés", "… and {} more"}),
                          .path = "/"});
  }
  return news;
}

// The word is the plenary's: whoever does not read there is not told it.
v1::Word word_for(NewsFor& reader) {
  v1::Word word;
  reader.tables.look([&](storage::View& view) {
    for (const storage::Readable::Place& place : view.readable(reader.member_id).places()) {
      const auto channel = view.channel(place.channel_id);
      if (channel && channel->kind == v1::CHANNEL_KIND_PLENARY) word = view.word();
    }
  });
  return word;
}

NewsLines lines_of_word(const v1::Word& word) {
  NewsLines lines;
  for (const files::RichBlock& block : files::rich_text_of_markdown(word.text())) {
    std::string text;
    for (const files::Span& span : block.spans) text += span.text + (span.ends_line ? " " : "");
    if (!text.empty()) lines.push_back({.text = files::one_line(text), .path = {}, .is_prose = true});
  }
  return lines;
}

}  // namespace

Digest compose_digest(NewsFor& reader, const storage::DigestRow& before, bool is_daily) {
  v1::Query query;
  query.mutable_catch_up();
  const v1::CatchUpAnswer answer = reader.ask(query).catch_up();
  Digest digest;
  digest.head_seq = answer.head_seq();
  News news = news_in(reader, answer, before);
  if (!news.lines.empty()) {
    digest.news.push_back({.text = numbers(reader, answer), .path = {}, .is_prose = true});
    digest.news.insert(digest.news.end(), news.lines.begin(), news.lines.end());
  }
  const v1::Word word = word_for(reader);
  const bool is_new_word = word.at_ms() > std::max(before.considered_at_ms, answer.since_ms());
  if (is_new_word) digest.word = lines_of_word(word);
  digest.coming = coming_up(reader);
  digest.is_fresh = news.is_fresh || !digest.word.empty() || (!is_daily && !digest.coming.empty());
  if (answer.since_ms() > 0 && reader.now - answer.since_ms() >= long_absence_ms) {
    digest.fresh_start.push_back(
        {.text =
             reader.say({"Après une longue absence, rien n’oblige à tout lire\u00A0: l’accueil propose «\u00A0Repartir "
                         "d’aujourd’hui\u00A0».",
                         "After a long absence nobody has to read it all: the home page offers to start afresh from "
                         "today."}),
         .path = "/",
         .is_prose = true});
  }
  return digest;
}

}  // namespace ramure::mail
