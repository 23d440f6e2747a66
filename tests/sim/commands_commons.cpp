// Commands about resources, the choice of a subject, quotes and dossiers, drawn like those of commands.cpp.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "tests/sim/commands.hpp"

namespace ramure::sim {

namespace {

class Maker {
 public:
  Maker(Dice& dice, const JournalLog& log, const cli::State& state) : dice_(dice), log_(log), state_(state) {}

  void propose(v1::Command& command) {
    v1::OpenThread& open = *command.mutable_open_thread();
    open.set_channel_id(channel({v1::CHANNEL_KIND_RESOURCE_PROPOSALS, v1::CHANNEL_KIND_RESOURCES}));
    open.set_kind(v1::THREAD_KIND_RESOURCE);
    open.set_title(numbered("Ressource "));
    open.set_body(numbered("mot"));
  }

  void publish(v1::Command& command) {
    command.mutable_course()->mutable_publish_resource()->set_thread_id(thread(v1::THREAD_KIND_RESOURCE));
  }

  void choose(v1::Command& command) {
    const std::uint64_t choice = thread(v1::THREAD_KIND_CHOICE);
    if (choice == 0 || dice_.chance(15)) {
      v1::OpenThread& open = *command.mutable_open_thread();
      open.set_channel_id(channel({v1::CHANNEL_KIND_PLENARY}));
      open.set_kind(v1::THREAD_KIND_CHOICE);
      open.set_title(numbered("Choix "));
      open.set_body(numbered("mot"));
      return;
    }
    constexpr std::array kinds{v1::MESSAGE_KIND_PROPOSAL, v1::MESSAGE_KIND_SETTLEMENT, v1::MESSAGE_KIND_OBJECTION,
                               v1::MESSAGE_KIND_DECISION};
    v1::PostMessage& post = *command.mutable_post_message();
    post.set_thread_id(choice);
    post.set_kind(kinds[dice_.below(kinds.size())]);
    post.set_body(numbered("mot"));
    if (post.kind() == v1::MESSAGE_KIND_OBJECTION) post.set_reply_to_id(message());
  }

  void ask_for_quote(v1::Command& command) {
    v1::AskForQuote& ask = *command.mutable_course()->mutable_ask_for_quote();
    ask.set_message_id(message());
    ask.set_words("mot");  // nearly every message of this world has one
  }

  // Whoever was asked is told by an event of his own; ids near a message's are tried.
  void answer_quote(v1::Command& command) {
    v1::AnswerQuote& answer = *command.mutable_course()->mutable_answer_quote();
    answer.set_quote_id(log_.head_seq() - dice_.below(std::min<std::uint64_t>(log_.head_seq(), 60)));
    answer.set_allowed(dice_.chance(70));
  }

  void publish_dossier(v1::Command& command) {
    v1::PublishDossier& publish = *command.mutable_course()->mutable_publish_dossier();
    publish.set_channel_id(
        channel({v1::CHANNEL_KIND_STEERING, v1::CHANNEL_KIND_ORIENTATION, v1::CHANNEL_KIND_TECHNICAL}));
    publish.set_title(numbered("Dossier "));
    publish.set_words(numbered("mot"));
  }

 private:
  std::string numbered(const char* word) { return word + std::to_string(dice_.below(1'000'000)); }

  std::uint64_t one_of(const std::vector<std::uint64_t>& ids) { return ids.empty() ? 0 : ids[dice_.below(ids.size())]; }

  std::uint64_t channel(std::initializer_list<v1::ChannelKind> kinds) {
    std::vector<std::uint64_t> ids;
    for (const auto& [id, row] : state_.picture().channels) {
      if (std::ranges::find(kinds, row.channel.kind()) != kinds.end()) ids.push_back(id);
    }
    return ids.empty() ? one_of(log_.channels()) : one_of(ids);
  }

  std::uint64_t thread(v1::ThreadKind kind) {
    std::vector<std::uint64_t> ids;
    for (const auto& [id, row] : state_.picture().threads) {
      if (row.thing.kind() == kind && !row.thing.archived()) ids.push_back(id);
    }
    return one_of(ids);
  }

  std::uint64_t message() {
    std::vector<std::uint64_t> ids;
    for (const auto& [id, row] : state_.picture().threads) {
      if (row.thing.last_message_id() != 0) ids.push_back(row.thing.last_message_id());
    }
    return ids.empty() || dice_.chance(15) ? one_of(log_.messages()) : one_of(ids);
  }

  Dice& dice_;
  const JournalLog& log_;
  const cli::State& state_;
};

}  // namespace

void random_commons_command(Dice& dice, const JournalLog& log, const cli::State& state, v1::Command& command) {
  Maker maker(dice, log, state);
  switch (dice.below(6)) {
    case 0: maker.propose(command); break;
    case 1: maker.publish(command); break;
    case 2: maker.choose(command); break;
    case 3: maker.ask_for_quote(command); break;
    case 4: maker.answer_quote(command); break;
    default: maker.publish_dossier(command);
  }
}

}  // namespace ramure::sim
