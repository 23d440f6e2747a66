#include "client-cli/commands/pages.hpp"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <iterator>

#include "client-cli/output/own_editor.hpp"
#include "client-cli/output/terminal.hpp"
#include "client-cli/session/files.hpp"
#include "client-cli/text/language.hpp"
#include "protocol/limits.hpp"

namespace ramure::cli {

namespace {

// Event 1 founds the community: whatever was written came later. A thread may hold older messages than itself.
constexpr std::uint64_t before_all_messages = 1;

Result<std::string> edit_text(const Options& options, const std::string& initial) {
  if (options.environment.editor.empty()) {
    return fail(Exit::usage, t({"donnez le texte, ou réglez la variable EDITOR", "give the text, or set EDITOR"}));
  }
  const auto path = options.environment.state_folder / ("draft." + std::to_string(getpid()) + ".md");
  write_file(path, initial);
  if (auto edited = run_own_editor(options.environment, path); !edited) return std::unexpected(edited.error());
  std::string text = read_file(path).value_or("");
  std::filesystem::remove(path);
  return text;
}

}  // namespace

Result<v1::ThreadRow> fetch_thread(Session& session, std::uint64_t thread_id) {
  v1::Query question;
  question.mutable_get_thread()->set_thread_id(thread_id);
  auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  session.names.take(answer->thread().row().thread());
  return answer->thread().row();
}

Result<v1::ThreadRow> find_thread_row(Session& session, const std::string& named) {
  const auto id = session.find_thread(named);
  if (!id) return std::unexpected(id.error());
  return fetch_thread(session, *id);
}

Result<std::vector<v1::Message>> fetch_whole_thread(Session& session, std::uint64_t thread_id) {
  const auto row = fetch_thread(session, thread_id);
  if (!row) return std::unexpected(row.error());
  const std::uint64_t last = row->thread().last_message_id();
  Progress progress(t({"lecture", "reading"}));
  std::vector<v1::Message> messages;
  v1::Query question;
  question.mutable_get_history()->set_thread_id(thread_id);
  question.mutable_get_history()->set_limit(limits::history_page_max);
  question.mutable_get_history()->set_after_id(before_all_messages);
  while (true) {
    const auto answer = session.query(question);
    if (!answer) return std::unexpected(answer.error());
    const v1::History& page = answer->history();
    std::copy(page.messages().begin(), page.messages().end(), std::back_inserter(messages));
    if (!page.more_after() || page.messages().empty()) return messages;
    question.mutable_get_history()->set_after_id(messages.back().id());
    const std::uint64_t first = messages.front().id();
    if (last > first) progress.show(messages.back().id() - first, last - first);
  }
}

Result<std::string> read_text(const Options& options, const std::string& argument, const std::string& initial) {
  std::string text = argument;
  if (argument == "-" || (argument.empty() && !options.environment.stdin_is_terminal)) {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else if (argument.empty()) {
    auto edited = edit_text(options, initial);
    if (!edited) return edited;
    text = *edited;
  }
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.pop_back();
  if (text.empty())
    return fail(Exit::usage, t({"rien n’est écrit : rien n’est envoyé", "nothing was written: nothing is sent"}));
  return text;
}

}  // namespace ramure::cli
