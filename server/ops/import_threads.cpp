// The steps that say again what was said: threads, messages, reactions, and the way that an obstacle went.
#include <algorithm>

#include "server/ops/import_script.hpp"
#include "server/ops/json_place.hpp"

namespace ramure::ops {

namespace {

using namespace std::chrono;

constexpr TimestampMs ms(auto duration) { return duration_cast<milliseconds>(duration).count(); }

v1::Command opening(const CorpusThread& thread, const ImportRun& run) {
  v1::Command command;
  const std::uint64_t theme_id = thread.theme_id.empty() ? 0 : run.id("theme:" + thread.theme_id);
  const CorpusMessage& first = thread.messages.front();
  if (thread.obstacle) {
    v1::DeclareObstacle& declare = *command.mutable_declare_obstacle();
    declare.set_title(thread.title);
    declare.set_body(first.text);
    *declare.mutable_card() = thread.obstacle->card;
    declare.mutable_card()->clear_status();
    declare.mutable_card()->clear_outcome();
    declare.set_theme_id(theme_id);
    declare.mutable_tags()->Assign(thread.tags.begin(), thread.tags.end());
  } else {
    v1::OpenThread& open = *command.mutable_open_thread();
    open.set_channel_id(run.channel(thread.channel));
    open.set_kind(thread.kind);
    open.set_title(thread.title);
    open.set_body(first.text);
    open.set_theme_id(theme_id);
    open.mutable_tags()->Assign(thread.tags.begin(), thread.tags.end());
  }
  return command;
}

Step open_thread(const CorpusThread& thread, weeks shift) {
  const CorpusMessage& first = thread.messages.front();
  const auto give = [&thread, &first](const ImportRun& run) {
    return std::optional(
        Order{.member_id = run.person(first.author_id), .command = opening(thread, run), .papers = first.papers});
  };
  const auto done = [&thread, &first](ImportRun& run, const v1::Accepted& accepted) {
    run.note("thread:" + thread.id, accepted.first_seq());
    run.note("message:" + first.id, accepted.first_seq() + 1);
  };
  return {.at_ms = first.at.utc_ms(shift),
          .name = "thread:" + thread.id,
          .where = thread.where,
          .order = give,
          .done = done};
}

Step post(const CorpusThread& thread, const CorpusMessage& message, weeks shift) {
  const auto give = [&thread, &message](const ImportRun& run) {
    Order order{.member_id = run.person(message.author_id), .command = {}, .papers = message.papers};
    v1::PostMessage& post = *order.command.mutable_post_message();
    post.set_thread_id(run.id("thread:" + thread.id));
    post.set_body(message.text);
    post.set_kind(message.kind);
    if (!message.reply_to_id.empty()) post.set_reply_to_id(run.id("message:" + message.reply_to_id));
    return std::optional(order);
  };
  const auto done = [&message](ImportRun& run, const v1::Accepted& accepted) {
    run.note("message:" + message.id, accepted.first_seq());
  };
  return {.at_ms = message.at.utc_ms(shift),
          .name = "message:" + message.id,
          .where = message.where,
          .order = give,
          .done = done};
}

// The corpus counts reactions; who reacted is drawn from those who could, never the author.
Step react(const CorpusThread& thread, const CorpusMessage& message, const CorpusReaction& reaction, std::size_t which,
           weeks shift) {
  const auto give = [&thread, &message, &reaction, which](const ImportRun& run) {
    const std::vector<std::uint64_t> reactors = run.reactors(thread, message);
    if (which >= reactors.size()) {
      throw CorpusFaultError({message.where + ".reactions",
                              "more reactions than people who can react: " + std::to_string(reactors.size())});
    }
    Order order{.member_id = reactors[which], .command = {}};
    order.command.mutable_react()->set_message_id(run.id("message:" + message.id));
    order.command.mutable_react()->set_name(reaction.name);
    order.command.mutable_react()->set_added(true);
    return std::optional(order);
  };
  const std::string name = "reaction:" + message.id + ":" + reaction.name + ":" + std::to_string(which);
  const TimestampMs later_ms = ms(minutes(5 + number_of(name) % (20 * 60)));  // within a day
  return {.at_ms = message.at.utc_ms(shift) + later_ms, .name = name, .where = message.where, .order = give};
}

struct Move {
  const CorpusMessage* near = nullptr;  // the message that it goes with
  minutes later{};
  std::string actor_id;
  v1::ObstacleStatus to = v1::OBSTACLE_STATUS_UNSPECIFIED;
  bool is_done_by_round = false;
};

// How an obstacle came to its status. The corpus tells the end only; this is the way that the messages suggest.
class ObstacleWay {
 public:
  // `returned`: a round of the corpus comes back here, and moves it on by itself.
  ObstacleWay(const CorpusThread& thread, const CorpusMessage* returned)
      : thread_(thread), returned_(returned), author_id_(thread.messages.front().author_id) {}

