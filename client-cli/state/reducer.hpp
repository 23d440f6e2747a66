// state = reduce(snapshot, events): the whole of what a client must do to stay up to date.
//
//   State state;
//   state.load(welcome);                     // a snapshot, or "go on from your cursor"
//   state.take(frame);                       // events, private rows, how far one is
//   state.ask();                             // before a query is sent
//   state.answer(query, answer, as_of_seq);  // its answer, whenever it comes
//
// The server answers queries beside the stream of events, so an answer can be ahead of the cursor or behind it. Every
// row therefore carries the seq it is as of, and skips what it holds already; and while an answer is awaited, events
// are kept, so that an answer that was read before them can be brought up to date.
//
// What comes into being or goes by one's own entering or leaving of a place is not told event by event: `wants()` says
// what to ask for. The picture is whole when it is empty and no answer is awaited.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "client-cli/state/rows.hpp"
#include "ramure/v1/frames.pb.h"

namespace ramure::cli {

class State {
 public:
  const std::string& epoch() const { return epoch_; }
  std::uint64_t cursor_seq() const { return cursor_seq_; }
  std::uint64_t private_revision() const { return private_revision_; }
  const v1::Member& me() const { return me_; }
  const v1::Community& community() const { return community_; }
  const Picture& picture() const { return picture_; }
  const Wants& wants() const { return picture_.wants; }

  // A new connection: answers to what was asked on the old one will not come.
  void load(const v1::Welcome& welcome);

  void take(const v1::ServerFrame& frame);
  void reduce(const v1::Event& event);

  // Before sending a query. Each ask() is followed by one answer() or give_up() on the same connection.
  void ask() { ++awaited_; }
  void answer(const v1::Query& query, const v1::Answer& answer, std::uint64_t as_of_seq);
  void give_up(const v1::Query& query);  // it was refused: what it asked for is not there, or not ours

 private:
  void load_snapshot(const v1::Snapshot& snapshot, std::uint64_t as_of_seq);
  void load_directory_page(const v1::GetSnapshot& query, const v1::Snapshot& page, std::uint64_t as_of_seq);
  void load_channel(const v1::ChannelAnswer& answer, std::uint64_t as_of_seq);
  void load_history(const v1::GetHistory& query, const v1::History& answer, std::uint64_t as_of_seq);
  void take_private(const v1::PrivateRow& row);
  void end_asking();

  std::string epoch_;
  std::uint64_t cursor_seq_ = 0, private_revision_ = 0;
  v1::Member me_;
  v1::Community community_;
  Picture picture_;
  int awaited_ = 0;
  std::vector<v1::Event> recent_;  // while answers are awaited
};

PrivateKey key_of(const v1::PrivateRow& row);

}  // namespace ramure::cli
