#include "tests/sim/vectors.hpp"

#include <sodium.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>
#include <stdexcept>

#include "server/community/answer.hpp"
#include "server/live/cursor.hpp"
#include "server/live/greeting.hpp"
#include "tests/sim/simulation.hpp"
#include "tests/sim/village.hpp"

namespace ramure::sim {

namespace {

constexpr std::size_t members_max = 3;  // of each world

std::string base64(const std::string& bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating zero
  return '"' + text + '"';
}

std::string list(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ",\n") + item;
  return "[" + text + "]";
}

// The world as one member sees it.
class Witness {
 public:
  Witness(Server& server, std::uint64_t member_id) : server_(server), member_id_(member_id) {}

  // nullopt: a member no longer.
  std::optional<v1::Welcome> greet() {
    auto greeting = live::greet(server_.reader(), member_id_, {}, server_.now_ms());
    return greeting ? std::optional(std::move(greeting->welcome)) : std::nullopt;
  }

  std::string ask(const v1::Query& query) {
    const v1::Reply reply = community::answer(server_.reader(), member_id_, query);
    return "[" + base64(query.SerializeAsString()) + "," + base64(reply.SerializeAsString()) + "]";
  }

  std::string ask_history(std::uint64_t thread_id, std::uint32_t limit) {
    v1::Query query;
    query.mutable_get_history()->set_thread_id(thread_id);
    query.mutable_get_history()->set_limit(limit);
    return ask(query);
  }

  std::string ask_unread() {
    v1::Query query;
    query.mutable_list_threads()->set_unread_only(true);
    query.mutable_list_threads()->set_archived(v1::ListThreads::ARCHIVED_ALSO);
    query.mutable_list_threads()->set_limit(200);
    return ask(query);
  }

  // All that is told between a cursor and the head, in frames of a few events.
  std::vector<std::string> frames_since(const v1::Welcome& start, const v1::Welcome& end);

 private:
  Server& server_;
  const std::uint64_t member_id_;
};

std::vector<std::string> Witness::frames_since(const v1::Welcome& start, const v1::Welcome& end) {
  const storage::Start now = server_.reader().start(member_id_);
  std::vector<storage::JournalRow> rows;
  server_.reader().read_journal(now.readable, start.resume_seq(), 100'000, 100'000'000, rows);
  std::vector<std::string> frames;
  v1::ServerFrame frame;
  for (const storage::JournalRow& row : rows) {
    const bool is_told =
        row.channel_id == 0 || live::may_deliver(now.readable.find(row.channel_id), row.seq, row.birth_seq);
    if (!is_told) continue;
    if (!frame.add_events()->ParseFromString(row.payload)) throw Violation("a journal row does not parse");
    if (frame.events_size() < 1 + static_cast<int>(row.seq % 5)) continue;
    frame.set_through_seq(row.seq);
    frames.push_back(base64(frame.SerializeAsString()));
    frame.Clear();
  }
  frame.set_through_seq(end.resume_seq());
  v1::PrivateRows private_rows;
  server_.reader().private_rows(member_id_, start.private_revision(), private_rows);
  frame.mutable_private_rows()->Swap(private_rows.mutable_rows());
  frame.set_private_revision(private_rows.revision());
  frames.push_back(base64(frame.SerializeAsString()));
  return frames;
}

std::string view(const v1::Welcome& welcome, const std::vector<std::string>& asked) {
  v1::ServerFrame frame;
  *frame.mutable_welcome() = welcome;
  return R"({"welcome": )" + base64(frame.SerializeAsString()) + R"(, "asked": )" + list(asked) + "}";
}

// Some threads in full, some only their end.
std::vector<std::string> opened_histories(Witness& witness, const v1::Welcome& welcome) {
  std::vector<std::string> asked{witness.ask_unread()};
  for (const v1::Thread& thread : welcome.snapshot().threads()) {
    if (thread.id() % 3 != 0) asked.push_back(witness.ask_history(thread.id(), thread.id() % 3 == 1 ? 200 : 3));
  }
  return asked;
}

std::vector<std::string> whatever_may_be_wanted(Witness& witness, const v1::Welcome& welcome) {
  v1::Query query;
  query.mutable_get_snapshot();
  std::vector<std::string> asked{witness.ask(query), witness.ask_unread()};
  for (const v1::Channel& channel : welcome.snapshot().channels()) {
    query.mutable_get_channel()->set_channel_id(channel.id());
    asked.push_back(witness.ask(query));
  }
  for (const v1::Thread& thread : welcome.snapshot().threads()) {
    query.mutable_get_thread()->set_thread_id(thread.id());
    asked.push_back(witness.ask(query));
    asked.push_back(witness.ask_history(thread.id(), 100));
  }
  return asked;
}

std::vector<std::string> whole_histories(Witness& witness, const v1::Welcome& welcome) {
  std::vector<std::string> asked{witness.ask_unread()};
  for (const v1::Thread& thread : welcome.snapshot().threads()) asked.push_back(witness.ask_history(thread.id(), 200));
  return asked;
}

struct Beginning {
  std::uint64_t member_id = 0;
  v1::Welcome welcome;
  std::string start;
};

void add_world(std::uint64_t seed, std::vector<std::string>& vectors) {
  Simulation world(seed);
  world.run_steps(60 + static_cast<int>(seed % 7) * 30);
  std::vector<Beginning> beginnings;
  const std::set<std::uint64_t> members(village().members.begin(), village().members.end());
  for (const std::uint64_t member_id : members) {
    Witness witness(world.server(), member_id);
    auto welcome = witness.greet();
    if (!welcome || (member_id + seed) % 2 != 0 || beginnings.size() == members_max) continue;
    beginnings.push_back({member_id, *welcome, view(*welcome, opened_histories(witness, *welcome))});
  }
  world.run_steps(150);
  world.settle();
  for (const Beginning& beginning : beginnings) {
    Witness witness(world.server(), beginning.member_id);
    const auto end = witness.greet();
    if (!end || end->epoch() != beginning.welcome.epoch()) continue;  // restored from a backup: a first start
    vectors.push_back(R"({"name": "seed )" + std::to_string(seed) + ", member " + std::to_string(beginning.member_id) +
                      "\",\n\"start\": " + beginning.start +
                      ",\n\"frames\": " + list(witness.frames_since(beginning.welcome, *end)) +
                      ",\n\"answers\": " + list(whatever_may_be_wanted(witness, *end)) +
                      ",\n\"end\": " + view(*end, whole_histories(witness, *end)) + "}");
  }
}

}  // namespace

void write_vectors(const std::filesystem::path& file, std::uint64_t first, std::uint64_t count) {
  std::vector<std::string> vectors;
  for (std::uint64_t seed = first; seed < first + count; ++seed) add_world(seed, vectors);
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << list(vectors) << "\n";
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace ramure::sim
