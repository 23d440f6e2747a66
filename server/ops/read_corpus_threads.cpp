#include <array>
#include <set>

#include "server/ops/read_corpus.hpp"

namespace ramure::ops {

namespace {

constexpr std::array thread_kinds{
    Word<v1::ThreadKind>{"discussion", v1::THREAD_KIND_DISCUSSION},
    Word<v1::ThreadKind>{"question", v1::THREAD_KIND_QUESTION},
    Word<v1::ThreadKind>{"temoignage", v1::THREAD_KIND_TESTIMONY},
    Word<v1::ThreadKind>{"frein", v1::THREAD_KIND_OBSTACLE},
    Word<v1::ThreadKind>{"ressource", v1::THREAD_KIND_RESOURCE},
    Word<v1::ThreadKind>{"choix", v1::THREAD_KIND_CHOICE},
};

constexpr std::array message_kinds{
    Word<v1::MessageKind>{"message", v1::MESSAGE_KIND_MESSAGE},
    Word<v1::MessageKind>{"question", v1::MESSAGE_KIND_QUESTION},
    Word<v1::MessageKind>{"frein", v1::MESSAGE_KIND_OBSTACLE},
    Word<v1::MessageKind>{"moderation", v1::MESSAGE_KIND_MODERATION},
    Word<v1::MessageKind>{"retour", v1::MESSAGE_KIND_RETURN},
    Word<v1::MessageKind>{"proposition", v1::MESSAGE_KIND_PROPOSAL},
    Word<v1::MessageKind>{"proposition_animation", v1::MESSAGE_KIND_SETTLEMENT},
    Word<v1::MessageKind>{"objection", v1::MESSAGE_KIND_OBJECTION},
    Word<v1::MessageKind>{"choix", v1::MESSAGE_KIND_DECISION},
};

constexpr std::array natures{
    Word<v1::ObstacleNature>{"politique", v1::OBSTACLE_NATURE_POLITICAL},
    Word<v1::ObstacleNature>{"juridique", v1::OBSTACLE_NATURE_LEGAL},
    Word<v1::ObstacleNature>{"financier", v1::OBSTACLE_NATURE_FINANCIAL},
    Word<v1::ObstacleNature>{"culturel", v1::OBSTACLE_NATURE_CULTURAL},
    Word<v1::ObstacleNature>{"competences", v1::OBSTACLE_NATURE_SKILLS},
    Word<v1::ObstacleNature>{"temps", v1::OBSTACLE_NATURE_TIME},
    Word<v1::ObstacleNature>{"gouvernance", v1::OBSTACLE_NATURE_GOVERNANCE},
    Word<v1::ObstacleNature>{"confiance", v1::OBSTACLE_NATURE_TRUST},
    Word<v1::ObstacleNature>{"donnees", v1::OBSTACLE_NATURE_DATA_AND_TOOLS},
    Word<v1::ObstacleNature>{"geographie", v1::OBSTACLE_NATURE_GEOGRAPHY},
    Word<v1::ObstacleNature>{"autre", v1::OBSTACLE_NATURE_OTHER},
};

// Obstacles of the community were declared open; a draft is not shown to it.
constexpr std::array statuses{
    Word<v1::ObstacleStatus>{"ouvert", v1::OBSTACLE_STATUS_OPEN},
    Word<v1::ObstacleStatus>{"en_discussion", v1::OBSTACLE_STATUS_IN_DISCUSSION},
    Word<v1::ObstacleStatus>{"propose_codev", v1::OBSTACLE_STATUS_PROPOSED_FOR_ROUND},
    Word<v1::ObstacleStatus>{"en_codev", v1::OBSTACLE_STATUS_IN_ROUND},
    Word<v1::ObstacleStatus>{"en_action", v1::OBSTACLE_STATUS_ACTION_PLAN},
    Word<v1::ObstacleStatus>{"leve", v1::OBSTACLE_STATUS_LIFTED},
    Word<v1::ObstacleStatus>{"contourne", v1::OBSTACLE_STATUS_BYPASSED},
    Word<v1::ObstacleStatus>{"persistant", v1::OBSTACLE_STATUS_PERSISTENT},
    Word<v1::ObstacleStatus>{"archive", v1::OBSTACLE_STATUS_ARCHIVED},
};

constexpr std::array visibilities{
    Word<v1::ObstacleScope>{"communaute", v1::OBSTACLE_SCOPE_COMMUNITY},
    Word<v1::ObstacleScope>{"communaute_sans_nom", v1::OBSTACLE_SCOPE_COMMUNITY_UNNAMED},
};

std::vector<std::string> texts(const std::optional<JsonPlace>& list) {
  std::vector<std::string> texts;
  if (!list) return texts;
  for (const JsonPlace& item : list->items()) texts.push_back(item.text());
  return texts;
}

CorpusObstacle read_obstacle(const JsonPlace& thread) {
  const JsonPlace place = thread["frein"];
  CorpusObstacle obstacle;
  v1::Obstacle& card = obstacle.card;
  card.set_status(one_of<v1::ObstacleStatus>(place["status"], statuses));
  card.set_scope(one_of<v1::ObstacleScope>(thread["visibility"], visibilities));
  for (const JsonPlace& kind : place["kinds"].items()) card.add_natures(one_of<v1::ObstacleNature>(kind, natures));
  card.set_context(place["context"].text());
  for (auto& text : texts(place.maybe("tried"))) card.add_tried(std::move(text));
  card.set_effects(place.text_or_empty("impact"));
  card.set_help_wanted(place.text_or_empty("help_wanted"));
  for (auto& text : texts(place.maybe("involved"))) card.add_actors_concerned(std::move(text));
  card.set_outcome(place.text_or_empty("outcome"));
  obstacle.has_round = place.maybe("round_id").has_value();
  return obstacle;
}

// `links` are left out: they point to rounds and resources, which come with features of their own.
CorpusMessage read_message(const JsonPlace& place, const Corpus& corpus) {
  CorpusMessage message;
  message.id = place["id"].text();
  message.author_id = place["author_id"].text();
  if (corpus.person(message.author_id) == nullptr) place["author_id"].fail("nobody has the id " + message.author_id);
  message.text = place["text"].text();
  const auto at = parse_corpus_time(place["at"].text());
  if (!at) place["at"].fail("a time is written 2018-05-09T09:12:00, with or without +02:00");
  message.at = *at;
  message.kind = one_of<v1::MessageKind>(place["kind"], message_kinds);
  message.reply_to_id = place.text_or_empty("reply_to_id");
  if (const auto reactions = place.maybe("reactions")) {
    for (const auto& [name, count] : reactions->members()) message.reactions.push_back({name, count.count()});
  }
  if (const auto papers = place.maybe("papers")) {
    for (const JsonPlace& paper : papers->items()) {
      message.papers.push_back(paper.text());
      if (!corpus.papers.contains(message.papers.back())) paper.fail("there is no papers/" + paper.text());
    }
  }
  message.where = place.where();
  return message;
}

class ThreadReader {
 public:
  ThreadReader(const Corpus& corpus, std::vector<CorpusThread>& threads) : corpus_(corpus), threads_(threads) {
    for (const CorpusThread& thread : corpus.threads) {
      ids_.insert(thread.id);
      for (const CorpusMessage& message : thread.messages) ids_.insert(message.id);
    }
  }

