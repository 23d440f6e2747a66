// Shared writing with the server around the engine: changes on a text of 100,000 units go through the writer, 16 to a
// commit and fsynced, and on to the hub, which gives them to everybody who has the text open; and what opening such a
// text takes once 100,000 changes are in its table.
#include <array>
#include <stdexcept>

#include "server/community/answer_roadmaps.hpp"
#include "server/live/hub.hpp"
#include "server/manual_clock.hpp"
#include "server/roadmap/utf16.hpp"
#include "storage/connection.hpp"
#include "storage/reader.hpp"
#include "tests/load/measure.hpp"
#include "tests/load/scenarios.hpp"
#include "tests/support/xorshift.hpp"

namespace ramure::load {

namespace {

constexpr std::size_t text_units = 100'000;
constexpr std::uint64_t per_commit = 16;  // typists, one change of each
constexpr std::uint64_t commits_measured = 400;
constexpr std::uint64_t changes_in_table = 100'000;
constexpr int openings = 40;
constexpr std::size_t readers = 16;
constexpr double change_us_asked = 150;
constexpr double open_ms_asked = 50;
constexpr double bytes_asked = 150;

// The server between its sockets: store, writer with the texts in its memory, one hub with connections.
class TextServer {
 public:
  explicit TextServer(const ServedCommunity& community)
      : community_(community),
        store_(storage::Store::open(community.folder(), {.new_epoch = {}, .new_hash_key = {}})),
        writer_(*store_, clock_, {}, decide(), &texts_),
        hub_(live::Feed(store_->head_seq()), backlog_) {
    clock_.set(1'790'000'000'000);
    begin();
  }

  // One change of each typist, a key at his caret.
  void type() {
    std::vector<live::PendingCommand> commands;
    for (std::uint64_t i = 0; i < per_commit; ++i) commands.push_back(key_of(i));
    run(commands);
  }

  // One push of many changes, to fill the table.
  void fill(std::uint64_t changes) {
    while (changes > 0) {
      live::PendingCommand command = push_of(0);
      const auto some = std::min<std::uint64_t>(changes, 256);
      for (std::uint64_t i = 0; i < some; ++i) add_key(command, 0, i);
      run({command});
      changes -= some;
    }
  }

  double open_ms() const {
    const auto reader = storage::Reader::open(community_.folder());
    v1::OpenText query;
    query.set_roadmap_id(roadmap_id_);
    const double begun = own_cpu_seconds();
    for (int i = 0; i < openings; ++i) {
      const auto opened = community::open_text(*reader, {}, community_.members.front().id, query);
      if (opened.reply.text_opened().text().size() < text_units) throw std::runtime_error("no text was opened");
    }
    return 1e3 * (own_cpu_seconds() - begun) / openings;
  }

  std::uint64_t version() const { return version_; }
  std::uint64_t told() const { return told_; }
  storage::Store& store() { return *store_; }

 private:
  struct NoBacklog final : live::Backlog {
    void read_journal(std::uint64_t, const storage::Readable&, std::uint64_t) override {}
    void read_private_rows(std::uint64_t, std::uint64_t, std::uint64_t) override {}
    void read_text(std::uint64_t, std::uint64_t, std::uint64_t) override {
      throw std::runtime_error("the ring is short");
    }
  };
  struct Reader final : live::Port {
    void wake() override { is_awake = true; }
    void dismiss(Dismissal) override { throw std::runtime_error("a reader was dismissed"); }
    bool is_awake = false;
    std::unique_ptr<live::Subscription> subscription;
  };

  live::Decide decide() {
    return [this](storage::View& view, const v1::Command& command, const community::Actor& actor,
                  std::uint64_t next_seq, TimestampMs now) {
      return community::decide(view, command, actor, next_seq, now,
                               {nullptr, nullptr, {.book = &roadmaps_, .texts = &texts_}});
    };
  }

  // Begun by the first of a pair, with a text of its length, and opened by all readers.
  void begin() {
    live::PendingCommand create{community::Actor::member(community_.members.front().id), {}};
    create.command.set_command_key("0123456789abcdef");
    create.command.mutable_roadmap()->mutable_create_roadmap()->set_template_key("note-commune");
    create.command.mutable_roadmap()->mutable_create_roadmap()->set_title("Un long texte");
    roadmap_id_ = run({create}).front().first_seq();
    version_ = 1;  // the template
    const std::size_t template_units = length_of_text();
    live::PendingCommand paste = push_of(0);
    add(paste, template_units, template_units, std::u16string(text_units, u'a'));
    run({paste});
    units_after_paste_ = template_units + text_units;
    for (Reader& reader : readers_) {
      reader.subscription = hub_.attach(community_.members.front().id, reader);
      hub_.begin(*reader.subscription, {.readable = store_->view().readable(community_.members.front().id),
                                        .readable_as_of_seq = store_->head_seq(),
                                        .resume_seq = store_->head_seq()});
      hub_.prepare_text(*reader.subscription, roadmap_id_);
      hub_.begin_text(*reader.subscription, roadmap_id_, version_, version_);
    }
    for (std::uint64_t i = 0; i < per_commit; ++i) carets_[i] = dice_.below(text_units);
  }

