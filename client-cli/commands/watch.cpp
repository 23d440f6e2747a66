#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/lines.hpp"
#include "client-cli/session/live.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

struct Wish {
  std::string thread;
  std::uint64_t since = 0;
  std::uint64_t count = 0;
};

void tell_connection(bool connected) {
  std::fprintf(stderr, "ramure: %s\n",
               connected ? t({"de nouveau en ligne", "online again"})
                         : t({"le réseau manque ; rien ne sera perdu", "the network is gone; nothing will be lost"}));
}

Result<void> watch(const Options& options, const Wish& wish) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  std::uint64_t only_thread = 0;
  if (!wish.thread.empty()) {
    const auto id = (*session)->find_thread(wish.thread);
    if (!id) return std::unexpected(id.error());
    only_thread = *id;
  }
  const Terminal terminal(options.environment);
  std::uint64_t shown = 0;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  LiveHandlers handlers;
  handlers.on_event = [&](const v1::Event& event) {
    if ((only_thread != 0 && !is_about(event, only_thread)) || (wish.count != 0 && shown >= wish.count)) return;
    if (options.json) {
      print_json(event);
      ++shown;
    } else if (const auto line = line_of(**session, terminal, event)) {
      std::printf("%s\n", line->c_str());
      ++shown;
    }
    std::fflush(stdout);
  };
  handlers.on_connection = tell_connection;
  handlers.is_over = [&] { return wish.count != 0 && shown >= wish.count; };
  if (options.environment.stdout_is_terminal)
    std::fprintf(stderr, "%s\n", t({"À l’écoute ; Ctrl+C pour finir.", "Listening; Ctrl+C to end."}));
  return follow_live(**session, wish.since, handlers);
}

}  // namespace

void add_watch_command(CLI::App& app, Invocation& invocation) {
  auto wish = std::make_shared<Wish>();
  auto* command = app.add_subcommand(
      "watch", t({"suivre en direct, sans rien manquer ni répéter", "follow live, missing and repeating nothing"}));
  command->add_option("thread", wish->thread, t({"un seul fil", "one thread only"}));
  command->add_option("--since", wish->since,
                      t({"reprendre après ce point (seq d’un événement, voir --json)",
                         "go on after this point (seq of an event, see --json)"}));
  command->add_option("--count", wish->count, t({"finir après N lignes", "end after N lines"}));
  command->callback(
      [&invocation, wish] { invocation.run = [&invocation, wish] { return watch(invocation.options, *wish); }; });
}

}  // namespace ramure::cli
