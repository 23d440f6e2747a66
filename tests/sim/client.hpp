// A client of a simulation: an outbox of commands with their keys, a state reduced from what it is told, and a wire
// that may be cut at any time.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>

#include "client-cli/state/reducer.hpp"
#include "tests/sim/round_notes.hpp"
#include "tests/sim/server.hpp"
#include "tests/sim/text_desk.hpp"
#include "tests/sim/wire.hpp"

namespace ramure::sim {

// What the server has promised to keep: the first answer to a key.
struct Promise {
  std::uint64_t member_id = 0;
  v1::Command command;
  v1::Accepted accepted;
};

class Client {
 public:
  Client(Server& server, Dice& dice, std::uint64_t number, std::uint64_t member_id, bool events_only)
      : server_(server),
        dice_(dice),
        number_(number),
        member_id_(member_id),
        events_only_(events_only),
        texts_(dice, number + 1, member_id) {}

  std::uint64_t member_id() const { return member_id_; }
  bool events_only() const { return events_only_; }
  const cli::State& state() const { return state_; }
  const RoundNotes& rounds() const { return rounds_; }
  const TextDesk& texts() const { return texts_; }
  bool is_connected() const { return wire_ != nullptr && !wire_->is_cut; }
  bool is_refused() const { return is_refused_; }  // the community does not know the member (any more)

  void connect();
  void cut();  // what is on the way in either direction is lost

  // One step each; false when there was nothing to do.
  bool read(std::map<std::string, Promise>& promises);
  void command();          // puts a new one into the outbox
  bool send_unanswered();  // the oldest without an answer, perhaps not for the first time
  void repeat(const Promise& promise);
  bool write_text();  // opens a roadmap's text, writes in it, or pushes what was written
  bool ask();         // for what the state wants, or for some history
  bool finish();      // sends what is unanswered and not under way, asks for what is wanted

 private:
  std::uint64_t send(v1::ClientFrame frame);
  bool send_text(const std::optional<v1::ClientFrame>& frame);
  bool finish_texts();
  void send_command(const v1::Command& command);
  bool send_query(const v1::Query& query);
  v1::Query wanted() const;
  void on_frame(v1::ServerFrame frame, std::map<std::string, Promise>& promises);
  void check_order(const v1::ServerFrame& frame) const;
  void on_reply(const v1::Reply& reply, std::map<std::string, Promise>& promises);
  void on_accepted(const v1::Command& command, const v1::Accepted& accepted, std::map<std::string, Promise>& promises);
  void spoil(v1::ServerFrame& frame);

  Server& server_;
  Dice& dice_;
  const std::uint64_t number_, member_id_;
  const bool events_only_;
  cli::State state_;
  RoundNotes rounds_;
  TextDesk texts_;
  std::shared_ptr<Wire> wire_;
  std::deque<v1::Command> outbox_;
  std::map<std::uint64_t, v1::Query> queries_;     // awaited on this connection
  std::map<std::uint64_t, v1::Command> commands_;  // sent on this connection
  std::uint64_t next_request_ = 1, next_key_ = 1;
  bool has_welcome_ = false, is_refused_ = false;
};

}  // namespace ramure::sim
