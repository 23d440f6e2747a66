#include "client-cli/session/session.hpp"

#include <algorithm>
#include <cstdio>

#include "client-cli/session/files.hpp"
#include "client-cli/text/language.hpp"
#include "protocol/hex.hpp"
#include "protocol/limits.hpp"

namespace ramure::cli {

namespace {

std::string owner_of(const Profile& profile) { return profile.name + "@" + profile.address + "/" + profile.community; }

bool worth_another_try(const v1::Refusal& refusal) { return refusal.retryable(); }

About about(const v1::Query& query) {
  using Q = v1::Query;
  const auto body = query.body_case();
  if (body >= Q::kListRoadmaps && body <= Q::kListRoadmapTemplates) return About::roadmap;
  return body >= Q::kListGatherings && body <= Q::kListDossiers ? About::course : About::round;
}
About about(const v1::Command& command) {
  if (command.has_roadmap() || command.has_push_text()) return About::roadmap;
  return command.has_course() ? About::course : About::round;
}

}  // namespace

Session::Session(const Options& session_options, const Profile& session_profile)
    : options(session_options),
      profile(session_profile),
      outbox(session_options.environment.state_folder, owner_of(session_profile)),
      threads(session_options.environment.state_folder, owner_of(session_profile), "threads"),
      messages(session_options.environment.state_folder, owner_of(session_profile), "messages"),
      rounds(session_options.environment.state_folder, owner_of(session_profile), "rounds"),
      contributions(session_options.environment.state_folder, owner_of(session_profile), "contributions"),
      roadmaps(session_options.environment.state_folder, owner_of(session_profile), "roadmaps"),
      actions(session_options.environment.state_folder, owner_of(session_profile), "actions"),
      comments(session_options.environment.state_folder, owner_of(session_profile), "comments"),
      gatherings(session_options.environment.state_folder, owner_of(session_profile), "gatherings"),
      sentences(session_options.environment.state_folder, owner_of(session_profile), "sentences"),
      notes(session_options.environment.state_folder, owner_of(session_profile), "notes"),
      quotes(session_options.environment.state_folder, owner_of(session_profile), "quotes"),
      dossiers(session_options.environment.state_folder, owner_of(session_profile), "dossiers"),
      copies(session_options.environment.state_folder, owner_of(session_profile)) {}

std::filesystem::path Session::names_path() const {
  return options.environment.state_folder / "names" / (hex_of(owner_of(profile)) + ".directory");
}

Result<std::unique_ptr<Session>> Session::open_offline(const Options& options) {
  auto profile = ProfileFile(options.environment.config_folder, options.profile).load();
  if (!profile) return std::unexpected(profile.error());
  std::unique_ptr<Session> session(new Session(options, *profile));
  v1::Snapshot directory;
  if (const auto bytes = read_file(session->names_path()); bytes && directory.ParseFromString(*bytes))
    session->names.take(directory);
  return session;
}

Result<std::unique_ptr<Session>> Session::open(const Options& options) {
  auto session = open_offline(options);
  if (!session) return session;
  if (auto welcome = (*session)->reconnect("", 0); !welcome) return std::unexpected(welcome.error());
  if (auto loaded = (*session)->load_names(); !loaded) return std::unexpected(loaded.error());
  if (auto flushed = (*session)->flush_outbox(); !flushed)
    std::fprintf(stderr, "ramure: %s\n", flushed.error().text.c_str());
  return session;
}

Result<v1::Welcome> Session::reconnect(const std::string& epoch, std::uint64_t cursor_seq) {
  connection_.reset();
  const auto address = parse_address(profile.address);
  if (!address) return std::unexpected(address.error());
  auto connection = Connection::open(*address, profile.token);
  if (!connection) return std::unexpected(connection.error());
  v1::Hello hello;
  hello.set_feature_level(limits::feature_level);
  hello.set_community(profile.community);
  hello.set_events_only(true);
  hello.set_epoch(epoch);
  hello.set_cursor_seq(cursor_seq);
  hello.set_client_name("ramure (terminal)");
  auto welcome = (*connection)->hello(hello);
  if (!welcome) return welcome;
  connection_ = std::move(*connection);
  welcome_ = *welcome;
  return welcome;
}

Result<void> Session::load_names() {
  v1::Query query_snapshot;
  query_snapshot.mutable_get_snapshot();
  auto answer = query(query_snapshot);
  if (!answer) return std::unexpected(answer.error());
  names.take(answer->snapshot());
  if (answer->snapshot().more_directory()) {
    if (auto loaded = load_directory(); !loaded) return loaded;
  }
  write_file(names_path(), names.directory().SerializeAsString());
  return {};
}

// A directory too large for the snapshot, page by page.
Result<void> Session::load_directory() {
  std::uint64_t after_id = 1;  // the directory's own id
  for (bool more = true; more;) {
    v1::Query page;
    page.mutable_get_snapshot()->set_directory_after_id(after_id);
    const auto answer = query(page);
    if (!answer) return std::unexpected(answer.error());
    const v1::Snapshot& part = answer->snapshot();
    names.take(part);
    for (const auto& member : part.members()) after_id = std::max(after_id, member.id());
    for (const auto& territory : part.territories()) after_id = std::max(after_id, territory.id());
    for (const auto& theme : part.themes()) after_id = std::max(after_id, theme.id());
    more = part.more_directory();
  }
  return {};
}

Result<v1::Answer> Session::query(const v1::Query& query) {
  if (!online()) return fail(Exit::no_network, t({"pas de réseau", "no network"}));
  v1::ClientFrame frame;
  *frame.mutable_query() = query;
  auto reply = connection_->request(std::move(frame));
  if (!reply) return std::unexpected(reply.error());
  if (reply->has_refusal()) return std::unexpected(from_refusal(reply->refusal(), about(query)));
  return std::move(*reply->mutable_answer());
}

Result<v1::Accepted> Session::send(const v1::Command& command) {
  const auto later = [&command](const std::string& why) {
    return std::unexpected(
        Failure{Exit::kept_for_later, t({"non envoyé ({}) : gardé, sera envoyé au retour du réseau",
                                         "not sent ({}): kept, will be sent when the network is back"},
                                        {why})});
  };
  if (!online()) return later(t({"pas de réseau", "no network"}));
  v1::ClientFrame frame;
  *frame.mutable_command() = command;
  auto reply = connection_->request(std::move(frame));
  if (!reply) return later(reply.error().text);
  if (reply->has_refusal()) {
    const Failure refused = from_refusal(reply->refusal(), about(command));
    if (worth_another_try(reply->refusal())) return later(refused.text);
    outbox.drop(command);
    return std::unexpected(refused);
  }
  outbox.drop(command);
  return reply->accepted();
}

Result<v1::Accepted> Session::command(v1::Command command) {
  command.set_command_key(make_command_key(now_ms()));
  outbox.keep(command);
  return send(command);
}

Result<v1::TextTaken> Session::push(const v1::PushText& push) {
  if (!online()) return fail(Exit::kept_for_later, t({"pas de réseau", "no network"}));
  v1::ClientFrame frame;
  *frame.mutable_command()->mutable_push_text() = push;
  auto reply = connection_->request(std::move(frame));
  if (!reply) return fail(Exit::kept_for_later, reply.error().text);
  if (!reply->has_refusal()) return reply->accepted().text();
  Failure refused = from_refusal(reply->refusal(), About::roadmap);
  if (worth_another_try(reply->refusal())) refused.exit = Exit::kept_for_later;
  return std::unexpected(std::move(refused));
}

Result<int> Session::flush_outbox(const Tell& tell) {
  const auto say = [&tell](const std::string& sentence) {
    tell ? tell(sentence) : static_cast<void>(std::fprintf(stderr, "ramure: %s\n", sentence.c_str()));
  };
  int accepted = 0;
  for (const v1::Command& command : outbox.waiting()) {
    const auto outcome = send(command);
    if (outcome) {
      ++accepted;
    } else if (outcome.error().exit == Exit::kept_for_later) {
      return std::unexpected(outcome.error());
    } else {
      say(t({"un envoi en attente a été refusé : {}", "something that waited was refused: {}"},
            {outcome.error().text}));
      if (const std::string words = words_said_in(command); !words.empty()) {
        outbox.set_aside(command);
        say(t({"vos mots sont gardés (« ramure outbox ») : {}", "your words are kept (`ramure outbox`): {}"}, {words}));
      }
    }
  }
  if (accepted > 0) say(t({"{} envoi(s) en attente transmis", "{} waiting item(s) sent"}, {std::to_string(accepted)}));
  return accepted;
}

Result<std::uint64_t> Session::find_thread(const std::string& text) {
  return Listing::is_reference(text) ? threads.find(text) : names.find_thread(text);
}

}  // namespace ramure::cli