  std::vector<Move> moves() {
    const v1::ObstacleStatus end = thread_.obstacle->card.status();
    if (end == v1::OBSTACLE_STATUS_OPEN) return {};
    if (const auto* reply = first_reply()) add({reply, minutes(30), author_id_, v1::OBSTACLE_STATUS_IN_DISCUSSION});
    const CorpusMessage* framed = first_of_kind(v1::MESSAGE_KIND_MODERATION);
    if (thread_.obstacle->has_round && framed != nullptr) {
      add({framed, minutes(-1), author_id_, v1::OBSTACLE_STATUS_IN_ROUND});
      if (const auto* back = first_of_kind(v1::MESSAGE_KIND_RETURN)) {
        add({back, minutes(1), author_id_, v1::OBSTACLE_STATUS_ACTION_PLAN});
        if (returned_ != nullptr) moves_.back().is_done_by_round = true;
      }
    }
    const bool is_framed = framed != nullptr && !thread_.obstacle->has_round && end == v1::OBSTACLE_STATUS_ACTION_PLAN;
    add(is_framed ? Move{framed, minutes(1), framed->author_id, end}
                  : Move{last_of_author(), minutes(2), author_id_, end});
    std::erase_if(moves_, [](const Move& move) { return move.is_done_by_round; });
    return std::move(moves_);
  }

 private:
  void add(const Move& move) {
    if (moves_.empty() || moves_.back().to != move.to) moves_.push_back(move);
  }
  const CorpusMessage* first_reply() const {
    for (const CorpusMessage& message : thread_.messages) {
      if (message.author_id != author_id_ && message.kind != v1::MESSAGE_KIND_MODERATION) return &message;
    }
    return nullptr;
  }
  const CorpusMessage* first_of_kind(v1::MessageKind kind) const {
    const auto found = std::ranges::find(thread_.messages, kind, &CorpusMessage::kind);
    return found == thread_.messages.end() ? nullptr : &*found;
  }
  const CorpusMessage* last_of_author() const {
    const CorpusMessage* last = &thread_.messages.front();
    for (const CorpusMessage& message : thread_.messages) {
      if (message.author_id == author_id_) last = &message;
    }
    return last;
  }

  const CorpusThread& thread_;
  const CorpusMessage* returned_;
  const std::string author_id_;
  std::vector<Move> moves_;
};

Step set_status(const CorpusThread& thread, const Move& move, TimestampMs at_ms, std::size_t which) {
  const auto give = [&thread, move](const ImportRun& run) {
    Order order{.member_id = run.person(move.actor_id), .command = {}};
    v1::SetObstacleStatus& set = *order.command.mutable_set_obstacle_status();
    set.set_thread_id(run.id("thread:" + thread.id));
    set.set_status(move.to);
    if (move.to == thread.obstacle->card.status()) set.set_outcome(thread.obstacle->card.outcome());
    return std::optional(order);
  };
  return {.at_ms = at_ms,
          .name = "status:" + thread.id + ":" + std::to_string(which),
          .where = thread.where + ".frein",
          .order = give};
}

void add_obstacle_moves(const CorpusThread& thread, const CorpusMessage* returned, weeks shift,
                        std::vector<Step>& script) {
  TimestampMs earliest_ms = thread.messages.front().at.utc_ms(shift) + 1;
  std::size_t which = 0;
  for (const Move& move : ObstacleWay(thread, returned).moves()) {
    const TimestampMs at_ms = std::max(move.near->at.utc_ms(shift) + ms(move.later), earliest_ms);
    script.push_back(set_status(thread, move, at_ms, which++));
    earliest_ms = at_ms + 1;
  }
}

}  // namespace

void add_thread(const Corpus& corpus, const CorpusThread& thread, weeks shift, std::vector<Step>& script) {
  const CorpusMessage* returned = returned_by_round(corpus, thread);
  script.push_back(open_thread(thread, shift));
  for (const CorpusMessage& message : thread.messages) {
    const bool is_posted = &message != &thread.messages.front() && &message != returned;
    if (is_posted) script.push_back(post(thread, message, shift));
    std::size_t which = 0;  // one person reacts once to a message, whatever the reaction is
    for (const CorpusReaction& reaction : message.reactions) {
      for (std::uint32_t i = 0; i < reaction.count; ++i)
        script.push_back(react(thread, message, reaction, which++, shift));
    }
  }
  if (thread.obstacle) add_obstacle_moves(thread, returned, shift, script);
}

}  // namespace ramure::ops
