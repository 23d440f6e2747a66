#include "storage/reader.hpp"

#include <algorithm>

#include "protocol/limits.hpp"
#include "storage/attachment_files.hpp"
#include "storage/compose.hpp"
#include "storage/queries.hpp"
#include "storage/query_course.hpp"
#include "storage/query_roadmaps.hpp"
#include "storage/query_rounds.hpp"

namespace ramure::storage {

namespace {

constexpr std::int64_t reader_cache_kib = 4 * 1024;

}  // namespace

struct Reader::State {
  State(const std::filesystem::path& of_community, std::shared_ptr<SearchProgress> of_index)
      : folder(of_community),
        progress(std::move(of_index)),
        community(folder / "community.db", {.read_only = true, .cache_kib = reader_cache_kib}),
        drafts(folder / "drafts.db", {.database = "drafts", .read_only = true}),
        files(folder) {}

  // Runs one query in a transaction of its own.
  template <typename Query, typename... Arguments>
  bool ask(std::uint64_t member_id, std::uint64_t& as_of_seq, Query query, Arguments&&... arguments) {
    Asking asking(community, member_id);
    as_of_seq = asking.head_seq();
    return query(asking, std::forward<Arguments>(arguments)...);
  }

  const std::filesystem::path folder;
  const std::shared_ptr<SearchProgress> progress;
  Connection community;
  Connection drafts;
  const AttachmentFiles files;
  std::unique_ptr<SearchReader> search;  // opened by the first search
};

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::~Reader() = default;

std::unique_ptr<Reader> Reader::open(const std::filesystem::path& folder, std::shared_ptr<SearchProgress> progress) {
  return std::unique_ptr<Reader>(new Reader(std::make_unique<State>(folder, std::move(progress))));
}

Start Reader::start(std::uint64_t member_id) {
  Asking asking(state_->community, member_id);
  Start start;
  start.head_seq = asking.head_seq();
  start.community = load_community(asking.db());
  start.readable = asking.readable();
  auto epoch = asking.db().query("SELECT value FROM meta WHERE name = 'epoch'");
  if (epoch.step()) start.epoch = epoch.blob(0);
  start.me = compose_member(asking.db(), member_id);
  start.found = start.me.id() != 0 && start.me.status() != v1::MEMBER_STATUS_LEFT;
  return start;
}

std::uint64_t Reader::head_seq() { return load_head_seq(state_->community); }

bool Reader::snapshot(std::uint64_t member_id, v1::Snapshot& answer, std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_snapshot, answer);
}
bool Reader::directory(std::uint64_t member_id, const v1::GetSnapshot& query, v1::Snapshot& answer,
                       std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_directory, query, answer);
}
bool Reader::channel(std::uint64_t member_id, const v1::GetChannel& query, v1::ChannelAnswer& answer,
                     std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_channel, query, answer);
}
bool Reader::threads(std::uint64_t member_id, const v1::ListThreads& query, v1::ThreadList& answer,
                     std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_threads, query, answer);
}
bool Reader::thread(std::uint64_t member_id, const v1::GetThread& query, v1::ThreadAnswer& answer,
                    std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_thread, query, answer);
}
bool Reader::history(std::uint64_t member_id, const v1::GetHistory& query, v1::History& answer,
                     std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_history, query, answer);
}
bool Reader::message(std::uint64_t member_id, const v1::GetMessage& query, v1::MessageAnswer& answer,
                     std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_message, query, answer);
}
bool Reader::messages(std::uint64_t member_id, const v1::GetMessages& query, v1::MessageList& answer,
                      std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_messages, query, answer);
}
bool Reader::map(std::uint64_t member_id, v1::MapAnswer& answer, std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_map, answer);
}
bool Reader::obstacle_life(std::uint64_t member_id, const v1::GetObstacleLife& query, v1::ObstacleLife& answer,
                           std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_obstacle_life, query, answer);
}
bool Reader::attachment(std::uint64_t member_id, std::uint64_t message_id, std::uint32_t position,
                        CarriedFile& answer) {
  // The message may be erased between the look at the tables and the opening of its file: then the second look says so.
  for (int looks = 0; looks < 2; ++looks) {
    answer = {};
    std::uint64_t as_of_seq = 0;
    if (!state_->ask(member_id, as_of_seq, query_attachment, message_id, position, answer)) return false;
    answer.content = state_->files.open(answer.description.sha256());
    if (answer.content) return true;
  }
  throw StorageError(StorageError::Kind::corrupt, "the file " + std::to_string(position) + " of message " +
                                                      std::to_string(message_id) + " is missing");
}
bool Reader::summary_versions(std::uint64_t member_id, const v1::GetSummaryVersions& query, v1::SummaryVersions& answer,
                              std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_summary_versions, query, answer);
}
bool Reader::catch_up(std::uint64_t member_id, const v1::CatchUp& query, v1::CatchUpAnswer& answer,
                      std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_catch_up, query, answer);
}
bool Reader::readers(std::uint64_t member_id, const v1::ListReaders& query, v1::ReaderList& answer,
                     std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_readers, query, answer);
}

