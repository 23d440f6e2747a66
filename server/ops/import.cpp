#include "server/ops/import.hpp"

#include <array>

#include "server/identity/tokens.hpp"
#include "server/live/writer.hpp"
#include "server/manual_clock.hpp"
#include "server/ops/durable_files.hpp"
#include "server/ops/import_script.hpp"
#include "server/ops/json_place.hpp"

namespace ramure::ops {

namespace {

std::string random_bytes(Random& random, std::size_t count) {
  std::string bytes(count, '\0');
  random.fill({reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()});
  return bytes;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char c : bytes) {
    text += digits[static_cast<unsigned char>(c) >> 4];
    text += digits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

// Plays the script, one command to a transaction, each at its own time.
class Player {
 public:
  Player(storage::Store& store, const Corpus& corpus)
      : writer_(store, clock_, {.on_uncertain = note(), .on_internal = note()}), run_(store, corpus) {}

  void play(const Step& step) {
    clock_.set(step.at_ms);
    auto order = step.order(run_);
    if (!order) return;
    order->command.set_command_key(identity::derived_command_key(step.at_ms, step.name));
    const community::Actor actor =
        order->member_id == 0 ? community::Actor::founder() : community::Actor::member(order->member_id);
    const live::PendingCommand pending{actor, std::move(order->command)};
    const live::BatchOutcome batch = writer_.run_batch({&pending, 1});
    const auto& result = batch.outcomes.front().result;
    if (!result) throw CorpusFaultError({step.where, sentence(result.error())});
    if (step.done) step.done(run_, *result);
  }

  const ImportRun& run() const { return run_; }

 private:
  std::function<void(const std::string&)> note() {
    return [this](const std::string& what) { broken_ = what; };
  }
  std::string sentence(const v1::Refusal& refusal) const {
    std::string sentence = refusal.message();
    if (!refusal.field().empty()) sentence += " (" + refusal.field() + ")";
    if (!broken_.empty()) sentence += ": " + broken_;
    return sentence;
  }

  std::string broken_;
  ManualClock clock_;
  live::Writer writer_;
  ImportRun run_;
};

Imported summary_of(const Corpus& corpus, const ImportRun& run) {
  Imported imported{.people = {}, .threads = corpus.threads.size(), .messages = 0, .head_seq = run.head_seq()};
  for (const CorpusThread& thread : corpus.threads) imported.messages += thread.messages.size();
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
                                                             .new_epoch = hex(random_bytes(random, 16)),
                                                             .new_hash_key = random_bytes(random, 32)});
    Player player(*store, corpus);
    for (std::size_t i = 0; i < script.size(); ++i) {
      player.play(script[i]);
      if (request.progress) request.progress(i + 1, script.size());
    }
    Imported imported = summary_of(corpus, player.run());
    store->checkpoint(true);
    if (request.durable) sync_folder_and_files(request.folder);
    return imported;
  } catch (const CorpusFaultError& error) {
    return std::unexpected(error.fault);
  }
}

}  // namespace ramure::ops
