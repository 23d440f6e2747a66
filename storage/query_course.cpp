#include "storage/query_course.hpp"

#include <algorithm>

#include "storage/compose.hpp"

namespace ramure::storage {

namespace {

// So much of what was passed on is shown, the latest first kept: nobody reads more at once.
constexpr std::int64_t passed_on_max = 500;
constexpr std::size_t passed_on_bytes_max = 512 * 1024;

v1::ChannelKind kind_of_channel(Connection& db, std::uint64_t channel_id) {
  auto row = db.query("SELECT kind FROM channels WHERE id = ?", channel_id);
  return row.step() ? row.as<v1::ChannelKind>(0) : v1::CHANNEL_KIND_UNSPECIFIED;
}

void note_answers(Asking& asking, GatheringSeen& seen) {
  Connection& db = asking.db();
  auto mine = db.query("SELECT participation FROM gathering_answers WHERE gathering_id = ? AND member_id = ?",
                       seen.state.id, asking.member_id());
  if (mine.step()) seen.mine = mine.as<v1::Participation>(0);
  auto coming = db.query(
      "SELECT count(*) FROM gathering_answers a JOIN members m ON m.id = a.member_id WHERE a.gathering_id = ? AND "
      "a.participation = ? AND m.status <> ?",
      seen.state.id, v1::PARTICIPATION_COMING, v1::MEMBER_STATUS_LEFT);
  if (coming.step()) seen.coming = static_cast<std::uint32_t>(coming.integer(0));
  seen.has_evaluated =
      db.query("SELECT 1 FROM evaluations WHERE gathering_id = ? AND member_id = ?", seen.state.id, asking.member_id())
          .step();
}

GatheringSeen see(Asking& asking, const GatheringState& state) {
  GatheringSeen seen{.state = state, .gathering = compose_gathering(asking.db(), state)};
  seen.channel_kind = kind_of_channel(asking.db(), state.channel_id);
  seen.hat = asking.readable().find(state.channel_id)->role;
  note_answers(asking, seen);
  return seen;
}

void add_states(Asking& asking, const Readable::Place& place, const v1::ListGatherings& query, std::size_t limit,
                std::vector<GatheringState>& states) {
  auto rows = asking.db().query(
      "SELECT " RAMURE_GATHERING_COLUMNS
      " FROM gatherings WHERE channel_id = ?1 AND id >= ?2 AND (?3 = 0 OR ends_at_ms > ?3) AND (?4 = 0 OR starts_at_ms "
      "< ?4) ORDER BY starts_at_ms, id LIMIT ?5",
      place.channel_id, place.reads_from_seq, query.from_ms(), query.to_ms(), limit);
  while (rows.step()) states.push_back(gathering_state(rows));
}

void add_participants(Connection& db, std::uint64_t gathering_id, GatheringLook& look) {
  auto rows = db.query(
      "SELECT a.member_id, a.participation FROM gathering_answers a JOIN members m ON m.id = a.member_id WHERE "
      "a.gathering_id = ? AND a.participation <> 0 AND m.status <> ? ORDER BY a.seq",
      gathering_id, v1::MEMBER_STATUS_LEFT);
  while (rows.step()) {
    v1::Participant& participant = look.participants.emplace_back();
    participant.set_member_id(rows.id(0));
    participant.set_participation(rows.as<v1::Participation>(1));
  }
}

void add_evaluations(Asking& asking, std::uint64_t gathering_id, GatheringLook& look) {
  look.ratings = load_ratings(asking.db(), gathering_id);
  auto mine = asking.db().query("SELECT seq FROM evaluations WHERE gathering_id = ? AND member_id = ?", gathering_id,
                                asking.member_id());
  if (mine.step()) {
    look.my_evaluation = load_event(asking.db(), mine.id(0)).course().gathering_evaluated().evaluation();
  }
}

bool reads_backstage(Asking& asking) {
  return std::ranges::any_of(asking.readable().places(), [&](const Readable::Place& place) {
    return kind_of_channel(asking.db(), place.channel_id) == v1::CHANNEL_KIND_BACKSTAGE;
  });
}

void add_words(Asking& asking, std::uint64_t gathering_id, GatheringLook& look) {
  if (!reads_backstage(asking)) return;
  auto rows =
      asking.db().query("SELECT seq FROM evaluation_words WHERE gathering_id = ? ORDER BY answer_id DESC LIMIT ?",
                        gathering_id, passed_on_max);
  std::size_t bytes = 0;
  while (bytes < passed_on_bytes_max && rows.step()) {
    const v1::EvaluationPassedOn passed = load_event(asking.db(), rows.id(0)).course().evaluation_passed_on();
    if (passed.keeps().empty() && passed.missed().empty()) continue;  // taken back
    v1::EvaluationPassed& words = look.words.emplace_back();
    words.set_keeps(passed.keeps());
    words.set_missed(passed.missed());
    bytes += words.ByteSizeLong();
  }
}

void add_workshops(Asking& asking, std::uint64_t gathering_id, GatheringLook& look) {
  auto rows = asking.db().query("SELECT id FROM workshops WHERE gathering_id = ? ORDER BY id", gathering_id);
  while (rows.step()) {
    const auto state = load_workshop(asking.db(), rows.id(0));
    if (asking.readable().may_read(state->channel_id, state->id)) {
      look.workshops.push_back(compose_workshop(asking.db(), *state));
    }
  }
}

void add_sentences(Connection& db, std::uint64_t workshop_id, v1::Workshop& workshop) {
  auto rows =
      db.query("SELECT id, theme_id, withdrawn FROM workshop_sentences WHERE workshop_id = ? ORDER BY id", workshop_id);
  while (rows.step()) {
    v1::WorkshopSentence& sentence = *workshop.add_sentences();
    sentence.set_id(rows.id(0));
    sentence.set_theme_id(rows.id(1));
    sentence.set_withdrawn(rows.boolean(2));
    if (!sentence.withdrawn()) sentence.set_text(load_event(db, sentence.id()).course().sentence_added().text());
  }
}

}  // namespace

bool query_gatherings(Asking& asking, const v1::ListGatherings& query, std::size_t limit,
                      std::vector<GatheringSeen>& gatherings, bool& more) {
  if (query.channel_id() != 0 && asking.readable().find(query.channel_id()) == nullptr) return false;
  std::vector<GatheringState> states;
  for (const Readable::Place& place : asking.readable().places()) {
    if (query.channel_id() != 0 && place.channel_id != query.channel_id()) continue;
    add_states(asking, place, query, limit + 1, states);
  }
  const auto key = [](const GatheringState& state) { return std::pair(state.starts_at_ms, state.id); };
  std::ranges::sort(states, {}, key);
  more = states.size() > limit;
  if (more) states.resize(limit);
  for (const GatheringState& state : states) gatherings.push_back(see(asking, state));
  return true;
}

bool query_gathering(Asking& asking, std::uint64_t id, GatheringLook& look) {
  const auto state = load_gathering(asking.db(), id);
  if (!state || !asking.readable().may_read(state->channel_id, id)) return false;
  look.seen = see(asking, *state);
  add_participants(asking.db(), id, look);
  add_evaluations(asking, id, look);
  add_words(asking, id, look);
  add_workshops(asking, id, look);
  return true;
}

bool query_workshop(Asking& asking, std::uint64_t id, v1::Workshop& workshop) {
  const auto state = load_workshop(asking.db(), id);
  if (!state || !asking.readable().may_read(state->channel_id, id)) return false;
  workshop = compose_workshop(asking.db(), *state);
  add_sentences(asking.db(), id, workshop);
  return true;
}

}  // namespace ramure::storage
