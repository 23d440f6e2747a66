#include "tests/sim/checks.hpp"

#include <algorithm>

#include "server/codev/visible.hpp"
#include "server/community/answer.hpp"
#include "server/live/cursor.hpp"
#include "server/live/greeting.hpp"
#include "storage/replay.hpp"

namespace ramure::sim {

namespace {

using cli::Picture;
using cli::State;

// Sends the query at once and takes its answer.
void ask_now(Server& server, std::uint64_t member_id, State& state, const v1::Query& query) {
  const v1::Reply reply = community::answer(server.reader(), member_id, query);
  state.ask();
  if (reply.has_answer()) {
    state.answer(query, reply.answer(), reply.as_of_seq());
  } else {
    state.give_up(query);
  }
}

void ask_for_what_is_wanted(Server& server, std::uint64_t member_id, State& state) {
  const cli::Wants wants = state.wants();
  v1::Query query;
  if (wants.snapshot) {
    query.mutable_get_snapshot();
    ask_now(server, member_id, state, query);
    return;
  }
  for (const std::uint64_t id : wants.channels) {
    query.mutable_get_channel()->set_channel_id(id);
    ask_now(server, member_id, state, query);
  }
  for (const std::uint64_t id : wants.threads) {
    query.mutable_get_thread()->set_thread_id(id);
    ask_now(server, member_id, state, query);
  }
  for (const std::uint64_t id : wants.histories) {
    query.mutable_get_history()->set_thread_id(id);
    query.mutable_get_history()->set_limit(200);
    ask_now(server, member_id, state, query);
  }
  if (state.wants().snapshot) ask_for_what_is_wanted(server, member_id, state);  // the plenary was among the channels
}

void tell_the_rest(Server& server, std::uint64_t member_id, const storage::Readable& readable, State& state) {
  std::vector<storage::JournalRow> rows;
  server.reader().read_journal(readable, state.cursor_seq(), 100'000, 100'000'000, rows);
  for (const storage::JournalRow& row : rows) {
    const bool is_told =
        row.channel_id == 0 || live::may_deliver(readable.find(row.channel_id), row.seq, row.birth_seq);
    v1::Event event;
    if (!event.ParseFromString(row.payload)) throw Violation("a journal row does not parse");
    if (is_told) state.reduce(event);
  }
  v1::PrivateRows private_rows;
  server.reader().private_rows(member_id, state.private_revision(), private_rows);
  v1::ServerFrame frame;
  frame.mutable_private_rows()->Swap(private_rows.mutable_rows());
  frame.set_private_revision(private_rows.revision());
  state.take(frame);
}

State fresh_state(Server& server, std::uint64_t member_id) {
  auto greeting = live::greet(server.reader(), member_id, {}, server.now_ms());
  if (!greeting) throw Violation("a member is not greeted");
  State state;
  state.load(greeting->welcome);
  return state;
}

void normalise(v1::Message& message) {
  // After a reaction was taken back its neighbours' order is not told.
  std::ranges::sort(*message.mutable_reactions(), {}, &v1::Reaction::name);
}

void compare_one(const std::string& what, const google::protobuf::Message& held,
                 const google::protobuf::Message& fresh) {
  if (held.SerializeAsString() == fresh.SerializeAsString()) return;
  throw Violation(what + ": held {" + held.ShortDebugString() + "}, fresh {" + fresh.ShortDebugString() + "}");
}

template <class Map, class Compare>
void compare_all(const std::string& what, const Map& held, const Map& fresh, const Compare& compare) {
  for (const auto& [id, thing] : fresh) {
    const auto found = held.find(id);
    if (found == held.end()) throw Violation(what + " is missing: " + std::to_string(id));
    compare(what + " " + std::to_string(id), found->second, thing);
  }
  for (const auto& [id, thing] : held) {
    if (!fresh.contains(id)) throw Violation(what + " should not be there: " + std::to_string(id));
  }
}

void compare_pictures(const Picture& held, const Picture& fresh) {
  const auto rows = [](const auto& what, const auto& a, const auto& b) { compare_one(what, a.thing, b.thing); };
  compare_all("channel", held.channels, fresh.channels, [](const auto& what, const auto& a, const auto& b) {
    compare_one(what, a.channel, b.channel);
    compare_one(what + " membership", a.membership, b.membership);
  });
  compare_all("member", held.members, fresh.members, rows);
  compare_all("territory", held.territories, fresh.territories, rows);
  compare_all("theme", held.themes, fresh.themes, rows);
  compare_one("word", held.word.word, fresh.word.word);
  compare_all("thread", held.threads, fresh.threads, rows);
}

void compare_history(Server& server, std::uint64_t member_id, std::uint64_t thread_id, const cli::HistoryRow& held) {
  v1::Query query;
  query.mutable_get_history()->set_thread_id(thread_id);
  query.mutable_get_history()->set_limit(200);
  const v1::Reply reply = community::answer(server.reader(), member_id, query);
  if (!reply.has_answer()) throw Violation("a history is held that may not be read: " + std::to_string(thread_id));
  const v1::History& fresh = reply.answer().history();
  if (held.older_hidden != fresh.older_hidden())
    throw Violation("older_hidden differs in " + std::to_string(thread_id));
  const std::uint64_t from = held.more_before && !held.messages.empty() ? held.messages.begin()->first : 0;
  std::map<std::uint64_t, v1::Message> wanted;
  for (const v1::Message& message : fresh.messages()) {
    if (message.id() >= from) wanted[message.id()] = message;
  }
  compare_all("message", held.messages, wanted, [](const auto& what, v1::Message a, v1::Message b) {
    normalise(a);
    normalise(b);
    compare_one(what, a, b);
  });
}

// A draft without text is one that is gone.
std::map<cli::PrivateKey, v1::PrivateRow> living(const std::map<cli::PrivateKey, v1::PrivateRow>& rows) {
  auto result = rows;
  std::erase_if(result,
                [](const auto& entry) { return entry.second.has_draft() && entry.second.draft().text().empty(); });
  return result;
}

void compare_private(const Picture& held, const Picture& fresh) {
  const auto ours = living(held.private_rows), theirs = living(fresh.private_rows);
  for (const auto& [key, row] : theirs) {
    const auto found = ours.find(key);
    if (found == ours.end()) throw Violation("a private row is missing: " + row.ShortDebugString());
    compare_one("private row", found->second, row);
  }
  if (ours.size() != theirs.size()) throw Violation("there is a private row too many");
}

}  // namespace

void check_view(Server& server, const Client& client) {
  const std::uint64_t member_id = client.member_id();
  if (client.events_only() || client.state().epoch() != server.epoch()) return;  // it will start afresh
  const storage::Start start = server.reader().start(member_id);
  if (!start.found) return;
  State held = client.state();
  tell_the_rest(server, member_id, start.readable, held);
  ask_for_what_is_wanted(server, member_id, held);
  const State fresh = fresh_state(server, member_id);
  try {
    compare_pictures(held.picture(), fresh.picture());
    compare_private(held.picture(), fresh.picture());
    for (const auto& [thread_id, history] : held.picture().histories)
      compare_history(server, member_id, thread_id, history);
  } catch (const Violation& violation) {
    throw Violation("member " + std::to_string(member_id) + ", cursor " + std::to_string(client.state().cursor_seq()) +
                    ", head " + std::to_string(server.log().head_seq()) + ": " + violation.what());
  }
}

void check_rounds(Server& server, const Client& client) {
  if (client.events_only() || !client.is_connected() || !server.reader().start(client.member_id()).found) return;
  const auto mine = server.reader().rounds(client.member_id(), true, 1'000);
  for (const auto& [id, held] : client.rounds().rounds()) {
    if (std::ranges::find(mine, id) == mine.end()) {
      throw Violation("member " + std::to_string(client.member_id()) + " still knows round " + std::to_string(id));
    }
  }
  for (const std::uint64_t id : mine) {
    const auto held = client.rounds().rounds().find(id);
    if (held == client.rounds().rounds().end()) {
      throw Violation("member " + std::to_string(client.member_id()) + " knows nothing of round " + std::to_string(id));
    }
    std::map<std::uint64_t, std::string> shown;
    const codev::Round round = server.log().round(id, server.log().head_seq());
    const v1::RoundView view = codev::view_for(round, client.member_id(), 0);
    for (const v1::Contribution& said : view.contributions()) {
      shown[said.id()] = said.text();
    }
    if (held->second.words == shown) continue;
    std::string what = "member " + std::to_string(client.member_id()) + ", round " + std::to_string(id) + ": held";
    for (const auto& [said, words] : held->second.words) what += " " + std::to_string(said) + "=" + words;
    what += "; shown";
    for (const auto& [said, words] : shown) what += " " + std::to_string(said) + "=" + words;
    throw Violation(what);
  }
}

void check_texts(Server& server, const Client& client) {
  if (!client.is_connected() || !server.reader().start(client.member_id()).found) return;
  for (const auto& [id, held] : client.texts().texts()) {
    const std::string who = "member " + std::to_string(client.member_id()) + ", text " + std::to_string(id) + ": ";
    if (!held.is_open) throw Violation(who + "it is closed");
    if (held.editor.has_unsent()) throw Violation(who + "something is left to be sent");
    const roadmap::TextLog& text = server.log().roadmaps().text(id);
    if (held.editor.version() != text.version()) throw Violation(who + "its end was never told");
    if (held.editor.text() != text.text()) throw Violation(who + "the editor has another text than the log");
  }
}

void check_is_told(Server& server, const Client& client) {
  if (!client.is_connected()) return;  // was shown the door, and let in again after the last Hello
  const storage::Start start = server.reader().start(client.member_id());
  if (!start.found) return;
  const auto untold = server.log().readable_seqs(start.readable, client.state().cursor_seq(), server.log().head_seq());
  if (untold.empty()) return;
  throw Violation("member " + std::to_string(client.member_id()) + " was never told " + std::to_string(untold.front()));
}

void check_promises(Server& server, const std::map<std::string, Promise>& promises) {
  for (const auto& [key, promise] : promises) {
    const auto [first_seq, last_seq] = server.log().range_of_key(key);
    const bool has_events = promise.accepted.first_seq() != 0;
    // What follows from an answer that is never attributed carries no key.
    const bool is_within =
        first_seq != 0 && first_seq >= promise.accepted.first_seq() && last_seq <= promise.accepted.last_seq();
    // A sentence of a workshop is nobody's: no key leads to it.
    const auto& sentences = server.log().sentences();
    const bool is_sentence = promise.command.course().has_add_sentence() &&
                             std::ranges::find(sentences, promise.accepted.first_seq()) != sentences.end();
    const bool is_kept = !has_events || is_within || is_sentence ||
                         promise.command.has_open_conversation();  // may be answered by an older one
    if (!is_kept) throw Violation("an accepted command is gone: " + promise.command.ShortDebugString());
  }
}

void check_replay(const Server& server) {
  const auto differences = storage::compare_with_replay(server.folder());
  if (!differences.empty()) throw Violation("replay differs: " + differences.front());
}

}  // namespace ramure::sim
