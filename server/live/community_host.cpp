#include "server/live/community_host.hpp"

#include <array>
#include <utility>

#include "protocol/hex.hpp"
#include "protocol/limits.hpp"
#include "server/codev/shipped_templates.hpp"
#include "server/community/search_roadmaps.hpp"
#include "server/live/follower.hpp"
#include "server/live/signals.hpp"
#include "server/live/upkeep.hpp"
#include "server/system_clock.hpp"
#include "storage/backup.hpp"

namespace ramure::live {

namespace {

constexpr std::size_t page_events_max = limits::event_page_max;
constexpr std::size_t page_bytes_max = 256 * 1024;

ChunkPointer read_page(storage::Reader& reader, const storage::Readable& readable, std::uint64_t after_seq) {
  std::vector<storage::JournalRow> rows;
  const std::uint64_t through_seq = reader.read_journal(readable, after_seq, page_events_max, page_bytes_max, rows);
  ChunkBuilder page(after_seq);
  for (const storage::JournalRow& row : rows)
    page.add(row.seq, row.channel_id, row.member_id, row.birth_seq, row.payload);
  return std::move(page).seal(through_seq);
}

}  // namespace

// The backlog of one hub: its pages are read on the pool and come back to the hub's loop. Belongs to the announcer and
// so never outlives the host's files by more than a job that finds them closed.
class CommunityHost::JournalBacklog final : public Backlog {
 public:
  JournalBacklog(CommunityHost& host, Loop& loop) : host_(host.weak_from_this()), loop_(loop) {}

  void read_journal(std::uint64_t subscription_id, const storage::Readable& readable,
                    std::uint64_t after_seq) override {
    read<ChunkPointer>(
        [readable, after_seq](storage::Reader& reader) { return read_page(reader, readable, after_seq); },
        [subscription_id](Hub& hub, std::expected<ChunkPointer, v1::Refusal> page) {
          hub.on_page(subscription_id, page ? std::move(*page) : nullptr);
        });
  }

  void read_private_rows(std::uint64_t subscription_id, std::uint64_t member_id,
                         std::uint64_t since_revision) override {
    const auto job = [member_id, since_revision](storage::Reader& reader) {
      v1::PrivateRows rows;
      reader.private_rows(member_id, since_revision, rows);
      return rows;
    };
    read<v1::PrivateRows>(job, [subscription_id](Hub& hub, std::expected<v1::PrivateRows, v1::Refusal> rows) {
      hub.on_private_rows(subscription_id, rows ? &*rows : nullptr);
    });
  }

  void read_text(std::uint64_t subscription_id, std::uint64_t roadmap_id, std::uint64_t after_version) override {
    using Changes = std::vector<TextChange>;
    const auto job = [roadmap_id, after_version](storage::Reader& reader) {
      Changes changes;
      std::uint64_t version = after_version;
      for (const std::string& entry : reader.text_page(roadmap_id, after_version, limits::text_page_bytes_soft_max)) {
        changes.push_back(text_change(roadmap_id, ++version, entry));
      }
      return changes;
    };
    read<Changes>(job, [subscription_id, roadmap_id](Hub& hub, std::expected<Changes, v1::Refusal> changes) {
      hub.on_text(subscription_id, roadmap_id, changes ? &*changes : nullptr);
    });
  }

 private:
  template <class Result>
  void read(Job<Result> job, std::move_only_function<void(Hub&, std::expected<Result, v1::Refusal>)> give) {
    const auto host = host_.lock();
    if (host == nullptr) return;
    host->read_bounded<Result>(Bound::connection, loop_, std::move(job),
                               [host, this, give = std::move(give)](std::expected<Result, v1::Refusal> answer) mutable {
                                 give(host->hub(loop_), std::move(answer));
                               });
  }