Names Reader::names(std::uint64_t member_id) {
  Asking asking(state_->community, member_id);
  return query_names(asking);
}

std::vector<std::uint64_t> Reader::rounds(std::uint64_t member_id, bool ended_too, std::size_t limit) {
  Asking asking(state_->community, member_id);
  return query_rounds(asking, ended_too, limit);
}

bool Reader::round(std::uint64_t member_id, std::uint64_t round_id, std::uint64_t after_seq,
                   std::vector<v1::Event>& events, std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_round, round_id, after_seq, events);
}

bool Reader::gatherings(std::uint64_t member_id, const v1::ListGatherings& query, std::size_t limit,
                        std::vector<GatheringSeen>& gatherings, bool& more, std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_gatherings, query, limit, gatherings, more);
}
bool Reader::gathering(std::uint64_t member_id, std::uint64_t gathering_id, GatheringLook& look,
                       std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_gathering, gathering_id, look);
}
bool Reader::workshop(std::uint64_t member_id, std::uint64_t workshop_id, v1::Workshop& workshop,
                      std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_workshop, workshop_id, workshop);
}
v1::Role Reader::hat_at_workshop(std::uint64_t member_id, std::uint64_t workshop_id) {
  Asking asking(state_->community, member_id);
  const auto state = load_workshop(asking.db(), workshop_id);
  const bool is_read = state && asking.readable().may_read(state->channel_id, workshop_id);
  return is_read ? asking.readable().find(state->channel_id)->role : v1::ROLE_UNSPECIFIED;
}
std::optional<WorkshopAtDoor> Reader::workshop_at_door(std::uint64_t workshop_id) {
  Transaction transaction(state_->community, Transaction::Kind::read);
  const auto state = load_workshop(state_->community, workshop_id);
  if (!state) return std::nullopt;
  return WorkshopAtDoor{load_community(state_->community).name(), compose_workshop(state_->community, *state)};
}

bool Reader::roadmap(std::uint64_t member_id, std::uint64_t roadmap_id, const LookAtRoadmap& look,
                     std::uint64_t& as_of_seq) {
  return state_->ask(member_id, as_of_seq, query_roadmap, roadmap_id, look);
}

void Reader::each_roadmap(std::uint64_t member_id, std::size_t limit, const LookAtRoadmap& look,
                          std::uint64_t& as_of_seq) {
  Asking asking(state_->community, member_id);
  as_of_seq = asking.head_seq();
  for (const std::uint64_t id : query_roadmaps(asking, limit)) query_roadmap(asking, id, look);
}

std::vector<std::uint64_t> Reader::all_roadmaps() { return View(state_->community).roadmaps(); }

void Reader::roadmap_unjudged(std::uint64_t roadmap_id, const LookAtRoadmap& look) {
  Transaction transaction(state_->community, Transaction::Kind::read);
  look(StoredRoadmap(state_->community, roadmap_id));
}

std::vector<std::string> Reader::text_page(std::uint64_t roadmap_id, std::uint64_t after_version,
                                           std::size_t bytes_max) {
  return load_text_page(state_->community, roadmap_id, after_version, bytes_max);
}

std::string Reader::epoch() {
  auto row = state_->community.query("SELECT value FROM meta WHERE name = 'epoch'");
  CHECK(row.step(), "a journal has an epoch");
  return std::string(row.blob(0));
}

