#include "client-cli/commands/round_talk.hpp"

#include <algorithm>

#include "client-cli/rounds/act_line.hpp"
#include "client-cli/rounds/saying.hpp"

namespace ramure::cli {

namespace {

constexpr std::int64_t between_questions_ms = 300;

}  // namespace

Result<std::uint64_t> find_round(Session& session, const std::string& text) {
  if (Listing::is_reference(text)) return session.rounds.find(text);
  v1::Query question;
  question.mutable_list_rounds()->set_ended_too(true);
  const auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  std::vector<std::uint64_t> found;
  for (const v1::RoundRow& row : answer->round_list().rows()) {
    const std::string names = fold(row.plan().title() + "\n" + row.plan().group());
    if (!text.empty() && names.find(fold(text)) != std::string::npos) found.push_back(row.round_id());
  }
  if (found.size() == 1) return found.front();
  return fail(Exit::refused,
              found.empty()
                  ? t({"aucun tour « {} » (« ramure round list »)", "no round \"{}\" (`ramure round list`)"}, {text})
                  : t({"plusieurs tours « {} » : précisez", "several rounds \"{}\": say more"}, {text}));
}

Result<AtRound> open_at_round(const Options& options, const std::string& round) {
  auto session = Session::open(options);
  if (!session) return std::unexpected(session.error());
  const auto id = find_round(**session, round);
  if (!id) return std::unexpected(id.error());
  return AtRound{std::move(*session), *id};
}

Result<v1::RoundAnswer> fetch_round(Session& session, std::uint64_t round_id, bool without_words) {
  v1::Query question;
  question.mutable_get_round()->set_round_id(round_id);
  question.mutable_get_round()->set_without_words(without_words);
  auto answer = session.query(question);
  if (!answer) return std::unexpected(answer.error());
  session.names.take(answer->round().view());
  return std::move(*answer->mutable_round());
}

Result<Room> fetch_room(Session& session, std::uint64_t round_id) {
  const auto answer = fetch_round(session, round_id, false);
  if (!answer) return std::unexpected(answer.error());
  Room room;
  room.begin(*answer, now_ms());
  return room;
}

Result<void> RoundTalk::begin() {
  auto room = fetch_room(session_, round_id_);
  if (!room) return std::unexpected(room.error());
  room_ = std::move(*room);
  return {};
}

void RoundTalk::take(const v1::Event& event) {
  const Change change = room_.take(event);
  if (change == Change::over) is_over_ = true;
  wanted_ = std::max(wanted_, change);
}

bool RoundTalk::keep_up() {
  if (wanted_ == Change::none || is_over_ || now_ms() - asked_at_ms_ < between_questions_ms) return false;
  const bool whole = wanted_ == Change::reload;
  asked_at_ms_ = now_ms();
  const auto answer = fetch_round(session_, round_id_, !whole);
  if (!answer) {
    if (answer.error().code == v1::REFUSAL_CODE_NOT_FOUND) is_over_ = true;
    return is_over_;  // the network went: it is asked again when it is back
  }
  wanted_ = Change::none;
  whole ? room_.begin(*answer, now_ms()) : room_.refresh(*answer, now_ms());
  return true;
}

Typed RoundTalk::say(const std::string& line, const std::string& kind) {
  if (line.find_first_not_of(" \t\n") == std::string::npos) return {};
  TypedAct typed{&acts().front(), {}};  // to say something
  if (line.front() == '/') {
    auto parsed = parse_act(line.substr(1));
    if (!parsed) return {parsed.error().text, line};
    typed = std::move(*parsed);
  } else {
    typed.words.words = {line};
    typed.words.kind = kind;
  }
  const auto accepted = perform(*typed.act, typed.words);
  if (accepted) return {t(typed.act->done), {}};
  const bool is_kept = accepted.error().exit == Exit::kept_for_later;
  return {accepted.error().text, is_kept ? std::string() : line};
}

Result<v1::Accepted> RoundTalk::perform(const Act& act, const ActWords& words) {
  const Scene scene{.room = room_,
                    .names = session_.names,
                    .me = session_.welcome().me().id(),
                    .now_ms = now_ms(),
                    .find_contribution = [this](const std::string& text) { return room_.find(text); },
                    .read_text = [](const std::string& text) -> Result<std::string> {
                      if (!text.empty()) return text;
                      return fail(Exit::usage,
                                  t({"rien n’est écrit : rien n’est envoyé", "nothing was written: nothing is sent"}));
                    }};
  const auto made = act.make(scene, words);
  if (!made) return std::unexpected(made.error());
  v1::Command command;
  *command.mutable_round() = *made;
  return session_.command(command);
}

}  // namespace ramure::cli