  void read(const JsonPlace& place) {
    CorpusThread thread;
    thread.id = place["id"].text();
    if (!ids_.insert(thread.id).second) place["id"].fail("another thread or message has the id " + thread.id);
    thread.title = place["title"].text();
    thread.where = place.where();
    if (place.maybe("kind")) thread.kind = one_of<v1::ThreadKind>(place["kind"], thread_kinds);
    read_place(place, thread);
    thread.tags = texts(place.maybe("tags"));
    if (thread.kind == v1::THREAD_KIND_OBSTACLE) thread.obstacle = read_obstacle(place);
    read_messages(place["messages"], thread);
    threads_.push_back(std::move(thread));
  }

 private:
  void read_place(const JsonPlace& place, CorpusThread& thread) {
    if (channel_kind(place["space"]) == v1::CHANNEL_KIND_THEMES) {
      thread.channel.kind = v1::CHANNEL_KIND_THEMES;
      thread.theme_id = place["theme_id"].text();
      if (corpus_.theme(thread.theme_id) == nullptr) place["theme_id"].fail("no theme has the id " + thread.theme_id);
      return;
    }
    if (const auto theme = place.maybe("theme_id")) {
      thread.theme_id = theme->text();
      if (corpus_.theme(thread.theme_id) == nullptr) theme->fail("no theme has the id " + thread.theme_id);
    }
    if (thread.kind == v1::THREAD_KIND_OBSTACLE) place["kind"].fail("an obstacle belongs to the themes");
    thread.channel.kind = channel_kind(place["space"]);
    const bool is_single = thread.channel.kind == v1::CHANNEL_KIND_RESOURCE_PROPOSALS ||
                           thread.kind == v1::THREAD_KIND_CHOICE;  // one of its kind: it needs no id
    if (is_single) return;
    const JsonPlace channel_id = place["channel_id"];
    const CorpusChannel* channel = corpus_.channel(channel_id.text());
    if (channel == nullptr) channel_id.fail("no channel has the id " + channel_id.text());
    thread.channel = *channel;
  }

  void read_messages(const JsonPlace& list, CorpusThread& thread) {
    std::set<std::string> earlier;
    for (const JsonPlace& place : list.items()) {
      CorpusMessage message = read_message(place, corpus_);
      if (!ids_.insert(message.id).second) place["id"].fail("another thread or message has the id " + message.id);
      if (!message.reply_to_id.empty() && !earlier.contains(message.reply_to_id)) {
        place["reply_to_id"].fail("no earlier message of this thread has the id " + message.reply_to_id);
      }
      const bool opens_obstacle = thread.obstacle && thread.messages.empty();
      if ((message.kind == v1::MESSAGE_KIND_OBSTACLE) != opens_obstacle) {
        place["kind"].fail("\"frein\" is the kind of an obstacle's first message, and of no other");
      }
      if (!thread.messages.empty() && message.at.utc_ms() < thread.messages.back().at.utc_ms()) {
        place["at"].fail("it is earlier than the message before it");
      }
      earlier.insert(message.id);
      thread.messages.push_back(std::move(message));
    }
    if (thread.messages.empty()) list.fail("a thread has at least one message");
  }

  const Corpus& corpus_;
  std::vector<CorpusThread>& threads_;
  std::set<std::string> ids_;
};

}  // namespace

void read_threads(const JsonPlace& root, Corpus& corpus) {
  ThreadReader reader(corpus, corpus.threads);
  for (const JsonPlace& place : root["threads"].items()) reader.read(place);
  if (const auto more = root.maybe("access_test_threads")) {
    for (const JsonPlace& place : more->items()) reader.read(place);
  }
}

void read_course_threads(const JsonPlace& root, Corpus& corpus) {
  const auto threads = root.maybe("threads");
  if (!threads) return;
  ThreadReader reader(corpus, corpus.course_threads);
  for (const JsonPlace& place : threads->items()) reader.read(place);
}

}  // namespace ramure::ops