std::vector<std::uint64_t> Reader::rounds_to_look_at(std::int64_t now_ms, std::size_t limit) {
  std::vector<std::uint64_t> ids;
  auto rows = state_->community.query("SELECT round_id FROM round_looks WHERE at_ms <= ? ORDER BY at_ms LIMIT ?",
                                      now_ms, limit);
  while (rows.step()) ids.push_back(rows.id(0));
  return ids;
}

std::int64_t Reader::next_look_ms(std::int64_t after_ms) {
  auto row = state_->community.query("SELECT min(at_ms) FROM round_looks WHERE at_ms > ?", after_ms);
  return row.step() ? row.integer(0) : 0;
}

std::vector<std::uint64_t> Reader::open_rounds_held_by(std::uint64_t facilitator_id) {
  std::vector<std::uint64_t> ids;
  auto rows = state_->community.query(
      "SELECT id FROM rounds WHERE status <= ?1 AND (?2 = 0 OR facilitator_id = ?2) ORDER BY id",
      v1::ROUND_STATUS_RUNNING, facilitator_id);
  while (rows.step()) ids.push_back(rows.id(0));
  return ids;
}

std::uint64_t Reader::facilitator_of(std::uint64_t round_id) {
  auto row = state_->community.query("SELECT facilitator_id FROM rounds WHERE id = ?", round_id);
  return row.step() ? row.id(0) : 0;
}

std::optional<MemberState> Reader::member_state(std::uint64_t id) { return View(state_->community).member(id); }
std::vector<MemberState> Reader::members() { return View(state_->community).members(); }
std::optional<ChannelState> Reader::channel_state(std::uint64_t id) { return View(state_->community).channel(id); }

std::int64_t Reader::last_event_ms() {
  auto row = state_->community.query("SELECT at_ms FROM journal ORDER BY seq DESC LIMIT 1");
  return row.step() ? row.integer(0) : 0;
}

std::string Reader::time_zone() { return load_community(state_->community).time_zone(); }

Connection& Reader::connection() { return state_->community; }

SearchProgress* Reader::search_progress() { return state_->progress.get(); }

SearchReader& Reader::search_reader() {
  if (state_->search == nullptr) state_->search = std::make_unique<SearchReader>(state_->folder / "search.db");
  return *state_->search;
}

bool Reader::private_rows(std::uint64_t member_id, std::uint64_t since_revision, v1::PrivateRows& answer) {
  Asking asking(state_->community, member_id);
  if (compose_member(asking.db(), member_id).id() == 0) return false;
  query_private_rows(asking, state_->drafts, since_revision, answer);
  return true;
}

bool Reader::events(std::uint64_t member_id, const v1::ListEvents& query, v1::EventList& answer,
                    std::uint64_t& as_of_seq) {
  Asking asking(state_->community, member_id);
  as_of_seq = asking.head_seq();
  std::vector<JournalRow> rows;
  const std::uint32_t limit =
      query.limit() == 0 ? limits::event_page_default : std::min(query.limit(), limits::event_page_max);
  answer.set_through_seq(query_journal(asking.db(), &asking.readable(), query.after_seq(), limit,
                                       limits::event_page_bytes_soft_max, rows));
  for (const JournalRow& row : rows) {
    if (!answer.add_events()->ParseFromString(row.payload)) {
      throw StorageError(StorageError::Kind::corrupt, "journal row " + std::to_string(row.seq) + " does not parse");
    }
  }
  return true;
}

std::uint64_t Reader::read_journal(const Readable& readable, std::uint64_t after_seq, std::size_t limit,
                                   std::size_t bytes_max, std::vector<JournalRow>& rows) {
  Transaction transaction(state_->community, Transaction::Kind::read);
  return query_journal(state_->community, &readable, after_seq, limit, bytes_max, rows);
}

std::uint64_t Reader::read_whole_journal(std::uint64_t after_seq, std::size_t limit, std::vector<JournalRow>& rows) {
  Transaction transaction(state_->community, Transaction::Kind::read);
  return query_journal(state_->community, nullptr, after_seq, limit, ~std::size_t{0}, rows);
}

}  // namespace ramure::storage
