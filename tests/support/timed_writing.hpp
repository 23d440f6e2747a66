// People who write one text at once, in simulated time: each line has its delay and loses a part of what goes over it,
// so that "confirmed within 3 s" can be counted, and comes out the same on every machine.
//
// A line is a stream, as a WebSocket is: what is lost is sent again after a timeout that doubles, and what was sent
// behind it waits for it.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <vector>

#include "server/roadmap/text_log.hpp"
#include "tests/support/collab_editor.hpp"
#include "tests/support/xorshift.hpp"

namespace ramure::test {

struct WritingConditions {
  std::size_t editors = 8;
  std::int64_t one_way_ms = 150;
  std::uint32_t lost_percent = 5;
  std::int64_t resent_after_ms = 500;  // the first time; TCP's timeout of a line with this round trip
  std::int64_t key_every_ms = 200;     // on average, of each editor
  std::int64_t writes_for_ms = 60'000;
};

class TimedWriting {
 public:
  TimedWriting(std::uint32_t seed, const WritingConditions& conditions);
  void run();  // until all is confirmed, or nothing happens any more

  // How long each change waited until its editor knew it to be in the log, by editor, in order.
  const std::vector<std::vector<std::int64_t>>& waits_ms() const { return waits_ms_; }
  std::size_t unconfirmed() const;
  bool has_converged() const;

 private:
  struct Frame {  // one of the two
    std::shared_ptr<const roadmap::Push> push;
    std::vector<roadmap::Entry> entries;
    bool answers = false;
  };
  struct Line {
    std::int64_t free_at_ms = 0;  // nothing arrives before what was sent before it
  };
  struct Seat {
    CollabEditor editor;
    std::deque<std::int64_t> written_at_ms;  // of what is not confirmed
    bool is_pushing = false;
    std::size_t taken = 0;  // entries that were sent to it
    Line up, down;
  };

  void at(std::int64_t time_ms, std::size_t seat, int kind, Frame frame);
  std::int64_t arrival(Line& line);
  void on_key(std::size_t seat);
  void on_push(std::size_t seat, const roadmap::Push& push);
  void on_frame(std::size_t seat, const Frame& frame);
  void push(std::size_t seat);
  void tell(std::size_t seat, bool answers);

  struct Happening {
    std::size_t seat = 0;
    int kind = 0;
    Frame frame;
  };

  WritingConditions conditions_;
  Dice dice_;
  roadmap::TextLog log_;
  std::vector<roadmap::Entry> entries_;
  std::vector<Seat> seats_;
  std::multimap<std::int64_t, Happening> to_come_;
  std::int64_t now_ms_ = 0;
  std::vector<std::vector<std::int64_t>> waits_ms_;
};

}  // namespace ramure::test
