#include <cstdio>

#include "client-cli/commands/commands.hpp"
#include "client-cli/commands/show.hpp"
#include "client-cli/output/terminal.hpp"
#include "client-cli/text/language.hpp"

namespace ramure::cli {

namespace {

struct Filter {
  std::string channel, theme, territory, kind, status;
  bool archived = false, all = false, unread = false, mine = false, unresolved = false;
  unsigned limit = 50;
};

Result<void> list_channels(const Options& options) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const Terminal terminal(options.environment);
  for (const auto& [id, channel] : (*session)->names.channels()) {
    if (!holds_threads(channel)) continue;  // `ramure round list`
    if (options.json) {
      print_json(channel);
    } else if (channel.kind() != v1::CHANNEL_KIND_DIRECTORY) {
      std::printf("%s  %s\n", terminal.styled(channel.title(), Style::bold).c_str(),
                  terminal.styled(kind_text(channel.kind()), Style::dim).c_str());
    }
  }
  return {};
}

Result<v1::ListThreads> to_query(const Names& names, const Filter& filter) {
  v1::ListThreads query;
  const auto set = [&](const std::string& text, auto find, auto put) -> Result<void> {
    if (text.empty()) return {};
    const Result<std::uint64_t> id = find(text);
    if (!id) return std::unexpected(id.error());
    put(*id);
    return {};
  };
  if (auto ok = set(
          filter.channel, [&](auto& text) { return names.find_channel(text); },
          [&](auto id) { query.set_channel_id(id); });
      !ok)
    return std::unexpected(ok.error());
  if (auto ok = set(
          filter.theme, [&](auto& text) { return names.find_theme(text); }, [&](auto id) { query.set_theme_id(id); });
      !ok)
    return std::unexpected(ok.error());
  if (auto ok = set(
          filter.territory, [&](auto& text) { return names.find_territory(text); },
          [&](auto id) { query.set_territory_id(id); });
      !ok)
    return std::unexpected(ok.error());
  if (!filter.kind.empty()) {
    const auto kind = thread_kind(filter.kind);
    if (!kind) return std::unexpected(kind.error());
    query.set_kind(*kind);
  }
  if (!filter.status.empty()) {
    const auto status = obstacle_status(filter.status);
    if (!status) return std::unexpected(status.error());
    query.add_obstacle_statuses(*status);
  }
  if (filter.archived) query.set_archived(v1::ListThreads::ARCHIVED_ONLY);
  if (filter.all) query.set_archived(v1::ListThreads::ARCHIVED_ALSO);
  if (filter.unresolved) query.set_resolved(v1::ListThreads::UNRESOLVED_ONLY);
  query.set_unread_only(filter.unread);
  query.set_mine_only(filter.mine);
  return query;
}

Result<void> list_threads(const Options& options, const Filter& filter) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  auto query = to_query((*session)->names, filter);
  if (!query) return std::unexpected(query.error());
  std::vector<std::uint64_t> ids;
  while (ids.size() < filter.limit) {
    query->set_limit(std::min(200u, filter.limit - static_cast<unsigned>(ids.size())));
    v1::Query question;
    *question.mutable_list_threads() = *query;
    const auto answer = (*session)->query(question);
    if (!answer) return std::unexpected(answer.error());
    for (const v1::ThreadRow& row : answer->thread_list().rows()) {
      ids.push_back(row.thread().id());
      if (options.json) {
        print_json(row);
      } else {
        show_thread_row(Terminal(options.environment), (*session)->names, row, ids.size());
      }
    }
    if (answer->thread_list().next_page_token().empty()) break;
    query->set_page_token(answer->thread_list().next_page_token());
  }
  (*session)->threads.remember(ids);
  if (ids.empty() && !options.json) std::printf("%s\n", t({"Aucun fil ici pour l’instant.", "No thread here yet."}));
  return {};
}

// « Qui lit ici ? »
Result<void> list_readers(const Options& options, const std::string& place) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  Result<std::uint64_t> channel = (*session)->names.find_channel(place);
  if (!channel) {
    const auto thread = (*session)->find_thread(place);
    if (!thread) return std::unexpected(channel.error());
    v1::Query question;
    question.mutable_get_thread()->set_thread_id(*thread);
    const auto answer = (*session)->query(question);
    if (!answer) return std::unexpected(answer.error());
    channel = answer->thread().row().thread().channel_id();
  }
  v1::Query question;
  question.mutable_list_readers()->set_channel_id(*channel);
  const auto answer = (*session)->query(question);
  if (!answer) return std::unexpected(answer.error());
  for (const v1::Membership& membership : answer->reader_list().memberships()) {
    if (options.json) {
      print_json(membership);
    } else {
      std::printf("%s (%s)%s\n", (*session)->names.member(membership.member_id()).c_str(), role_text(membership.role()),
                  membership.can_write() ? "" : t({", lecture seule", ", read-only"}));
    }
  }
  return {};
}

}  // namespace

void add_listing_commands(CLI::App& app, Invocation& invocation) {
  auto* channels = app.add_subcommand("channels", t({"les lieux que je lis", "the places that I read"}));
  channels->callback([&invocation] { invocation.run = [&invocation] { return list_channels(invocation.options); }; });

  auto filter = std::make_shared<Filter>();
  auto* threads =
      app.add_subcommand("threads", t({"les fils, derniers échanges d’abord", "threads, latest activity first"}));
  threads->add_option("--channel", filter->channel, t({"dans ce lieu", "in this place"}));
  threads->add_option("--theme", filter->theme, t({"thématique (mots ou clé)", "theme (words or key)"}));
  threads->add_option("--territory", filter->territory, t({"territoire (mots ou clé)", "territory (words or key)"}));
  threads->add_option("--kind", filter->kind, "discussion|question|temoignage|frein");
  threads->add_option("--status", filter->status, t({"statut d’un frein", "status of an obstacle"}));
  threads->add_flag("--archived", filter->archived, t({"seulement les archives", "archived only"}));
  threads->add_flag("--all", filter->all, t({"archives comprises", "archived too"}));
  threads->add_flag("--unread", filter->unread, t({"seulement les non lus", "unread only"}));
  threads->add_flag("--mine", filter->mine, t({"seulement ceux où j’ai écrit", "only those in which I wrote"}));
  threads->add_flag("--unresolved", filter->unresolved, t({"seulement les non résolus", "unresolved only"}));
  threads->add_option("--limit", filter->limit, t({"au plus (50)", "at most (50)"}))->check(CLI::Range(1u, 10'000u));
  threads->callback([&invocation, filter] {
    invocation.run = [&invocation, filter] { return list_threads(invocation.options, *filter); };
  });

  auto place = std::make_shared<std::string>();
  auto* readers = app.add_subcommand("readers", t({"« Qui lit ici ? »", "who reads here?"}));
  readers->add_option("place", *place, t({"un lieu ou un fil", "a place or a thread"}))->required();
  readers->callback([&invocation, place] {
    invocation.run = [&invocation, place] { return list_readers(invocation.options, *place); };
  });
}

}  // namespace ramure::cli