  // As an editor at version_ has it: each change since the paste has brought one unit.
  std::size_t units() const { return units_after_paste_ + version_ - 2; }

  std::size_t length_of_text() const {
    const storage::StoredRoadmap stored = store_->view().roadmap(roadmap_id_);
    return roadmap::text_at(community::text_in(stored), stored.text_version()).size();
  }

  live::PendingCommand push_of(std::uint64_t typist) {
    live::PendingCommand command{community::Actor::member(community_.members.front().id), {}};
    v1::PushText& push = *command.command.mutable_push_text();
    push.set_roadmap_id(roadmap_id_);
    push.mutable_push()->set_editor_id(1'000 * ++pushes_ + typist);  // nothing since the base is its own
    push.mutable_push()->set_base_version(version_);
    return command;
  }
  void add(live::PendingCommand& command, std::size_t length, std::size_t at, std::u16string words) const {
    *command.command.mutable_push_text()->mutable_push()->add_changes() =
        roadmap::to_wire(roadmap::replacement(length, at, at, std::move(words)));
  }
  void add_key(live::PendingCommand& command, std::uint64_t typist, std::uint64_t changes_before) {
    if (dice_.one_in(20)) carets_[typist] = dice_.below(text_units);  // elsewhere: more and more runs of one hand
    add(command, units() + changes_before, ++carets_[typist], u"é");
  }
  live::PendingCommand key_of(std::uint64_t typist) {
    live::PendingCommand command = push_of(typist);
    add_key(command, typist, 0);
    return command;
  }

  std::vector<v1::Accepted> run(const std::vector<live::PendingCommand>& commands) {
    live::BatchOutcome outcome = writer_.run_batch(commands);
    std::vector<v1::Accepted> answers;
    for (const live::CommandOutcome& one : outcome.outcomes) {
      if (!one.result) throw std::runtime_error("refused: " + one.result.error().message());
      answers.push_back(*one.result);
      if (one.result->has_text()) version_ = one.result->text().version();
    }
    hub_.on_batch(outcome.announcement);
    for (Reader& reader : readers_) {
      while (reader.is_awake) {
        reader.is_awake = false;
        const live::Outgoing out = hub_.take(*reader.subscription);
        told_ += out.rest.size();
        reader.is_awake = out.has_more;
      }
    }
    return answers;
  }

  const ServedCommunity& community_;
  ManualClock clock_;
  std::unique_ptr<storage::Store> store_;
  live::RememberedRoadmaps roadmaps_;
  live::RememberedTexts texts_;
  live::Writer writer_;
  NoBacklog backlog_;
  live::Hub hub_;
  std::array<Reader, readers> readers_;
  std::array<std::size_t, per_commit> carets_{};
  test::Dice dice_{5};
  std::uint64_t roadmap_id_ = 0, version_ = 0, pushes_ = 0, told_ = 0;
  std::size_t units_after_paste_ = 0;
};

std::uint64_t table_bytes(const ServedCommunity& community) {
  storage::Connection database(community.folder() / "community.db", {.database = "community", .read_only = true});
  storage::Statement row =
      database.prepare_text("SELECT sum(pgsize) FROM dbstat WHERE name IN ('text_changes', 'text_snapshots')");
  return row.step() ? static_cast<std::uint64_t>(row.integer(0)) : 0;
}

}  // namespace

void measure_text_server(const Setting& setting, Report& report) {
  const ServedCommunity community = make_served_community(setting.folder / "texts", 2, 2);
  TextServer server(community);
  server.type();
  const double begun = own_cpu_seconds();
  for (std::uint64_t i = 0; i < commits_measured; ++i) server.type();
  const double change_us = 1e6 * (own_cpu_seconds() - begun) / static_cast<double>(commits_measured * per_commit);
  report.add({"texts: CPU of a change, 100,000 units, stored and told to 16", change_us, "µs", change_us_asked,
              change_us / change_us_asked, 1, "16 to a commit, fsynced"});
  server.fill(changes_in_table - server.version());
  const double open_ms = server.open_ms();
  report.add({"texts: opening one of 100,000 changes", open_ms, "ms", open_ms_asked, open_ms / open_ms_asked, 1, ""});
  const auto stored = static_cast<double>(table_bytes(community)) / static_cast<double>(server.version());
  report.add({"texts: stored for a change, snapshots too", stored, "B", bytes_asked, stored / bytes_asked, 1,
              "of the file, 100,000 key presses"});
}

}  // namespace ramure::load
