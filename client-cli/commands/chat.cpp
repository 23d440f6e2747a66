#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/lines.hpp"
#include "client-cli/commands/pages.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/session/live.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

constexpr unsigned messages_at_start = 15;
constexpr std::int64_t typing_shown_ms = 5'000;

// One conversation: what was said last, then both directions at once. Lines begin with "/" for what is no message.
class Chat {
 public:
  Chat(Session& session, std::uint64_t thread_id)
      : session_(session), terminal_(session.options.environment), thread_id_(thread_id) {}

  Result<void> run() {
    if (auto begun = show_beginning(); !begun) return begun;
    LiveHandlers handlers;
    handlers.on_event = [this](const v1::Event& event) { show(event); };
    handlers.on_signal = [this](const v1::Signal& signal) { show_typing(signal); };
    handlers.on_connection = [](bool connected) {
      std::fprintf(stderr, "  %s\n",
                   connected ? t({"(de nouveau en ligne)", "(online again)"})
                             : t({"(hors ligne : ce que vous écrivez sera envoyé au retour du réseau)",
                                  "(offline: what you write will be sent when the network is back)"}));
    };
    handlers.on_line = [this](std::optional<std::string> line) { take(std::move(line)); };
    handlers.is_over = [this] {
      send_waiting();
      return over_ && unsent_.empty();
    };
    return follow_live(session_, 0, handlers);
  }

 private:
  Result<void> show_beginning() {
    const auto row = fetch_thread(session_, thread_id_);
    if (!row) return std::unexpected(row.error());
    show_thread_head(terminal_, session_.names, row->thread());
    v1::Query question;
    question.mutable_get_history()->set_thread_id(thread_id_);
    question.mutable_get_history()->set_limit(messages_at_start);
    const auto answer = session_.query(question);
    if (!answer) return std::unexpected(answer.error());
    for (const v1::Message& message : answer->history().messages()) {
      show_message(terminal_, session_.names, message, 0);
      last_shown_ = message.id();
    }
    std::printf("\n%s\n", terminal_
                              .styled(t({"Écrivez, puis Entrée. /fin pour quitter, /aide pour le reste.",
                                         "Write, then Enter. /quit to leave, /help for the rest."}),
                                      Style::dim)
                              .c_str());
    return {};
  }

  void show(const v1::Event& event) {
    if (!is_about(event, thread_id_) || (event.has_message_posted() && event.seq() <= last_shown_)) return;
    if (const auto line = line_of(session_, terminal_, event)) std::printf("%s\n", line->c_str());
    std::fflush(stdout);
    if (event.has_message_posted()) last_shown_ = event.seq();
  }

  void show_typing(const v1::Signal& signal) {
    if (!signal.has_typing() || signal.typing().thread_id() != thread_id_ ||
        !session_.options.environment.stdout_is_terminal)
      return;
    if (now_ms() - typing_shown_at_ms_ < typing_shown_ms) return;
    typing_shown_at_ms_ = now_ms();
    std::printf("%s\n", terminal_
                            .styled(t({"  ({} écrit…)", "  ({} is writing…)"},
                                      {session_.names.member(signal.typing().member_id())}),
                                    Style::dim)
                            .c_str());
  }

  // Runs inside the connection's waiting, so it only notes what is to be sent.
  void take(std::optional<std::string> line) {
    if (!line || *line == "/fin" || *line == "/quit") {
      over_ = true;
    } else if (*line == "/aide" || *line == "/help") {
      std::printf("  %s\n",
                  t({"/fin quitter · /qui qui lit ici · « \\ » en fin de ligne : le message continue",
                     "/quit leave · /who who reads here · \"\\\" at the end of a line: the message goes on"}));
    } else if (*line == "/qui" || *line == "/who") {
      asked_who_ = true;
    } else if (!line->empty() && line->back() == '\\') {
      unfinished_ += line->substr(0, line->size() - 1) + "\n";
    } else if (const std::string text = unfinished_ + *line; text.find_first_not_of(" \t\n") != std::string::npos) {
      unsent_.push_back(text);
      unfinished_.clear();
    }
    session_.connection().wake();
  }

  void send_waiting() {
    if (asked_who_) tell_readers();
    while (!unsent_.empty()) {
      v1::Command command;
      command.mutable_post_message()->set_thread_id(thread_id_);
      command.mutable_post_message()->set_body(session_.names.with_mentions(unsent_.front()));
      const auto accepted = session_.command(command);
      if (!accepted) std::fprintf(stderr, "  (%s)\n", accepted.error().text.c_str());
      unsent_.erase(unsent_.begin());  // accepted, refused for good, or kept in the outbox
    }
  }

  void tell_readers() {
    asked_who_ = false;
    v1::Query question;
    question.mutable_list_readers()->set_channel_id(session_.names.channel_of_thread(thread_id_));
    const auto answer = session_.query(question);
    if (!answer) return;
    for (const v1::Membership& membership : answer->reader_list().memberships()) {
      std::printf("  %s (%s)\n", session_.names.member(membership.member_id()).c_str(), role_text(membership.role()));
    }
  }

  Session& session_;
  Terminal terminal_;
  std::uint64_t thread_id_;
  std::uint64_t last_shown_ = 0;
  std::int64_t typing_shown_at_ms_ = 0;
  std::vector<std::string> unsent_;
  std::string unfinished_;
  bool asked_who_ = false;
  bool over_ = false;
};

Result<void> chat(const Options& options, const std::string& thread) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto id = (*session)->find_thread(thread);
  if (!id) return std::unexpected(id.error());
  return Chat(**session, *id).run();
}

}  // namespace

void add_chat_command(CLI::App& app, Invocation& invocation) {
  auto thread = std::make_shared<std::string>();
  auto* command = app.add_subcommand("chat", t({"parler dans un fil, en direct", "talk in a thread, live"}));
  command->add_option("thread", *thread)->required();
  command->callback(
      [&invocation, thread] { invocation.run = [&invocation, thread] { return chat(invocation.options, *thread); }; });
}

}  // namespace ramure::cli