  std::weak_ptr<CommunityHost> host_;
  Loop& loop_;
};

CommunityHost::CommunityHost(std::string slug, std::filesystem::path folder, const HostServices& services)
    : slug_(std::move(slug)),
      folder_(std::move(folder)),
      services_(services),
      presence_(std::make_shared<Presence>()) {}

CommunityHost::~CommunityHost() { close(); }

std::shared_ptr<CommunityHost> CommunityHost::open(std::string slug, std::filesystem::path folder,
                                                   const HostServices& services) {
  std::shared_ptr<CommunityHost> host(new CommunityHost(std::move(slug), std::move(folder), services));
  host->start();
  return host;
}

// 16 bytes.
std::string CommunityHost::random_hex() {
  SystemRandom system_random;
  Random& random = services_.random != nullptr ? *services_.random : system_random;
  std::array<unsigned char, 16> bytes{};
  random.fill(bytes);
  return hex_of({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string CommunityHost::new_upload_id() { return random_hex(); }

void CommunityHost::start() {
  // A restored community begins a new epoch: clients of the lost journal start afresh.
  storage::adopt_backup(folder_, random_hex(), services_.clock.now_ms());
  store_ = storage::Store::open(folder_, {.durable = services_.is_durable, .new_epoch = {}, .new_hash_key = {}});
  epoch_ = store_->epoch();
  load_templates();
  Decide decide = services_.decide;
  if (!decide) {
    decide = [this](storage::View& view, const v1::Command& command, const community::Actor& actor,
                    std::uint64_t next_seq, TimestampMs now) {
      community::RoundRules rules = rounds();
      rules.roadmaps.texts = &remembered_texts_;
      rules.roadmaps.removals = &prepared_removals_;
      return community::decide(view, command, actor, next_seq, now, rules);
    };
  }
  WriterHooks hooks = services_.hooks;
  hooks.on_undone = [this] { remembered_rounds_.forget(); };
  writer_ = std::make_unique<Writer>(*store_, services_.clock, std::move(hooks), std::move(decide), &remembered_texts_);
  watch_ = std::make_unique<RoundWatch>(store_->next_round_look_ms());
  announcer_ = std::make_shared<Announcer>(
      store_->head_seq(), [this](Loop& loop) { return std::make_unique<JournalBacklog>(*this, loop); });
  lane_ = std::make_unique<WriterLane>(
      services_.writers, [this](std::span<const PendingCommand> commands) { return writer_->run_batch(commands); },
      [this](BatchOutcome outcome, std::vector<ReplyTarget> targets) {
        deliver(std::move(outcome), std::move(targets));
      });
  uploads_ = storage::Uploads::open(folder_, services_.is_durable);
  follower_ = std::make_unique<Follower>(folder_, store_->epoch(), search_progress_);
  upkeep_ = std::make_unique<Upkeep>(folder_);
}

// A mistake in a community's own file is told to the operator, and keeps nobody from working with the shipped ones.
void CommunityHost::load_templates() {
  auto loaded = codev::templates_with(folder_ / "templates");
  if (!loaded && services_.hooks.on_internal) {
    for (const auto& mistake : loaded.error()) services_.hooks.on_internal(codev::to_string(mistake));
  }
  templates_ = loaded ? std::move(*loaded) : codev::shipped_templates();
}

void CommunityHost::deliver(BatchOutcome outcome, std::vector<ReplyTarget> targets) {
  if (outcome.announcement.erases()) follower_->note_erasure();
  for (const TextRewriting& rewriting : outcome.announcement.rewritten_texts) {
    remembered_words_.forget(rewriting.roadmap_id);
  }
  watch_->note(outcome);
  announcer_->announce(std::move(outcome), std::move(targets));
}

std::optional<v1::Refusal> CommunityHost::submit(PendingCommand command, ReplyTarget target) {
  if (is_closed_) return overloaded("the community is being closed");
  if (command.command.roadmap().has_remove_passage()) return submit_removal(std::move(command), std::move(target));
  if (lane_->submit(std::move(command), std::move(target))) return std::nullopt;
  return overloaded("too many commands wait");
}

std::optional<v1::Refusal> CommunityHost::submit_removal(PendingCommand command, ReplyTarget target) {
  if (is_preparing_removal_.exchange(true)) return overloaded("another passage is being removed");
  auto job = [self = shared_from_this(), command = std::move(command),
              target = std::move(target)](storage::Reader* reader) mutable {
    const v1::RoadmapCommand& asked = command.command.roadmap();
    const auto walk = [&](storage::Reader& open) {
      return prepare_removal(open, self->rounds().roadmaps, command.actor.member_id, asked);
    };
    auto prepared = guarded_read<community::RemovalBook::RemovalPointer>(walk, reader, self->services_.hooks);
    self->is_preparing_removal_ = false;
    if (prepared)
      self->prepared_removals_.put(asked.roadmap_id(), asked.remove_passage().passage(), std::move(*prepared));
    if (self->lane_->submit(std::move(command), target) || target.sink == nullptr) return;
    target.loop->post([sink = target.sink, id = target.request_id] {
      sink->on_outcome(id, {std::unexpected(overloaded("too many commands wait")), 0});
    });
  };
  if (with_reader(Bound::connection, std::move(job))) return std::nullopt;
  is_preparing_removal_ = false;
  return overloaded("the community is being closed");
}

bool CommunityHost::with_store(std::move_only_function<void(storage::Store&)> task) {
  return !is_closed_ && lane_->post([this, task = std::move(task)]() mutable { task(*store_); });
}

void CommunityHost::greet(Loop& loop, std::uint64_t member_id, v1::Hello hello, Done<Greeting> done) {
  using Greeted = std::expected<Greeting, v1::Refusal>;
  const auto job = [this, member_id, hello = std::move(hello)](storage::Reader& reader) -> Greeted {
    return live::greet(reader, member_id, hello, services_.clock.now_ms());
  };
  auto unfolded = [done = std::move(done)](std::expected<Greeted, v1::Refusal> answer) mutable {
    done(answer ? std::move(*answer) : Greeted(std::unexpected(std::move(answer.error()))));
  };
  read_bounded<Greeted>(Bound::connection, loop, job, std::move(unfolded));
}

Presence::Ticket CommunityHost::here(Hub& hub, Subscription& subscription) {
  auto ticket = presence_->enter(subscription.member_id());
  if (hub.readable(subscription).may_read(directory_channel_id, directory_channel_id)) {
    hub.signal(subscription, std::make_shared<const std::string>(presence_->everybody()));
  }
  return ticket;
}

void CommunityHost::typing(std::uint64_t member_id, std::uint64_t thread_id) {
  with_reader(Bound::queue, [self = shared_from_this(), member_id, thread_id](storage::Reader* reader) {
    v1::GetThread query;
    query.set_thread_id(thread_id);
    v1::ThreadAnswer answer;
    std::uint64_t as_of_seq = 0;
    if (reader == nullptr || !reader->thread(member_id, query, answer, as_of_seq)) return;
    const std::uint64_t channel_id = answer.row().thread().channel_id();
    const auto bytes = std::make_shared<const std::string>(encode_typing(thread_id, member_id));
    self->announcer_->on_every_hub([=](Hub& hub) { hub.signal_channel(channel_id, thread_id, member_id, bytes); });
  });
}

void CommunityHost::text_cursor(Hub& own, const Subscription& subscription, v1::TextCursor cursor) {
  cursor.DiscardUnknownFields();  // it is told as it came
  cursor.set_member_id(subscription.member_id());
  v1::Signal signal;
  const std::uint64_t roadmap_id = cursor.roadmap_id();
  *signal.mutable_text_cursor() = std::move(cursor);
  const auto bytes = std::make_shared<const std::string>(encode_signal(signal));
  announcer_->on_every_hub(
      [=, own = &own, id = subscription.id()](Hub& hub) { hub.signal_text(roadmap_id, &hub == own ? id : 0, bytes); });
}

void CommunityHost::tick() {
  if (is_closed_) return;
  const std::int64_t now = services_.clock.steady_ms();
  if (std::string changes = presence_->changes(now); !changes.empty()) {
    const auto bytes = std::make_shared<const std::string>(std::move(changes));
    announcer_->on_every_hub(
        [bytes](Hub& hub) { hub.signal_channel(directory_channel_id, directory_channel_id, 0, bytes); });
  }
  watch_rounds();
  const std::lock_guard lock(upkeep_mutex_);
  if (upkeep_ != nullptr) upkeep_->tick(now, services_.clock.now_ms(), head_seq());
}

void CommunityHost::watch_rounds() {
  const auto with_one = [this](std::function<void(storage::Reader*)> job) {
    // One at a time: a full queue must not keep a clock from being seen.
    with_reader(Bound::connection, std::move(job));
  };
  const auto as_server = [this](v1::RoundCommand body) {
    PendingCommand pending{community::Actor::server(), {}};
    *pending.command.mutable_round() = std::move(body);
    return !submit(std::move(pending), {});
  };
  watch_->tick(services_.clock.now_ms(), *presence_, with_one, as_server);
}

bool CommunityHost::follow() {
  const std::lock_guard lock(follower_mutex_);
  if (follower_ == nullptr) return false;
  return follower_->step(services_.clock.steady_ms()) || read_words();
}

// Once after opening, a roadmap at a time: reading all of them takes a second where there are many.
bool CommunityHost::read_words() {
  if (roadmaps_to_read_ && roadmaps_to_read_->empty()) return false;
  auto reader = borrow_reader();
  if (reader == nullptr) return false;
  if (!roadmaps_to_read_) roadmaps_to_read_ = reader->all_roadmaps();
  if (!roadmaps_to_read_->empty()) {
    const std::uint64_t id = roadmaps_to_read_->back();
    roadmaps_to_read_->pop_back();
    const community::RoadmapRules rules = rounds().roadmaps;
    reader->roadmap_unjudged(id, [&](const storage::StoredRoadmap& stored) { remember_words(rules, stored); });
  }
  give_back(std::move(reader));
  return !roadmaps_to_read_->empty();
}

bool CommunityHost::is_settled() {
  const std::lock_guard lock(follower_mutex_);
  return follower_ == nullptr || follower_->is_clean();
}

void CommunityHost::close() {
  if (is_closed_.exchange(true)) return;
  if (lane_ != nullptr) lane_->drain();
  {
    const std::scoped_lock lock(upkeep_mutex_, follower_mutex_);
    upkeep_ = nullptr;
    follower_ = nullptr;
  }
  {
    const std::lock_guard lock(readers_mutex_);
    idle_readers_.clear();
  }
  if (store_ != nullptr) {
    store_->checkpoint(true);
    next_look_ms_ = store_->next_round_look_ms();
    store_ = nullptr;
  }
}

bool CommunityHost::with_reader(Bound bound, ReaderJob job) {
  if (is_closed_) return false;
  auto run = [self = shared_from_this(), job = std::move(job)]() mutable {
    auto reader = self->borrow_reader();
    job(reader.get());
    self->give_back(std::move(reader));
  };
  if (bound == Bound::queue) return services_.readers.submit(std::move(run));
  services_.readers.submit_bounded(std::move(run));
  return true;
}

void CommunityHost::run_with_files(FileWork work) {
  ReaderPool& pool = services_.files != nullptr ? *services_.files : services_.readers;
  pool.submit_bounded([uploads = uploads_, work = std::move(work)]() mutable { work(*uploads); });
}

std::unique_ptr<storage::Reader> CommunityHost::borrow_reader() {
  if (is_closed_) return nullptr;
  {
    const std::lock_guard lock(readers_mutex_);
    if (!idle_readers_.empty()) {
      auto reader = std::move(idle_readers_.back());
      idle_readers_.pop_back();
      return reader;
    }
  }
  try {
    return storage::Reader::open(folder_, search_progress_);
  } catch (const std::exception& error) {
    if (services_.hooks.on_internal) services_.hooks.on_internal(error.what());
    return nullptr;
  }
}

void CommunityHost::give_back(std::unique_ptr<storage::Reader> reader) {
  const std::lock_guard lock(readers_mutex_);
  if (reader != nullptr && !is_closed_) idle_readers_.push_back(std::move(reader));
}

}  // namespace ramure::live
