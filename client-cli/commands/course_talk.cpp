#include "client-cli/commands/course_talk.hpp"

#include <algorithm>
#include <set>

#include "client-cli/commands/writing.hpp"
#include "client-cli/state/one_named.hpp"

namespace ramure::cli {

namespace {

constexpr std::uint32_t page_rows = 200;  // as many as one answer holds

}  // namespace

// A page begins where the last one ended; what begins at that very moment comes twice and is taken once.
Result<v1::GatheringList> fetch_gatherings(Session& session, const v1::ListGatherings& wish) {
  v1::Query question;
  *question.mutable_list_gatherings() = wish;
  question.mutable_list_gatherings()->set_limit(page_rows);
  v1::GatheringList all;
  std::set<std::uint64_t> seen;
  for (bool more = true; more;) {
    const auto answer = session.query(question);
    if (!answer) return std::unexpected(answer.error());
    more = false;
    for (const v1::GatheringRow& row : answer->gathering_list().rows()) {
      if (!seen.insert(row.gathering().id()).second) continue;
      *all.add_rows() = row;
      more = answer->gathering_list().more();
    }
    if (more) question.mutable_list_gatherings()->set_from_ms(all.rows().rbegin()->gathering().starts_at_ms());
  }
  return all;
}

Result<std::uint64_t> find_gathering(Session& session, const std::string& text) {
  if (Listing::is_reference(text)) return session.gatherings.find(text);
  const auto list = fetch_gatherings(session, {});
  if (!list) return std::unexpected(list.error());
  OneNamed<std::uint64_t> found(text);
  for (const v1::GatheringRow& row : list->rows()) {
    const v1::Gathering& gathering = row.gathering();
    const std::string number = gathering.session_number() == 0 ? "" : "S" + std::to_string(gathering.session_number());
    if (number.empty()) found.see(gathering.id(), {gathering.title()});
    else found.see(gathering.id(), {number, gathering.title()});
  }
  if (found.one() != nullptr) return *found.one();
  return fail(Exit::refused,
              found.is_none()
                  ? t({"aucune rencontre « {} » (« ramure course »)", "no gathering \"{}\" (`ramure course`)"}, {text})
                  : t({"plusieurs rencontres « {} » : précisez", "several gatherings \"{}\": say more"}, {text}));
}

Result<AtGathering> open_at_gathering(const Options& options, const std::string& gathering) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto id = find_gathering(**session, gathering);
  if (!id) return std::unexpected(id.error());
  return AtGathering{std::move(*session), *id};
}

Result<v1::GatheringAnswer> fetch_gathering(Session& session, std::uint64_t id) {
  v1::Query question;
  question.mutable_get_gathering()->set_gathering_id(id);
  auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  return std::move(*answer->mutable_gathering());
}

Result<void> send_to_course(Session& session, v1::CourseCommand wish, Words done) {
  v1::Command command;
  *command.mutable_course() = std::move(wish);
  return send_keeping_words(session, std::move(command), done);
}

void add_gathering_word(CLI::App& command, std::string& gathering) {
  command
      .add_option("gathering", gathering,
                  t({"la rencontre : ~N, identifiant, S1… ou mots du titre",
                     "the gathering: ~N, id, S1… or words of its title"}))
      ->required();
}

}  // namespace ramure::cli
