#include "server/ops/import.hpp"

#include <array>

#include "protocol/check.hpp"
#include "protocol/hex.hpp"
#include "server/files/office_document.hpp"
#include "server/files/sending.hpp"
#include "server/identity/tokens.hpp"
#include "server/live/remembered_rounds.hpp"
#include "server/live/writer.hpp"
#include "server/manual_clock.hpp"
#include "server/ops/durable_files.hpp"
#include "server/ops/import_script.hpp"
#include "server/ops/json_place.hpp"
#include "storage/reader.hpp"
#include "storage/uploads.hpp"

namespace ramure::ops {

namespace {

std::string random_bytes(Random& random, std::size_t count) {
  std::string bytes(count, '\0');
  random.fill({reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()});
  return bytes;
}

// Plays the script, one command to a transaction, each at its own time.
class Player {
 public:
  Player(storage::Store& store, storage::Reader& reader, const Corpus& corpus, const std::filesystem::path& folder)
      : store_(store),
        reader_(reader),
        corpus_(corpus),
        uploads_(storage::Uploads::open(folder, false)),
        writer_(store, clock_,
                {.on_uncertain = note(), .on_internal = note(), .on_undone = [this] { rounds_.forget(); }}, decide()),
        run_(store, corpus) {}

  void play(const Step& step) {
    look_at_rounds_until(step.at_ms);
    clock_.set(step.at_ms);
    auto order = step.order(run_);
    if (!order) return;
    order->command.set_command_key(identity::derived_command_key(step.at_ms, step.name));
    const community::Actor actor =
        order->member_id == 0 ? community::Actor::founder() : community::Actor::member(order->member_id);
    if (!order->papers.empty()) attach_papers(*order, step.at_ms);
    const auto result = send({actor, std::move(order->command)});
    if (!result) throw CorpusFaultError({step.where, sentence(result.error())});
    if (step.done) step.done(run_, *result);
  }

  // What the server would have done by itself: whenever the clock of a round was due, it looked.
  void look_at_rounds_until(TimestampMs until_ms) {
    for (TimestampMs due_ms = store_.next_round_look_ms(); due_ms != 0 && due_ms <= until_ms;
         due_ms = store_.next_round_look_ms()) {
      clock_.set(due_ms);
      for (const std::uint64_t id : reader_.rounds_to_look_at(due_ms, looks_at_once_max)) {
        live::PendingCommand look{community::Actor::server(), {}};
        look.command.mutable_round()->set_round_id(id);
        look.command.mutable_round()->mutable_tick();
        const auto result = send(std::move(look));
        if (!result) throw CorpusFaultError({"rounds.json", sentence(result.error())});
      }
      CHECK(store_.next_round_look_ms() != due_ms, "a look that was due brings something");
    }
  }

  const ImportRun& run() const { return run_; }

 private:
  static constexpr std::size_t looks_at_once_max = 100;

  live::Decide decide() {
    return [this](storage::View& view, const v1::Command& command, const community::Actor& actor,
                  std::uint64_t next_seq, TimestampMs now) {
      return community::decide(view, command, actor, next_seq, now, {.templates = nullptr, .book = &rounds_});
    };
  }
  std::expected<v1::Accepted, v1::Refusal> send(const live::PendingCommand& pending) {
    return std::move(writer_.run_batch({&pending, 1}).outcomes.front().result);
  }
  // As files for a word processor, which is what people hand round.
  void attach_papers(Order& order, TimestampMs now_ms) {
    for (const std::string& name : order.papers) {
      const std::string stem = name.substr(0, name.rfind('.'));
      const std::string content =
          files::word_file({.title = stem, .blocks = files::rich_text_of_markdown(corpus_.papers.at(name))});
      const auto receiving = uploads_->begin(order.member_id, content.size());
      if (receiving == nullptr) throw CorpusFaultError({"papers/" + name, "one person has too many files"});
      receiving->file().write(content);
      receiving->file().finish();
      v1::Attachment file;
      file.set_name(files::file_name_of(stem, ".docx"));
      file.set_media_type(files::word_media_type);
      const std::string upload_id = hex_of(identity::derived_command_key(now_ms, "paper:" + name));
      uploads_->keep(*receiving, upload_id, std::move(file), now_ms);
      auto& command = order.command;
      (command.has_open_thread() ? *command.mutable_open_thread()->mutable_upload_ids()
                                 : *command.mutable_post_message()->mutable_upload_ids())
          .Add(std::string(upload_id));
    }
  }
  std::function<void(const std::string&)> note() {
    return [this](const std::string& what) { broken_ = what; };
  }
  std::string sentence(const v1::Refusal& refusal) const {
    std::string sentence = refusal.message();
    if (!refusal.field().empty()) sentence += " (" + refusal.field() + ")";
    if (!broken_.empty()) sentence += ": " + broken_;
    return sentence;
  }

  storage::Store& store_;
  storage::Reader& reader_;
  const Corpus& corpus_;
  const std::shared_ptr<storage::Uploads> uploads_;
  std::string broken_;
  ManualClock clock_;
  live::RememberedRounds rounds_;
  live::Writer writer_;
  ImportRun run_;
};

Imported summary_of(const Corpus& corpus, const ImportRun& run) {
  Imported imported{.people = {},
                    .threads = corpus.threads.size() + corpus.course_threads.size(),
                    .messages = 0,
                    .rounds = corpus.rounds.size(),
                    .roadmaps = corpus.roadmaps.size(),
                    .gatherings = corpus.course.gatherings.size(),
                    .head_seq = run.head_seq()};
  for (const auto* threads : {&corpus.threads, &corpus.course_threads}) {
    for (const CorpusThread& thread : *threads) imported.messages += thread.messages.size();
  }
  for (const CorpusPerson& person : corpus.people) {
    const CorpusTerritory* territory = corpus.territory(person.territory_id);
    imported.people.push_back({.id = person.id,
                               .name = person.name,
                               .role = person.role,
                               .territory = territory == nullptr ? "" : territory->name,
                               .member_id = run.person(person.id)});
  }
  return imported;
}

}  // namespace

std::expected<Imported, CorpusFault> import(const Corpus& corpus, const ImportRequest& request, Random& random) {
  const auto shift = corpus.fictional ? shift_to_recent(corpus, request.now_ms) : std::chrono::weeks(0);
  const std::vector<Step> script = script_of(corpus, shift, request.now_ms);
  if (script.back().at_ms > request.now_ms) {
    return std::unexpected(CorpusFault{script.back().where, "it lies in the future"});
  }
  std::filesystem::create_directories(request.folder);
  std::filesystem::permissions(request.folder, std::filesystem::perms::owner_all);
  try {
    const auto store = storage::Store::open(request.folder, {.durable = false,
                                                             .create = true,
                                                             .new_epoch = hex_of(random_bytes(random, 16)),
                                                             .new_hash_key = random_bytes(random, 32)});
    const auto reader = storage::Reader::open(request.folder);
    Player player(*store, *reader, corpus, request.folder);
    for (std::size_t i = 0; i < script.size(); ++i) {
      player.play(script[i]);
      if (request.progress) request.progress(i + 1, script.size());
    }
    player.look_at_rounds_until(request.now_ms);
    Imported imported = summary_of(corpus, player.run());
    store->checkpoint(true);
    if (request.durable) sync_folder_and_files(request.folder);
    return imported;
  } catch (const CorpusFaultError& error) {
    return std::unexpected(error.fault);
  }
}

}  // namespace ramure::ops
