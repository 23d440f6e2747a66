#include "server/mail/news_room.hpp"

#include <algorithm>
#include <chrono>
#include <set>

#include "server/log.hpp"
#include "server/mail/news_room_parts.hpp"
#include "storage/error.hpp"

namespace ramure::mail {

namespace {

using storage::JournalRow;
using storage::NoticeRow;
using storage::StorageError;

constexpr std::chrono::seconds turn_interval{5};
constexpr TimestampMs tidies_every_ms = 60 * 60'000;

NoticeRow row_of(const Notice& notice, TimestampMs at_ms) {
  return {.member_id = notice.member_id,
          .key = key_of(notice),
          .kind = static_cast<int>(notice.kind),
          .thing_id = notice.thing_id,
          .message_id = notice.message_id,
          .at_ms = at_ms};
}

v1::Event event_of(const JournalRow& row) {
  v1::Event event;
  if (!event.ParseFromString(row.payload)) {
    throw StorageError(StorageError::Kind::corrupt, "journal row " + std::to_string(row.seq) + " does not parse");
  }
  return event;
}

}  // namespace

NewsRoom::NewsRoom(Outbox& outbox, const std::filesystem::path& data, NewsServices services, bool durable)
    : outbox_(outbox),
      services_(std::move(services)),
      communities_folder_(data / "communities"),
      news_(data / "mail.db", durable),
      accounts_(data / "accounts.db", durable),
      stop_key_(news_.key("stop", new_stop_key)) {}

NewsRoom::~NewsRoom() { stop(); }

void NewsRoom::start() {
  thread_ = std::thread([this] { run(); });
}

void NewsRoom::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
    woken_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

bool NewsRoom::is_stopping() {
  const std::lock_guard lock(mutex_);
  return is_stopped_;
}

// What fails is tried again at the next turn. A community whose files are of an older release is opened, and so
// migrated, soon after the start (Maintenance).
void NewsRoom::run() {
  std::unique_lock lock(mutex_);
  while (!is_stopped_) {
    lock.unlock();
    try {
      turn();
    } catch (const StorageError& error) {
      if (error.kind == StorageError::Kind::uncertain && services_.on_uncertain) services_.on_uncertain(error.what());
      log_error("the mail that calls people back waits", {{"reason", std::string(error.what())}});
    }
    lock.lock();
    woken_.wait_for(lock, turn_interval, [this] { return is_stopped_; });
  }
}

void NewsRoom::turn() {
  const TimestampMs now = services_.clock.now_ms();
  for (const std::string& slug : services_.slugs()) {
    if (is_stopping()) return;
    try {
      turn_of(open(slug));
    } catch (const StorageError& error) {
      if (error.kind == StorageError::Kind::uncertain) throw;
      communities_.erase(slug);
      log_warning("the mail of a community waits", {{"reason", std::string(error.what())}});
    }
  }
  if (now - tidied_at_ms_ < tidies_every_ms) return;
  tidied_at_ms_ = now;
  news_.drop_ended_before(now - notices_kept_ms);
}

NewsRoom::Community& NewsRoom::open(const std::string& slug) {
  auto& community = communities_[slug];
  if (community == nullptr) {
    const std::filesystem::path folder = communities_folder_ / slug;
    community = std::make_unique<Community>(Community{.slug = slug,
                                                      .folder = folder,
                                                      .reader = storage::Reader::open(folder),
                                                      .tables = std::make_unique<storage::NewsReader>(folder)});
  }
  return *community;
}

void NewsRoom::turn_of(Community& community) {
  follow(community);
  send(community);
}

void NewsRoom::follow(Community& community) {
  const std::string epoch = community.reader->epoch();
  auto cursor = news_.cursor(community.slug);
  if (!cursor || cursor->epoch != epoch) {
    return news_.begin_anew(community.slug, {epoch, community.reader->head_seq()});
  }
  std::vector<JournalRow> rows;
  while (!is_stopping()) {
    const std::uint64_t through = community.reader->read_whole_journal(cursor->seq, journal_rows_at_once, rows);
    if (through == cursor->seq) return;
    news_.note(community.slug, {epoch, through}, notices_in(community, rows));
    cursor->seq = through;
  }
}

// A round is folded once for all its events in these rows.
std::vector<NoticeRow> NewsRoom::notices_in(Community& community, const std::vector<JournalRow>& rows) {
  const TimestampMs now = services_.clock.now_ms();
  std::vector<NoticeRow> notices;
  const FollowLevels level = [&](std::uint64_t member_id, std::uint64_t thread_id, std::uint64_t channel_id) {
    return community.tables->follow_level(member_id, thread_id, channel_id);
  };
  community.tables->look([&](storage::View& view) {
    std::map<std::uint64_t, std::uint64_t> rounds;  // and the event before the first that is new
    for (const JournalRow& row : rows) {
      const v1::Event event = event_of(row);
      for (const Notice& notice : notices_of(event, view, level)) notices.push_back(row_of(notice, now));
      if (event.has_round()) rounds.try_emplace(event.round().round_id(), event.seq() - 1);
    }
    for (const auto& [round_id, after_seq] : rounds) {
      std::vector<v1::Event> events = view.round_events(round_id, 0);
      std::erase_if(events, [&](const v1::Event& event) { return event.seq() > rows.back().seq; });
      for (const Notice& notice : notices_of_round(events, after_seq)) {
        notices.push_back(row_of(notice, now));
      }
    }
  });
  std::set<std::uint64_t> reachable;
  for (const storage::MailReceiver& each : accounts_.receivers(community.slug)) reachable.insert(each.member_id);
  std::erase_if(notices, [&](const NoticeRow& notice) { return !reachable.contains(notice.member_id); });
  return notices;
}

}  // namespace ramure::mail
